"""What a regeneration changes for users: as lines, as an entry of the changelog, and as the next version."""

import re
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path

import griffe
from attrs import evolve, frozen

from tools.regenerate.surface import ParameterSlot, Surface

SECTIONS = ("Added", "Changed", "Removed")
SIGNS = {"Added": "+", "Changed": "~", "Removed": "-"}


@frozen
class SurfaceChange:
    """One thing that a user can notice.

    Attributes:
        section: of the changelog.
        what: the name, as code.
        words: the rest of the sentence.
        breaking: whether it can break code that worked, or that type checkers accepted.
    """

    section: str
    what: str
    words: str = ""
    breaking: bool = False


def between(old: Surface, new: Surface) -> list[SurfaceChange]:
    """Everything that changed, additions first."""
    found = [*_operations(old, new), *_models(old, new), *_values(old, new), *_elsewhere(old, new)]
    return sorted(found, key=lambda change: SECTIONS.index(change.section))


def _operations(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    for name in sorted(old.operations.keys() | new.operations.keys()):
        before, after = old.operations.get(name), new.operations.get(name)
        if before is None and after is not None:
            yield SurfaceChange("Added", f"{name}", f": {after.summary}")
        elif after is None:
            yield SurfaceChange("Removed", f"{name}", breaking=True)
        elif before is not None:
            for change in _slots(f"{name}({{}})", before.arguments, after.arguments, sent=True, received=False):
                yield _for_users(change, after.helper)
            if before.result != after.result:
                yield SurfaceChange(
                    "Changed", name, f" returns `{after.result}`, it was `{before.result}`", breaking=True
                )


def _for_users(change: SurfaceChange, helper: str) -> SurfaceChange:
    # `filter_stage` of the generated function is `stage` of the helper.
    argument = change.what.partition("(")[2].rstrip(")")
    what = f"{helper}({argument.removeprefix('filter_')}=…)" if helper.endswith(".list") else change.what
    return evolve(change, what=what, words=change.words.replace(" | Unset", ""))


def _models(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    sent, received = old.sent() | new.sent(), old.received() | new.received()
    for name in sorted(old.models.keys() | new.models.keys()):
        if name not in old.models:
            yield SurfaceChange("Added", name, ", a model")
        elif name not in new.models:
            yield SurfaceChange("Removed", name, ", a model", breaking=True)
        else:
            both = old.models[name], new.models[name]
            yield from _slots(f"{name}.{{}}", *both, sent=name in sent, received=name in received or name not in sent)


def _slots(
    where: str, old: Mapping[str, ParameterSlot], new: Mapping[str, ParameterSlot], *, sent: bool, received: bool
) -> Iterator[SurfaceChange]:
    for name in [*new, *(name for name in old if name not in new)]:
        what = where.format(name)
        if name not in old:
            yield SurfaceChange("Added", what, f": `{new[name].type}`", breaking=sent and new[name].required)
        elif name not in new:
            yield SurfaceChange("Removed", what, breaking=True)
        elif new[name] != old[name]:
            yield _changed(what, old[name], new[name], sent=sent, received=received)


def _changed(what: str, old: ParameterSlot, new: ParameterSlot, *, sent: bool, received: bool) -> SurfaceChange:
    # A sent value may get more types, a received one fewer, without breaking code.
    narrower = sent and (not new.members >= old.members or (new.required and not old.required))
    wider = received and not new.members <= old.members
    words = f" is `{new.type}`, it was `{old.type}`" if new.type != old.type else ""
    if new.required != old.required:
        words += f"{' and' if words else ''} {'must be given' if new.required else 'need not be given any more'}"
    return SurfaceChange("Changed", what, words, breaking=narrower or wider)


def _values(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    for name in sorted(old.values.keys() | new.values.keys()):
        before, after = old.values.get(name, ()), new.values.get(name, ())
        if not before:
            yield SurfaceChange("Added", name, f", one of {', '.join(after)}")
        elif not after:
            yield SurfaceChange("Removed", name, breaking=True)
        else:
            where = _included_by(new, name) or [f"{name}: {{}}"]
            for value in (value for value in after if value not in before):
                yield from (SurfaceChange("Added", one.format(value)) for one in where)
            for value in (value for value in before if value not in after):
                yield from (SurfaceChange("Removed", one.format(value), breaking=True) for one in where)


def _included_by(surface: Surface, name: str) -> list[str]:
    """How each operation takes a type as `include`."""
    return [
        f"{operation.helper}(include=[{{}}])"
        for operation in surface.operations.values()
        if f"list[{name}]" in operation.arguments.get("include", ParameterSlot("None", required=False)).type
    ]


def _elsewhere(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    """Breaking changes of everything else: the client, its errors, the table of operations."""
    for breakage in griffe.find_breaking_changes(old.root, new.root):
        path = breakage.obj.path.partition(".")[2]
        if path.partition(".")[0] not in ("api", "models", "filters"):
            section = "Removed" if isinstance(breakage, griffe.ObjectRemovedBreakage) else "Changed"
            yield SurfaceChange(section, path, f": {breakage.kind.value.lower()}", breaking=True)


def report(changes: list[SurfaceChange], version: str) -> str:
    """What is printed after a regeneration."""
    if not changes:
        return "The Python surface is the same: there is nothing for users to notice, and no new version is needed."
    lines = ["What users can notice:"]
    lines += [f"  {SIGNS[one.section]} {one.what}{_plain(one.words)}{_warning(one)}" for one in changes]
    breaking = sum(one.breaking for one in changes)
    bumped = bump(version, breaking=bool(breaking), added=any(one.section == "Added" for one in changes))
    why = f"{breaking} of them can break code" if breaking else "none of them breaks code"
    lines += ["", f"Version {version} → {bumped}: {why}. For CHANGELOG.md, in users' words:", "", entry(changes)]
    return "\n".join(lines)


def _plain(words: str) -> str:
    return words.replace("`", "")


def _warning(change: SurfaceChange) -> str:
    return "   BREAKING" if change.breaking else ""


def entry(changes: list[SurfaceChange]) -> str:
    """The entry of the changelog, as Keep a Changelog has it."""
    lines = ["## [Unreleased]"]
    for section in SECTIONS:
        listed = [one for one in changes if one.section == section]
        if listed:
            lines += ["", f"### {section}", ""]
            lines += [f"- {'**Breaking:** ' if one.breaking else ''}`{one.what}`{one.words}." for one in listed]
    return "\n".join(lines).replace("..\n", ".\n")


def bump(version: str, *, breaking: bool, added: bool) -> str:
    """The next version by semantic versioning; before 1.0 what breaks raises the second number, all else the third."""
    major, minor, patch = (int(part) for part in re.findall(r"\d+", version)[:3])
    if major and breaking:
        return f"{major + 1}.0.0"
    if breaking or (major and added):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def current_version(root: Path) -> str:
    """The version of the package, from the one file that it is written in."""
    return str(runpy.run_path(str(root / "homerun_helpers/_version.py"))["__version__"])
