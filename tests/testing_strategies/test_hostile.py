"""Hostile examples have values that break programs; other examples have only usual ones."""

import json
import unicodedata

import pytest
from homerun_client.models import JobApplicationDetails, PersonalInfo, QuestionAnswer, Vacancy
from hypothesis import given

from homerun_helpers.testing import strategies as homerun
from tests.testing_strategies.drawing import draws, fields, texts, walk

WHOLE = homerun.payloads(JobApplicationDetails, hostile=True)


def depth(value):
    found, level = 0, [value]
    while level := [one for one in level if isinstance(one, (list, dict))]:
        found += 1
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
    return found


def any_text(test):
    return lambda payload: any(test(one) for one in texts(payload))


def any_number(test):
    return lambda payload: any(test(one) for _, one in walk(payload) if type(one) in (int, float))


DRAWN = {
    "a lone surrogate": any_text(lambda text: any("\ud800" <= one <= "\udfff" for one in text)),
    "a change of writing direction": any_text(lambda text: "\u202e" in text or "\u2066" in text),
    "an invisible character": any_text(lambda text: "\u200b" in text or "\ufeff" in text),
    "a NUL": any_text(lambda text: "\x00" in text),
    "an escape sequence": any_text(lambda text: "\x1b[" in text),
    "HTML": any_text(lambda text: "<script>" in text),
    "SQL": any_text(lambda text: "DROP TABLE" in text),
    "a formula": any_text(lambda text: text.startswith("=")),
    "a path": any_text(lambda text: "../" in text),
    "a long text": any_text(lambda text: len(text) >= 5000),
    "a field called __proto__": lambda payload: any(name == "__proto__" for name, _ in walk(payload)),
    "an empty name": lambda payload: any(name == "" for name, _ in walk(payload)),
    "a number beyond 64 bits": any_number(lambda one: isinstance(one, int) and abs(one) > 2**64),
    "a number of hundreds of digits": any_number(lambda one: isinstance(one, int) and abs(one) > 10**300),
    "the largest float": any_number(lambda one: isinstance(one, float) and one > 1e308),
    "free data that is 200 levels deep": lambda payload: depth(payload) > 200,
}


@pytest.mark.parametrize("what", DRAWN)
def test_hostile_value_occurs(what):
    """Each kind of hostile value occurs in a job application."""
    assert draws(WHOLE, DRAWN[what])


@pytest.mark.parametrize("what", ["first_name", "last_name", "city", "email", "photo"])
def test_hostile_texts_may_have_a_line_break(what):
    """Hostile names, e-mail addresses and links may have a line break."""
    strategy = homerun.payloads(PersonalInfo, hostile=True)
    assert draws(strategy, lambda payload: "\n" in (payload.get(what) or ""))


@pytest.mark.parametrize("year", [1, 9999])
def test_hostile_dates_reach_the_limits_of_datetime(year):
    """Hostile dates may be in the years 1 and 9999."""
    strategy = homerun.instances(Vacancy, hostile=True)
    assert draws(strategy, lambda record: record.created_at and record.created_at.year == year)


@given(payload=WHOLE)
def test_hostile_payloads_survive_json(payload):
    """A hostile payload is equal after a round trip through JSON text: without NaN, infinity or surrogate pairs."""
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


@given(payload=homerun.payloads(JobApplicationDetails))
def test_usual_texts_have_no_invisible_characters(payload):
    """Texts have no control characters, lone surrogates or direction marks; the joiner of emoji is allowed."""
    for text in texts(payload):
        odd = [one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
        assert set(odd) <= {"\u200d"}


@given(payload=homerun.payloads(JobApplicationDetails))
def test_usual_id_is_not_empty(payload):
    """The id of a usual payload is not empty."""
    assert payload["id"]


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=False))
def test_usual_links_and_email_addresses_are_valid(payload):
    """Links and e-mail addresses of usual payloads have the format that the spec gives."""
    personal = payload.get("personal_info", {})
    assert all(one is None or one.count("@") == 1 for one in fields(personal, "email"))
    links = [payload.get(name) for name in ("website", "homerun_url", "github")]
    assert all(one is None or (one.partition(":")[0].isalpha() and one.isascii()) for one in links)


def test_examples_share_no_objects():
    """Changing one example does not change the next, also in deep and free data."""
    strategy = homerun.payloads(QuestionAnswer, hostile=True)

    @given(payload=strategy)
    def take_apart(payload):
        containers = [one for _, one in walk(payload) if isinstance(one, (list, dict))]
        assert len({id(one) for one in containers}) == len(containers)
        assert not any("spoilt" in one for one in containers)
        for one in containers:
            one.append("spoilt") if isinstance(one, list) else one.update(spoilt=True)

    take_apart()
