"""scripts/spec lint: check an OpenAPI document by the rules of OpenAPI, of redocly and of this project."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import ROOT
from tools.spec.document import SpecError
from tools.spec.lint import components, document, external, fields, operations
from tools.spec.lint.document import Spec
from tools.spec.lint.rule import RULES, Found

MODULES = (components, operations, fields)  # imported for their rules
FIRST = {"duplicate-key", "reference"}
ERROR_EXIT_CODE = 3
EXIT_CODES = "Exit code: 0 nothing found; 1 findings; 3 an error, such as a file that cannot be read."
Finding = tuple[int, str, str, str]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("lint", help=__doc__, description=__doc__, epilog=EXIT_CODES)
    default = ROOT / "openapi.yaml"
    parser.add_argument("file", nargs="?", type=Path, default=default, help="the document (openapi.yaml)")
    parser.add_argument("--own-only", action="store_true", help="without redocly")
    parser.add_argument("--rules", action="store_true", help="list the rules of this project and exit")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; returns the exit code."""
    if options.rules:
        for rule in RULES:
            print(f"{rule.name:16} {rule.says}")
        return 0
    try:
        findings = sorted(set(checked(options.file, own_only=options.own_only)))
    except SpecError as error:
        print(f"spec lint: {error}", file=sys.stderr)
        return ERROR_EXIT_CODE
    for line, name, wrong, remedy in findings:
        print(f"{shown(options.file)}:{line}: {name}: {wrong}" + (f" → {remedy}" if remedy else ""))
    if findings:
        print(f"{len(findings)} findings.", file=sys.stderr)
        return 1
    print(f"{shown(options.file)}: nothing found.")
    return 0


def checked(path: Path, *, own_only: bool) -> Iterator[Finding]:
    """The findings in a file. A document that is not valid OpenAPI is not checked any further."""
    spec = document.load(path)
    # The validator requires that references can be followed, the other rules that the document is valid.
    first = [rule for rule in RULES if rule.name in FIRST]
    checks = [(rule.name, rule.check) for rule in first] + [("openapi", external.validator)]
    for name, check in checks:
        found = list(located(spec, name, check(spec)))
        yield from found
        if found:
            return
    for rule in RULES:
        yield from located(spec, rule.name, rule.check(spec))
    if not own_only:
        for line, name, message in external.redocly(path):
            yield line, f"redocly/{name}", message, ""


def located(spec: Spec, name: str, found: Iterator[Found]) -> Iterator[Finding]:
    for one in found:
        yield spec.line(one.at), name, one.wrong, one.remedy


def shown(path: Path) -> str:
    """The path below the working directory, or as it was given."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)
