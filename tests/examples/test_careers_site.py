"""The careers site in examples/, as somebody who takes it finds it."""

import re
from pathlib import Path

from homerun_helpers.sandbox import Sandbox
from tests.support.inner_pytest import run_pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/careers_site"


def test_its_own_tests_pass():
    """In its folder, with its settings, and with the plugin that pytest finds by itself."""
    result = run_pytest(EXAMPLE)
    assert result.counts == {"passed": 24}, result.output


def test_the_key_in_its_readme_is_one_of_the_sandbox():
    """Who copies the commands has a key that works."""
    (key,) = re.findall(r"HOMERUN_API_KEY=(\w+)", (EXAMPLE / "README.md").read_text("utf-8"))
    with Sandbox(serve=False, applications=0) as sandbox:
        assert sandbox.key() == key
