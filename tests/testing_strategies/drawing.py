"""Examples of strategies, sought and looked at."""

import attrs
from hypothesis import Phase, given, settings
from hypothesis import find as find_example
from hypothesis.errors import NoSuchExample

SEEK = settings(max_examples=5000, deadline=None, database=None)
LOOK = settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate])


def find(strategy, wanted):
    """The simplest example of which something is true; an error when there seems to be none."""
    return find_example(strategy, wanted, settings=SEEK)


def draws(strategy, wanted):
    """Whether there is an example of which something is true."""
    try:
        find_example(strategy, wanted, settings=settings(SEEK, phases=[Phase.generate]))
    except NoSuchExample:
        return False
    return True


def examples(strategy):
    """Some hundred of them, at random."""
    found = []

    @LOOK
    @given(value=strategy)
    def collect(value):
        found.append(value)

    collect()
    return found


def walk(value, name=None):
    """Every value in JSON or in a model, at any depth, with the field that it stands in."""
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
    """Every text, names of fields included."""
    for name, one in walk(value):
        yield from (text for text in (name, one) if isinstance(text, str))


def fields(value, *names):
    """The values of fields of these names, wherever they are."""
    return [one for name, one in walk(value) if name in names]
