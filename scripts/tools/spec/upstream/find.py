"""Finds the OpenAPI document in a page of an API reference: embedded in it, or behind a link of it.

No JavaScript is read. Any JSON object in a script can be the document or hold it, whatever the code around it does.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NoReturn

import yaml
from attrs import frozen
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tools.spec import yaml_loader
from tools.spec.upstream.error import UpstreamError

Json = dict[str, Any]
# Where a document is in Redoc's state, and in that of pages that Redocly hosts.
STATE_PATHS = (("spec", "data"), ("definition", "data"))
PATHS = ((), *STATE_PATHS, ("spec",), ("definition",), ("swaggerDoc",))
MAX_LINKS = 5
MAX_PAGE_SCRIPT_CHARS = 100_000  # longer scripts are libraries, which are full of addresses of other things
SOUGHT = (
    "JSON with an OpenAPI document, the address given to Redoc, Scalar, Stoplight or Swagger UI (such as spec-url), "
    "a link to openapi.json or openapi.yaml"
)

# Possessive (`++`): strings may be megabytes long, and there is nothing to step back to.
_STRING = r""""(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`"""
_OBJECT = re.compile(rf"""\{{(?=\s*["}}])|JSON\.parse\(\s*(?P<string>{_STRING})""", re.DOTALL)
_ASSIGNED = re.compile(r"""([\w$.]+)["'\]]*\s*[=:(]\s*\Z""")
_STATE = re.compile(r"""(__redoc_state|Redoc\.init)["'\]]*\s*[=(]\s*(?=\{|JSON\.parse)""")
_VIEWER = re.compile(r"__redoc_state|Redoc\.init|SwaggerUI|createApiReference", re.IGNORECASE)
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


@frozen
class Link:
    """An address that a page names, and how it names it."""

    target: str
    label: str


@frozen
class Broken:
    """JSON that cannot be read, and why."""

    name: str
    reason: str


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
    found = [discovery for script in scripts for discovery in _embedded(script)]
    if found:
        # An example elsewhere on the page is not what the page shows.
        return next((discovery for discovery in found if discovery.is_state), found[0])
    broken = [one for script in scripts for one in _broken(script, text)]
    links = list(dict.fromkeys(_links(page, scripts)))
    # A link may lead to another version than the one that the page was to show.
    if links and not any(one.name == "__redoc_state" for one in broken):
        return _linked(links, follow)
    raise UpstreamError(broken[0].reason if broken else _nothing(page, len(scripts)))


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


def _embedded(script: LexborNode) -> Iterator[Discovery]:
    """The documents in a script, in order."""
    if _is_json(script):
        with suppress(ValueError):
            yield from _documents(_DECODER.decode(script.text()), _label(script))
        return
    code, position = _code(script), 0
    while (match := _OBJECT.search(code, position)) is not None:
        position = match.end()
        with suppress(ValueError):
            value, position = _value(code, match)
            name = _ASSIGNED.search(code[max(0, match.start() - 200) : match.start()])
            yield from _documents(value, name[1] if name else "a script")


def _value(code: str, match: re.Match[str]) -> tuple[Any, int]:
    """The JSON value at a match of `_OBJECT`, and where it ends."""
    if match["string"] is None:
        return _DECODER.raw_decode(code, match.start())
    return _DECODER.decode(_unquoted(match["string"])), match.end()


def _documents(value: Any, label: str) -> Iterator[Discovery]:
    for path in PATHS:
        node = value
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, dict) and ("openapi" in node or "swagger" in node):
            yield Discovery(node, ".".join([label, *path]), path in STATE_PATHS)
            return


def _broken(script: LexborNode, page: str) -> Iterator[Broken]:
    """What in a script should be JSON that holds the document, but cannot be read."""
    if not script.text().strip():
        return
    code = script.text() if _is_json(script) else _code(script)
    starts = [(_label(script), 0)] if _is_json(script) else [(m[1], m.end()) for m in _STATE.finditer(code)]
    is_last = page.rstrip().endswith(script.text().rstrip())
    hint = "; the page ends within this script, so it may be cut off" if is_last else ""
    for name, start in starts:
        try:
            match = _OBJECT.match(code, start)
            _value(code, match) if match else _DECODER.decode(code[start:])
        except ValueError as error:
            yield Broken(name, f"The JSON of {name} is broken: {_explained(error)}{hint}")


def _links(page: LexborHTMLParser, scripts: list[LexborNode]) -> Iterator[Link]:
    """Addresses of documents: first those that the page shows, then those that it only links to."""
    for selector, name in (("", "spec-url"), ("", "apidescriptionurl"), ("script", "data-url")):
        for node in page.css(f"{selector}[{name}]"):
            yield from _link(node.attributes[name], f"<{node.tag} {name}>")
    for code in map(_code, scripts):
        if len(code) < MAX_PAGE_SCRIPT_CHARS and _VIEWER.search(code):
            for match in _ADDRESS.finditer(code):
                with suppress(ValueError):
                    yield from _link(_unquoted(match["string"]), match["name"])
    for node in page.css("a[href], link[href]"):
        if _DOCUMENT_FILE.search((node.attributes["href"] or "").strip()):
            yield from _link(node.attributes["href"], f"<{node.tag} href>")


def _link(target: str | None, label: str) -> Iterator[Link]:
    if target and target.strip():
        yield Link(target.strip(), label)


def _linked(links: list[Link], follow: Callable[[str], str]) -> Discovery:
    failures = []
    for link in links[:MAX_LINKS]:
        try:
            document = _whole(follow(link.target))
            if document is not None:
                return Discovery(document, f"{link.label}, which names {link.target}")
            failures.append(f"{link.label} names {link.target}, which is not an OpenAPI document")
        except UpstreamError as error:
            failures.append(f"{link.label} names {link.target}: {error}")
    raise UpstreamError("The page holds no OpenAPI document, only links:\n  " + "\n  ".join(failures))


def _nothing(page: LexborHTMLParser, scripts: int) -> str:
    node = page.css_first("title")
    title = " ".join(node.text().split()) if node else ""
    says = f"Its title is {title[:100]!r}" if title else "It has no title"
    return f"There is no OpenAPI document in the page. {says}; scripts: {scripts}. Looked for: {SOUGHT}."


def _is_json(script: LexborNode) -> bool:
    return (script.attributes.get("type") or "").lower().partition(";")[0].strip().endswith("json")


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
