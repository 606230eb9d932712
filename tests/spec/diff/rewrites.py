"""Ways to write the same document in another form."""

from copy import deepcopy

NULL = {"type": "null"}


def everywhere(node, change):
    """A copy of the document with `change` applied to every mapping, the innermost first."""
    if isinstance(node, dict):
        return change({key: everywhere(value, change) for key, value in node.items()})
    return [everywhere(value, change) for value in node] if isinstance(node, list) else node


def inlined(document):
    """The document with every reference replaced by its target."""

    def inline(node):
        if isinstance(node, list):
            return [inline(part) for part in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            target = document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            return inline(target)
        return {key: value if key.startswith("x-") else inline(value) for key, value in node.items()}

    whole = inline(document)
    return {**whole, "components": {"securitySchemes": whole["components"]["securitySchemes"]}}


def reordered(document):
    """The document with everything reversed that has no order."""

    def turn(node):
        turned = dict(reversed(node.items()))
        for key in ("required", "enum", "type", "parameters", "anyOf"):
            if isinstance(turned.get(key), list):
                turned[key] = turned[key][::-1]
        return turned

    return everywhere(document, turn)


def nullable(document):
    """The document with null written as in OpenAPI 3.0."""

    def rewrite(node):
        types, members = node.get("type"), node.get("anyOf", [])
        if isinstance(types, list) and "null" in types:
            node = {**node, "type": next(name for name in types if name != "null"), "nullable": True}
        if NULL in members and len(members) == 2:
            rest = {key: value for key, value in node.items() if key != "anyOf"}
            node = {**rest, "nullable": True, "allOf": [part for part in members if part != NULL]}
        return node

    return {**everywhere(document, rewrite), "openapi": "3.0.3"}


def null_as_alternative(document):
    """The document with null as a member of `oneOf`."""

    def rewrite(node):
        if isinstance(node.get("type"), list) and "null" in node["type"] and "properties" not in node:
            words = {key: node[key] for key in ("description",) if key in node}
            rest = {key: value for key, value in node.items() if key not in words}
            kind = next(name for name in node["type"] if name != "null")
            return {**words, "oneOf": [NULL, {**rest, "type": kind}]}
        return node

    return everywhere(document, rewrite)


def flattened(document):
    """The document with each `allOf` merged into one object."""
    copy = deepcopy(document)
    schemas = copy["components"]["schemas"]
    details = schemas["JobApplicationDetails"]
    first, second = schemas["JobApplication"], details["allOf"][1]
    properties = {**deepcopy(first["properties"]), **second["properties"]}
    schemas["JobApplicationDetails"] = {
        "description": details["description"], "type": "object", "required": ["id"], "properties": properties,
    }  # fmt: skip
    return copy


def split(document):
    """The document with objects split into `allOf`."""

    def rewrite(node):
        if node.get("type") == "object" and len(node.get("properties", {})) > 2:
            names = sorted(node["properties"])
            parts = [{"type": "object", "properties": {name: node["properties"][name]}} for name in names]
            rest = {key: value for key, value in node.items() if key not in {"properties", "type"}}
            return {**rest, "allOf": parts}
        return node

    copy = deepcopy(document)
    copy["components"]["schemas"] = {
        # A mapping of fields may have a field called `type`, so only the schemas themselves are rewritten.
        name: rewrite(schema)
        for name, schema in copy["components"]["schemas"].items()
    }
    return copy


def loose_filters(document):
    """The document with a parameter for each filter instead of a deep object."""
    copy = deepcopy(document)
    schemas = copy["components"]["schemas"]
    for item in copy["paths"].values():
        for parameter in [*item.get("get", {}).get("parameters", [])]:
            if parameter.get("style") == "deepObject":
                item["get"]["parameters"].remove(parameter)
                fields = schemas[parameter["schema"]["$ref"].rpartition("/")[2]]["properties"]
                item["get"]["parameters"] += [
                    {"name": f"filter[{name}]", "in": "query", "schema": field, "description": field["description"]}
                    for name, field in fields.items()
                ]
    return copy


def moved(document):
    """The document with the base path in the paths, and other names of path parameters."""
    copy = deepcopy(document)
    copy["servers"][0]["url"] = "https://api.homerun.co/"
    copy["paths"] = {f"/v2{path}/": item for path, item in copy["paths"].items()}
    return copy


def restated(document):
    """The document with one security for all, ranges of statuses, a charset, and path parameters at each method."""
    copy = deepcopy(document)
    copy["security"] = copy["paths"]["/ping"]["get"].pop("security")
    for item in copy["paths"].values():
        shared = item.pop("parameters", [])
        for operation in item.values():
            operation["parameters"] = [*shared, *operation.get("parameters", [])]
            if "200" in operation["responses"]:
                answer = operation["responses"].pop("200")
                answer["content"] = {"application/json; charset=utf-8": answer["content"]["application/json"]}
                operation["responses"]["2XX"] = answer
    return copy


def described_inside(document):
    """The document with the description of each parameter in its schema."""
    copy = deepcopy(document)
    for parameter in copy["components"]["parameters"].values():
        parameter["schema"]["description"] = parameter.pop("description")
        parameter["schema"]["examples"] = [parameter.pop("example")]
    return copy


REWRITES = {
    rewrite.__name__: rewrite
    for rewrite in (
        described_inside,
        flattened,
        split,
        loose_filters,
        restated,
        moved,
        nullable,
        null_as_alternative,
        inlined,
        reordered,
    )
}
