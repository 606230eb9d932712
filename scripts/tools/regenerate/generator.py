"""openapi-python-client: the installed and pinned version, or another one in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

from tools import ROOT

HERE = Path(__file__).resolve().parent
NAME = "openapi-python-client"


class BuildError(Exception):
    """The package could not be built; the message says why.

    Attributes:
        reason: the message in one line.
    """

    def __init__(self, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = message if reason is None else reason


@frozen
class Generator:
    """One version of the generator.

    Attributes:
        version: which.
        templates: the folder of its templates.
        folder: where it is installed; None: in the environment.
    """

    version: str
    templates: Path
    folder: Path | None = None

    def generate(self, document: Path, output: Path, templates: Path | None = None) -> None:
        """Make a package from an OpenAPI document, with our templates or, by default, with the generator's own."""
        # By itself the generator runs as it is, also a version that lacks what our templates need.
        module = "tools.regenerate.run_generator" if templates else "openapi_python_client"
        places = [str(ROOT / "scripts"), str(self.folder or ""), os.environ.get("PYTHONPATH", "")]
        ours: list[str | Path] = ["--custom-template-path", templates] if templates else []
        # A warning means that something was left out: an error here.
        run(
            sys.executable, "-P", "-m", module, "generate", "--meta", "none", "--fail-on-warning", "--path", document,
            "--config", HERE / "generator.yaml", "--output-path", output,
            *ours,
            env={"PYTHONPATH": os.pathsep.join(filter(None, places))},
        )  # fmt: skip


def installed() -> Generator:
    """The generator of the environment.

    Raises:
        BuildError: it is not the one that is pinned.
    """
    found = find_spec("openapi_python_client")
    versions = [one.version for one in distributions(name=NAME)]
    pinned = pinned_version()
    if found is None or found.origin is None or versions[:1] != [pinned]:
        here = versions[0] if versions else "nothing"
        raise BuildError(f"{NAME} {here} is installed, {pinned} is pinned: run scripts/install")
    return Generator(pinned, Path(found.origin).parent / "templates")


def at(folder: Path) -> Generator:
    """The generator that `pip install --target` put into a folder."""
    versions = [one.version for one in distributions(name=NAME, path=[str(folder)])]
    if not versions:
        raise BuildError(f"{folder} holds no {NAME}")
    return Generator(versions[0], folder.resolve() / "openapi_python_client/templates", folder.resolve())


def fetch(version: str, folder: Path) -> Generator:
    """Another version, installed into a folder with all that it needs."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--target", folder, f"{NAME}=={version}")
    return at(folder)


def pinned_version() -> str:
    """The generator's version that scripts/requirements.txt pins."""
    for line in (ROOT / "scripts/requirements.txt").read_text("utf-8").splitlines():
        name, _, pin = line.partition("==")
        if name == NAME:
            return pin.strip()
    raise BuildError(f"scripts/requirements.txt does not pin {NAME}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command quietly; its output is the error when it fails."""
    # The generator keeps types in sets: a fixed hash seed makes their order the same on every run.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "NO_COLOR": "1", **(env or {})}
    words: Sequence[str] = [str(word) for word in command]
    result = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        output = result.stdout + result.stderr
        # The last line of a traceback is the error.
        raise BuildError(f"{' '.join(words[1:4])} failed:\n{output}", output.strip().rpartition("\n")[2])
