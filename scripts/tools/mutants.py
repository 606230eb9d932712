"""Break the generated models in plausible ways, one at a time in a copy, and demand that the properties notice each."""

# ruff: noqa: E501 - what is replaced stands as it is in the generated code
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from tools import ROOT

CLIENT = ROOT / "generated/homerun_client"
TESTS = ["tests/models"]


@frozen
class Mutant:
    """A change of one file of the generated package."""

    title: str
    file: str
    before: str
    after: str


MUTANTS = [
    Mutant(
        "to_dict drops a field",
        "models/note.py",
        'result["is_sensitive"] = value',
        "pass",
    ),
    Mutant(
        "to_dict leaves out what is false, empty or null",
        "models/note.py",
        "if (value := self.note) is not UNSET:",
        "if value := self.note:",
    ),
    Mutant(
        "to_dict leaves out null",
        "models/job_application.py",
        "if (value := self.vacancy_id) is not UNSET:",
        "if (value := self.vacancy_id) is not UNSET and value is not None:",
    ),
    Mutant(
        "to_dict writes null for what is absent",
        "models/personal_info.py",
        "if (value := self.city) is not UNSET:",
        "value = None if self.city is UNSET else self.city\n        if True:",
    ),
    Mutant(
        "to_dict takes the value of another field",
        "models/personal_info.py",
        "if (value := self.first_name) is not UNSET:",
        "if (value := self.last_name) is not UNSET:",
    ),
    Mutant(
        "to_dict loses unknown fields",
        "models/vacancy.py",
        "result.setdefault(name, extra)",
        "pass",
    ),
    Mutant(
        "to_dict loses the offset of a date-time",
        "codec.py",
        "text = _in_minutes(value).isoformat()",
        "text = value.replace(tzinfo=UTC).isoformat()",
    ),
    Mutant(
        "to_dict loses the fraction of a second",
        "codec.py",
        "text = _in_minutes(value).isoformat()",
        'text = _in_minutes(value).isoformat(timespec="seconds")',
    ),
    Mutant(
        "from_dict loses unknown fields",
        "models/stage.py",
        "{} if len(data) == 1 else codec.unknown(data, _ABSENT)",
        "{}",
    ),
    Mutant(
        "from_dict takes null for absent",
        "models/vacancy.py",
        "made.share_image_url = (\n                value\n",
        "made.share_image_url = (\n                value or unset\n",
    ),
    Mutant(
        "from_dict takes a date-time without an offset for local time",
        "codec.py",
        "moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)",
        "moment if moment.tzinfo is not None else moment",
    ),
    Mutant(
        "from_dict keeps a date that does not parse as a string",
        "codec.py",
        'raise malformed(name, "a date (YYYY-MM-DD)")',
        "return text",
    ),
    Mutant(
        "from_dict takes numbers for booleans",
        "codec.py",
        "if isinstance(value, bool):\n        return value",
        "if isinstance(value, (bool, int)):\n        return bool(value)",
    ),
    Mutant(
        "from_dict takes booleans for whole numbers",
        "codec.py",
        'if isinstance(value, int) and not isinstance(value, bool):\n        return value\n    raise wrong(name, "a whole number"',
        'if isinstance(value, int):\n        return value\n    raise wrong(name, "a whole number"',
    ),
    Mutant(
        "from_dict makes floats of all numbers",
        "codec.py",
        "if isinstance(value, int) and not isinstance(value, bool):\n        return value\n    if isinstance(value, float)",
        "if isinstance(value, int) and not isinstance(value, bool):\n        return float(value)\n    if isinstance(value, float)",
    ),
    Mutant(
        "from_dict makes strings of anything",
        "codec.py",
        'if isinstance(value, str):\n        return value\n    raise wrong(name, "a string", value)',
        "return str(value)",
    ),
    Mutant(
        "from_dict loses the last element of a list",
        "codec.py",
        "for element in value:",
        "for element in value[: max(1, len(value) - 1)]:",
    ),
    Mutant(
        "from_dict takes a record without its required field",
        "models/job_application.py",
        '"id": UNSET,',
        '"id": "",',
    ),
    Mutant(
        "from_dict refuses a value of an enum that is new",
        "codec.py",
        "def union(*inner: Decoder[Any]) -> Decoder[Any]:",
        "def union(*inner: Decoder[Any]) -> Decoder[Any]:\n    return inner[0]\n\n\ndef _union(*inner: Decoder[Any]) -> Decoder[Any]:",
    ),
    Mutant(
        "from_dict raises an error of another kind",
        "codec.py",
        'raise wrong("", f"an object ({owner})", value)',
        "raise TypeError(owner)",
    ),
    Mutant(
        "from_dict changes what it reads",
        "models/stage.py",
        'data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Stage"))',
        'data = codec.fields(value, "Stage") and value\n            data.setdefault("name", UNSET)',
    ),
    Mutant(
        "from_dict keeps what one record had for the next",
        "models/stage.py",
        'data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Stage"))',
        'data = _ABSENT\n            data.update(codec.fields(value, "Stage"))',
    ),
    Mutant(
        "from_dict takes any text of the right length for a date-time",
        "codec.py",
        'value[4:20:3] == "--T::Z"',
        'value[10:11] == "T"',
    ),
    Mutant(
        "from_dict takes a number for a boolean, seen in the model",
        "models/note.py",
        "if value is True or value is False or value is unset",
        "if value in (True, False) or value is unset",
    ),
    Mutant(
        "to_dict loses the seconds",
        "codec.py",
        "return (_EPOCH + (value - _EPOCH_UTC)).isoformat()",
        "return (_EPOCH + (value - _EPOCH_UTC)).replace(second=0).isoformat()",
    ),
    Mutant(
        "to_dict takes all zones for UTC",
        "codec.py",
        "if value.__class__ is datetime and value.tzinfo is UTC:",
        "if value.__class__ is datetime and value.tzinfo is not None:",
    ),
]


def main() -> int:
    """The exit code: 0 when every mutant was noticed."""
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) - 1)) as pool:
        verdicts = list(pool.map(survives, MUTANTS))
    survivors = [mutant.title for mutant, survived in zip(MUTANTS, verdicts, strict=True) if survived]
    print(f"{len(MUTANTS) - len(survivors)} of {len(MUTANTS)} mutants were noticed.")
    return 1 if survivors else 0


def survives(mutant: Mutant) -> bool:
    """Whether the tests pass in spite of it.

    Raises:
        SystemExit: It cannot be made any more, or the tests did not run.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "homerun_client"
        shutil.copytree(CLIENT, copy, ignore=shutil.ignore_patterns("__pycache__"))
        file = copy / mutant.file
        text = file.read_text("utf-8")
        if text.count(mutant.before) != 1:
            raise SystemExit(f"{mutant.title}: {mutant.file} has not got this once any more: {mutant.before}")
        file.write_text(text.replace(mutant.before, mutant.after), "utf-8")
        code, said = run_tests(folder)
    if code not in (0, 1):
        raise SystemExit(f"{mutant.title}: the tests did not run.\n{said}")
    print(f"{'SURVIVED' if code == 0 else 'noticed '}  {mutant.title}  ({said.splitlines()[-1]})", flush=True)
    return code == 0


def run_tests(folder: str) -> tuple[int, str]:
    """The exit code and output of the tests, with the package in this folder."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": folder},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
