# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""Types that models and endpoint functions share."""

from collections.abc import MutableMapping
from typing import Any, BinaryIO, Generic, Literal, TypeVar

from attrs import define, frozen


class Unset:
    """The type of `UNSET`: a field that was not sent, which is not the same as null.

    There is one instance: it stays itself when it is copied or pickled.

    Example:
        ```python
        from homerun_client.models import Stage
        from homerun_client.types import UNSET

        assert Stage.from_dict({}).name is UNSET
        assert Stage(name=UNSET).to_dict() == {}
        ```
    """

    _instance: "Unset | None" = None

    def __new__(cls) -> "Unset":
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()

# (file name, content, MIME type): what httpx takes for one part of a multipart body.
FileTypes = tuple[str | None, BinaryIO | bytes, str | None]
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """One file of a multipart body.

    Attributes:
        payload: the content, a binary file object.
        file_name: how the file is called on the other side; without one a server takes the part for text.
        mime_type: its media type.
    """

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """The part as httpx takes it; a name and a media type are always present."""
        return self.file_name or "file", self.payload, self.mime_type or "application/octet-stream"


T = TypeVar("T")


@frozen
class Response(Generic[T]):
    """An endpoint's answer: the parsed body with status and headers."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, Any]
    parsed: T


__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "Unset"]
