"""The package as users get it: a wheel, installed into an empty environment."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(command, check=True, timeout=100)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The interpreter of an environment that holds the wheel with the extra `sandbox`, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", f"{wheel}[sandbox]"], check=True, timeout=110)
    return python


def test_the_wheel_holds_both_packages_and_nothing_else(wheel):
    """The wheel has `homerun_helpers` and `homerun_client` with their type markers, and no tests or scripts."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"homerun_client", "homerun_helpers"}
    assert {"homerun_client/py.typed", "homerun_helpers/py.typed", "homerun_client/openapi.json"} <= set(names)


def test_the_first_example_of_the_readme_runs_on_the_sandbox(python, tmp_path):
    """The first example of the README runs against a sandbox that was started from the command line."""
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.7 a curriculum vitae")
    example = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[1]
    command = [python, "-m", "homerun_helpers.sandbox", "--port", "0", "--applications", "20"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment) as sandbox:
        try:
            address, key = read_start_up(sandbox.stdout)
            settings = {**environment, "HOMERUN_BASE_URL": address, "HOMERUN_API_KEY": key}
            run = [python, "-W", "error", "-c", example]
            result = subprocess.run(
                run, check=False, cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=30
            )
        finally:
            sandbox.terminate()
            sandbox.communicate(timeout=10)
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) > 1
    assert sandbox.returncode == 0


def read_start_up(stream):
    """The base URL and the first key of the sandbox's start-up text."""
    text = ""
    for line in stream:
        text += line
        if "curl" in text and line.strip() == "":
            break
    address = re.search(r"http://127\.0\.0\.1:\d+/v2", text)[0]
    return address, re.search(r"hr_sandbox_\w+", text)[0]


def test_importing_the_client_loads_no_extra(python):
    """Importing the client loads no package of an extra."""
    code = "import sys, homerun_helpers; print(sorted({'starlette', 'uvicorn', 'click'} & sys.modules.keys()))"
    result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("package", ["homerun_helpers", "homerun_client"])
def test_every_public_type_is_stated(python, package, tmp_path):
    """Pyright finds no type of the installed package that another checker could infer differently."""
    # It asks the first Python of the path what is installed, and a registry for a newer release of itself otherwise.
    environment = os.environ | {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "PYTHONPATH": str(Path(hypothesis.__file__).parents[1]),  # what the strategies return
    }
    command = [sys.executable, "-m", "pyright", "--ignoreexternal", "--verifytypes", package]
    result = subprocess.run(
        command, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=100
    )
    assert result.returncode == 0, result.stdout
