"""The sync and the async client are one: the same methods, arguments and words."""

import inspect
import re
import shutil
from pathlib import Path

import pytest

from homerun_helpers import AsyncHomerun, AsyncPages, Homerun, Pages, apaginate, paginate
from homerun_helpers._async.job_applications import AsyncJobApplications
from homerun_helpers._async.vacancies import AsyncVacancies
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies
from tests.support.tools import run_tool

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [
    (Homerun, AsyncHomerun),
    (Vacancies, AsyncVacancies),
    (JobApplications, AsyncJobApplications),
    (Pages, AsyncPages),
]
NAMES = {"aclose": "close", "__aenter__": "__enter__", "__aexit__": "__exit__", "__aiter__": "__iter__"}
HOUSEKEEPING = {"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__parameters__", "__orig_bases__"}


def methods(kind):
    ours = [base for base in kind.__mro__ if base.__module__.startswith("homerun_helpers")]
    everything = {name: value for base in reversed(ours) for name, value in vars(base).items()}
    return {NAMES.get(name, name): value for name, value in everything.items() if name not in HOUSEKEEPING}


def in_sync_words(text):
    text = str(text).replace("_async.", "_sync.").replace("AsyncTransport", "SyncTransport")
    return re.sub(r"\bAsync(?=[A-Z])", "", text)


def parameters(function):
    """Names, kinds, defaults and types of the arguments."""
    return [in_sync_words(f"{one.kind} {one}") for one in inspect.signature(function).parameters.values()]


SHARED = [(sync, asynchronous, name) for sync, asynchronous in PAIRS for name in methods(sync)]


@pytest.mark.parametrize(("sync", "asynchronous"), PAIRS)
def test_both_have_the_same_methods(sync, asynchronous):
    """None is missing in either."""
    assert methods(sync).keys() == methods(asynchronous).keys()


@pytest.mark.parametrize(("sync", "asynchronous", "name"), SHARED)
def test_methods_have_the_same_arguments_in_both(sync, asynchronous, name):
    """The same names, kinds, defaults and types."""
    one, other = methods(sync)[name], methods(asynchronous)[name]
    assert callable(one) == callable(other)
    if callable(one):
        assert parameters(one) == parameters(other)


def test_paginate_has_the_same_arguments_in_both():
    """The functions are a pair as well."""
    assert parameters(paginate) == parameters(apaginate)


def unasync(root, *arguments):
    return run_tool("unasync", *arguments, root=root)


@pytest.fixture
def copy(tmp_path):
    """What unasync reads and writes, in a folder of its own."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("scripts", "homerun_helpers", "tests/_async", "tests/_sync", "tests/migration/replays"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_sync_code_is_derived_from_the_async_code():
    """What is committed is what the script makes."""
    result = unasync(ROOT, "--check")
    assert (result.returncode, result.stderr) == (0, "")


def test_an_edited_sync_file_is_found(copy):
    """It says which file, and how to make it again."""
    with (copy / "homerun_helpers/_sync/vacancies.py").open("a") as file:
        file.write("# mine\n")
    result = unasync(copy, "--check")
    assert result.returncode == 1
    assert "differs: homerun_helpers/_sync/vacancies.py" in result.stderr


def test_a_missing_sync_file_is_found(copy):
    """It says which."""
    (copy / "homerun_helpers/_sync/vacancies.py").unlink()
    assert "differs: homerun_helpers/_sync/vacancies.py" in unasync(copy, "--check").stderr


@pytest.mark.parametrize("arguments", [["--check"], []])
def test_a_sync_file_without_an_async_one_is_an_error(copy, arguments):
    """Nothing would keep it up to date."""
    (copy / "homerun_helpers/_sync/mine.py").touch()
    result = unasync(copy, *arguments)
    assert result.returncode == 1
    assert "orphan:  homerun_helpers/_sync/mine.py" in result.stderr


def test_any_folder_of_async_code_with_a_sync_folder_beside_it_is_derived(copy):
    """No list of folders is kept by hand."""
    for name in ("_async", "_sync"):
        (copy / "homerun_helpers/migration/deep" / name).mkdir(parents=True)
    (copy / "homerun_helpers/migration/deep/_async/run.py").write_text("async def aclose() -> None: ...\n", "utf-8")
    assert unasync(copy).returncode == 0
    derived = (copy / "homerun_helpers/migration/deep/_sync/run.py").read_text("utf-8")
    assert derived.splitlines()[1:] == ["def close() -> None: ..."]


def test_an_unused_rule_is_an_error(copy):
    """Rules that rename nothing would hide a mistake later."""
    script = copy / "scripts/tools/unasync.py"
    text = script.read_text("utf-8").replace('"anext": "next",', '"anext": "next",\n    "AsyncUnicorn": "Unicorn",')
    script.write_text(text, "utf-8")
    result = unasync(copy)
    assert result.returncode == 1
    assert "AsyncUnicorn" in result.stderr


def test_without_check_a_file_is_made_again(copy):
    """The repair is one command."""
    target = copy / "homerun_helpers/_sync/vacancies.py"
    before = target.read_bytes()
    target.write_text("# mine\n")
    assert unasync(copy).returncode == 0
    assert target.read_bytes() == before
