"""Every block of Python in the documentation runs, one after the other, against the sandbox."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")), *(ROOT / "docs").rglob("*.md")]
# A block, the indentation of its fence, and the comment before it that says why it is not run.
BLOCK = re.compile(
    r"(?:^[ ]*<!-- not run: (?P<reason>[^>]+?) -->\s*)?^(?P<indent>[ ]*)```python[^\n]*\n(?P<code>.*?)^[ ]*```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
# A block that is a file of a project begins with its name; test_how_to_testing.py runs those.
FILE = re.compile(r"# [\w.]+\.\w+\n")


def blocks(text):
    """The blocks that are to be run, each with blank lines before it so that tracebacks tell the line of the file."""
    for match in BLOCK.finditer(text):
        if match["reason"] is None and not FILE.match(match["code"]):
            code = re.sub(rf"^{match['indent']}", "", match["code"], flags=re.MULTILINE)
            yield "\n" * text.count("\n", 0, match.start("code")) + code


@pytest.mark.parametrize("path", [path for path in FILES if path.exists()], ids=lambda path: path.name)
def test_the_python_of_a_document_runs(run, path):
    """All blocks of a document run in their order, in one namespace."""
    for code in blocks(path.read_text("utf-8")):
        run(code, str(path.relative_to(ROOT)))


def test_each_block_about_the_sandbox_can_be_copied_alone(run, names):
    """Each block of the sandbox's guide has its own imports and uses no name of another block."""
    found = [*blocks((ROOT / "docs/sandbox.md").read_text("utf-8"))]
    before = dict(names)
    for code in found:
        names.clear()
        names.update(before)
        run(code, "docs/sandbox.md")
    assert len(found) >= 4


def test_blocks_are_run_in_order_in_one_namespace(run, names):
    """A later block may use a name of an earlier one, also when one of them awaits."""
    text = "```python\na = [homerun.ping()]\n```\ntext\n\n```python\na.append(await homerun.ping())\n```\n"
    for code in blocks(text):
        run(code, "text")
    assert names["a"] == [True, True]


def test_a_block_with_a_reason_is_left_out():
    """A comment with a reason keeps the next block from being run; blocks of other languages are not run."""
    text = "<!-- not run: needs a real key -->\n```python\n1 / 0\n```\n\n```sh\nls\n```\n\n```python\nx = 1\n```\n"
    assert [code.strip() for code in blocks(text)] == ["x = 1"]


def test_a_block_that_is_a_file_is_left_out():
    """A block that begins with a file's name belongs to a project, which test_how_to_testing.py runs."""
    text = "```python\n# test_it.py\n1 / 0\n```\n\n```python\n# A comment.\nx = 1\n```\n"
    assert [code.strip() for code in blocks(text)] == ["# A comment.\nx = 1"]


def test_a_block_that_fails_says_where(run):
    """The traceback of a failing block names the document and its line."""
    (code,) = blocks("# Title\n\n- item\n\n  ```python\n  first = 1\n  1 / 0\n  ```\n")
    with pytest.raises(ZeroDivisionError) as caught:
        run(code, "guide.md")
    assert (str(caught.traceback[-1].path), caught.traceback[-1].lineno + 1) == ("guide.md", 7)
