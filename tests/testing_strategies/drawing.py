"""Finds examples of strategies and values inside them."""

import attrs
from hypothesis import Phase, given, settings
from hypothesis import find as find_example
from hypothesis.errors import NoSuchExample

SEEK = settings(max_examples=5000, deadline=None, database=None)
LOOK = settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate])


def find(strategy, wanted):
    """The simplest example that fulfils a condition; an error if none was found."""
    return find_example(strategy, wanted, settings=SEEK)


def draws(strategy, wanted):
    """Whether an example that fulfils a condition was found."""
    try:
        find_example(strategy, wanted, settings=settings(SEEK, phases=[Phase.generate]))
    except NoSuchExample:
        return False
    return True


def examples(strategy):
    """300 random examples."""
    found = []

    @LOOK
    @given(value=strategy)
    def collect(value):
        found.append(value)

    collect()
    return found


def walk(value, name=None):
    """Yields every value in JSON or in a model, at any depth, with the name of its field."""
    queue = [(name, value)]
    while queue:
        name, value = queue.pop()
        yield name, value
        if attrs.has(type(value)):
            value = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        if isinstance(value, dict):
            queue += value.items()
        elif isinstance(value, list):
            queue += [(name, one) for one in value]


def texts(value):
    """Yields every text in a value, including names of fields."""
    for name, one in walk(value):
        yield from (text for text in (name, one) if isinstance(text, str))


def fields(value, *names):
    """The values of all fields with one of these names, at any depth."""
    return [one for name, one in walk(value) if name in names]
