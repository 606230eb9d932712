"""The document is found in every form in which pages embed it or link to it."""

import gzip
import json

import pytest

from tests.spec.upstream.pages import DOCUMENT, EMBEDDINGS, LINKS, as_redoc, page, redoc, state_of
from tests.spec.upstream.serving import Reply, html
from tools.spec.upstream import fetch, yaml_dumper

MARKS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "utf-32": "utf-32"}
CHARSETS = {
    "the header": (redoc(DOCUMENT).replace("utf-8", "koi8-r").encode("latin-1"), "text/html; charset=ISO-8859-1"),
    "the page": (redoc(DOCUMENT).replace("utf-8", "latin-1").encode("latin-1"), "text/html"),
    "the page, as browsers know it": (redoc(DOCUMENT | {"x-a": "“"}).replace("utf-8", "latin-1").encode("cp1252"), ""),
    "neither": (redoc(DOCUMENT).replace('<meta charset="utf-8">', "").encode(), ""),
    "neither, which name no charset": (redoc(DOCUMENT).replace("utf-8", "zip").encode(), "text/html; charset=rot13"),
}


@pytest.mark.parametrize("embed", EMBEDDINGS.values(), ids=EMBEDDINGS)
def test_the_document_comes_out_of_the_page(find, embed):
    """The document is found in any of these pages, whatever code is around it."""
    assert find(embed(DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize("name", ["Redoc", "in a string", "Swagger UI, spec"])
def test_a_page_is_fetched_from_a_server(server, run, output, load, name):
    """The document of a page that a server sends is saved as it is."""
    server.routes["/docs/"] = html(EMBEDDINGS[name](DOCUMENT))
    result = run(f"{server.url}/docs/#tag/Vacancies")
    assert result.returncode == 0, result.stderr
    assert load(output) == DOCUMENT


def test_a_saved_page_is_read(run, tmp_path, output, load):
    """The path of a saved page works as an address does."""
    saved = tmp_path / "saved.html"
    saved.write_text(redoc(DOCUMENT), "utf-8")
    assert run(saved).returncode == 0
    assert load(output) == DOCUMENT


@pytest.mark.parametrize("markup", LINKS.values(), ids=LINKS)
def test_a_link_of_the_page_is_followed(server, run, output, load, markup):
    """A relative link with entities leads to the document."""
    link = "../v2/openapi.json?a=1&amp;b=2" if "<script>" not in markup else "../v2/openapi.json?a=1&b=2"
    server.routes["/docs/index.html"] = html(page(markup.replace("LINK", link)))
    server.routes["/v2/openapi.json?a=1&b=2"] = Reply(json.dumps(DOCUMENT).encode())
    result = run(f"{server.url}/docs/index.html")
    assert result.returncode == 0, result.stderr
    assert load(output) == DOCUMENT


def test_a_link_to_yaml_is_followed(server, run, output, load):
    """In YAML, dates stay text and status codes become text."""
    text = yaml_dumper.dump(DOCUMENT).replace('"200"', "200") + "x-since: 2026-01-31\n"
    server.routes |= {"/": html(page('<redoc spec-url="spec.yaml"></redoc>')), "/spec.yaml": Reply(text.encode())}
    assert run(server.url).returncode == 0
    assert load(output) == DOCUMENT | {"x-since": "2026-01-31"}


def test_the_first_link_to_a_document_counts(server, run, output):
    """A link that leads nowhere does not hide the next one."""
    markup = '<redoc spec-url="/gone.json"></redoc><a href="/openapi.json">Download</a>'
    server.routes |= {"/": html(page(markup)), "/openapi.json": Reply(json.dumps(DOCUMENT).encode())}
    assert run(server.url).returncode == 0
    assert output.exists()


def test_an_embedded_document_comes_before_links(find):
    """A page that embeds its document is read without following its links."""
    assert find(redoc(DOCUMENT).replace("</body>", '<a href="/openapi.json">Download</a>')) == DOCUMENT


def test_the_state_comes_before_other_documents(find):
    """Redoc's state counts more than an example in another script."""
    other = '<script type="application/json">{"openapi": "3.1.0", "info": {"title": "Example"}}</script>'
    assert find(page(other) + redoc(DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize("name", ["JSON", "YAML"])
def test_the_document_itself_is_a_source(server, run, output, load, name):
    """The address of openapi.json or openapi.yaml works as that of a page does."""
    text = json.dumps(DOCUMENT) if name == "JSON" else "# Ours\n" + yaml_dumper.dump(DOCUMENT)
    server.routes["/spec"] = Reply(text.encode())
    assert run(f"{server.url}/spec").returncode == 0
    assert load(output) == DOCUMENT


@pytest.mark.parametrize("codec", MARKS.values(), ids=MARKS)
def test_a_byte_order_mark_tells_the_charset(tmp_path, find, codec):
    """A byte order mark decides the charset, whatever the page says."""
    saved = tmp_path / "saved.html"
    saved.write_bytes(redoc(DOCUMENT).encode(codec))
    assert find(fetch.open_source(str(saved)).text) == DOCUMENT


@pytest.mark.parametrize(("content", "kind"), CHARSETS.values(), ids=CHARSETS)
def test_the_charset_is_the_one_that_browsers_choose(server, run, output, load, content, kind):
    """The charset is that of the header, else that of the page, else UTF-8."""
    server.routes["/"] = Reply(content, headers={"Content-Type": kind})
    assert run(server.url).returncode == 0
    assert load(output)["info"] == DOCUMENT["info"]
    assert load(output).get("x-a", "“") == "“"


def test_a_compressed_page_is_unpacked(server, run, output, load):
    """A page with `Content-Encoding: gzip` is read."""
    server.routes["/"] = Reply(gzip.compress(redoc(DOCUMENT).encode()), headers={"Content-Encoding": "gzip"})
    assert run(server.url).returncode == 0
    assert load(output) == DOCUMENT


def test_a_large_page_is_read_in_a_short_time(find):
    """Megabytes of text, code and search index around the document are read within the test's time limit."""
    noise = (
        "<p>" + "lorem {ipsum}; \"dolor' " * 50_000 + "</p><script>" + 'f({a:{"b":1,c:[/"/]}});' * 2_000 + "</script>"
    )
    state = state_of(DOCUMENT) | {"searchIndex": ["</p> ;{" * 500_000]}
    text = page(noise) + page(f"<script>const __redoc_state = {as_redoc(state)}</script>")
    assert find(text) == DOCUMENT
