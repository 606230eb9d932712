"""Break the generated models in plausible ways, one at a time in a copy, and check that the tests notice each."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import ROOT

CLIENT = ROOT / "generated/homerun_client"
TESTS = ["tests/models"]
TIMEOUT_S = 900  # for the tests of one mutant


# By file: what is wrong with a mutant, a text that the generated file holds once, and the text instead.
# ruff: noqa: E501 - generated code is quoted as it is
# fmt: off
MUTANTS: dict[str, list[tuple[str, str, str]]] = {
    "models/note.py": [
        ("to_dict drops a field", 'result["is_sensitive"] = value', "pass"),
        ("to_dict leaves out what is false, empty or null",
         "if (value := self.note) is not UNSET:", "if value := self.note:"),
        ("from_dict takes a number for a boolean, seen in the model",
         "if value is True or value is False or value is unset", "if value in (True, False) or value is unset"),
    ],
    "models/job_application.py": [
        ("to_dict leaves out null",
         "if (value := self.vacancy_id) is not UNSET:",
         "if (value := self.vacancy_id) is not UNSET and value is not None:"),
        ("from_dict takes a record without its required field", '"id": UNSET,', '"id": "",'),
    ],
    "models/personal_info.py": [
        ("to_dict writes null for what is absent",
         "if (value := self.city) is not UNSET:",
         "value = None if self.city is UNSET else self.city\n        if True:"),
        ("to_dict takes the value of another field",
         "if (value := self.first_name) is not UNSET:", "if (value := self.last_name) is not UNSET:"),
    ],
    "models/vacancy.py": [
        ("to_dict loses unknown fields", "result.setdefault(name, extra)", "pass"),
        ("from_dict takes null for absent",
         "made.share_image_url = (\n                value\n",
         "made.share_image_url = (\n                value or unset\n"),
    ],
    "codec.py": [
        ("to_dict loses the offset of a date-time",
         "text = _in_minutes(value).isoformat()", "text = value.replace(tzinfo=UTC).isoformat()"),
        ("to_dict loses the fraction of a second",
         "text = _in_minutes(value).isoformat()", 'text = _in_minutes(value).isoformat(timespec="seconds")'),
        ("from_dict takes a date-time without an offset for local time",
         "moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)",
         "moment if moment.tzinfo is not None else moment"),
        ("from_dict keeps a date that does not parse as a string",
         'raise malformed(name, "a date (YYYY-MM-DD)")', "return text"),
        ("from_dict takes numbers for booleans",
         "if isinstance(value, bool):\n        return value",
         "if isinstance(value, (bool, int)):\n        return bool(value)"),
        ("from_dict takes booleans for whole numbers",
         'if isinstance(value, int) and not isinstance(value, bool):\n        return value\n    raise wrong(name, "a whole number"',
         'if isinstance(value, int):\n        return value\n    raise wrong(name, "a whole number"'),
        ("from_dict makes floats of all numbers",
         "if isinstance(value, int) and not isinstance(value, bool):\n        return value\n    if isinstance(value, float)",
         "if isinstance(value, int) and not isinstance(value, bool):\n        return float(value)\n    if isinstance(value, float)"),
        ("from_dict makes strings of anything",
         'if isinstance(value, str):\n        return value\n    raise wrong(name, "a string", value)',
         "return str(value)"),
        ("from_dict loses the last element of a list",
         "for element in value:", "for element in value[: max(1, len(value) - 1)]:"),
        ("from_dict refuses a value of an enum that is new",
         "def union(*inner: Decoder[Any]) -> Decoder[Any]:",
         "def union(*inner: Decoder[Any]) -> Decoder[Any]:\n    return inner[0]\n\n\ndef _union(*inner: Decoder[Any]) -> Decoder[Any]:"),
        ("from_dict raises an error of another kind",
         'raise wrong("", f"an object ({owner})", value)', "raise TypeError(owner)"),
        ("from_dict takes any text of the right length for a date-time",
         'value[4:20:3] == "--T::Z"', 'value[10:11] == "T"'),
        ("to_dict loses the seconds",
         "return (_EPOCH + (value - _EPOCH_UTC)).isoformat()",
         "return (_EPOCH + (value - _EPOCH_UTC)).replace(second=0).isoformat()"),
        ("to_dict takes all zones for UTC",
         "if value.__class__ is datetime and value.tzinfo is UTC:",
         "if value.__class__ is datetime and value.tzinfo is not None:"),
    ],
    "models/stage.py": [
        ("from_dict loses unknown fields", "{} if len(data) == 1 else codec.unknown(data, _ABSENT)", "{}"),
        ("from_dict changes what it reads",
         'data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Stage"))',
         'data = codec.fields(value, "Stage") and value\n            data.setdefault("name", UNSET)'),
        ("from_dict keeps what one record had for the next",
         'data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Stage"))',
         'data = _ABSENT\n            data.update(codec.fields(value, "Stage"))'),
    ],
}
# fmt: on


def main() -> int:
    """The exit code: 0 when the tests notice every mutant."""
    argparse.ArgumentParser(prog="scripts/mutants", description=__doc__).parse_args()
    mutants = [(file, *change) for file, changes in MUTANTS.items() for change in changes]
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) - 1)) as pool:
        noticed = sum(pool.map(lambda mutant: is_noticed(*mutant), mutants))
    print(f"{noticed} of {len(mutants)} mutants were noticed.")
    return 0 if noticed == len(mutants) else 1


def is_noticed(file: str, title: str, before: str, after: str) -> bool:
    """Whether the tests fail with the mutant.

    Raises:
        SystemExit: the text is not there any more, or the tests did not run.
    """
    text = (CLIENT / file).read_text("utf-8")
    if text.count(before) != 1:
        raise SystemExit(f"{title}: {file} does not hold this once any more: {before}")
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(CLIENT, Path(folder, CLIENT.name), ignore=shutil.ignore_patterns("__pycache__"))
        (copy / file).write_text(text.replace(before, after), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-qx", "-pno:cacheprovider", "-pno:xdist", *TESTS],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": folder}, capture_output=True, text=True, timeout=TIMEOUT_S,
            check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise SystemExit(f"{title}: the tests did not run.\n{done.stdout}{done.stderr}")
    said = "noticed " if done.returncode else "SURVIVED"
    print(f"{said}  {title}  ({done.stdout.splitlines()[-1]})", flush=True)
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
