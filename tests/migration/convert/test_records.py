"""Stored applications of V1 to records of V2, statement by statement of the guide."""

import pytest
from homerun_client.models import JobApplicationDetails

from homerun_helpers.migration import application_record_from_v1


def places(changes):
    return [(change.path, change.to) for change in changes]


def kept(changes):
    return [(change.path, change.value) for change in changes]


def convert(**record):
    """A record with an id, converted."""
    return application_record_from_v1({"id": "ap_1", **record})


def test_the_candidate_is_personal_info():
    """`Its properties were moved to personal_info field, when appropriate`."""
    candidate = {
        "id": "ca_1",
        "first_name": "Ada",
        "phone": "+44 20",
        "linkedin": "https://example.com/ada",
        "tags": [],
    }
    record, report = convert(candidate=candidate)
    assert record["personal_info"] == {"first_name": "Ada", "phone_number": "+44 20"}
    assert record["linkedin"] == "https://example.com/ada"
    assert record["custom_data"] == {"candidate_id": "ca_1", "tags": []}
    assert report.complete


def test_fixed_values_of_content_are_in_the_main_response():
    """`and it's fixed values, e.g. education, have been moved to the main response`, the rest to custom_data."""
    record, report = convert(content={"education": "Mathematics", "city": "London", "shoe_size": 38, "skype": 7})
    assert record["education"] == "Mathematics"
    assert record["personal_info"] == {"city": "London"}
    assert record["custom_data"] == {"shoe_size": 38, "skype": 7}
    assert ("content.education", "education") in places(report.promoted)


def test_the_job_is_a_vacancy_id_and_a_vacancy():
    """`job object was replaced by vacancy_id field`; V2 has the vacancy as an include."""
    record, report = convert(job={"id": "job_1", "title": "Analyst", "tmp_department": "Engines"})
    assert record["vacancy_id"] == "job_1"
    assert record["vacancy"] == {"id": "job_1", "title": "Analyst", "department": {"name": "Engines"}}
    assert report.complete


def test_a_job_that_is_an_id_is_a_vacancy_id():
    """V1 answered with the id of a job when the job was not expanded."""
    assert convert(job="job_1").result == {"id": "ap_1", "vacancy_id": "job_1"}
    assert convert(job_id=7).result == {"id": "ap_1", "vacancy_id": "7"}


@pytest.mark.parametrize("job", [{"title": "Analyst"}, True, 1.5, ["job_1"]])
def test_a_job_without_an_id_is_reported(job):
    """The report keeps the whole job."""
    record, report = convert(job=job)
    assert record == {"id": "ap_1"}
    assert kept(report.not_carried) == [("job", job)]


def test_a_stage_is_an_object():
    """`stage object was added to indicate the hiring process stage of the applicant`."""
    assert convert(stage="Hired").result["stage"] == {"name": "Hired"}
    assert convert(stage={"name": "Hired", "id": 4}).result["stage"] == {"name": "Hired", "id": 4}


def test_notes_have_their_new_names():
    """`optional notes list`; and they keep what a call would not take."""
    old = {"body": "Call.", "name": "Ted", "created_at": 1680343200, "id": "n_1"}
    record, _ = convert(notes=[old, "Call again."])
    assert record["notes"] == [
        {"note": "Call.", "display_name": "Ted", "created_at": "2023-04-01T10:00:00Z", "id": "n_1"},
        {"note": "Call again."},
    ]


def test_a_note_without_a_body_is_one_of_v2():
    """Its `name` is not renamed: V2 could add such a field."""
    record, report = convert(notes=[{"note": "Call.", "name": "x"}])
    assert record["notes"] == [{"note": "Call.", "name": "x"}]
    assert report.changes == ()


def test_files_are_an_array_of_file_objects():
    """`It contains an array of file objects`; their type may be absent in a record."""
    record, report = convert(files=[{"filename": "cv.pdf", "url": "https://files.example.com/1"}])
    assert record["files"] == [{"name": "cv.pdf", "url": "https://files.example.com/1"}]
    assert report.complete


@pytest.mark.parametrize("name", ["created_at", "hired_at", "first_reply_at", "retention_period_ends_at"])
def test_date_times_are_iso_8601(name):
    """`All date-time fields are now in ISO 8601 UTC format`."""
    record, report = convert(**{name: 1680343200})
    assert record[name] == "2023-04-01T10:00:00Z"
    assert kept(report.converted) == [(name, 1680343200)]


@pytest.mark.parametrize("value", [0, "03/04/2023 10:00", "soon", 20230401])
def test_a_time_that_cannot_be_read_is_reported(value):
    """It is not guessed."""
    record, report = convert(hired_at=value)
    assert "hired_at" not in record
    assert kept(report.not_carried) == [("hired_at", value)]


def test_only_values_that_do_not_fit_are_taken_out():
    """The report has the place that they had in V1, also in lists."""
    notes = [7, {"note": "a", "is_sensitive": "no"}, None, {"note": 8}, {"note": "b"}, [9]]
    record, report = convert(notes=notes)
    assert record["notes"] == [{"note": "a"}, {}, {"note": "b"}]
    assert sorted(kept(report.not_carried)) == [
        ("notes[0]", 7),
        ("notes[1].is_sensitive", "no"),
        ("notes[3].note", 8),
        ("notes[5]", [9]),
    ]
    assert kept(report.left_out) == [("notes[2]", None)]


def test_lists_of_another_shape_are_reported():
    """Elements of another shape are reported too."""
    record, report = convert(notes={"body": "x"}, files="cv.pdf", sources=["Fair", 7], stage=7, vacancy="job_1")
    assert record == {"id": "ap_1", "sources": [{"name": "Fair"}]}
    assert {change.path for change in report.not_carried} == {"notes", "files", "sources[1]", "stage", "vacancy"}


def test_an_object_that_lacks_a_required_field_is_taken_out_whole():
    """A vacancy without an id, for example."""
    record, report = convert(vacancy={"title": "Analyst"})
    assert record == {"id": "ap_1"}
    assert kept(report.not_carried) == [("vacancy", {"title": "Analyst"})]


def test_a_value_of_the_record_comes_before_others():
    """The report keeps the other value unchanged."""
    record, report = convert(personal_info={"city": "London"}, candidate={"city": "Paris"}, vacancy_id="job_1", job=2)
    assert record == {"id": "ap_1", "personal_info": {"city": "London"}, "vacancy_id": "job_1"}
    assert kept(report.not_carried) == [("job", 2), ("candidate.city", "Paris")]


def test_an_unknown_field_stays():
    """V2's model keeps it."""
    record, report = convert(votes={"up": 3}, name="Ada", tags=["x"])
    assert record == {"id": "ap_1", "votes": {"up": 3}, "name": "Ada", "tags": ["x"]}
    assert report.changes == ()


def test_a_record_needs_an_id():
    """An id that is a number becomes a text."""
    assert application_record_from_v1({"id": 7}).result == {"id": "7"}
    assert [change.path for change in application_record_from_v1({}).report.missing] == ["id"]


def test_null_is_left_out_where_v2_takes_none():
    """In other fields it stays."""
    record, report = convert(rating=None, sourced=None, personal_info=None, custom_data=None, candidate=None, job=None)
    assert record == {"id": "ap_1", "rating": None, "custom_data": None}
    assert {change.path for change in report.left_out} == {"sourced", "personal_info", "candidate", "job"}


@pytest.mark.parametrize("personal_info", [{}, {"first_name": "Ada", "photo": None}])
def test_a_converted_record_decodes(personal_info):
    """V2's own model reads it."""
    record = convert(personal_info=personal_info, created_at="1680343200000").result
    details = JobApplicationDetails.from_dict(record)
    assert details.to_dict() == record


def test_unknown_date_times_are_iso_8601_too():
    """A number in a field that ends in `_at` is read as a timestamp if it can be one, and stays otherwise."""
    moment, iso = 1680343200, "2023-04-01T10:00:00Z"
    record, report = convert(
        updated_at=moment,
        rejected_at=0,
        notes=[{"body": "x", "seen_at": moment}],
        files=[{"name": "cv.pdf", "created_at": str(moment)}],
        job={"id": "job_1", "closed_at": moment},
        candidate={"created_at": moment * 1000},
    )
    found = (record["notes"][0]["seen_at"], record["files"][0]["created_at"], record["vacancy"]["closed_at"])
    assert (record["updated_at"], record["custom_data"]["created_at"], *found) == (iso,) * 5
    assert record["rejected_at"] == 0
    assert len(report.converted) == 5


def test_the_ids_of_jobs_become_those_of_vacancies():
    """The mapping `vacancy_ids` gives them; ids of V2 stay."""
    job = {"id": 17, "title": "Analyst"}
    record = application_record_from_v1({"id": "ap_1", "job": job}, vacancy_ids={"17": "vac_2"}, strict=True).result
    assert (record["vacancy_id"], record["vacancy"]) == ("vac_2", {"id": "vac_2", "title": "Analyst"})


def test_a_job_without_a_vacancy_is_reported():
    """The vacancy is missing then. Without one the application would go to no vacancy."""
    job = {"id": "job_9", "title": "Analyst"}
    record, report = application_record_from_v1({"id": "ap_1", "job": job}, vacancy_ids={"17": "vac_2"})
    assert record == {"id": "ap_1", "vacancy": job}
    assert kept(report.not_carried) == [("job.id", "job_9")]
    assert [change.path for change in report.missing] == ["vacancy_id"]
