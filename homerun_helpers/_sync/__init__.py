# Derived from homerun_helpers/_async/__init__.py by scripts/unasync. Change that file, not this one.
"""The client. The sync one, `_sync/`, is derived from here by scripts/unasync."""
