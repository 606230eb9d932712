"""The how-to for testing holds files of a project: they are written to a folder, and pytest runs there."""

import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.inner_pytest import clean_environment, run_pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/test-your-integration.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A block that is a file begins with its name.
FILE = re.compile(r"# ([\w.]+\.\w+)\n")


def blocks(text, *languages):
    return [code for language, code in BLOCK.findall(text) if language in languages]


def files(text):
    """The files of a text, by name."""
    named = [(FILE.match(code), code) for code in blocks(text, "python", "ini")]
    assert all(match for match, _ in named), "a block without the name of its file"
    return {match[1]: code for match, code in named}


APPLICATION = {"hiring.py": files(SECTIONS["The first test"])["hiring.py"]}
TESTED = [title for title, text in SECTIONS.items() if files(text)]
COMMANDS = blocks(TEXT, "sh")


@pytest.mark.parametrize("title", TESTED)
def test_the_tests_of_a_section_pass(tmp_path, title):
    """The files of each section, with the application of the first one, pass with the fixtures that pytest finds."""
    written = APPLICATION | files(SECTIONS[title])
    for name, code in written.items():
        (tmp_path / name).write_text(code, "utf-8")
    result = run_pytest(tmp_path)
    assert result.counts == {"passed": sum(code.count("def test_") for code in written.values())}, result.output


def test_every_block_is_a_file_or_a_command():
    """Each block of the guide is a file or a command, and both are run here."""
    assert {language for language, _ in BLOCK.findall(TEXT)} == {"python", "ini", "sh"}
    assert [command.split()[0] for command in COMMANDS] == ["pip", "pytest", "pytest", "python", "export"]
    assert len(TESTED) == 8


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def test_the_commands_for_other_languages_work():
    """The server starts with the key that the guide shows, and each curl of the guide gets an answer."""
    *_, serve, use = (command.replace("8787", free) for free in [free_port()] for command in COMMANDS)
    command = [sys.executable, *shlex.split(serve)[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            greeting = "".join(iter(server.stdout.readline, "For clients:\n")) + server.stdout.readline()
            done = subprocess.run(
                ["bash", "-euc", use], capture_output=True, text=True, env=clean_environment(), timeout=60, check=True
            )
        finally:
            server.terminate()
            server.communicate(timeout=10)
    assert use.splitlines()[0] in greeting
    assert done.stdout.startswith('{"pong":true}{')
    assert '"kind":"status"' in done.stdout
