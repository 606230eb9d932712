"""A document with one operation, for what openapi.yaml has no example of."""

from copy import deepcopy


def small(answer=None, body=None, **schemas):
    """`POST /things` that takes `body` and answers `answer`."""
    operation = {"responses": {"200": {"description": "A thing.", "content": json_of(answer)}}}
    operation |= {"requestBody": {"content": json_of(body)}} if body is not None else {}
    return deepcopy({"openapi": "3.1.0", "paths": {"/things": {"post": operation}}, "components": {"schemas": schemas}})


def json_of(schema):
    return {"application/json": {"schema": {} if schema is None else schema}}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}
