"""The applications of the benchmark have the form that the spec describes."""

from benchmarks import corpus
from tests.support.conform_strict import validator


def test_each_page_is_valid_by_the_spec():
    """A page of the corpus is valid by openapi.yaml, with every field and include."""
    records = list(corpus.applications(300))
    page = corpus.page(records, 1, total=300, per_page=300)
    assert not [
        f"{error.instance_path}: {error.message}" for error in validator("JobApplicationList").iter_errors(page)
    ]
    assert all(record.keys() >= {"stage", "sources"} for record in records)
    assert {len(record["question_answers"]) for record in records} == {2}


def test_a_page_without_a_field_would_be_noticed():
    """A page without a field is not valid by that check."""
    record = next(corpus.applications(1))
    del record["rating"]
    assert not validator("JobApplicationList").is_valid(corpus.page([record], 1, total=1))


def test_the_corpus_is_reproducible():
    """The corpus is the same on every run."""
    assert corpus.pages(40, per_page=20) == corpus.pages(40, per_page=20)


def test_an_application_is_of_about_1200_bytes():
    """An application takes about 1.2 KB of JSON."""
    assert 1100 < sum(map(len, corpus.pages(1000))) / 1000 < 1350


def test_ids_are_unique():
    """No two applications have one ID."""
    assert len({record["id"] for record in corpus.applications(2000)}) == 2000
