"""Properties: any document, embedded in any form or saved as YAML, is read as it was."""

import contextlib
import json

from hypothesis import given
from hypothesis import strategies as st

from tests.spec.upstream.pages import escaped, page, redoc
from tools.spec import yaml_loader
from tools.spec.upstream import find as finding
from tools.spec.upstream import yaml_dumper
from tools.spec.upstream.document import normalise
from tools.spec.upstream.error import UpstreamError

HOSTILE = [
    "</script>", "</SCRIPT >", "<!--", "<!-- <script>", "-->", "]]>", "};", "{", '"', "'", "`", "\\", "\\u003c", "//",
    "/*", "*/", "__redoc_state = {}", 'const __redoc_state = {"openapi": 1};', "\u2028", "\u2029", "\x85", "\ufeff",
    "\x00", "&lt;", "&quot;", "${a}", "---", "...", "%", "# ", ": ", "- ", "|", ">", "*a", "&a", "!!str", "@", "\t",
    "\r", "\n", "\n\n", " ", "  \n", "~", "null", "yes", "0x1f", "1e5", "1_000", "12:30:00", "2026-01-31", "=", "🎉",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5), max_size=8).map("".join)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=15
)
PARTS = st.sampled_from(["paths", "components", "info", "webhooks"]) | TEXTS
DOCUMENTS = st.dictionaries(PARTS, VALUES, max_size=4).map(lambda parts: {"openapi": "3.1.0"} | parts)
WRAPPERS = st.sampled_from([
    lambda document: redoc(document, escaped),
    lambda document: redoc(document, as_scripts_are),
    lambda document: page(f"<script>Redoc.init(JSON.parse({escaped(escaped(document))}))</script>"),
    lambda document: page(f"<script>window.ui = SwaggerUIBundle({{ spec: {escaped(document)} }})</script>"),
])  # fmt: skip


def as_scripts_are(value):
    """JSON with only that escaped which would end the script."""
    return (
        json.dumps(value, ensure_ascii=False)
        .replace("</", "<\\/")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


@given(document=DOCUMENTS, embed=WRAPPERS)
def test_any_document_comes_out_of_a_page_equal(find, document, embed):
    """No string of the document is taken for code, for markup or for the end of the script."""
    assert find(embed(document)) == document


@given(document=DOCUMENTS)
def test_any_document_comes_out_of_the_yaml_equal(document):
    """The YAML of a document is read as the same document, and written as the same YAML."""
    text = yaml_dumper.dump(document)
    assert yaml_loader.load(text) == document
    assert yaml_dumper.dump(yaml_loader.load(text)) == text


@given(document=DOCUMENTS)
def test_any_document_is_only_put_in_order(document):
    """Normalising a document without additions of Redoc changes nothing but the order."""
    assert normalise(document) == (document, [])


PAGES = st.lists(
    st.sampled_from([*HOSTILE, "<script>", "<title>", "__redoc_state", "=", "Redoc.init("]) | st.text(max_size=3)
)


@given(pieces=PAGES)
def test_any_page_is_refused_or_read_without_a_traceback(pieces):
    """Reading a page gives a document or raises UpstreamError."""
    with contextlib.suppress(UpstreamError):
        assert isinstance(finding.find("".join(pieces), lambda link: link).document, dict)
