"""Jobs of V1 to vacancies of V2, statement by statement of the guide."""

import pytest
from homerun_client.models import Vacancy

from homerun_helpers.migration import vacancy_from_v1


def kept(changes):
    return [(change.path, change.value) for change in changes]


@pytest.mark.parametrize("name", ["department", "location"])
@pytest.mark.parametrize("old", ["Engines", {"name": "Engines"}])
def test_department_and_location_are_objects(name, old):
    """`tmp_department and tmp_location are replaced by optional department and location fields`."""
    vacancy, report = vacancy_from_v1({"id": "job_1", f"tmp_{name}": old})
    assert vacancy == {"id": "job_1", name: {"name": "Engines"}}
    assert [(change.path, change.to) for change in report.renamed] == [(f"tmp_{name}", name)]
    assert report.complete


def test_active_time_is_gone():
    """`active_time field was removed`: its value is kept in the report."""
    times = [{"opened_at": 1680343200, "closed_at": None}]
    vacancy, report = vacancy_from_v1({"id": "job_1", "active_time": times})
    assert vacancy == {"id": "job_1"}
    assert kept(report.removed) == [("active_time", times)]
    assert report.complete


def test_date_times_are_iso_8601():
    """`All date-time fields are now in ISO 8601 UTC format`."""
    vacancy = vacancy_from_v1({"id": "job_1", "created_at": 1680343200, "expires_at": "1680343200000"}).result
    assert vacancy == {"id": "job_1", "created_at": "2023-04-01T10:00:00Z", "expires_at": "2023-04-01T10:00:00Z"}


def test_unknown_date_times_are_iso_8601_too():
    """A number in a field that ends in `_at` is read as a timestamp if it can be one, and stays otherwise."""
    vacancy, report = vacancy_from_v1({"id": "job_1", "closed_at": 1680343200, "rank_at": 3, "size": 1680343200})
    assert vacancy == {"id": "job_1", "closed_at": "2023-04-01T10:00:00Z", "rank_at": 3, "size": 1680343200}
    assert kept(report.converted) == [("closed_at", 1680343200)]


def test_values_that_do_not_fit_are_reported_with_their_place():
    """As few as possible are taken out."""
    location = {"name": "Head office", "postal_code": 1234, "geo": [1, 2]}
    vacancy, report = vacancy_from_v1({"id": 5, "tmp_location": location, "stages": [{"name": "Applied"}, 3]})
    assert vacancy["location"] == {"name": "Head office", "geo": [1, 2]}
    assert vacancy["stages"] == [{"name": "Applied"}]
    assert kept(report.not_carried) == [("stages[1]", 3), ("tmp_location.postal_code", 1234)]
    Vacancy.from_dict(vacancy)


def test_the_new_field_comes_before_the_old_one():
    """The report keeps the other value, unless it is the same."""
    job = {"id": "job_1", "department": {"name": "A"}, "tmp_department": "B", "location": "C", "tmp_location": "C"}
    vacancy, report = vacancy_from_v1(job)
    assert vacancy == {"id": "job_1", "department": {"name": "A"}, "location": {"name": "C"}}
    assert kept(report.not_carried) == [("tmp_department", "B")]
    assert kept(report.left_out) == [("tmp_location", "C")]


def test_the_value_that_is_not_used_is_kept_unchanged():
    """Whole, even if a part of it would not have fitted."""
    old = {"name": False, "team": 1}
    vacancy, report = vacancy_from_v1({"id": "job_1", "department": "A", "tmp_department": old})
    assert vacancy == {"id": "job_1", "department": {"name": "A"}}
    assert kept(report.not_carried) == [("tmp_department", {"name": False, "team": 1})]


def test_new_values_and_fields_stay():
    """V2's model keeps them."""
    job = {"id": "job_1", "status": "open", "type": "Gig", "team": "x"}
    assert vacancy_from_v1(job) == (job, vacancy_from_v1({"id": "x"}).report)


def test_a_vacancy_needs_an_id():
    """The report says that it is missing."""
    assert [change.path for change in vacancy_from_v1({"title": "Analyst"}).report.missing] == ["id"]
