"""Finds the OpenAPI document in a page of an API reference: embedded in it, or behind a link of it.

No JavaScript is read. Any JSON object in a script can be the document or hold it, whatever the code around it does.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn

import yaml
from attrs import frozen
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tools.spec import yaml_loader
from tools.spec.document import Json
from tools.spec.upstream.error import UpstreamError

# Where a document is in Redoc's state, and in that of pages that Redocly hosts.
STATE_PATHS = (("spec", "data"), ("definition", "data"))
PATHS = ((), *STATE_PATHS, ("spec",), ("definition",), ("swaggerDoc",))
STATE = "__redoc_state"
MAX_LINKS = 5
MAX_PAGE_SCRIPT_CHARS = 100_000  # longer scripts are libraries, which are full of addresses of other things
SOUGHT = (
    "JSON with an OpenAPI document, the address given to Redoc or Swagger UI (such as spec-url), "
    "a link to openapi.json or openapi.yaml"
)

# Possessive (`++`): strings may be megabytes long, and there is nothing to step back to.
_STRING = r""""(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`"""
_NAME = r"""(?<![\w$.])(?P<name>[\w$.]++)["'\]]*\s*[=:(]\s*"""
_VALUE = re.compile(
    rf"""(?:{_NAME})?(?:JSON\.parse\(\s*(?P<string>{_STRING})?|(?P<object>\{{)(?P<is_json>\s*["}}])?)""", re.DOTALL
)
_VIEWER = re.compile(r"__redoc_state|Redoc\.init|SwaggerUI", re.IGNORECASE)
_ADDRESS = re.compile(rf"""(?P<name>\b(?:Redoc\.init|url|specUrl|swaggerUrl))["']?\s*[:=(]\s*(?P<string>{_STRING})""")
_COMMENT_LINE = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
_ESCAPE = re.compile(r"""\\(?:x(?P<hex>[0-9a-fA-F]{2})|(?P<plain>['`$]))|(?P<quote>")|\\.""", re.DOTALL)
_DOCUMENT_FILE = re.compile(r"(?:^|/)(?:openapi|open-api|swagger)[\w.-]*\.(?:json|ya?ml)(?:[?#]|$)", re.IGNORECASE)
_YAML = re.compile(r"^[\"']?(?:openapi|swagger)[\"']?\s*:", re.MULTILINE)


@frozen
class Discovery:
    """A document, and the words for where it was."""

    document: Json
    where: str
    is_state: bool = False


def find(text: str, follow: Callable[[str], str]) -> Discovery:
    """The document in a page, or the first one that a link of it leads to.

    Args:
        text: the page, or a document by itself.
        follow: returns the text behind a link.

    Raises:
        UpstreamError: there is none; the message says what there is.
    """
    document = _whole(text)
    if document is not None:
        return Discovery(document, "the document itself")
    page = LexborHTMLParser(text)
    scripts = page.css("script")
    broken: dict[str, ValueError] = {}
    values = (one for script in scripts for one in _values(script, broken))
    found = [discovery for name, value in values if (discovery := _document(name, value)) is not None]
    if found:
        # An example elsewhere on the page is not what the page shows.
        return next((discovery for discovery in found if discovery.is_state), found[0])
    links: dict[str, str] = {}
    for target, label in _links(page, scripts):
        if target.strip():
            links.setdefault(target.strip(), label)
    # A link may lead to another version than the one that the page was to show.
    if links and not any(name.endswith(STATE) for name in broken):
        return _linked(links, follow)
    raise UpstreamError(_broken(broken, text, scripts[-1]) if broken else _nothing(page, len(scripts)))


def _whole(text: str) -> Json | None:
    """The document, if the text is no page but a document."""
    start = text.lstrip()[:1]
    if start == "<" or (start != "{" and not _YAML.search(text)):
        return None
    try:
        value = _DECODER.decode(text) if start == "{" else yaml_loader.load(text)
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise UpstreamError(f"The {'JSON' if start == '{' else 'YAML'} is broken: {_explained(error)}") from error
    if not isinstance(value, dict):
        raise UpstreamError("What is there is not an OpenAPI document: it is not an object")
    return value


def _values(script: LexborNode, broken: dict[str, ValueError]) -> Iterator[tuple[str, Any]]:
    """The JSON in a script with its names; what cannot be read, though it should be the document, goes to `broken`."""
    kind = (script.attributes.get("type") or "").lower().partition(";")[0].strip()
    code, position = _code(script), 0
    while (match := _VALUE.search(code, position)) is not None:
        name, position = match["name"] or _label(script), match.end()
        is_awaited = kind.endswith("json") or name.endswith((STATE, "Redoc.init"))
        if match["object"] and not match["is_json"] and not is_awaited:
            continue  # an object or a block of JavaScript
        try:
            value, position = _value(code, match)
            yield name, value
        except ValueError as error:
            if is_awaited:
                broken.setdefault(name, error)


def _value(code: str, match: re.Match[str]) -> tuple[Any, int]:
    """The JSON value at a match of `_VALUE`, and where it ends."""
    if match["string"]:
        return _DECODER.decode(_unquoted(match["string"])), match.end()
    return _DECODER.raw_decode(code, match.start("object") if match["object"] else match.end())


def _document(name: str, value: Any) -> Discovery | None:
    for path in PATHS:
        node = value
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, dict) and ("openapi" in node or "swagger" in node):
            return Discovery(node, ".".join([name, *path]), path in STATE_PATHS)
    return None


def _links(page: LexborHTMLParser, scripts: list[LexborNode]) -> Iterator[tuple[str, str]]:
    """Addresses of documents and what names them: first those that the page shows, then those that it links to."""
    for node in page.css("[spec-url]"):
        yield node.attributes["spec-url"] or "", f"<{node.tag} spec-url>"
    for code in map(_code, scripts):
        if len(code) < MAX_PAGE_SCRIPT_CHARS and _VIEWER.search(code):
            for match in _ADDRESS.finditer(code):
                with suppress(ValueError):
                    yield _unquoted(match["string"]), match["name"]
    for node in page.css("a[href], link[href]"):
        target = node.attributes["href"] or ""
        if _DOCUMENT_FILE.search(target.strip()):
            yield target, f"<{node.tag} href>"


def _linked(links: dict[str, str], follow: Callable[[str], str]) -> Discovery:
    failures = []
    for target, label in islice(links.items(), MAX_LINKS):
        try:
            document = _whole(follow(target))
            if document is not None:
                return Discovery(document, f"{label}, which names {target}")
            failures.append(f"{label} names {target}, which is not an OpenAPI document")
        except UpstreamError as error:
            failures.append(f"{label} names {target}: {error}")
    raise UpstreamError("The page holds no OpenAPI document, only links:\n  " + "\n  ".join(failures))


def _broken(errors: dict[str, ValueError], text: str, last: LexborNode) -> str:
    name, error = next(iter(errors.items()))
    end = last.text().rstrip()
    hint = "; the page ends within a script, so it may be cut off" if end and text.rstrip().endswith(end) else ""
    return f"The JSON of {name} is broken: {_explained(error)}{hint}"


def _nothing(page: LexborHTMLParser, scripts: int) -> str:
    node = page.css_first("title")
    title = " ".join(node.text().split()) if node else ""
    says = f"Its title is {title[:100]!r}" if title else "It has no title"
    return f"There is no OpenAPI document in the page. {says}; scripts: {scripts}. Looked for: {SOUGHT}."


def _label(script: LexborNode) -> str:
    named = "".join(f' {name}="{script.attributes[name]}"' for name in ("type", "id") if script.attributes.get(name))
    return f"<script{named}>"


def _code(script: LexborNode) -> str:
    """The text of a script without the lines that are comments."""
    return _COMMENT_LINE.sub("", script.text())


def _unquoted(string: str) -> str:
    """The value of a JavaScript string, by way of the same string in JSON; ValueError where there is none."""

    def as_json(escape: re.Match[str]) -> str:
        if escape["hex"]:
            return f"\\u00{escape['hex']}"
        return escape["plain"] or ('\\"' if escape["quote"] else escape[0])

    return str(json.loads(f'"{_ESCAPE.sub(as_json, string[1:-1])}"', strict=False))


def _explained(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        near = error.doc[error.pos : error.pos + 30]
        return f"{error.msg}, at line {error.lineno}, column {error.colno}: {near!r}"
    return " ".join(str(error).split())


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
