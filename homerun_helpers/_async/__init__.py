"""The async client. The sync one, `_sync/`, is derived from here by scripts/unasync."""
