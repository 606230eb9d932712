"""scripts/upstream as a command."""

import subprocess

from tests.spec.upstream.pages import DOCUMENT, redoc
from tests.spec.upstream.serving import html
from tests.support.tools import ROOT

SCRIPT = ROOT / "scripts/upstream"


def test_the_script_saves_the_document_of_a_page(server, output, load):
    """The script works from any folder, and says what it found and where it is saved."""
    server.routes["/"] = html(redoc(DOCUMENT))
    result = subprocess.run(
        [SCRIPT, server.url, "-o", output],
        cwd=output.parents[1],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Café; {} 2.0.0 (OpenAPI 3.0.0)",
        "  1 path, 1 operation, 0 schemas",
        f"  found in {server.url}: __redoc_state.spec.data",
        f"  saved as {output}",
    ]
    assert load(output) == DOCUMENT


def test_a_second_run_replaces_the_first(server, run, output, load):
    """A second run replaces the file, and leaves nothing else in the folder."""
    for version in ("1", "2"):
        server.routes["/"] = html(redoc(DOCUMENT | {"info": {"title": "API", "version": version}}))
        assert run(server.url).returncode == 0
        assert load(output)["info"]["version"] == version
    assert list(output.parent.iterdir()) == [output]


def test_an_open_file_of_an_earlier_run_keeps_its_content(server, run, output):
    """The new file takes the place of the old one, which is not written to."""
    output.parent.mkdir()
    output.write_text("earlier")
    server.routes["/"] = html(redoc(DOCUMENT))
    with output.open() as earlier:
        assert run(server.url).returncode == 0
        assert earlier.read() == "earlier"
    assert output.read_text("utf-8") != "earlier"


def test_the_title_of_a_document_cannot_control_the_terminal(server, run):
    """The title of a document is printed without control characters."""
    info = DOCUMENT["info"] | {"title": "API\x1b[2J\n\x07"}
    server.routes["/"] = html(redoc(DOCUMENT | {"info": info}))
    assert run(server.url).stdout.startswith("API?[2J?? 2.0.0 (OpenAPI 3.0.0)\n")


def test_what_it_saves_by_default_is_not_in_git():
    """The document is Homerun's: git ignores .upstream/."""
    assert ".upstream/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_its_help_names_the_reference(run):
    """`--help` names the address of the reference and the file that is written."""
    words = " ".join(run("--help").stdout.split())
    assert "https://developers.homerun.co" in words
    assert ".upstream/openapi.yaml" in words
