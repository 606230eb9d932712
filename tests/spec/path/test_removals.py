"""When the spec loses what the helpers use, mypy or a test fails and names the place."""

import pytest

STAGE = """        stage:
          description: |
            Name of a stage. Names"""
AUTHOR = """        display_name:
          description: Name of the author.
          type: string
          minLength"""


@pytest.fixture(scope="module")
def smaller(copied):
    copy = copied()
    text = copy.spec.read_text("utf-8")
    start = text.index("        temporary_download_url:\n", text.index("    JobApplicationFile:\n"))
    end = text.index("\n\n", start) + 1
    return copy.regenerated(
        (text[start:end], ""),
        (STAGE, STAGE.replace("stage:", "phase:")),
        (AUTHOR, AUTHOR.replace("display_name:", "author:")),
        ("      required: [note, display_name]", "      required: [note, author]"),
    )


def test_a_field_that_a_helper_reads_is_missed_by_mypy(smaller):
    """The line that reads a field which left the spec is named by mypy."""
    result = smaller.mypy("-p", "homerun_helpers")
    assert result.returncode == 1
    assert "downloads.py:" in result.stdout
    assert '"JobApplicationFile" has no attribute "temporary_download_url"' in result.stdout


@pytest.fixture(scope="module")
def said(smaller):
    return smaller.pytest("tests/architecture/test_operations.py", "-k", "names_only or fields_of_its_body").stdout


def test_a_filter_that_left_the_spec_is_missed_in_the_signature(said):
    """A test names the list and the argument of a filter which left the spec."""
    assert "test_a_list_names_only_filters_of_the_spec[list_job_applications" in said
    assert "'stage'" in said


def test_a_field_that_left_a_body_is_missed_in_the_signature(said):
    """A test names the body and the argument of a field which left the spec."""
    assert "test_a_method_takes_the_fields_of_its_body[CreateNoteBody" in said
    assert "display_name" in said
