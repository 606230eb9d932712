"""The replay for tasks."""
