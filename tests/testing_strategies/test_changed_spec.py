"""A client that was generated from a newer spec brings its strategies along: nothing here knows that spec."""

import re

import pytest
from homerun_client import models
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.testing import strategies as homerun
from homerun_helpers.testing.strategies._catalog import catalog_of
from tests.testing_strategies.drawing import draws, examples, find


def test_a_new_schema_has_strategies(changed):
    """Its fields, its limits, its patterns, and itself in itself."""

    @given(payload=homerun.payloads(changed.SalaryIndication))
    def is_valid(payload):
        assert len(payload["currency"]) == 3
        assert 1 <= payload.get("maxValue", 1) <= 9
        assert re.search(r"^[A-Z]{2}-[0-9]$", payload.get("code", "EU-1"))
        assert 1 <= len(payload.get("paid_on", [""])) <= 2
        assert changed.SalaryIndication.from_dict(payload).to_dict() == payload

    is_valid()


def test_a_new_schema_has_instances(changed):
    """With the names that Python has for its fields."""

    @given(record=homerun.instances(changed.SalaryIndication, includes=()))
    def comes_back(record):
        assert changed.SalaryIndication.from_dict(record.to_dict()) == record

    comes_back()
    assert draws(homerun.instances(changed.SalaryIndication), lambda record: record.max_value)
    assert draws(homerun.instances(changed.SalaryIndication), lambda record: record.parent and record.parent.max_value)
    assert draws(
        homerun.instances(changed.SalaryIndication), lambda record: record.rates and record.rates.additional_keys
    )


def test_every_model_of_a_changed_client_has_strategies(changed):
    """The old ones too; those of the client that is installed stay what they are."""
    catalog = catalog_of(changed.SalaryIndication)
    names = {model.__name__ for model in catalog.models}
    assert names - {model.__name__ for model in homerun.models()} == {
        "SalaryIndication",
        "SalaryIndicationRates",
        "DepartmentList",
    }

    @given(data=st.data(), model=st.sampled_from(catalog.models))
    def comes_back(data, model):
        payload = data.draw(homerun.payloads(model, dates="utc", hostile=True))
        assert model.from_dict(payload).to_dict() == payload

    comes_back()


def test_a_new_field_is_there(changed):
    """And not in the client that is installed."""
    assert draws(homerun.payloads(changed.Vacancy), lambda payload: "salary_indication" in payload)
    assert not any("salary_indication" in payload for payload in examples(homerun.payloads(models.Vacancy)))


def test_a_new_include_can_be_pinned(changed):
    """By its own name."""
    record = find(homerun.payloads(changed.Vacancy, includes=["salaryIndication"], nulls=False), lambda payload: True)
    assert record == {
        "id": "job_Lovelace1843",
        "salary_indication": {"currency": record["salary_indication"]["currency"]},
    }
    bare = examples(homerun.payloads(changed.Vacancy, includes=()))
    assert not any("salary_indication" in payload for payload in bare)
    with pytest.raises(InvalidArgumentError, match="salaryIndication"):
        homerun.payloads(models.Vacancy, includes=["salaryIndication"])


def test_a_new_value_of_an_enum_is_documented(changed):
    """It was unknown before."""
    new, old = (homerun.payloads(one.Vacancy, unknown_values=False) for one in (changed, models))
    assert draws(new, lambda payload: payload.get("status") == "archived")
    assert not any(payload.get("status") == "archived" for payload in examples(old))


def test_a_closed_enum_stays_closed(changed):
    """A request holds what the API takes, also when unknown values are asked for."""
    found = {one.get("period") for one in examples(homerun.payloads(changed.CreateNoteBody, unknown_values=True))}
    assert found == {None, "month", "year"}


def test_a_new_list_has_pages(changed):
    """Of records without an id, too."""
    page = find(homerun.pages(changed.Department, per_page=2), lambda page: len(page["data"]) == 2)
    assert page["data"] == [{}, {}]
    assert page["meta"]["path"] == "http://api.homerun.co/v2/departments"
    assert changed.DepartmentList.from_dict(page).meta.total == 2
