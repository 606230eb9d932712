"""What bridges the generator's gaps, and whether each bridge still stands: is there a gap, and does it reach across?

A template that overrides one of the generator's is ignored without a word when the generator has no such template any
more, and is out of date when that has changed. So the digests of the templates that the overrides were written against
are in templates.json. And every bridge has a probe: what the generator makes of probe.yaml by itself must show the gap,
and what it makes with all bridges must not.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.regenerate import spec
from tools.regenerate.generator import HERE, NAME, BuildError, Generator

TEMPLATES = HERE / "templates"
RECORD = HERE / "templates.json"
LIST = "api/probes/list_probes.py"


@dataclass(frozen=True)
class Bridge:
    """One thing that is put right.

    Attributes:
        name: where it is.
        file: of the package that is made from the probe.
        gap: what stands in it, as a pattern, where something was not put right.
    """

    name: str
    file: str
    gap: str

    @property
    def template(self) -> str | None:
        """The generator's template that it overrides, if it is one."""
        folder, _, name = self.name.partition("/")
        return name if folder == "templates" else None

    def shows(self, package: Path) -> bool:
        """Whether a package has the gap."""
        return re.search(self.gap, (package / self.file).read_text("utf-8"), re.DOTALL) is not None


BRIDGES = (
    Bridge("spec.flatten_deep_objects", LIST, r"filter_: ProbeFilter"),
    Bridge("spec.describe_parameters", LIST, r"^(?!.*Described beside its schema)"),
    Bridge("spec.drop_unused_schemas", "models/__init__.py", r"\bUnused\b"),
    Bridge(
        "templates/client.py.jinja",
        "client.py",
        r"timeout: httpx\.Timeout \| None = field\(default=None|_client\.headers\.update",
    ),
    Bridge(
        "templates/endpoint_module.py.jinja",
        "api/probes/upload_probe.py",
        r"boundary=\+\+\+|raise_on_unexpected_status",
    ),
    Bridge("templates/errors.py.jinja", "errors.py", r"content\.decode"),
    Bridge(
        "templates/model.py.jinja", "models/probe.py", r"except \([^)]*\):\s*pass\s+return cast\(|d = dict\(src_dict\)"
    ),
    Bridge("templates/models_init.py.jinja", "models/__init__.py", r"^(?!.*__getattr__)"),
    Bridge("templates/types.py.jinja", "types.py", r"class Unset:(?!.*__reduce__)"),
)


@dataclass(frozen=True)
class Finding:
    """What became of a bridge.

    Attributes:
        name: of the bridge.
        needed: what the generator makes by itself.
        applies: `yes`, or what is wrong.
        broken: whether it does not do its work any more.
    """

    name: str
    needed: str
    applies: str
    broken: bool = False


def digests(generator: Generator) -> dict[str, str | None]:
    """The generator's own templates that are overridden, or that an override takes something from."""
    names = {path.name for path in TEMPLATES.glob("*.jinja")}
    for path in TEMPLATES.glob("*.jinja"):
        names |= set(re.findall(r'\{% from "([^"]+)" import', path.read_text("utf-8")))
    found = {name: generator.templates / name for name in sorted(names)}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None for name, path in found.items()
    }


def check_templates(generator: Generator) -> None:
    """See that the overrides override what they were written for.

    Raises:
        BuildError: a template of the generator is gone, or is another than it was.
    """
    for name, problem in problems(generator).items():
        if problem:
            raise BuildError(f"{NAME} {generator.version}: {name}: {problem}. scripts/regenerate --bridges says more.")


def problems(generator: Generator) -> dict[str, str]:
    """What is wrong with each template of the generator, if something is."""
    recorded = json.loads(RECORD.read_text("utf-8"))["templates"]
    return {name: _problem(digest, recorded.get(name)) for name, digest in digests(generator).items()}


def _problem(digest: str | None, recorded: str | None) -> str:
    if digest is None:
        return "GONE: the generator has no such template, and ignores ours"
    return "" if digest == recorded else "CHANGED: the generator's template is not the one that ours was written for"


def accept(generator: Generator) -> None:
    """Note that the overrides were compared with the generator's templates as they are now."""
    gone = [name for name, digest in digests(generator).items() if digest is None]
    if gone:
        raise BuildError(f"{NAME} {generator.version} has no {', '.join(gone)}: that cannot be accepted")
    record = {NAME: generator.version, "templates": digests(generator)}
    RECORD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def inspect(generator: Generator, workspace: Path) -> list[Finding]:
    """Try every bridge with a generator."""
    document = spec.load(HERE / "probe.yaml")
    bare = _made(generator, document, workspace / "bare")
    bridged = _made(generator, spec.for_generator(document), workspace / "bridged", TEMPLATES)
    known = problems(generator)
    missing = [name for name, problem in known.items() if problem and not (TEMPLATES / name).exists()]
    return [_finding(bridge, bare, bridged, known) for bridge in BRIDGES] + [
        Finding(f"{name} (imported)", "yes", known[name], broken=True) for name in missing
    ]


def _made(generator: Generator, document: spec.Json, package: Path, templates: Path | None = None) -> Path | str:
    source = package.with_suffix(".json")
    source.write_text(json.dumps(document), "utf-8")
    try:
        options: list[str | Path] = ["--custom-template-path", templates] if templates else []
        generator.generate(source, package, *options)
    except BuildError as error:
        return error.reason
    return package


def _finding(bridge: Bridge, bare: Path | str, bridged: Path | str, known: dict[str, str]) -> Finding:
    found = [_state(bridge, package) for package in (bare, bridged)]
    needed = {"open": "yes", "closed": "NO"}.get(found[0], found[0])
    applies = {"open": "NO: the gap is there all the same", "closed": "yes"}.get(found[1], found[1])
    problem = known.get(bridge.template or "", "")
    if problem and found[1] == "closed" and "GONE" not in problem:
        problem += " (it closes the gap still)"
    return Finding(bridge.name, needed, problem or applies, broken=bool(problem) or found[1] != "closed")


def _state(bridge: Bridge, package: Path | str) -> str:
    """Whether the gap is open or closed in a package, or why that cannot be told."""
    if isinstance(package, str):
        return f"FAILS: {package}"
    if not (package / bridge.file).is_file():
        return f"UNKNOWN: the generator makes no {bridge.file}"
    return "open" if bridge.shows(package) else "closed"


def table(findings: list[Finding]) -> Iterator[str]:
    """The findings in columns."""
    rows = [("bridge", "still needed?", "applies?"), *((one.name, one.needed, one.applies) for one in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for first, second, third in rows:
        yield f"  {first:<{widths[0]}}  {second:<{widths[1]}}  {third}"
