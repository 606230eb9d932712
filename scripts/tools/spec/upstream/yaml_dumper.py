"""Writes YAML as openapi.yaml is written."""

import re
import sys
from typing import Any

import yaml

MAX_LIST_CHARS = 90  # of a list in one line
# Numbers in YAML 1.2 but strings in 1.1, which PyYAML implements: with quotes they are strings in both.
_NUMBER = re.compile(r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")
# What a block scalar cannot hold, or only with rarely used indicators: leading spaces, lines of spaces, empty lines at
# the end, and invisible characters.
_VISIBLE = r"\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_NO_BLOCK = re.compile(rf"\A\s|\n[ \t]+(?:\n|\Z)|\n\n\Z|[^{_VISIBLE}]")


def dump(document: dict[str, Any]) -> str:
    """The document as YAML: blocks, an empty line between its parts, and texts of several lines as such."""
    return "\n".join(_part(key, value) for key, value in document.items())


def _part(key: str, value: Any) -> str:
    text = yaml.dump(
        {key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=sys.maxsize
    )
    if key in ("paths", "components") and isinstance(value, dict):
        # Only keys of this part are indented by two: the lines of texts are indented further.
        text = re.sub(r"\n(?=  [^ ])", "\n\n", text).replace("\n\n", "\n", 1)
    return text


class _Dumper(yaml.SafeDumper):
    """Writes as people do: lists indented below their key, double quotes, and no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as PyYAML calls it
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML calls it
        super().increase_indent(flow, False)  # noqa: FBT003 - as above

    def choose_scalar_style(self) -> str:
        if getattr(self.event, "style", None) == "|" and not self.flow_level and not self.simple_key_context:
            return "|"  # PyYAML would quote a text with a tab or with a blank at the end of a line
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if _NUMBER.fullmatch(text):
        return '"'
    if "\n" in text:
        return '"' if _NO_BLOCK.search(text) else "|"
    return None


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    is_short = not any(isinstance(item, dict | list) for item in items) and len(str(items)) <= MAX_LIST_CHARS
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
