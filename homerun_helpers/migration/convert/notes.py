"""Notes of V1."""

from collections.abc import Mapping
from typing import Any

from homerun_client.models import CreateNoteBody

from homerun_helpers.migration.convert.builder import ChangeLog, RecordBuilder
from homerun_helpers.migration.convert.fitting import fits_body
from homerun_helpers.migration.convert.json_paths import join, json_object
from homerun_helpers.migration.convert.report import Converted, finish
from homerun_helpers.migration.convert.rules import rule_for

_NEEDED = {"note": "The text.", "display_name": "Ada"}
_KNOWN = ("note", "display_name", "is_sensitive")
NEW_NAMES = {"body": "note", "name": "display_name"}
# V2 sets these itself.
_OWN = frozenset({"id", "created_at", "updated_at"})


def note_from_v1(note: Mapping[str, Any], *, strict: bool = False) -> Converted[dict[str, Any]]:
    """A note as `homerun.job_applications.add_note(id, **result)` takes it.

    The guide: "body field was renamed to note", "name field was renamed to display_name". What V2 gives a note
    itself, its `id`, `created_at` and `updated_at`, is reported as removed, with the value. A note of V2 stays as it
    is.

    Args:
        note: an object with `body` and `name`.
        strict: raise when something could not be carried over or is missing.

    Returns:
        The note, and the report. Both fields are required in V2.

    Raises:
        InvalidArgumentError: `note` is no JSON object.
        MigrationError: with `strict`.

    Example:
        ```python
        from homerun_helpers.migration import note_from_v1

        note = note_from_v1({"body": "Call on Monday.", "name": "Ted"}).result
        homerun.job_applications.add_note(application_id, **note)
        ```
    """
    log = ChangeLog()
    result = convert_note(log, json_object(note, "note"), "", "")
    return finish(result, log.report(), "note", strict=strict)


def convert_note(log: ChangeLog, note: Mapping[str, Any], path: str, at: str) -> dict[str, Any]:
    """A note to add, for the place `at` of the result. Missing fields are noted by their place below `path`."""
    builder = RecordBuilder(log, at, fits_body(CreateNoteBody, _NEEDED))
    for name in _KNOWN:
        if name in note:
            builder.put(name, note[name], join(path, name))
    for old, new in NEW_NAMES.items():
        if old in note:
            builder.put(new, note[old], join(path, old), "renamed", rule_for("note", old).reason)
    for name, value in note.items():
        if name in _OWN:
            log.removed(join(path, name), value, "V2 gives a note its own when it is added")
        elif name not in _KNOWN and name not in NEW_NAMES:
            log.not_carried(join(path, name), value, "V2 takes no such field for a note")
    for name in _NEEDED:
        if name not in builder.values:
            log.add("missing", join(path, name), reason="V2 requires it for a note")
    return builder.values
