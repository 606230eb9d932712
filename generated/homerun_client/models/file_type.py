# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

FileType = Literal["assignment", "resume"]

FILE_TYPE_VALUES: set[FileType] = {
    "assignment",
    "resume",
}


def check_file_type(value: str) -> FileType:
    if value in FILE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FILE_TYPE_VALUES!r}")
