"""Runs small test suites, as users of the plugin write them."""

from textwrap import dedent

import pytest

from tests.support.inner_pytest import run_pytest


@pytest.fixture
def suite(tmp_path):
    """Writes files into an empty folder and runs pytest on them."""

    def run(files, *arguments, **variables):
        for name, text in files.items():
            (tmp_path / name).write_text(dedent(text), "utf-8")
        return run_pytest(tmp_path, *arguments, **variables)

    return run
