"""The careers site in examples/, used as its README says."""

import re
from pathlib import Path

from homerun_helpers.sandbox import Sandbox
from tests.support.inner_pytest import run_pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/careers_site"


def test_its_own_tests_pass():
    """The example's own tests pass in its folder, with its settings and the installed pytest plugin."""
    result = run_pytest(EXAMPLE)
    assert result.counts == {"passed": 24}, result.output


def test_key_in_the_readme_is_the_sandboxs():
    """The key in the README's commands is the sandbox's first key."""
    (key,) = re.findall(r"HOMERUN_API_KEY=(\w+)", (EXAMPLE / "README.md").read_text("utf-8"))
    with Sandbox(serve=False, applications=0) as sandbox:
        assert sandbox.key() == key
