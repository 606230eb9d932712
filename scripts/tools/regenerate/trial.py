"""Tries another version of the generator, without changing anything."""

import difflib
import tempfile
from pathlib import Path

from tools import ROOT
from tools.regenerate import bridges, build, changes, surface
from tools.regenerate.generator import NAME, Generator


def tell(generator: Generator) -> bool:
    """Print whether each bridge holds with a generator; True when all do."""
    with tempfile.TemporaryDirectory(prefix="homerun-bridges-") as folder:
        findings = bridges.inspect(generator, Path(folder))
    print(f"{NAME} {generator.version}:\n", *bridges.table(findings), sep="\n")
    broken = [one for one in findings if one.is_broken]
    idle = [one for one in findings if one.is_idle]
    if broken:
        print(f"\n{len(broken)} of {len(findings)} bridges do not hold.")
    if idle:
        print(f"\nThe probe shows no gap, look whether they can go: {', '.join(one.name for one in idle)}.")
    return not broken


def compare(generator: Generator, source: Path, target: Path) -> bool:
    """Print what a generator would change in the package; True when it can make it and all bridges hold."""
    holds = tell(generator)
    with tempfile.TemporaryDirectory(prefix="homerun-trial-") as folder:
        try:
            fresh = build.build(source, Path(folder), generator)
        except build.BuildError as error:
            print(f"\nWith it the package cannot be made: {error.reason}")
            return False
        differing = _files(target, fresh)
        print("\nIt would change:" if differing else "\nIt would change no file.", *differing, sep="\n")
        found = changes.between(surface.read(target.parent), surface.read(fresh.parent))
        print(f"\n{changes.report(found, changes.current_version(ROOT))}")
    return holds


def _files(target: Path, fresh: Path) -> list[str]:
    """The files that differ, with how many lines come and go."""
    found = []
    for name in sorted({*_texts(target), *_texts(fresh)} - {build.RECORD}):
        before, after = _texts(target).get(name, []), _texts(fresh).get(name, [])
        lines = [line for line in difflib.unified_diff(before, after, n=0) if not line.startswith(("---", "+++", "@@"))]
        if lines:
            added = sum(line.startswith("+") for line in lines)
            found.append(f"  {name}  +{added} -{len(lines) - added}")
    return found


def _texts(folder: Path) -> dict[str, list[str]]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8").splitlines() for path in paths}
