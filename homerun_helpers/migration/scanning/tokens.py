"""The text of a source file as tokens (names, strings, numbers, signs) and comments.

One small lexer for each family of languages gives the same kinds of tokens. It never fails: a character that it does
not know is a sign.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import Literal, NamedTuple

Kind = Literal["name", "string", "number", "sign"]
Family = Literal["python", "javascript", "php", "json", "shell"]

FAMILIES: dict[str, Family] = {
    **dict.fromkeys((".py", ".pyw", ".pyi"), "python"),
    **dict.fromkeys((".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte"), "javascript"),
    **dict.fromkeys((".php", ".phtml", ".inc"), "php"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".har", ".ipynb"), "json"),
    # Configuration has the same comments, quotes and words as a shell. Only addresses are looked for in it.
    **dict.fromkeys((".sh", ".bash", ".zsh", ".env", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf"), "shell"),
}


def family_of(name: str) -> Family | None:
    """The family of a file, by its name; None: it is of no known family."""
    if name == ".env" or name.startswith(".env."):
        return "shell"
    return FAMILIES.get(PurePath(name).suffix.lower())


# Tokens are tuples, since a large file has hundreds of thousands: tuples are made faster than attrs' classes.
class Token(NamedTuple):
    """One token.

    Attributes:
        kind: what it is.
        text: as it stands in the file.
        value: of a string: what is between its quotes, without the backslash before a slash or a quote; else the text.
        start: where it begins, counted in characters.
        open: of a string: whether it can hold expressions, as an f-string does.
    """

    kind: Kind
    text: str
    value: str
    start: int
    open: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Comment(NamedTuple):
    """A comment: its text and where it begins."""

    text: str
    start: int


# Possessive quantifiers keep every pattern linear, also on broken files.
_DOUBLE = r'"(?:[^"\\\n]|\\[\s\S])*+"'
_SINGLE = r"'(?:[^'\\\n]|\\[\s\S])*+'"
_LONG_DOUBLE = r'"(?:[^"\\]|\\[\s\S])*+"'
_LONG_SINGLE = r"'(?:[^'\\]|\\[\s\S])*+'"
_TEMPLATE = r"`(?:[^`\\$]|\\[\s\S]|\$(?!\{)|\$\{(?:[^{}`]|`[^`]*+`|\{[^{}]*+\})*+\})*+`"
_HEREDOC = r"""<<<[ ]*+["']?(?P<label>[A-Za-z_]\w*+)["']?\n(?:.*\n){0,500}?[ \t]*+(?P=label)\b"""
_SLASHES = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
_NUMBER = r"\d[\w.]*+"
_SIGNS = r"=>|->|::|\?\.|\?->|===?|!==?|[<>]=|&&|\|\||\*\*|\.\.\.|[^\s\w]"

_PATTERNS: dict[Family, str] = {
    "python": rf"""
        (?P<comment>\#[^\n]*+)
        |(?P<string>(?i:[rbuft]{{0,2}})(?:\"\"\"(?:[^\\"]|\\[\s\S]|"(?!""))*+\"\"\"|'''(?:[^\\']|\\[\s\S]|'(?!''))*+'''|{_DOUBLE}|{_SINGLE}))
        |(?P<number>{_NUMBER})|(?P<name>[^\W\d]\w*+)|(?P<sign>{_SIGNS})""",
    "javascript": rf"""
        (?P<comment>{_SLASHES}|<!--(?:[^-]|-(?!->))*+-->)
        |(?P<string>{_DOUBLE}|{_SINGLE}|{_TEMPLATE})
        |(?P<number>{_NUMBER})|(?P<name>[^\W\d][\w$]*+|\$[\w$]*+)|(?P<sign>{_SIGNS})""",
    "php": rf"""
        (?P<comment>\#(?!\[)[^\n]*+|{_SLASHES})
        |(?P<string>{_HEREDOC}|{_LONG_DOUBLE}|{_LONG_SINGLE})
        |(?P<number>{_NUMBER})|(?P<name>\$?[^\W\d]\w*+)|(?P<sign>{_SIGNS})""",
    "json": rf"""
        (?P<comment>{_SLASHES})|(?P<string>{_DOUBLE})
        |(?P<number>-?{_NUMBER})|(?P<name>[^\W\d]\w*+)|(?P<sign>[^\s\w])""",
    "shell": rf"""
        (?P<comment>(?<![^\s;])\#[^\n]*+)|(?P<string>{_LONG_DOUBLE}|'[^']*+')
        |(?P<name>[A-Za-z_]\w*+(?==)|[^\s'"|&;()<>=][^\s'"|&;()<>]*+)|(?P<number>(?!))|(?P<sign>\S)""",
}  # fmt: skip
# How far a string and the like is tried when it is not closed.
_TO_LINE_END = r"(?:[^\\\n]|\\[\s\S])*+"
_IN_TEMPLATE = r"(?:[^{}`]|`[^`]*+`|\{[^{}]*+\})*+"
_TEMPLATE_TRIED = (
    rf"`(?:[^`\\$]|\\[\s\S]|\$(?!\{{)|\$\{{{_IN_TEMPLATE}\}})*+(?:\$\{{{_IN_TEMPLATE}(?:`[^`]*+|\{{[^{{}}]*+)?+)?+"
)
_HEREDOC_TRIED = r"""<<<[ ]*+["']?[A-Za-z_]\w*+["']?\n(?:.*\n){0,500}+"""
_TRIED: dict[Family, re.Pattern[str]] = {
    "python": re.compile(rf"(?:\"\"\"|''')[\s\S]*+|[\"']{_TO_LINE_END}"),
    "javascript": re.compile(rf"[\"']{_TO_LINE_END}|{_TEMPLATE_TRIED}|<!--[\s\S]*+"),
    "php": re.compile(rf"[\"'][\s\S]*+|{_HEREDOC_TRIED}"),
    "json": re.compile(rf'"{_TO_LINE_END}'),
    "shell": re.compile(r"[\"'][\s\S]*+"),
}
_LINE = re.compile(_TO_LINE_END)
_MAY_OPEN = {'"', "'", "`", "<"}
_TRIPLE = ('"""', "'''")
_EMPTY = {'""', "''"}
# How many characters may be tried without result: this many times the text's length, and this many more.
_MAX_TIMES = 10
_MAX_MORE_CHARS = 200_000
_REGEX_LITERAL = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\[\s\S])*+\])++/\w*+")
_PHP_ISLAND = re.compile(r"<\?(?:php\b|=)(.*?)(?:\?>|\Z)", re.DOTALL | re.IGNORECASE)
_QUOTES = re.compile(r"^(?i:([rbuft]*))(\"\"\"|'''|[\"'`])(.*)\2$", re.DOTALL)
_ESCAPED = re.compile(r"\\([/\"'])")
# In JavaScript, a slash after one of these divides; after anything else it begins a regular expression.
_BEFORE_DIVISION = re.compile(r"[\w$)\]}\"'`]$")
_WORDS_BEFORE_REGEX = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"}


@cache
def _pattern(family: Family) -> re.Pattern[str]:
    return re.compile(_PATTERNS[family], re.VERBOSE)


@cache
def _plain(family: Family) -> re.Pattern[str]:
    """The pattern without strings and long comments, which must be closed."""
    comment = {"python": r"\#[^\n]*+", "shell": r"(?<![^\s;])\#[^\n]*+"}.get(family, "//[^\n]*+")
    names = _PATTERNS[family][_PATTERNS[family].index("|(?P<n") :]
    return re.compile(rf"(?P<comment>{comment})|(?P<string>(?!)){names}", re.VERBOSE)


class Effort:
    """How many characters were tried for strings and the like that turn out not to be closed.

    Each may be tried up to the end of the file. Code has few of them. Hostile text has many, and would be tried again
    and again. So once several times its length was tried, the rest is read without strings.

    Attributes:
        spent: the characters that were tried without result.
        most: how many may be.
    """

    def __init__(self, text: str) -> None:
        self.spent: int = 0
        self.most: int = _MAX_TIMES * len(text) + _MAX_MORE_CHARS

    @property
    def exhausted(self) -> bool:
        """Whether nothing more may be tried."""
        return self.spent > self.most

    def note(self, text: str, match: re.Match[str], end: int, family: Family) -> None:
        """Count what was tried without result at a match, if anything was."""
        if self.exhausted:
            return
        tripled = match[0] in _EMPTY and family == "python" and text.startswith(_TRIPLE, match.start())
        if tripled or match[0] in _MAY_OPEN:
            tried = _TRIED[family].match(text, match.start(), end)
            self.spent += len(tried[0]) if tried else 0

    def note_line(self, text: str, start: int, end: int) -> None:
        """Count what was tried to the end of the line."""
        tried = _LINE.match(text, start, end)
        self.spent += len(tried[0]) if tried else 0


def lex(text: str, family: Family, effort: Effort | None = None) -> tuple[list[Token], list[Comment]]:
    """The tokens and the comments of a text."""
    tokens: list[Token] = []
    comments: list[Comment] = []
    effort = effort or Effort(text)
    for start, end in _stretches(text, family):
        at = start
        while match := (_plain if effort.exhausted else _pattern)(family).search(text, at, end):
            at = match.end()
            effort.note(text, match, end, family)
            if family == "javascript" and match[0] == "/" and not effort.exhausted and _begins_regex(tokens):
                literal = _REGEX_LITERAL.match(text, match.start(), end)
                if literal:
                    at = literal.end()
                else:
                    effort.note_line(text, match.start(), end)
            elif match["comment"] is not None:
                comments.append(Comment(match[0], match.start()))
            else:
                tokens.append(_token(match, family))
    return tokens, comments


def _stretches(text: str, family: Family) -> Iterator[tuple[int, int]]:
    if family != "php":
        yield 0, len(text)
        return
    for island in _PHP_ISLAND.finditer(text):
        yield island.span(1)


def _begins_regex(tokens: list[Token]) -> bool:
    last = tokens[-1].text if tokens else ""
    return last in _WORDS_BEFORE_REGEX or not _BEFORE_DIVISION.search(last)


def _token(match: re.Match[str], family: Family) -> Token:
    text, start = match[0], match.start()
    if match["string"] is not None:
        return _string(text, start, family)
    if family == "shell" and "/" in text:  # an address or a path without quotes
        return Token("string", text, text, start, open=True)
    kind: Kind = "name" if match["name"] is not None else "number" if match["number"] is not None else "sign"
    return Token(kind, text, text, start)


def _string(text: str, start: int, family: Family) -> Token:
    quoted = _QUOTES.match(text)
    if quoted is None:  # a heredoc
        return Token(
            "string", text, text.partition("\n")[2].rpartition("\n")[0], start, "'" not in text.partition("\n")[0]
        )
    prefix, quote, inside = quoted.groups()
    holds = {
        "python": "f" in prefix.lower(),
        "javascript": quote == "`",
        "php": quote == '"',
        "shell": quote == '"',
        "json": False,
    }
    return Token("string", text, _ESCAPED.sub(r"\1", inside), start, holds[family])
