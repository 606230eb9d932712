"""The limits of uploads are written in one place: `x-max-bytes` of openapi.yaml."""

import types
from pathlib import Path

import pytest
import yaml
from homerun_client.operations import OPERATIONS

from homerun_helpers import FileTooLargeError
from homerun_helpers._files.uploads import open_upload
from tests.support.refusals import refused

ROOT = Path(__file__).resolve().parents[2]
SPEC = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))
# The sandbox plays the server, which has limits of its own.
CLIENT = [path for path in (ROOT / "homerun_helpers").rglob("*.py") if "sandbox" not in path.parts]


def limits_in_the_spec():
    """The limits of all schemas of the spec that have one."""
    found, queue = [], [SPEC]
    while queue:
        node = queue.pop()
        found += [node["x-max-bytes"]] if isinstance(node, dict) and "x-max-bytes" in node else []
        queue += list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return sorted(found)


LIMITS = {name: operation.max_bytes for name, operation in OPERATIONS.items() if operation.max_bytes}


def constants(code):
    """The constants of compiled code, with products such as `25 * 2**20` computed."""
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            yield from constants(value)
        else:
            yield value


def test_the_table_of_operations_has_the_limits_of_the_spec():
    """Each limit of the spec is that of one operation."""
    assert sorted(LIMITS.values()) == limits_in_the_spec()
    assert len(LIMITS) == 2


@pytest.mark.parametrize(("operation", "limit"), LIMITS.items())
def test_an_upload_is_checked_against_the_limit_of_the_table(tmp_path, operation, limit):
    """The text of the error has the limit too."""
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(limit + 1)
    with refused("file", f"{limit / 2**20:.0f} MB \\({limit:,} bytes\\)", error=FileTooLargeError):
        open_upload(tmp_path / "large.png", operation)


@pytest.mark.parametrize("path", CLIENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_the_client_has_a_limit_of_its_own(path):
    """A second number would have to be changed together with the spec."""
    code = compile(path.read_text("utf-8"), str(path), "exec")
    assert not {value for value in constants(code) if type(value) is int} & set(LIMITS.values())
