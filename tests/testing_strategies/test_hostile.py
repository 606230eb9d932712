"""Hostile examples hold what breaks programs; others hold nothing that nobody would type."""

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
    "half of a surrogate pair": any_text(lambda text: any("\ud800" <= one <= "\udfff" for one in text)),
    "text that runs the other way": any_text(lambda text: "\u202e" in text or "\u2066" in text),
    "an invisible character": any_text(lambda text: "\u200b" in text or "\ufeff" in text),
    "a NUL": any_text(lambda text: "\x00" in text),
    "an escape sequence": any_text(lambda text: "\x1b[" in text),
    "HTML": any_text(lambda text: "<script>" in text),
    "SQL": any_text(lambda text: "DROP TABLE" in text),
    "a formula": any_text(lambda text: text.startswith("=")),
    "a path": any_text(lambda text: "../" in text),
    "a long text": any_text(lambda text: len(text) >= 5000),
    "a name of JavaScript": lambda payload: any(name == "__proto__" for name, _ in walk(payload)),
    "an empty name": lambda payload: any(name == "" for name, _ in walk(payload)),
    "a number beyond 64 bits": any_number(lambda one: isinstance(one, int) and abs(one) > 2**64),
    "a number of hundreds of digits": any_number(lambda one: isinstance(one, int) and abs(one) > 10**300),
    "the largest float": any_number(lambda one: isinstance(one, float) and one > 1e308),
    "free data that is 200 levels deep": lambda payload: depth(payload) > 200,
}


@pytest.mark.parametrize("what", DRAWN)
def test_a_hostile_example_may_hold(what):
    """Somewhere in an application."""
    assert draws(WHOLE, DRAWN[what])


@pytest.mark.parametrize("what", ["first_name", "last_name", "city", "email", "photo"])
def test_a_name_may_have_a_line_break(what):
    """And so may a link and an e-mail address, which are not what they should be then."""
    strategy = homerun.payloads(PersonalInfo, hostile=True)
    assert draws(strategy, lambda payload: "\n" in (payload.get(what) or ""))


@pytest.mark.parametrize("year", [1, 9999])
def test_dates_may_be_at_the_end_of_time(year):
    """As far as Python knows."""
    strategy = homerun.instances(Vacancy, hostile=True)
    assert draws(strategy, lambda record: record.created_at and record.created_at.year == year)


@given(payload=WHOLE)
def test_everything_hostile_is_json(payload):
    """It goes through text and stays what it is: no NaN, nothing infinite, no two halves of a pair in a row."""
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


@given(payload=homerun.payloads(JobApplicationDetails))
def test_other_examples_are_text_that_people_type(payload):
    """No control characters, no halves of pairs, nothing that turns the text around; emoji may be joined."""
    for text in texts(payload):
        odd = [one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
        assert set(odd) <= {"\u200d"}


@given(payload=homerun.payloads(JobApplicationDetails))
def test_other_examples_have_an_id_that_is_not_empty(payload):
    """Nobody's database has one that is."""
    assert payload["id"]


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=False))
def test_other_examples_have_links_and_addresses_that_are_valid(payload):
    """As the spec says of them."""
    personal = payload.get("personal_info", {})
    assert all(one is None or one.count("@") == 1 for one in fields(personal, "email"))
    links = [payload.get(name) for name in ("website", "homerun_url", "github")]
    assert all(one is None or (one.partition(":")[0].isalpha() and one.isascii()) for one in links)


def test_nothing_is_shared_between_examples():
    """What a test does to one example does not show in the next: deep and free data too."""
    strategy = homerun.payloads(QuestionAnswer, hostile=True)

    @given(payload=strategy)
    def take_apart(payload):
        containers = [one for _, one in walk(payload) if isinstance(one, (list, dict))]
        assert len({id(one) for one in containers}) == len(containers)
        assert not any("spoilt" in one for one in containers)
        for one in containers:
            one.append("spoilt") if isinstance(one, list) else one.update(spoilt=True)

    take_apart()
