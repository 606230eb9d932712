"""What a page of HTML holds that can lead to an OpenAPI document."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from tools.spec.upstream.error import UpstreamError

_DOCUMENT_FILE = re.compile(r"(?:^|/)(?:openapi|open-api|swagger)[\w.-]*\.(?:json|ya?ml)$", re.IGNORECASE)


@dataclass
class Script:
    """One `<script>`: its text, its `type` in lower case, its `id`, and the line of the page that it begins in."""

    type: str
    id: str
    line: int
    text: str = ""
    is_closed: bool = False

    @property
    def is_json(self) -> bool:
        return self.type.partition(";")[0].strip().endswith("json")


@dataclass(frozen=True)
class Link:
    """An address that the page names, and how it names it."""

    target: str
    label: str


class Html(HTMLParser):
    """A page: its `title`, `scripts` and `links`; of links only those to what may be an OpenAPI document.

    Scripts within comments are none.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.scripts: list[Script] = []
        self.links: list[Link] = []
        self._within = ""
        self._pieces: list[str] = []
        try:
            self.feed(text)
        except AssertionError as error:  # how html.parser says that it gives up
            raise UpstreamError(f"The page cannot be read as HTML: {error}") from error
        if self._within == "script":
            # A page that ends in a script: the parser still holds what came last.
            self._pieces.append(self.rawdata)
            self._finish(is_closed=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "script":
            kind = attributes.get("type", "").lower()
            self.scripts.append(Script(type=kind, id=attributes.get("id", ""), line=self.getpos()[0]))
        if tag == "script" or (tag == "title" and not self.title):
            self._within, self._pieces = tag, []
        self._collect_links(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._finish(is_closed=True)

    def handle_data(self, data: str) -> None:
        if self._within:
            self._pieces.append(data)

    def _collect_links(self, tag: str, attributes: dict[str, str]) -> None:
        named = attributes.get("spec-url", "").strip()
        if named:
            self.links.append(Link(named, f"<{tag} spec-url>"))
        target = attributes.get("href", "").strip()
        if tag in ("a", "link") and _DOCUMENT_FILE.search(re.split(r"[?#]", target)[0]):
            self.links.append(Link(target, f"<{tag} href>"))

    def _finish(self, *, is_closed: bool) -> None:
        text = "".join(self._pieces)
        if self._within == "title":
            self.title = " ".join(text.split())
        else:
            self.scripts[-1].text = text
            self.scripts[-1].is_closed = is_closed
        self._within, self._pieces = "", []
