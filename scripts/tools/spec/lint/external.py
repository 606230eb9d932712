"""Checks by other tools: openapi-spec-validator for validity, redocly for style."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools import ROOT
from tools.spec.document import SpecError
from tools.spec.lint.document import Spec
from tools.spec.lint.rule import Found

TIMEOUT_S = 300  # redocly is installed when it runs for the first time


def validator(spec: Spec) -> Iterator[Found]:
    """Where the document is not valid OpenAPI."""
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    kind = OpenAPIV30SpecValidator if str(spec.root["openapi"]).startswith("3.0") else OpenAPIV31SpecValidator
    try:
        for error in kind(spec.root).iter_errors():
            yield Found(tuple(error.absolute_path), error.message.partition("\n")[0], "see the OpenAPI specification")
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        # After a finding, the validator may fail on the part that it is about.
        yield Found((), f"openapi-spec-validator gave up: {error!r}", "correct what else is found, and try again")


def redocly(path: Path) -> Iterator[tuple[int, str, str]]:
    """The line, the rule and the message of each of redocly's problems."""
    command = [ROOT / "scripts/redocly", "lint", "--format=json", "--config", ROOT / "scripts/redocly.yaml"]
    words = [str(word) for word in (*command, path.resolve())]
    result = subprocess.run(words, capture_output=True, text=True, check=False, timeout=TIMEOUT_S)
    try:
        problems = json.loads(result.stdout)["problems"]
    except (ValueError, KeyError, TypeError) as error:
        raise SpecError(f"redocly did not work:\n{result.stdout}{result.stderr}") from error
    for problem in problems:
        start = next((place["start"]["line"] for place in problem["location"] if "start" in place), 1)
        yield start, problem["ruleId"], problem["message"]
