"""The code to write for an operation that no helper calls yet."""

import importlib.util
import re
from textwrap import indent

from homerun_client import models
from homerun_client.operations import BODIES, OPERATIONS

PAGING = {"page", "per_page"}


def advice(name, operation_id):
    """The steps, with a method that can be pasted."""
    operation = OPERATIONS[name]
    resource = operation.module.partition(".")[0]
    return f"""
No helper calls {operation_id} ({operation.method} {operation.path}), which openapi.yaml has.

1. In homerun_helpers/_async/{resource}.py, in the class {owner(resource)}:

{indent(imports(operation), "   ")}

{indent(method(operation), "       ")}

2. Say in its docstring what TODO stands for, and write a test in tests/_async/test_resources.py.
3. scripts/unasync
4. Call it in `calls` of tests/architecture/test_operations.py: "{operation_id}": {called(operation)},
5. Let the sandbox answer it, in homerun_helpers/sandbox/_api/, and add a line to CHANGELOG.md.
"""


def owner(resource):
    """The class of the method, and how to make it if there is none."""
    name = f"Async{resource.title().replace('_', '')}"
    if importlib.util.find_spec(f"homerun_helpers._async.{resource}"):
        return name
    steps = "make it as vacancies.py is, give it to AsyncHomerun, name it in RENAMED of scripts/tools/unasync.py"
    return f"{name} (new: {steps})"


def called(operation):
    """The call of the helper, for the tests of the operations."""
    name = f"homerun.{operation.module.partition('.')[0]}.{method_name(operation)}"
    given = [one.removesuffix("_id").removeprefix("job_") for one in ids(operation)]
    if operation.paginated:
        return f"{name}({', '.join(given)}).first"
    return f"partial({', '.join([name, *given])})"


def imports(operation):
    """The imports of the method that the file may not have."""
    package, _, module = operation.module.rpartition(".")
    return f"from homerun_client.api.{package} import {module}"


def method_name(operation):
    """`list_questions` for `list_vacancy_questions` of the vacancies."""
    resource = operation.module.partition(".")[0]
    verb, _, rest = operation.name.partition("_")
    singular = re.sub("ies$", "y", resource).removesuffix("s")
    rest = rest.removeprefix(resource).removeprefix(singular).strip("_")
    return f"{verb}_{rest}".strip("_")


def ids(operation):
    """The arguments that are steps of the path."""
    return re.findall(r"\{(\w+)\}", operation.path)


def method(operation):
    """The code of the method."""
    result = result_of(operation)
    start = "def" if operation.paginated else "async def"
    signature = "\n".join(f"    {one}," for one in ["self", *arguments(operation)])
    body = indent(f"{docstring(operation)}\n{statements(operation)}", "    ")
    return f"{start} {method_name(operation)}(\n{signature}\n) -> {result}:\n{body}"


def result_of(operation):
    """The type of its result."""
    record = operation.record and f"models.{operation.record}"
    return f"AsyncPages[{record or 'Any'}]" if operation.paginated else record or "None"


def arguments(operation):
    """The arguments with their types: IDs first, the others by keyword."""
    return [*(f"{name}: str" for name in ids(operation)), *(["*"] if keywords(operation) else []), *keywords(operation)]


def keywords(operation):
    """The arguments that are given by keyword."""
    found = [f"{name}: {kind}" for name, kind in fields(operation).items()]
    if operation.includes:
        found.append(f"include: Iterable[models.{operation.include_type}] | None = None")
    if operation.paginated:
        found += ["per_page: int = 100", "start_page: int = 1"]
    if operation.method == "GET":
        found.append("extra_params: Mapping[str, Any] | None = None")
    if operation.filters:
        found.append(f"**more_filters: Unpack[{filters_type(operation)}]")
    return found


def fields(operation):
    """The fields of the body with their types."""
    body = operation.body_type
    if body is None:
        return {}
    if body not in BODIES:
        return {"body": f"models.{body}"}  # a form; upload_file shows how to make one of arguments
    hints = getattr(models, body).__annotations__
    return {name: in_models(hints[name]) + (" = UNSET" if "Unset" in hints[name] else "") for name in BODIES[body]}


def in_models(annotation):
    """The type with its models as `models.CustomData`, so that it can be looked up at run time."""
    return re.sub(r"\w+", lambda name: f"models.{name[0]}" if name[0] in models.__all__ else name[0], annotation)


def filters_type(operation):
    """The generated type of the filters."""
    return "MoreFiltersOf" + operation.name.title().replace("_", "")


def docstring(operation):
    """The docstring, with all that tests/architecture requires."""
    scopes = " and ".join(f"`{scope}`" for scope in operation.scopes)
    need = f"Needs the scope {scopes}." if scopes else "Needs no scope."
    names = [re.match(r"\**(\w+)", argument)[0] for argument in arguments(operation) if argument != "*"]
    known = {
        "include": f"parts to add: {', '.join(operation.includes)}.",
        "per_page": f"how many records a request fetches, 1 to {operation.largest_page}.",
        "start_page": "where to begin, 1 or more.",
        "extra_params": "further query parameters, by their names in the query.",
        "**more_filters": "further filters of the spec.",
    }
    call = f"homerun.{operation.module.partition('.')[0]}.{method_name(operation)}({', '.join(ids(operation))})"
    example = f"async for record in {call}:\n    print(record)" if operation.paginated else f"await {call}"
    args = "\n".join(f"    {name}: {known.get(name, 'TODO.')}" for name in names)
    return (
        f'"""{operation.summary}. TODO\n\n{need} `{operation.method} {operation.path}` of Homerun\'s reference.\n\n'
        f"Args:\n{args}\n\nRaises:\n    InvalidArgumentError: an argument is wrong; nothing was sent.\n"
        f"    HomerunError: the request failed.\n\nExample:\n    ```python\n{indent(example, '    ')}\n    ```\n"
        '"""'
    )


def statements(operation):
    """The body of the method."""
    module = operation.module.rpartition(".")[2]
    given = [f'"{name}": check_id({name}, "{name}"),' for name in ids(operation)]
    if operation.includes:
        given.append(f'"include": check_include(include, "{operation.name}"),')
    if operation.filters:
        given.append(f'**write_filters("{operation.name}", more_filters),')
    names = fields(operation)
    if names.keys() == {"body"}:
        given.append('"body": body,')
    elif names:
        listed = ", ".join(f'"{name}": {name}' for name in names)
        given.append(f'"body": make_body(models.{operation.body_type}, {{{listed}}}),')
    listed = "\n".join(f"    {one}" for one in given)
    head = f"arguments = {{\n{listed}\n}}"
    if operation.paginated:
        return (
            f"{head}\nreturn AsyncPages(\n    {module}, self._client, arguments,\n"
            "    per_page=per_page, start_page=start_page, extra_params=extra_params,\n)"
        )
    extra = ", extra_params=extra_params" if operation.method == "GET" else ""
    call = f"await send(self._client, {module}, None, arguments{extra})"
    return f"{head}\n{'return (' + call + ').data' if operation.record else call}"
