"""A working directory, the command in this process, and an account in the sandbox."""

import pytest
from click.testing import CliRunner

from homerun_helpers.migration.cli import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder):
    """Runs the command in this process."""

    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)

    return run


@pytest.fixture
def account(sandbox, monkeypatch):
    """A key and an address in the environment."""
    monkeypatch.setenv("HOMERUN_API_KEY", sandbox.key())
    monkeypatch.setenv("HOMERUN_BASE_URL", sandbox.url)
    return sandbox
