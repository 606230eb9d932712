"""Bridges: what puts right the generator's faults, and whether each one is still needed and still works.

The generator silently ignores an override of a template that it does not have, and an override is out of date when the
template has changed. So templates.json has the digests of the templates that the overrides were written for. And each
bridge is tried on probe.yaml: the package that the generator makes by itself must have the gap, and the package that it
makes with all bridges must not.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from attrs import frozen

from tools.regenerate import spec
from tools.regenerate.generator import HERE, NAME, BuildError, Generator
from tools.spec.document import Json

TEMPLATES = HERE / "templates"
RECORD = HERE / "templates.json"
LIST = "api/probes/list_probes.py"


@frozen
class Bridge:
    """One fault of the generator that is put right.

    Attributes:
        name: the function or the template that does it.
        file: the file of the package in which the gap would be.
        gap: the pattern that the file matches when it has the gap.
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


class Gap(Enum):
    """Whether a package has the gap that a bridge closes."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@frozen
class Probe:
    """What a package that was made from the probe shows of a gap; `reason` says why it shows nothing."""

    gap: Gap
    reason: str = ""


class Template(Enum):
    """How a template of the generator compares with the one that ours was written for."""

    SAME = ""
    GONE = "GONE: the generator has no such template, and ignores ours"
    CHANGED = "CHANGED: the generator's template is not the one that ours was written for"


@frozen
class BridgeState:
    """What was found out about a bridge.

    Attributes:
        name: of the bridge.
        bare: what the generator makes without it.
        bridged: what the generator makes with it.
        template: how the generator's own template is now, if the bridge overrides one.
    """

    name: str
    bare: Probe
    bridged: Probe
    template: Template = Template.SAME

    @property
    def is_idle(self) -> bool:
        """Whether there is no gap to close."""
        return self.bare.gap is Gap.CLOSED

    @property
    def is_broken(self) -> bool:
        """Whether it does not do its work any more."""
        return self.template is not Template.SAME or self.bridged.gap is not Gap.CLOSED

    @property
    def needed(self) -> str:
        """The column "still needed?"."""
        return self.bare.reason or ("NO" if self.is_idle else "yes")

    @property
    def applies(self) -> str:
        """The column "applies?"."""
        if self.template is Template.CHANGED and self.bridged.gap is Gap.CLOSED:
            return f"{self.template.value} (it still closes the gap)"
        return self.template.value or self.bridged.reason or ("NO: the gap is open" if self.is_broken else "yes")


def digests(generator: Generator) -> dict[str, str | None]:
    """The digests of the generator's templates that ours override or import from; None: it has no such template."""
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
        BuildError: a template of the generator is gone, or has changed.
    """
    for name, state in compared(generator).items():
        if state is not Template.SAME:
            more = "scripts/regenerate --bridges says more."
            raise BuildError(f"{NAME} {generator.version}: {name}: {state.value}. {more}")


def compared(generator: Generator) -> dict[str, Template]:
    """How each template of the generator compares with the recorded one."""
    recorded = json.loads(RECORD.read_text("utf-8"))["templates"]
    return {
        name: Template.GONE if digest is None else Template.SAME if digest == recorded.get(name) else Template.CHANGED
        for name, digest in digests(generator).items()
    }


def accept(generator: Generator) -> None:
    """Note that the overrides were compared with the generator's templates as they are now."""
    gone = [name for name, digest in digests(generator).items() if digest is None]
    if gone:
        raise BuildError(f"{NAME} {generator.version} has no {', '.join(gone)}: that cannot be accepted")
    record = {NAME: generator.version, "templates": digests(generator)}
    RECORD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def inspect(generator: Generator, workspace: Path) -> list[BridgeState]:
    """Try every bridge with a generator."""
    document = spec.load(HERE / "probe.yaml")
    bare = _made(generator, document, workspace / "bare")
    bridged = _made(generator, spec.for_generator(document), workspace / "bridged", TEMPLATES)
    templates = compared(generator)
    findings = [
        BridgeState(one.name, _probe(one, bare), _probe(one, bridged), templates.get(one.template or "", Template.SAME))
        for one in BRIDGES
    ]
    imported = {name: state for name, state in templates.items() if not (TEMPLATES / name).exists()}
    return findings + [
        BridgeState(f"{name} (imported)", Probe(Gap.OPEN), Probe(Gap.UNKNOWN), state)
        for name, state in imported.items()
        if state is not Template.SAME
    ]


def _made(generator: Generator, document: Json, package: Path, templates: Path | None = None) -> Path | BuildError:
    """The package that a generator makes of a document, or why it makes none."""
    source = package.with_suffix(".json")
    source.write_text(json.dumps(document), "utf-8")
    try:
        generator.generate(source, package, templates)
    except BuildError as error:
        return error
    return package


def _probe(bridge: Bridge, package: Path | BuildError) -> Probe:
    if isinstance(package, BuildError):
        return Probe(Gap.UNKNOWN, f"FAILS: {package.reason}")
    if not (package / bridge.file).is_file():
        return Probe(Gap.UNKNOWN, f"UNKNOWN: the generator makes no {bridge.file}")
    return Probe(Gap.OPEN if bridge.shows(package) else Gap.CLOSED)


def table(findings: list[BridgeState]) -> Iterator[str]:
    """The findings in columns."""
    rows = [("bridge", "still needed?", "applies?"), *((one.name, one.needed, one.applies) for one in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for first, second, third in rows:
        yield f"  {first:<{widths[0]}}  {second:<{widths[1]}}  {third}"
