"""The public surface of a generated package: operations with arguments, models with fields, and values."""

import ast
from collections.abc import Iterable
from pathlib import Path

import griffe
from attrs import Factory, frozen

PACKAGE = "homerun_client"


class UnreadablePackageError(Exception):
    """The package is not one that the generator made."""


@frozen
class ParameterSlot:
    """An argument or a field.

    Attributes:
        type: as it is annotated.
        required: whether it must be given.
    """

    type: str
    required: bool

    @property
    def members(self) -> frozenset[str]:
        """What the type is a union of."""
        return frozenset(_members(ast.parse(self.type, mode="eval").body))


@frozen
class OperationSurface:
    """An operation; its four generated functions have the same arguments, and `helper` is what most users call."""

    helper: str
    summary: str
    result: str
    arguments: dict[str, ParameterSlot]


@frozen
class Surface:
    """A generated package as users see it.

    Attributes:
        root: the package as griffe reads it; nothing of it was imported.
        operations: by their names.
        models: the fields of each model, by its name.
        values: what each typed string can be, by the type's name.
    """

    root: griffe.Module
    operations: dict[str, OperationSurface] = Factory(dict)
    models: dict[str, dict[str, ParameterSlot]] = Factory(dict)
    values: dict[str, tuple[str, ...]] = Factory(dict)

    def sent(self) -> set[str]:
        """The models that are parts of requests."""
        return self._reached(
            one for operation in self.operations.values() for one in _words(operation.arguments.values())
        )

    def received(self) -> set[str]:
        """The models that are parts of answers."""
        return self._reached(word for operation in self.operations.values() for word in _names(operation.result))

    def _reached(self, names: Iterable[str]) -> set[str]:
        """The models among these names, and those that their fields lead to."""
        found: set[str] = set()
        queue = [*names]
        while queue:
            name = queue.pop()
            if name in self.models and name not in found:
                found.add(name)
                queue += _words(self.models[name].values())
        return found


def read(folder: Path) -> Surface:
    """The surface of the package in a folder.

    Raises:
        UnreadableError: it is not one that the generator made.
        griffe.GriffeError, KeyError, SyntaxError: for the same reason.
    """
    loaded = griffe.load(PACKAGE, search_paths=[folder], allow_inspection=False, try_relative_path=False)
    if not isinstance(loaded, griffe.Module):
        raise UnreadablePackageError(f"{folder} holds no package {PACKAGE}")
    found = Surface(loaded)
    for tag in _modules(loaded["api"]):
        for module in _modules(tag):
            function = module.members.get("sync")
            if not isinstance(function, griffe.Function):
                raise UnreadablePackageError(f"{module.path} has no function sync")
            found.operations[module.name] = _operation(tag.name, function)
    for module in _modules(loaded["models"]):
        for name, member in module.members.items():
            if isinstance(member, griffe.Class):
                found.models[name] = _fields(member)
            elif isinstance(member, griffe.Attribute) and str(member.value).startswith("Literal["):
                found.values[name] = _values(str(member.value))
    return found


def _modules(parent: griffe.Object | griffe.Alias) -> list[griffe.Module]:
    return [member for member in parent.members.values() if isinstance(member, griffe.Module)]


def _operation(tag: str, function: griffe.Function) -> OperationSurface:
    name = function.module.name
    helper = f"{tag}.list" if name == f"list_{tag}" else name
    arguments = {
        one.name: ParameterSlot(str(one.annotation), one.default is None)
        for one in function.parameters
        if one.name != "client"
    }
    words = function.docstring.value if function.docstring else ""
    return OperationSurface(helper, words.partition("\n")[0], str(function.returns), arguments)


def _fields(model: griffe.Class) -> dict[str, ParameterSlot]:
    return {
        name: ParameterSlot(str(member.annotation), member.value is None)
        for name, member in model.members.items()
        if isinstance(member, griffe.Attribute) and "property" not in member.labels and name != "additional_properties"
    }


def _values(text: str) -> tuple[str, ...]:
    inside = ast.parse(text, mode="eval").body
    listed = inside.slice if isinstance(inside, ast.Subscript) else inside
    return tuple(ast.unparse(one) for one in (listed.elts if isinstance(listed, ast.Tuple) else [listed]))


def _members(node: ast.expr) -> list[str]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [ast.unparse(node)]


def _words(slots: Iterable[ParameterSlot]) -> list[str]:
    return [word for slot in slots for word in _names(slot.type)]


def _names(annotation: str) -> list[str]:
    tree = ast.walk(ast.parse(annotation, mode="eval"))
    return [node.id for node in tree if isinstance(node, ast.Name)]
