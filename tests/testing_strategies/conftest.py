"""Generates a client from a changed spec."""

import importlib
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.tools import run_tool

ROOT = Path(__file__).resolve().parents[2]


def change(document):
    """Changes a spec as a later version may: schemas, an include, an enum value, a list, names in another style."""
    schemas = document["components"]["schemas"]
    schemas["SalaryIndication"] = {
        "type": "object",
        "required": ["currency"],
        "properties": {
            "currency": {"type": "string", "minLength": 3, "maxLength": 3},
            "maxValue": {"type": "integer", "minimum": 1, "maximum": 9},
            "period": {"$ref": "#/components/schemas/SalaryPeriod"},
            "code": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]$"},
            "paid_on": {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 1, "maxItems": 2},
            "rates": {"type": "object", "additionalProperties": {"type": "number"}},
            "parent": {"$ref": "#/components/schemas/SalaryIndication"},
        },
    }
    schemas["SalaryPeriod"] = {"type": "string", "enum": ["month", "year"]}
    reference = {"$ref": "#/components/schemas/SalaryIndication"}
    schemas["Vacancy"]["properties"]["salary_indication"] = {"anyOf": [reference, {"type": "null"}]}
    schemas["VacancyInclude"]["enum"].append("salaryIndication")
    schemas["VacancyStatus"]["enum"].append("archived")
    schemas["CreateNoteBody"]["properties"]["period"] = {"$ref": "#/components/schemas/SalaryPeriod"}
    items = {"type": "array", "items": {"$ref": "#/components/schemas/Department"}}
    meta = {"$ref": "#/components/schemas/Meta"}
    schemas["DepartmentList"] = {"type": "object", "required": ["data"], "properties": {"data": items, "meta": meta}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/DepartmentList"}}}
    document["paths"]["/departments"] = {
        "get": {
            "operationId": "listDepartments",
            "summary": "List departments",
            "tags": ["Vacancies"],
            "responses": {"200": {"description": "A page.", "content": content}},
        }
    }
    return document


@pytest.fixture(scope="session")
def changed(tmp_path_factory):
    """The models of a client that was generated from the changed spec."""
    folder = tmp_path_factory.mktemp("changed")
    spec = folder / "changed.yaml"
    document = change(yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8")))
    spec.write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
    done = run_tool("regenerate", "--spec", spec, "--output", folder)
    assert done.returncode == 0, done.stderr
    (folder / "homerun_client").rename(folder / "changed_client")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("changed_client.models")
    sys.path.remove(str(folder))
