"""Each rule finds what breaks it, in the line where it is, and openapi.yaml breaks none."""

import pytest

from tests.spec.lint.breaks import BREAKS
from tests.spec.lint.conftest import OURS
from tools.spec.lint.command import RULES


def broken(case):
    """openapi.yaml with one thing wrong."""
    assert case.before in OURS
    if case.rule == "schema-name":
        before, after = "    Pong:\n      description", "    pong:\n      description"
        return OURS.replace(case.before, case.after).replace(before, after)
    return OURS.replace(case.before, case.after, 1)


def line_of(text, marker):
    """The number of the line where the marker begins."""
    assert text.count(marker) == 1, f"{text.count(marker)} times in the text: {marker}"
    return text[: text.index(marker)].count("\n") + 1


def test_openapi_yaml_breaks_no_rule(findings):
    """openapi.yaml has no findings before a test breaks it."""
    assert findings(OURS) == []


@pytest.mark.parametrize("case", BREAKS.values(), ids=BREAKS)
def test_a_rule_finds_what_breaks_it(findings, case):
    """A finding has the line, the rule's name and what is wrong."""
    text = broken(case)
    found = findings(text)
    assert any(
        (line, rule) == (line_of(text, case.marker.lstrip("\n")), case.rule) and case.wrong in wrong
        for line, rule, wrong in found
    ), found


def test_every_rule_is_broken_by_a_test():
    """For each rule there is a document that breaks it."""
    assert {rule.name for rule in RULES} | {"openapi"} == {case.rule for case in BREAKS.values()}


@pytest.mark.parametrize("status", ["402", "403", "404", "429"])
def test_an_operation_lists_the_errors_that_it_can_answer(findings, status):
    """The errors of every operation, of scopes and of IDs must be listed."""
    start = OURS.index("operationId: deleteJobApplication")
    changed = OURS[:start] + OURS[start:].replace(f'        "{status}":\n', f'        "5{status[1:]}":\n', 1)
    found = [wrong for _, rule, wrong in findings(changed) if rule == "errors"]
    assert len(found) == 1
    assert found[0].startswith(f"DELETE /job-applications/{{job_application_id}} does not list {status}, ")


def test_an_operation_with_a_body_lists_400(findings):
    """An operation with a body must list 400."""
    start = OURS.index("operationId: createNote")
    changed = OURS[:start] + OURS[start:].replace('        "400":\n', '        "422":\n', 1)
    assert [wrong for _, rule, wrong in findings(changed) if rule == "errors"] == [
        "POST /job-applications/{job_application_id}/notes does not list 400, which a body that is not valid gets"
    ]


def test_two_operations_of_one_name_are_found(findings):
    """Two operations with one operationId are a finding of the validator."""
    found = findings(OURS.replace("operationId: getVacancy\n", "operationId: listVacancies\n"))
    assert any("listVacancies" in wrong for _, _, wrong in found)
