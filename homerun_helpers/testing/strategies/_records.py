"""JSON and instances of one model."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from homerun_helpers.testing.strategies._catalog import Catalog, catalog_of, own_catalog
from homerun_helpers.testing.strategies._compile import Compiler
from homerun_helpers.testing.strategies._forms import forms
from homerun_helpers.testing.strategies._options import DateForm, StrategyOptions

M = TypeVar("M")


def models() -> tuple[type[Any], ...]:
    """The generated classes that read and write JSON. Each works with `payloads` and `instances`.

    Returns:
        The classes, sorted by name, including those of a changed spec.

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
    """JSON objects as the API may send them for a model, or as it accepts them in a request's body.

    They are valid by the spec that comes with the generated package. Each option fixes one property of the examples;
    None leaves it open. The simplest example holds only what is required.

    Args:
        model: a class of `models()`, such as `JobApplicationDetails`.
        includes: names of includes or of their fields: these fields are present, those of other includes are absent;
            `()`: all are absent. None: each may be present or absent. Includes belong to the record itself, or to the
            records of an answer such as `JobApplicationList`; nested records, such as its vacancy, then have none.
        nulls: True: all nullable values are null, False: none is, None: some are.
        unknown_fields: True: each object has at least one field that the spec does not define, unless the spec forbids
            it. False: no object has one. None: answers may have some, bodies of requests have none. Free data, such as
            `custom_data`, does not count.
        unknown_values: True: all open enums have a value that the spec does not define, False: none has, None: some
            have. Closed enums, such as those of requests, always have a documented value.
        dates: the form of date-times. "utc": as documented, `2026-03-10T08:15:00Z`. "offset":
            `2026-03-10T09:15:00+01:00`. "fraction": with 1 to 6 digits of a second's fraction. "naive": without an
            offset, which means UTC. None: any form of ISO 8601 that the client reads. Dates without a time have one
            form.
        max_items: the maximal number of elements of a list or of free data, 0 to 100. Elements that the spec requires
            are always present.
        max_length: the maximal number of characters of a text. It does not apply to links, e-mail addresses, dates,
            names of fields, and texts that the spec documents or whose length it sets.
        hostile: whether values are hostile, though valid by type: texts, links and e-mail addresses are anything that
            JSON can carry, such as lone surrogates, control and bidirectional characters, line breaks, HTML, SQL and
            5,000 characters; numbers are huge, years are from 1 to 9999, free data is up to 200 levels deep, and
            unknown fields have names such as `__proto__`.

    Returns:
        A strategy of dictionaries. Each example is a new object and may be changed.

    Raises:
        TypeError: `model` is not a generated class, or is a form with a file, which is not JSON.
        InvalidArgumentError: an option has an invalid value, or the model does not have one of the includes.

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
    options = StrategyOptions(
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
    """Instances of a model, made by its constructor from typed values.

    `payloads` documents the options. Date-times are aware.

    Args:
        model: a class of `models()`, or a form with a file such as `UploadFileBody`, to which the options do not apply.
        includes: which fields of `include[]` are present.
        nulls: whether nullable values are None.
        unknown_fields: whether there are `additional_properties` that the spec does not define.
        unknown_values: whether open enums have values that the spec does not define.
        dates: whether date-times are in "utc", have an "offset" or a "fraction" of a second; "naive" is UTC here.
        max_items: the maximal number of elements of a list or of free data, 0 to 100.
        max_length: the maximal number of characters of a text.
        hostile: whether texts, numbers, dates and free data are hostile.

    Returns:
        A strategy of instances. Each example is a new object and may be changed.

    Raises:
        TypeError: `model` is not a generated class.
        InvalidArgumentError: an option has an invalid value, or the model does not have one of the includes.

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
    options = StrategyOptions(
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


def json_of(model: type[Any], options: StrategyOptions) -> st.SearchStrategy[dict[str, Any]]:
    """The strategy of a model's JSON."""
    catalog = catalog_of(model)
    if model not in catalog.models:
        raise TypeError(f"{model.__name__} is a form with a file, which is not JSON: use instances() or uploads().")
    return _made(catalog, model.__name__, options, typed=False)


@cache
def _made(catalog: Catalog, name: str, options: StrategyOptions, *, typed: bool) -> st.SearchStrategy[Any]:
    """The strategy; compiled once for each model and set of options."""
    compiler = Compiler(catalog, options, typed=typed)
    return compiler.layout.strategy(compiler.compile(catalog.classes[name]))
