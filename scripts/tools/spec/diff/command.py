"""scripts/spec diff: the changes between two OpenAPI documents, and what they mean to callers."""

import argparse
import sys
from pathlib import Path

from tools import ROOT
from tools.spec import document
from tools.spec.diff import documents
from tools.spec.diff.change import Level, SpecChange
from tools.spec.diff.report import as_json, as_markdown, as_text

OURS, THEIRS = ROOT / "openapi.yaml", ROOT / ".upstream/openapi.yaml"
ERROR_EXIT_CODE = 3
EXIT_CODES = """\
Exit code: 0 no differences, or documentation only; 1 additive changes; 2 changes that break callers; 3 an error.
--fail-on sets from which level on the code is not 0 (documentation then is 1); errors are always 3.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("diff", help=__doc__, description=__doc__, epilog=EXIT_CODES,
                                 formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("old", nargs="?", type=Path, default=OURS, help="the old document (openapi.yaml)")
    parser.add_argument("new", nargs="?", type=Path, help="the new document (.upstream/openapi.yaml)")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--markdown", action="store_true", help="for a pull request")
    kind.add_argument("--json", action="store_true", help="for programs")
    levels = ["breaking", "additive", "documentation", "never"]
    parser.add_argument("--fail-on", choices=levels, default="additive", help="the least level that fails (additive)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the changes; returns the exit code."""
    new = THEIRS if options.new is None else options.new
    if options.new is None and not new.exists():
        print("spec diff: there is no .upstream/openapi.yaml: run scripts/upstream, which saves "
              "Homerun's own document there, or name two files.", file=sys.stderr)  # fmt: skip
        return ERROR_EXIT_CODE
    try:
        changes = compared(options.old, new)
    except document.SpecError as error:
        print(f"spec diff: {error}", file=sys.stderr)
        return ERROR_EXIT_CODE
    print(report(options, changes, shown(options.old), shown(new)))
    return code(max((change.level for change in changes), default=None), options.fail_on)


def compared(old: Path, new: Path) -> list[SpecChange]:
    """The changes; a part that is not valid OpenAPI is a SpecError."""
    before, after = document.load(old), document.load(new)
    try:
        return documents.compare(before, after)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        advice = f"scripts/spec lint {old} and {new} say what"
        raise document.SpecError(f"a part of a document is not valid OpenAPI: {advice} ({error})") from error


def report(options: argparse.Namespace, changes: list[SpecChange], old: str, new: str) -> str:
    if options.json:
        return as_json(changes, old, new)
    title = f"{old} → {new}"
    if options.markdown:
        return as_markdown(changes, title)
    return as_text(changes, title, colour=sys.stdout.isatty())


def shown(path: Path) -> str:
    """The path below the project, or as it was given."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def code(worst: Level | None, fail_on: str) -> int:
    """The exit code for the worst change."""
    least = {"breaking": 2, "additive": 1, "documentation": 0}.get(fail_on, 3)
    return 0 if worst is None or worst < least else max(int(worst), 1)
