"""A rule of the scanner: what it finds, and the V2 way."""

from typing import Literal

from attrs import frozen
from homerun_client.operations import OPERATIONS

Severity = Literal["certain", "likely"]
Scope = Literal["anywhere", "application", "vacancy"]


@frozen(kw_only=True)
class Rule:
    """One kind of use of V1 that the scanner finds.

    Attributes:
        id: its name, for reports and for `homerun: ignore[…]`.
        what: what was found.
        instead: the V2 way.
        operation: the operation of V2 that does it now, a name of `homerun_client.operations`, if one does.
        helper: what callers write for it, below a client.
        names: the fields of V1 that it finds where they are sent or read; empty for rules of another kind.
        scope: where such a field counts: in any data of Homerun, in an application only, or in a vacancy only.
        is_object: whether the value of such a field is an object or a list.
        is_in_forms: whether a form writes such a field as `name[field]`.
        is_peculiar: whether such a field also counts in a file that does not name Homerun.
        once_in_data: whether it is reported once for a file of stored data, which has the same field many times.

    Example:
        ```python
        from homerun_helpers.migration import scan

        for rule in {finding.rule for finding in scan(folder)}:
            print(rule.id, rule.advice)
        ```
    """

    id: str
    what: str
    instead: str
    operation: str | None = None
    helper: str | None = None
    names: tuple[str, ...] = ()
    scope: Scope = "anywhere"
    is_object: bool = False
    is_in_forms: bool = False
    is_peculiar: bool = False
    once_in_data: bool = True

    @property
    def advice(self) -> str:
        """The V2 way, with verb, path and helper if there are any."""
        if self.operation is None:
            return self.instead
        found = OPERATIONS[self.operation]
        helper = f", homerun.{self.helper}()" if self.helper else ""
        return f"{self.instead} ({found.method} {found.path}{helper})"
