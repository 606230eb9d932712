"""YAML as openapi.yaml is written, and JSON's types out of YAML."""

import json
import re
import sys
from typing import Any

import yaml

from tools.spec.yaml_loader import JsonLoader

_MOST_NODES = 2_000_000
# Numbers in YAML 1.2 and strings in 1.1, which PyYAML speaks: with quotes they are strings for everybody.
_NUMBER = re.compile(r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")
# What a block cannot keep, or only with marks that few can read: a blank at the beginning, lines of blanks, empty lines
# at the end, and characters that are not seen.
_SEEN = r"\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_NO_BLOCK = re.compile(rf"\A\s|\n[ \t]+(?:\n|\Z)|\n\n\Z|[^{_SEEN}]")
_STRING = "tag:yaml.org,2002:str"
_LONGEST_LIST = 90  # characters of a list in one line


def load(text: str) -> Any:
    """The value in a text that is YAML, with JSON's types; ValueError where it is not, or where it is a bomb."""
    try:
        value = yaml.load(text, Loader=JsonLoader)  # noqa: S506 - a SafeLoader
        _refuse_bomb(value)
        return json.loads(json.dumps(value, allow_nan=False))  # codes of answers, which may be numbers, become text
    except (yaml.YAMLError, TypeError) as error:
        raise ValueError(" ".join(str(error).split())) from error


def _refuse_bomb(value: Any) -> None:
    """Refuse what is small as text and endless once its aliases are written out."""
    waiting, count = [value], 0
    while waiting:
        node, count = waiting.pop(), count + 1
        if count > _MOST_NODES:
            raise ValueError("its aliases make it endless")
        if isinstance(node, dict):
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


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
    return dumper.represent_scalar(_STRING, text, style=_style(text))


def _style(text: str) -> str | None:
    if _NUMBER.fullmatch(text):
        return '"'
    if "\n" in text:
        return '"' if _NO_BLOCK.search(text) else "|"
    return None


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    is_short = not any(isinstance(item, dict | list) for item in items) and len(str(items)) <= _LONGEST_LIST
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
