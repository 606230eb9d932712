"""JSON and models of one class."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from homerun_helpers.testing.strategies._catalog import Catalog, catalog_of, own_catalog
from homerun_helpers.testing.strategies._compile import Compiler
from homerun_helpers.testing.strategies._forms import forms
from homerun_helpers.testing.strategies._options import DateForm, Options, make_options

M = TypeVar("M")


def models() -> tuple[type[Any], ...]:
    """The generated classes that read and write JSON: each has payloads and instances.

    Returns:
        The classes, sorted by name. A class that a changed spec brings is among them.

    Example:
        ```python
        import pytest

        from homerun_helpers.testing import strategies as homerun

        @pytest.mark.parametrize("model", homerun.models())
        def test_every_record_has_a_table(model):
            assert homerun.payloads(model) is not None
        ```
    """
    return own_catalog().models


def payloads(
    model: type[Any],
    *,
    includes: str | Iterable[str] | None = None,
    nulls: bool | None = None,
    unknown_fields: bool | None = None,
    unknown_values: bool | None = None,
    dates: DateForm | None = None,
    max_items: int = 3,
    max_length: int | None = None,
    hostile: bool = False,
) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects as the API may send them for a model, or as it takes them for a request's body.

    They are valid by the spec that comes with the generated package. Each option pins one dimension; None leaves it
    open. A minimal example holds what is required and nothing else.

    Args:
        model: a class of `models()`, such as `JobApplicationDetails`.
        includes: None: the fields that `include[]` brings may be there or not. Names of includes or of their fields:
            these are there, the others are not; `()`: none is. They belong to the record itself, or to the records in
            an answer such as `JobApplicationList`; records inside of it, such as its vacancy, are then without any.
        nulls: None: what may be null sometimes is. True: all of it is, where it is there at all. False: nothing is.
        unknown_fields: None: an answer may have fields that the spec does not know, a request's body has none. True:
            each object has at least one, unless the spec forbids it. False: none has. Free data, such as
            `custom_data`, is not unknown.
        unknown_values: None: an enum that the spec leaves open may have a value that it does not know. True: all of
            them do. False: none does. Closed enums, such as a request's, always have a documented one.
        dates: None: date-times in any form of ISO 8601 that the client reads, also rare ones. "utc": as documented,
            `2026-03-10T08:15:00Z`. "offset": `2026-03-10T09:15:00+01:00`. "fraction": with 1 to 6 digits of a second's
            fraction. "naive": without an offset, which means UTC. Dates without a time have one form only.
        max_items: how many elements a list or free data has at most, 0 to 100. What the spec demands is there anyway.
        max_length: how many characters a text has at most. Links, e-mail addresses, dates, names of fields and what is
            documented or required by the spec have their own length.
        hostile: texts, links and e-mail addresses may be anything that JSON can carry: halves of surrogate pairs,
            control and bidirectional characters, line breaks, HTML, SQL and 5,000 characters; numbers are huge, dates
            far away, free data is 200 levels deep, and fields that the spec does not know are called `__proto__`.
            All is still valid by type.

    Returns:
        A strategy of dictionaries. Each example is new: it may be changed.

    Raises:
        TypeError: `model` is not a generated class, or is a form with a file, which is not JSON.
        InvalidArgumentError: an option has a value that it cannot have, or the model has no such include.

    Example:
        ```python
        from hypothesis import given
        from homerun_client.models import JobApplicationDetails

        from homerun_helpers.testing import strategies as homerun

        @given(homerun.payloads(JobApplicationDetails, includes=["notes"]))
        def test_notes_are_counted(payload):
            assert len(payload["notes"] or []) <= 3

        test_notes_are_counted()
        ```
    """
    options = make_options(
        includes=includes,
        nulls=nulls,
        unknown_fields=unknown_fields,
        unknown_values=unknown_values,
        dates=dates,
        max_items=max_items,
        max_length=max_length,
        hostile=hostile,
    )
    return json_of(model, options)


def instances(
    model: type[M],
    *,
    includes: str | Iterable[str] | None = None,
    nulls: bool | None = None,
    unknown_fields: bool | None = None,
    unknown_values: bool | None = None,
    dates: DateForm | None = None,
    max_items: int = 3,
    max_length: int | None = None,
    hostile: bool = False,
) -> st.SearchStrategy[M]:
    """Models, made by their constructor from typed values.

    What the options mean is said at `payloads`. Date-times are aware: `dates` says whether they are in UTC, have
    another offset, or a fraction of a second.

    Args:
        model: a class of `models()`, or a form with a file such as `UploadFileBody`; the options do not matter to that.
        includes: which of the fields that `include[]` brings are there.
        nulls: whether what may be None is.
        unknown_fields: whether there are `additional_properties` that the spec does not know.
        unknown_values: whether open enums have values that the spec does not know.
        dates: "utc", "offset", "fraction" or "naive", which is UTC here.
        max_items: how many elements a list or free data has at most, 0 to 100.
        max_length: how many characters a text has at most.
        hostile: whether texts, numbers, dates and free data are what nobody expects.

    Returns:
        A strategy of instances. Each example is new: it may be changed.

    Raises:
        TypeError: `model` is not a generated class.
        InvalidArgumentError: an option has a value that it cannot have, or the model has no such include.

    Example:
        ```python
        from hypothesis import given
        from homerun_client.models import Vacancy

        from homerun_helpers.testing import strategies as homerun

        @given(homerun.instances(Vacancy, includes=["stages"], unknown_values=False))
        def test_a_vacancy_is_shown(vacancy):
            assert vacancy.id and all(stage.name is not None for stage in vacancy.stages)

        test_a_vacancy_is_shown()
        ```
    """
    options = make_options(
        includes=includes,
        nulls=nulls,
        unknown_fields=unknown_fields,
        unknown_values=unknown_values,
        dates=dates,
        max_items=max_items,
        max_length=max_length,
        hostile=hostile,
    )
    catalog = catalog_of(model)
    if model not in catalog.models:
        return forms(catalog, model)
    return _made(catalog, model.__name__, options, typed=True)


def json_of(model: type[Any], options: Options) -> st.SearchStrategy[dict[str, Any]]:
    """The strategy of a model's JSON."""
    catalog = catalog_of(model)
    if model not in catalog.models:
        raise TypeError(f"{model.__name__} is a form with a file, which is not JSON: use instances() or uploads().")
    return _made(catalog, model.__name__, options, typed=False)


@cache
def _made(catalog: Catalog, name: str, options: Options, *, typed: bool) -> st.SearchStrategy[Any]:
    """A strategy, put together once."""
    compiler = Compiler(catalog, options, typed=typed)
    return compiler.layout.strategy(compiler.compile(catalog.classes[name]))
