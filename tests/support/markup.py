"""Parses HTML pages for tests without a browser."""

from html.parser import HTMLParser

_UNSEEN = {"script", "style", "title"}


class Markup(HTMLParser):
    """`elements` lists the tags with their attributes in order; `words` is the visible text."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self._pieces = []
        self._within = []
        self.feed(html)

    @property
    def words(self):
        return " ".join(" ".join(self._pieces).split())

    def values(self, tag, attribute):
        """The values of this attribute in all these tags that have it."""
        return [attributes[attribute] for name, attributes in self.elements if name == tag and attribute in attributes]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._within.append(tag)

    def handle_endtag(self, tag):
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data):
        if not _UNSEEN & set(self._within):
            self._pieces.append(data)


def people(page):
    """The ids of the applications that a web page links to, in order."""
    marker = "/applications/"
    return [href.removeprefix(marker) for href in page.values("a", "href") if href.startswith(marker)]
