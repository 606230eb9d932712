"""Makes foreign text safe to print: a terminal obeys control characters, and a line feed could fake a line."""


def visible(text: str) -> str:
    r"""A text in which what cannot be printed is escaped, as `\x1b`."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)
