"""Regenerate generated/homerun_client from openapi.yaml, or check that it is up to date."""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import griffe

from tools import ROOT
from tools.regenerate import bridges, build, changes, docstrings, generator, surface, trial
from tools.spec.document import SpecError


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    target = options.output / build.PACKAGE
    try:
        if options.accept_templates:
            return accept()
        if options.bridges or options.with_version or options.with_generator:
            return try_out(options, target)
        with tempfile.TemporaryDirectory(prefix="homerun-regenerate-") as workspace:
            fresh = build.build(options.spec, Path(workspace))
            helpers = outdated_helpers(fresh, target)
            return check(fresh, target, helpers) if options.check else replace(fresh, target, helpers)
    except (build.BuildError, SpecError) as error:
        print(f"regenerate: {error}\nNothing was changed.", file=sys.stderr)
        return 2


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/regenerate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 and name what differs")
    parser.add_argument("--spec", type=Path, default=ROOT / "openapi.yaml", help="the OpenAPI document")
    parser.add_argument("--output", type=Path, default=ROOT / "generated", help="the folder of the package")
    add_trials(parser)
    return parser.parse_args(arguments)


def add_trials(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the generator", "These change nothing in the package.")
    group.add_argument("--bridges", action="store_true", help="say whether each bridge is needed and works")
    group.add_argument("--with-version", metavar="X", help="say what openapi-python-client X would change")
    group.add_argument(
        "--with-generator", type=Path, metavar="FOLDER", help="the same for one that pip put into a folder (--target)"
    )
    group.add_argument(
        "--accept-templates", action="store_true", help="note that ours were compared with the generator's templates"
    )


def try_out(options: argparse.Namespace, target: Path) -> int:
    """Look at the pinned generator's bridges, or at another generator."""
    if options.bridges:
        return 0 if trial.tell(generator.installed()) else 1
    with tempfile.TemporaryDirectory(prefix="homerun-generator-") as folder:
        if options.with_generator:
            other = generator.at(options.with_generator)
        else:
            other = generator.fetch(options.with_version, Path(folder))
        return 0 if trial.compare(other, options.spec, target) else 1


def accept() -> int:
    found = generator.installed()
    bridges.accept(found)
    print(f"{bridges.RECORD.name} holds the templates of {generator.NAME} {found.version}.")
    return 0


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a package by its relative path, without caches."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def outdated_helpers(fresh: Path, target: Path) -> dict[Path, str]:
    """The helpers' modules that name another limit than the spec; none for a package that is made elsewhere."""
    if target.parent.resolve() != ROOT / "generated":
        return {}
    return docstrings.outdated(json.loads((fresh / "openapi.json").read_text("utf-8")), ROOT)


def check(fresh: Path, target: Path, helpers: dict[Path, str]) -> int:
    wanted, present = contents(fresh), contents(target)
    problems = [f"missing:  {name}" for name in wanted.keys() - present.keys()]
    problems += [f"orphan:   {name} (the generator does not make it)" for name in present.keys() - wanted.keys()]
    problems += [f"differs:  {name}" for name in wanted.keys() & present.keys() if wanted[name] != present[name]]
    problems += [f"differs:  {path.relative_to(ROOT)} (a limit in a docstring)" for path in helpers]
    if not problems:
        print(f"{target.name} is up to date ({len(wanted)} files).")
        return 0
    print(f"{target} is out of date with openapi.yaml:", file=sys.stderr)
    for problem in sorted(problems):
        print(f"  {problem}", file=sys.stderr)
    print(
        "Run scripts/regenerate and commit the result; never edit generated code by hand.",
        file=sys.stderr,
    )
    return 1


def replace(fresh: Path, target: Path, helpers: dict[Path, str]) -> int:
    before = contents(target) if target.exists() else {}
    orphans = sorted(before.keys() - recorded(target) - contents(fresh).keys())
    if orphans:
        names = "\n".join(f"  {name}" for name in orphans)
        message = f"{target} holds files that the generator did not make:\n{names}\nMove them elsewhere or delete them."
        raise build.BuildError(message)
    after = contents(fresh)
    news = compare(target, fresh) if before and before != after else ""
    swap(fresh, target)
    report(before, after, target)
    for path, text in helpers.items():
        path.write_text(text, "utf-8")
        print(f"  ~ {path.relative_to(ROOT)} (a limit in a docstring)")
    print(news, end="")
    return 0


def compare(target: Path, fresh: Path) -> str:
    """What the fresh package changes for users."""
    try:
        found = changes.between(surface.read(target.parent), surface.read(fresh.parent))
    except (
        surface.UnreadablePackageError,
        griffe.GriffeError,
        KeyError,
        SyntaxError,
    ) as error:  # it was edited by hand
        return f"\nWhat users can notice is unknown, since the old package cannot be read: {error}\n"
    return f"\n{changes.report(found, changes.current_version(ROOT))}\n"


def recorded(target: Path) -> set[str]:
    """The files that the last run made: only these may be removed."""
    try:
        record = json.loads((target / build.RECORD).read_text("utf-8"))
        return {*record["files"], build.RECORD}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def swap(fresh: Path, target: Path) -> None:
    """Replace the old package with the new one, completely or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming, outgoing = (
        target.with_name(target.name + ".new"),
        target.with_name(target.name + ".old"),
    )
    for leftover in (incoming, outgoing):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(fresh, incoming, ignore=shutil.ignore_patterns("__pycache__"))
    if target.exists():
        target.rename(outgoing)
    incoming.rename(target)
    shutil.rmtree(outgoing, ignore_errors=True)


def report(before: dict[str, bytes], after: dict[str, bytes], target: Path) -> None:
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    changed = {name for name in after.keys() & before.keys() if after[name] != before[name]}
    for sign, names in (("+", added), ("-", removed), ("~", changed)):
        for name in sorted(names):
            print(f"  {sign} {name}")
    print(f"{target}: {len(after)} files, {len(added)} added, {len(removed)} removed, {len(changed)} changed.")


if __name__ == "__main__":
    sys.exit(main())
