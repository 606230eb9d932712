"""A document with one operation, for cases that openapi.yaml does not have."""

from copy import deepcopy


def small(answer=None, body=None, **schemas):
    """A document with `POST /things`, which takes `body` and returns `answer`."""
    operation = {"responses": {"200": {"description": "A thing.", "content": json_of(answer)}}}
    operation |= {"requestBody": {"content": json_of(body)}} if body is not None else {}
    return deepcopy({"openapi": "3.1.0", "paths": {"/things": {"post": operation}}, "components": {"schemas": schemas}})


def json_of(schema):
    return {"application/json": {"schema": {} if schema is None else schema}}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}
