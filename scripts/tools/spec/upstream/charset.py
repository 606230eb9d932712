"""Bytes of a page as text, in the charset that browsers would choose."""

import codecs
import json
import re

from tools.spec.upstream.error import UpstreamError

_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decoded(content: bytes, *, place: str, charset: str | None = None) -> str:
    """The text in the bytes: by their byte order mark, the header's charset, the page's own, or UTF-8."""
    # The json module knows the byte order marks; UTF-8 is its answer for all other bytes.
    mark = json.detect_encoding(content)
    name = mark if mark != "utf-8" else _known(charset) or _of_meta(content) or "utf-8"
    try:
        text = content.decode(name)
    except UnicodeError as error:
        raise UpstreamError(f"{place} is not text in {name}: {error}") from error
    if not text.strip():
        raise UpstreamError(f"{place} is empty")
    return text


def _of_meta(content: bytes) -> str | None:
    found = _META.search(content[:2048])
    name = None if found is None else _known(found[1].decode("ascii"))
    # A page in which the tag can be read as ASCII is not in UTF-16, whatever the tag says.
    return "utf-8" if name is not None and name.startswith("utf-16") else name


def _known(charset: str | None) -> str | None:
    """The codec of that name; None for an unknown name, or for a codec that is no charset, such as zip."""
    try:
        info = codecs.lookup(charset or "")
        "a".encode(info.name)
    except (LookupError, ValueError):
        return None
    # The encoding standard of the web: pages that say latin-1 or ASCII mean this.
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name
