"""For cases that a fuzzer found: what was drawn, given in the same order without drawing."""


class Drawn:
    """Stands for `data` in a property."""

    def __init__(self, *values):
        self._values = list(values)

    def draw(self, _strategy, _label=None):
        return self._values.pop(0)
