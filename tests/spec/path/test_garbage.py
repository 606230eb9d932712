"""An unusable openapi.yaml is refused with a reason, and the generated client stays as it was."""

import pytest

GARBAGE = {
    "broken YAML": (("paths:\n  /ping:\n", "paths:\n  /ping: [\n"), "openapi.yaml cannot be read"),
    "a $ref to nowhere": (
        (
            '        data:\n          $ref: "#/components/schemas/Note"\n',
            '        data:\n          $ref: "#/components/schemas/Nota"\n',
        ),
        "#/components/schemas/Nota points to nothing",
    ),
    "a name that is taken": (("operationId: getVacancy\n", "operationId: listVacancies\n"), "listVacancies"),
    "a filter of a type that no query has": (
        ("        hired_after:\n", "        owner: {type: object}\n        hired_after:\n"),
        "filter[owner] of listJobApplications is of type 'object'",
    ),
    "two enums in one": (
        ("      enum: [public, private, closed, draft]\n", "      enum: [public, private, closed, 4]\n"),
        "VacancyStatus",
    ),
}


@pytest.fixture(scope="module")
def copy(copied):
    return copied()


@pytest.mark.parametrize(("change", "reason"), GARBAGE.values(), ids=GARBAGE)
def test_an_unusable_spec_changes_nothing(copy, change, reason):
    """An unusable spec is refused with a reason and without a traceback, and the package stays as it was."""
    text, before = copy.spec.read_text("utf-8"), copy.contents()
    copy.edit(change)
    result = copy.regenerate()
    copy.spec.write_text(text, "utf-8")
    assert result.returncode == 2
    assert reason in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert "Traceback" not in result.stderr.partition("Nothing")[0].partition("failed:")[0]
    assert copy.contents() == before
