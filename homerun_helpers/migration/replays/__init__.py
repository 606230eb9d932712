"""Stored payloads of V1, sent to V2, each at most once."""
