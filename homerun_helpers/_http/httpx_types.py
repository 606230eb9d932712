"""The classes of httpx that signatures of clients name.

httpx takes longer to import than the rest of the package, so it is imported when one of these names is looked up: by
`typing.get_type_hints`, or not at all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx import AsyncBaseTransport, BaseTransport

__all__ = ["AsyncBaseTransport", "BaseTransport"]

if not TYPE_CHECKING:  # a type checker would take any other name of this module for right

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module("httpx"), name)
