"""Replays values that a fuzzer drew, in the same order."""


class Drawn:
    """Replaces `data` in a property test."""

    def __init__(self, *values):
        self._values = list(values)

    def draw(self, _strategy, _label=None):
        return self._values.pop(0)
