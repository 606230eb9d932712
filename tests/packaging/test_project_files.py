"""The files that a repository's host and outsiders read: workflows, updates, hooks, forms and pyproject.toml."""

import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CLASSIFIED = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
PINNED_ACTION = re.compile(r"[\w-]+/[\w-]+@(v\d+|[0-9a-f]{40})")


def read(path):
    return yaml.safe_load(path.read_text("utf-8"))


WORKFLOWS = {path.name: read(path) for path in sorted((ROOT / ".github/workflows").glob("*.yml"))}
JOBS = {f"{file}:{name}": job for file, flow in WORKFLOWS.items() for name, job in flow["jobs"].items()}
STEPS = [(place, step) for place, job in JOBS.items() for step in job["steps"]]
COMMANDS = [(place, step["run"]) for place, step in STEPS if "run" in step]
HOOKS = [hook for repo in read(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
FORMS = [path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]


def is_script(path):
    """Whether a path is a script of the project that can be run."""
    return re.fullmatch(r"scripts/[\w-]+", path) is not None and os.access(ROOT / path, os.X_OK)


@pytest.mark.parametrize(("place", "command"), COMMANDS)
def test_a_workflow_calls_only_scripts(place, command):
    """Each command of a workflow is a script that a person can run as well."""
    assert [is_script(shlex.split(line)[0]) for line in command.splitlines()] == [True]


@pytest.mark.parametrize(("place", "step"), STEPS)
def test_a_step_is_a_script_or_a_pinned_action(place, step):
    """Each step runs a script, or an action that is pinned by its major version or by a commit."""
    assert "run" in step or PINNED_ACTION.fullmatch(step["uses"])


def test_a_workflow_runs_the_tests_on_every_python_of_the_classifiers():
    """`scripts/test` runs on each version of Python that the classifiers name, and on no other."""
    (place,) = [place for place, command in COMMANDS if command == "scripts/test"]
    job = JOBS[place]
    assert job["strategy"]["matrix"]["python"] == CLASSIFIED
    (setup,) = [step for step in job["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    assert setup["with"]["python-version"] == "${{ matrix.python }}"


def test_a_workflow_checks_on_the_oldest_python():
    """`scripts/check` runs on the first Python of the classifiers, which mypy checks for as well."""
    (place,) = [place for place, command in COMMANDS if command == "scripts/check"]
    (setup,) = [step for step in JOBS[place]["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    assert setup["with"]["python-version"] == CLASSIFIED[0] == PROJECT["tool"]["mypy"]["python_version"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_only_read(name):
    """A workflow runs the code of pull requests, so its token reads only; YAML 1.1 reads the key `on` as true."""
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    assert set(WORKFLOWS[name][True]) == {"push", "pull_request"}


def test_the_classifiers_begin_with_the_oldest_python_that_can_install_it():
    """The classifiers name each minor version from `requires-python` on, in order."""
    assert PROJECT["project"]["requires-python"] == f">={CLASSIFIED[0]}"
    minors = [int(version.partition(".")[2]) for version in CLASSIFIED]
    assert minors == [*range(minors[0], minors[-1] + 1)]


def test_updates_are_looked_for_wherever_a_version_is_pinned():
    """Dependabot looks at the ranges of pyproject.toml, at the pinned tools and at the actions."""
    updates = read(ROOT / ".github/dependabot.yml")["updates"]
    found = {(update["package-ecosystem"], update["directory"]) for update in updates}
    assert found == {("pip", "/"), ("pip", "/scripts"), ("github-actions", "/")}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_calls_what_is_installed(hook):
    """A hook runs a tool of .venv or a script, and installs nothing."""
    program, *arguments = shlex.split(hook["entry"])
    assert hook["language"] == "system"
    assert is_script(program) or (program == ".venv/bin/python" and arguments[0] == "-m")


def test_hooks_are_of_this_repository():
    """pre-commit downloads hooks of other repositories, so all are local."""
    assert {repo["repo"] for repo in read(ROOT / ".pre-commit-config.yaml")["repos"]} == {"local"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_an_issue_form_has_what_the_host_asks_for(path):
    """Each form has a name, a description, and fields with labels and different ids."""
    form = read(path)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)


def test_there_is_a_form_for_each_kind_of_issue():
    """There are forms for a bug, for a feature and for a change of the API."""
    assert [path.stem for path in FORMS] == ["bug", "feature", "spec_change"]


def test_links_of_the_security_policy_lead_somewhere():
    """The links of SECURITY.md exist, and it names no e-mail address: reports are made on the repository's host."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
    assert "@" not in text


def test_the_coverage_that_is_asked_for_stands_in_one_place():
    """pyproject.toml has the limit of coverage, and scripts/test sets no other."""
    assert PROJECT["tool"]["coverage"]["report"]["fail_under"] == 98
    assert "fail-under" not in (ROOT / "scripts/test").read_text("utf-8")
