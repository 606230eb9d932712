"""Objects that stay usable in a forked child."""

import os
import weakref
from typing import Protocol


class Forked(Protocol):
    """Something that a child process inherits."""

    def after_fork(self) -> None:
        """Make it usable in a child process: a thread of the parent may have held its lock."""


_objects: "weakref.WeakSet[Forked]" = weakref.WeakSet()


def tell_after_fork(inherited: Forked) -> None:
    """Call `after_fork` of this object in each forked child, for as long as it lives."""
    _objects.add(inherited)


def _after_fork() -> None:
    for inherited in list(_objects):
        inherited.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
