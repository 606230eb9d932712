"""Requests: arguments checked and put into bodies, filters and includes. No input or output."""
