"""A copy of the repository, in which a test changes the spec, regenerates, type-checks, calls and tests the result."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COPIED = (
    "generated", "homerun_helpers", "scripts", "tests/architecture", "tests/support",
    "tests/_async", "tests/_sync", "tests/migration/replays",
    "tests/conftest.py", "openapi.yaml", "pyproject.toml",
)  # fmt: skip


class Copy:
    """A copy of what regeneration, the helpers and their tests need."""

    def __init__(self, folder):
        self.folder = folder
        for name in COPIED:
            source, target = ROOT / name, folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        self.spec = folder / "openapi.yaml"

    def run(self, *command):
        """The finished process of a Python command in the copy, which imports the copy's packages."""
        path = os.pathsep.join(str(self.folder / one) for one in ("", "generated", "scripts"))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
        words = [sys.executable, *map(str, command)]
        return subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def edit(self, *changes):
        """Change the spec: each pair is a text that it holds once, and the replacement."""
        text = self.spec.read_text("utf-8")
        for before, after in changes:
            assert text.count(before) == 1, f"{text.count(before)} times in the spec: {before}"
            text = text.replace(before, after)
        self.spec.write_text(text, "utf-8")

    def regenerate(self, *options):
        """The finished process of scripts/regenerate in the copy."""
        return self.run("-m", "tools.regenerate", *options)

    def regenerated(self, *changes):
        """The copy with a changed spec, regenerated."""
        self.edit(*changes)
        result = self.regenerate()
        assert result.returncode == 0, result.stderr
        return self

    def mypy(self, *what):
        """The finished process of mypy in the copy."""
        return self.run("-m", "mypy", f"--cache-dir={self.folder / '.cache'}", *what)

    def pytest(self, *what):
        """The finished process of the copy's own tests."""
        return self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *what)

    def contents(self):
        """The bytes of every generated file, by path."""
        files = (self.folder / "generated").rglob("*")
        return {path: path.read_bytes() for path in files if path.is_file() and "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """Makes a copy of the repository."""
    return lambda: Copy(tmp_path_factory.mktemp("repository"))
