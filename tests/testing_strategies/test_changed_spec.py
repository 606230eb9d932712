"""Strategies of a client that was generated from a newer spec, without a change to the strategies."""

import re

import pytest
from homerun_client import models
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.testing import strategies as homerun
from homerun_helpers.testing.strategies._catalog import catalog_of
from tests.testing_strategies.drawing import draws, examples, find


def test_new_schema_has_payloads(changed):
    """Payloads of a new schema follow its fields, limits, patterns and nesting in itself."""

    @given(payload=homerun.payloads(changed.SalaryIndication))
    def is_valid(payload):
        assert len(payload["currency"]) == 3
        assert 1 <= payload.get("maxValue", 1) <= 9
        assert re.search(r"^[A-Z]{2}-[0-9]$", payload.get("code", "EU-1"))
        assert 1 <= len(payload.get("paid_on", [""])) <= 2
        assert changed.SalaryIndication.from_dict(payload).to_dict() == payload

    is_valid()


def test_new_schema_has_instances(changed):
    """Instances of a new schema survive a round trip through JSON, and each of its fields occurs."""

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
    """Every model of the changed client, old or new, has payloads that it can read."""
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


def test_new_field_occurs(changed):
    """A new field occurs in payloads of the changed client only."""
    assert draws(homerun.payloads(changed.Vacancy), lambda payload: "salary_indication" in payload)
    assert not any("salary_indication" in payload for payload in examples(homerun.payloads(models.Vacancy)))


def test_new_include_can_be_asked_for(changed):
    """`includes` accepts a new include for the changed client and refuses it for the installed one."""
    record = find(homerun.payloads(changed.Vacancy, includes=["salaryIndication"], nulls=False), lambda payload: True)
    assert record == {
        "id": "job_Lovelace1843",
        "salary_indication": {"currency": record["salary_indication"]["currency"]},
    }
    bare = examples(homerun.payloads(changed.Vacancy, includes=()))
    assert not any("salary_indication" in payload for payload in bare)
    with pytest.raises(InvalidArgumentError, match="salaryIndication"):
        homerun.payloads(models.Vacancy, includes=["salaryIndication"])


def test_new_enum_value_counts_as_documented(changed):
    """With `unknown_values=False` a new enum value occurs only in the client whose spec documents it."""
    new, old = (homerun.payloads(one.Vacancy, unknown_values=False) for one in (changed, models))
    assert draws(new, lambda payload: payload.get("status") == "archived")
    assert not any(payload.get("status") == "archived" for payload in examples(old))


def test_closed_enum_has_documented_values_only(changed):
    """A closed enum has documented values only, even with `unknown_values=True`."""
    found = {one.get("period") for one in examples(homerun.payloads(changed.CreateNoteBody, unknown_values=True))}
    assert found == {None, "month", "year"}


def test_new_list_has_pages(changed):
    """A new list has pages, also if its records have no id."""
    page = find(homerun.pages(changed.Department, per_page=2), lambda page: len(page["data"]) == 2)
    assert page["data"] == [{}, {}]
    assert page["meta"]["path"] == "http://api.homerun.co/v2/departments"
    assert changed.DepartmentList.from_dict(page).meta.total == 2
