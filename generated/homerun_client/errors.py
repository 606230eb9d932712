# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""Errors of the generated client."""


class UnexpectedStatus(Exception):
    """The API answered with a status that the OpenAPI document does not list as a success.

    Attributes:
        status_code: the status, which need not be a standard one.
        content: the raw body. It may hold personal data: the message does not repeat it.
    """

    def __init__(self, status_code: int, content: bytes):
        super().__init__(status_code, content)
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        return f"Unexpected status {self.status_code}"

    def __repr__(self) -> str:
        return f"UnexpectedStatus({self.status_code})"


class DecodeError(ValueError):
    """A JSON value is not what the OpenAPI document says.

    Attributes:
        path: where it stands: field names and list indexes, outermost first.
        expected: what should be there, for example "a date-time".
        found: what is there, by kind only: the value may be personal data.
    """

    def __init__(self, path: tuple[str | int, ...], expected: str, found: str):
        super().__init__(path, expected, found)
        self.path = path
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return f"{self.field or 'the value'} should be {self.expected}, but is {self.found}"

    @property
    def field(self) -> str:
        """The path in one string: `data[3].created_at`."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".")

    def under(self, step: str | int) -> "DecodeError":
        """The same error, seen from one level further out."""
        return DecodeError((step, *self.path), self.expected, self.found)


__all__ = ["DecodeError", "UnexpectedStatus"]
