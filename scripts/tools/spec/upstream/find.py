"""Finds the OpenAPI document in a page, however it is embedded, or behind a link of the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tools.spec.upstream import yaml_text as upstream_yaml
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.html_page import Html, Link, Script
from tools.spec.upstream.json_text import read_json
from tools.spec.upstream.script import Broken, Literal, Text, scan

Json = dict[str, Any]
Follow = Callable[[str], str]

STATE = "__redoc_state"
# Where documents are in what pages embed: by themselves, Redoc's state, Redocly's, Swagger UI's options.
_PLACES = ((), ("spec", "data"), ("definition", "data"), ("spec",), ("definition",), ("swaggerDoc",))
_CALLS = ("Redoc.init", "Redoc.hydrate", "SwaggerUIBundle", "SwaggerUI", "SwaggerUi")
_ADDRESS_NAMES = ("url", "specUrl", "spec-url", "swaggerUrl")
_YAML = re.compile(r"^[\"']?(?:openapi|swagger)[\"']?\s*:", re.MULTILINE)
_MOST_LINKS = 5
_LONGEST_PAGE_SCRIPT = 100_000  # characters; what is longer is a library, and full of addresses
SOUGHT = (
    "Redoc's __redoc_state, Redoc.init, Swagger UI's spec or url, a JSON script, spec-url, "
    "a link to openapi.json or openapi.yaml"
)


@dataclass(frozen=True)
class Discovery:
    """A document, and the words for where it was."""

    document: Json
    where: str


@dataclass
class _Findings:
    """What a page holds, each kind in the order of the page; `state` is what stands in Redoc's state."""

    state: list[Discovery] = field(default_factory=list)
    documents: list[Discovery] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    broken_state: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def find(text: str, follow: Follow) -> Discovery:
    """The document in a page, or of the first link that leads to one; `follow` gives the text behind a link."""
    direct = _direct(text)
    if direct is not None:
        return Discovery(direct, "the document itself")
    html = Html(text)
    findings = _collect(html)
    documents = [*findings.state, *findings.documents]
    if documents:
        return documents[0]
    if findings.broken_state:
        raise UpstreamError(findings.broken_state[0])
    if findings.links:
        return _linked(findings.links, follow)
    raise UpstreamError(findings.broken[0] if findings.broken else _nothing(html))


def _direct(text: str) -> Json | None:
    """The document, if the text is no page but the document itself."""
    start = text.lstrip()[:1]
    if start == "<" or (start != "{" and not _YAML.search(text)):
        return None
    try:
        value = read_json(text) if start == "{" else upstream_yaml.load(text)
    except ValueError as error:
        raise UpstreamError(f"The {'JSON' if start == '{' else 'YAML'} is broken: {error}") from error
    if not isinstance(value, dict):
        raise UpstreamError("What is there is not an OpenAPI document: it is not an object")
    return value


def _collect(html: Html) -> _Findings:
    findings = _Findings()
    for script in html.scripts:
        if script.is_json:
            _collect_json(script, findings)
        else:
            _collect_code(script, findings)
    # What the page shows comes before what it merely links to.
    shown = [link for link in html.links if link.label.endswith("spec-url>")]
    findings.links = list(dict.fromkeys([*shown, *findings.links, *html.links]))
    return findings


def _collect_json(script: Script, findings: _Findings) -> None:
    label = f'<script type="{script.type}"' + (f' id="{script.id}">' if script.id else ">")
    try:
        value = read_json(script.text)
    except ValueError as error:
        if script.text.strip():
            findings.broken.append(f"The JSON of {label} is broken: {error}{_hint(script)}")
        return
    _collect_value(value, label, findings)


def _collect_code(script: Script, findings: _Findings) -> None:
    is_viewer = len(script.text) < _LONGEST_PAGE_SCRIPT and any(call in script.text for call in _CALLS)
    for found in scan(script.text):
        name = found.name.rpartition(".")[2]
        if isinstance(found, Literal):
            _collect_value(found.value, found.name or "a script", findings, is_call=found.name.endswith(_CALLS))
        elif isinstance(found, Text):
            if (found.name.endswith(_CALLS) or (is_viewer and name in _ADDRESS_NAMES)) and found.value.strip():
                findings.links.append(Link(found.value.strip(), found.name))
        elif name == STATE:
            findings.broken_state.append(_say(found, script))
        elif found.name.endswith("Redoc.init") or (is_viewer and name == "spec"):
            findings.broken.append(_say(found, script))


def _collect_value(value: Any, label: str, findings: _Findings, *, is_call: bool = False) -> None:
    is_state = label.rpartition(".")[2] == STATE
    for place in _PLACES:
        document = _at(value, place)
        if isinstance(document, dict) and ("openapi" in document or "swagger" in document):
            where = ".".join([label, *place])
            (findings.state if is_state else findings.documents).append(Discovery(document, where))
            return
    url = _at(value, ("spec", "url")) if is_state else _at(value, ("url",)) if is_call else None
    if isinstance(url, str) and url.strip():
        findings.links.append(Link(url.strip(), label))


def _at(value: Any, place: tuple[str, ...]) -> Any:
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _say(broken: Broken, script: Script) -> str:
    return f"The JSON of {broken.name} is broken: {broken.fault} (in the script of line {script.line}){_hint(script)}"


def _hint(script: Script) -> str:
    return "" if script.is_closed else "; the page ends within this script, so it may be cut off"


def _linked(links: list[Link], follow: Follow) -> Discovery:
    failures = []
    for link in links[:_MOST_LINKS]:
        try:
            document = _direct(follow(link.target))
            if document is not None:
                return Discovery(document, f"{link.label}, which names {link.target}")
            failures.append(f"{link.label} names {link.target}, which is not an OpenAPI document")
        except UpstreamError as error:
            failures.append(f"{link.label} names {link.target}: {error}")
    raise UpstreamError("The page holds no OpenAPI document, only links:\n  " + "\n  ".join(failures))


def _nothing(html: Html) -> str:
    title = f"Its title is {html.title[:100]!r}" if html.title else "It has no title"
    return f"There is no OpenAPI document in the page. {title}; scripts: {len(html.scripts)}. Looked for: {SOUGHT}."
