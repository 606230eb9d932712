"""The script that checks the types of the documentation's code finds the code, and says where a mistake stands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.docs_code import blocks, documents, programs

ROOT = Path(__file__).resolve().parents[2]
TEXT = """# Title

```python
print(homerun.ping())
```

- In a list:

  ```python
  print(await homerun.ping())
  ```

<!-- not run: an older API -->
```python
old()
```

```sh
pip install homerun-helpers
```

```python
# app.py
answer = 42
```
"""


def line(code, text):
    """The number of the line that holds a text."""
    return next(number for number, found in enumerate(code.splitlines(), 1) if text in found)


def test_only_python_that_is_run_is_checked():
    """Other languages and blocks with a reason not to run are left out."""
    assert [block.code.splitlines()[-1] for block in blocks(TEXT)] == [
        "print(homerun.ping())",
        "print(await homerun.ping())",
        "answer = 42",
    ]


def test_code_keeps_the_lines_of_the_document():
    """A line of code has the same number in the program and in the document, so messages name the right line."""
    written = programs(TEXT, name="text.py", shared=True)
    assert line(written["text.py"], "print(homerun.ping())") == line(TEXT, "print(homerun.ping())")
    assert line(written["text.py"], "await") == line(TEXT, "await")
    assert line(written["app.py"], "answer") == line(TEXT, "answer")


def test_what_awaits_is_in_a_function():
    """A block with `await` at its top level becomes an async function that takes an async client."""
    code = programs(TEXT, name="text.py", shared=True)["text.py"]
    compile(code, "text.py", "exec")
    assert "homerun: AsyncHomerun" in code.splitlines()[line(code, "await") - 2]


def test_examples_of_docstrings_do_not_see_each_other():
    """Each example of a module becomes a function of its own."""
    code = programs('"""Example:\n    ```python\n    a = 1\n    ```\n"""\n', name="module.py", shared=False)[
        "module.py"
    ]
    assert code.splitlines()[1:] == ["def _line_2() -> None:", "    a = 1"]


def test_a_text_without_python_is_no_program():
    """A document without blocks of Python makes no file."""
    assert programs("```sh\nls\n```\n", name="text.py", shared=True) == {}


def test_the_readme_the_docs_and_the_docstrings_are_checked():
    """Without arguments the script checks each guide and each module of the package."""
    paths = {str(path.relative_to(ROOT)) for path in documents()}
    assert {"README.md", "docs/migrate-from-v1.md", "homerun_helpers/__init__.py"} <= paths


def check(path):
    """How the script ends for a document, and what it prints."""
    command = [sys.executable, "-P", "-m", "tools.docs_code", str(path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=110)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_mistake_is_named_by_both_checkers_at_its_line(tmp_path):
    """An example that runs, with wrong types, is refused by mypy and by pyright, each with file and line."""
    guide = tmp_path / "guide.md"
    guide.write_text(
        '# Guide\n```python\nfrom homerun_helpers import Homerun\n\nHomerun().vacancies.list(status="open")\n```\n'
    )
    status, said = check(guide)
    assert status == 1
    assert "guide.md:5: error:" in said  # mypy
    assert "guide.md:5:33 - error:" in said  # pyright


@pytest.mark.parametrize("code", ["vacancy = homerun.vacancies.get(vacancy_id)\nprint(vacancy.title)", "total = 1"])
def test_right_examples_are_accepted(tmp_path, code):
    """Examples may use the client, the folder and the ids that tests/docs gives them."""
    guide = tmp_path / "guide.md"
    guide.write_text(f"# Guide\n```python\n{code}\n```\n")
    assert check(guide) == (0, "")
