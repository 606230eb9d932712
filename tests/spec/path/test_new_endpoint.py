"""A new endpoint of the spec is generated and can be paged through, and a failing test says which helper is missing."""

import json
import re

import pytest

PATH = """  /vacancies/{vacancy_id}/questions:
    parameters:
      - $ref: "#/components/parameters/VacancyId"
    get:
      operationId: listVacancyQuestions
      summary: List the questions of a vacancy
      tags: [Vacancies]
      security:
        - public-api-v2-key: ["vacancies:read"]
      parameters:
        - $ref: "#/components/parameters/Page"
        - $ref: "#/components/parameters/PerPage"
      responses:
        "200":
          description: A page of questions.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/QuestionList"
        "404":
          $ref: "#/components/responses/NotFound"

  /job-applications:
"""
SCHEMAS = """    Question:
      description: A question.
      type: object
      required: [id]
      properties:
        id: {description: Opaque ID of the question., type: string}
        text: {description: What is asked., type: string}
    QuestionList:
      description: A page of questions.
      type: object
      required: [data]
      properties:
        data: {type: array, items: {$ref: "#/components/schemas/Question"}}
        meta: {$ref: "#/components/schemas/Meta"}

    JobApplicationList:
      description: A page of job applications.
"""
CHANGES = (
    ("  /job-applications:\n", PATH),
    ("    JobApplicationList:\n      description: A page of job applications.\n", SCHEMAS),
)
PROGRAM = """
import json
import httpx
from homerun_client.api.vacancies import list_vacancy_questions
from homerun_helpers import Homerun, InvalidArgumentError, paginate

def answer(request):
    number = int(request.url.params["page"])
    paths.append(request.url.path)
    meta = {"total": 3, "last_page": 3, "per_page": 1}
    return httpx.Response(200, json={"data": [{"id": f"q_{number}", "text": "Why?"}], "meta": meta})

paths, refused = [], []
with Homerun("key", base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer)) as homerun:
    client = homerun.low_level
    pages = paginate(list_vacancy_questions, client=client, vacancy_id="job/1", per_page=1)
    ids = [type(one).__name__ + " " + one.id for one in pages]
    single = list_vacancy_questions.sync("job_1", client=client).data[0].text
    for given in ({}, {"vacancy_id": ".."}):
        try:
            paginate(list_vacancy_questions, client=client, **given)
        except InvalidArgumentError as error:
            refused.append(str(error))
print(json.dumps({"ids": ids, "path": paths[0], "single": single, "refused": refused}))
"""
CALLER = """
from typing import assert_type
from homerun_client.models import Question
from homerun_helpers import Homerun, Pages

def uses(homerun: Homerun) -> None:
    assert_type(homerun.vacancies.list_questions("job_1"), Pages[Question])
"""


@pytest.fixture(scope="module")
def copy(copied):
    return copied().regenerated(*CHANGES)


@pytest.fixture(scope="module")
def advice(copy):
    """What the test that looks for a helper of each operation says."""
    result = copy.pytest("tests/architecture/test_operations.py", "-k", "has_a_helper")
    assert "1 failed" in result.stdout, result.stdout
    return result.stdout


def test_a_new_list_can_be_called_and_paged_through(copy):
    """A new list works with the low-level client: typed, its path quoted, its arguments checked."""
    (copy.folder / "program.py").write_text(PROGRAM, "utf-8")
    result = copy.run("program.py")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["ids"] == ["Question q_1", "Question q_2", "Question q_3"]
    assert (found["path"], found["single"]) == ("/vacancies/job/1/questions", "Why?")
    assert ["vacancy_id" in words for words in found["refused"]] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "No helper calls listVacancyQuestions (GET /vacancies/{vacancy_id}/questions)",
        "homerun_helpers/_async/vacancies.py",
        "def list_questions(",
        "vacancy_id: str,",
        ") -> AsyncPages[models.Question]:",
        "Needs the scope `vacancies:read`.",
        '"listVacancyQuestions": homerun.vacancies.list_questions(vacancy).first,',
    ],
)
def test_the_advice_has_every_part_of_the_missing_helper(advice, words):
    """The failing test gives the file, the name, the arguments, the result and the docstring of the missing helper."""
    assert words in advice


def test_the_advice_can_be_pasted(copy, advice):
    """The proposed method works in both modes and passes mypy."""
    method = re.search(r"^ {7}def list_questions.*?^ {7}    \)$", advice, re.DOTALL | re.MULTILINE)[0]
    imports = re.search(r"^   (from homerun_client.*)$", advice, re.MULTILINE)[1]
    path = copy.folder / "homerun_helpers/_async/vacancies.py"
    text = path.read_text("utf-8")
    method = "\n".join(line[3:] for line in method.splitlines())
    extended = text.replace("class AsyncVacancies:", f"{imports}\n\n\nclass AsyncVacancies:", 1)
    path.write_text(f"{extended}\n{method}\n", "utf-8")
    derived = copy.run("-m", "tools.unasync")
    assert derived.returncode == 0, derived.stderr
    (copy.folder / "caller.py").write_text(CALLER, "utf-8")
    result = copy.mypy("--strict", "caller.py", "homerun_helpers/_async/vacancies.py")
    path.write_text(text, "utf-8")
    assert result.returncode == 0, result.stdout
