"""Facts travel as attributes: no code of the package reads the text of an error, a reason or a log record."""

import ast
import re
from pathlib import Path

import pytest

import homerun_helpers

PACKAGE = Path(homerun_helpers.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_sync" not in path.parts)
# Each is a way to read prose that the package itself wrote.
FORBIDDEN = {
    "a comparison with the text of an error": r"(==|!=|\bin) str\((error|caught|exc)\b|str\((error|exc)\) (==|!=|in)\b",
    "a search in the text of an error": r"\bre\.\w+\(.*(str\(error\)|error\.(args|message|problem))",
    "a part of the text of an error": r"str\(error\)\s*[.\[]|\berror\.(args|message|problem)\s*[.\[]",
    "a reason compared with text": r"\.(reason|problem|message|remark)(\.\w+\(| (==|!=|in) [\"\'])",
    "a sentence cut off a text": r"\.remove(suffix|prefix)\(\s*f?[\"\'][^\"\']* [^\"\']*[\"\']",
    "progress read from the log": r"logging\.(Handler|LogRecord)|getMessage|LogRecord",
    "the text of an annotation": r"str\([\w.]+\.(type|annotation)\)|__annotations__(\[|\.(get|values|items)\b)",
    "a docstring used as data": r"__doc__|getdoc\(",
}


def code_of(path):
    """The text of a module without comments and docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0].value = ast.Constant(value="")
    return ast.unparse(tree)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_reads_its_own_prose(path):
    """The same fact is an attribute: `error.argument`, `report.stop`, `skipped.unreadable`."""
    code = code_of(path)
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, code)] == []


@pytest.mark.parametrize(
    "line",
    [
        "if 'does not exist' in str(error): pass",
        "text = str(error).removesuffix(' Nothing was sent.')",
        "text = text.removesuffix(' Nothing was sent.')",
        "found = re.search('page (.*)', str(error))",
        "name = error.args[0]",
        "gone = change.reason == 'there is no vacancy'",
        "bad = skipped.reason.startswith('could not be read')",
        "class Waits(logging.Handler): pass",
        "is_date = 'datetime' in str(field.type)",
    ],
)
def test_code_that_reads_prose_is_found(line):
    """These lines were in the package before."""
    assert any(re.search(pattern, ast.unparse(ast.parse(line))) for pattern in FORBIDDEN.values())


def calls_of(path, name):
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_an_invalid_argument_is_a_name_and_a_problem(path):
    """Never one sentence, and arguments in braces are declared."""
    for call in (*calls_of(path, "InvalidArgumentError"), *calls_of(path, "MigrationError")):
        assert len(call.args) == 2, ast.unparse(call)
        names = (
            set(re.findall(r"(?<!{){(\w+)}(?!})", call.args[1].value))
            if isinstance(call.args[1], ast.Constant)
            else set()
        )
        assert not names or any(keyword.arg == "mentions" for keyword in call.keywords), ast.unparse(call)
