# Derived from homerun_helpers/migration/replays/_async/__init__.py by scripts/unasync. Change that file, not this one.
"""The replay for tasks."""
