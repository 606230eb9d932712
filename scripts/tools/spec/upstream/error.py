"""What every part of scripts/upstream raises."""


class UpstreamError(Exception):
    """The document could not be had; the message says what is wrong and where."""
