"""Reports and errors: their texts have places and reasons, and their attributes the values."""

import copy
import json
import pickle

import attrs
import pytest

from homerun_helpers import HomerunError, InvalidArgumentError
from homerun_helpers.migration import (
    FIELD_RULES,
    Converted,
    MigrationError,
    MigrationReport,
    application_from_v1,
    note_from_v1,
    vacancy_from_v1,
)

PAYLOAD = {
    "candidate": {"name": "Ada Lovelace", "phone": "+44 20", "birthday": "10 December 1915", "city": ""},
    "content": {"education": "Mathematics", "size": 38, "Ada's secret?": 1},
    "notes": [{"body": "Explains well.", "name": "Mary"}],
    "photo": "ada.png",
    "job": {"id": "job_1", "title": "Analyst"},
}


def test_each_kind_has_its_property():
    """Every change is in one of the properties."""
    report = application_from_v1(PAYLOAD).report
    kinds = (
        "renamed",
        "promoted",
        "moved_to_custom_data",
        "converted",
        "attached",
        "left_out",
        "removed",
        "not_carried",
        "missing",
    )
    found = [change for kind in kinds for change in getattr(report, kind)]
    assert sorted(found, key=str) == sorted(report.changes, key=str)
    assert all(change.kind == kind for kind in kinds for change in getattr(report, kind))


def test_texts_show_places_and_reasons_and_no_values():
    """Keys that could be personal data are hidden as well."""
    converted = application_from_v1(PAYLOAD)
    text = str(converted.report)
    assert "promoted: content.education → education (the guide: " in text
    assert "not carried: candidate.name" in text
    assert "content[…] → custom_data[…]" in text
    for shown in (text, repr(converted), repr(converted.report), repr(converted.attachments)):
        assert not [
            secret for secret in ("Ada", "Lovelace", "+44", "1915", "Explains", "Mary", "38") if secret in shown
        ]


def test_the_report_as_json_has_the_values():
    """It can be stored next to the payload."""
    report = application_from_v1(PAYLOAD).report
    stored = json.loads(json.dumps(report.to_dict()))
    assert stored["complete"] is False
    assert {"kind": "not_carried", "path": "photo", "to": None, "value": "ada.png"}.items() <= stored["changes"][
        0
    ].items()
    assert stored["attachments"]["notes"] == [{"note": "Explains well.", "display_name": "Mary"}]


def test_an_empty_report_is_complete():
    """Its text says that nothing changes."""
    report = MigrationReport()
    assert (report.complete, str(report), bool(report.attachments)) == (True, "Nothing to change.", False)


def test_strict_raises_with_report_and_result():
    """The error has the report and the result; its text has places only."""
    with pytest.raises(MigrationError) as caught:
        application_from_v1(PAYLOAD, strict=True)
    error = caught.value
    assert (error.result, error.report) == application_from_v1(PAYLOAD)
    assert str(error) == (
        "payload is not complete in V2: missing first_name, last_name, email; not carried photo, candidate.name. "
        "The error's report says more."
    )
    assert error.argument == "payload"
    assert isinstance(error, InvalidArgumentError)
    assert isinstance(error, HomerunError)


def test_a_long_error_is_cut():
    """The text names five places. The report has them all."""
    with pytest.raises(MigrationError, match=r"not carried f0, f1, f2, f3, f4 and 4 more\. The"):
        note_from_v1({"body": "x", "name": "y", **{f"f{number}": 1 for number in range(9)}}, strict=True)


def test_strict_returns_a_complete_result():
    """It is the same as without `strict`."""
    note = {"body": "x", "name": "y"}
    assert note_from_v1(note, strict=True) == note_from_v1(note)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_results_and_errors_can_be_pickled_and_copied(duplicate):
    """For queues and other processes."""
    converted = application_from_v1(PAYLOAD)
    assert duplicate(converted) == converted
    assert isinstance(duplicate(converted), Converted)
    with pytest.raises(MigrationError) as caught:
        application_from_v1(PAYLOAD, strict=True)
    again = duplicate(caught.value)
    assert (str(again), again.report, again.result) == (str(caught.value), converted.report, converted.result)


def test_reports_are_frozen():
    """No attribute can be changed."""
    report = vacancy_from_v1({"id": 1}).report
    for value, name in ((report, "changes"), (report.changes[0], "kind"), (report.attachments, "files")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, ())


def test_every_rule_quotes_the_guide():
    """There is one rule for each field."""
    assert all(rule.guide and rule.guide in rule.reason for rule in FIELD_RULES)
    assert len({(rule.record, rule.v1) for rule in FIELD_RULES}) == len(FIELD_RULES)
