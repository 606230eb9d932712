"""What can be wrong with a store's file."""


class StoreError(ValueError):
    """A file cannot be used as a store's; the message says why, and what to do."""


class StoreInUseError(OSError, StoreError):
    """Another store has the file open, in this process or in another one: as when a port is in use."""
