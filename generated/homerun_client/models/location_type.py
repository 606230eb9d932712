# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

LocationType = Literal["on-site", "remote"]

LOCATION_TYPE_VALUES: set[LocationType] = {
    "on-site",
    "remote",
}


def check_location_type(value: str) -> LocationType:
    if value in LOCATION_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LOCATION_TYPE_VALUES!r}")
