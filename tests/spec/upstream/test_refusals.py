"""What cannot be used is refused with a reason, and an earlier file stays."""

import json

import pytest

from tests.spec.upstream.pages import DOCUMENT, as_redoc, page, redoc, script
from tests.spec.upstream.serving import Reply, html

WHOLE = redoc(DOCUMENT)
SWAGGER = {"swagger": "2.0", "info": {"title": "Old"}, "paths": {"/ping": {}}}
UNSTARTED = "<script>__redoc_state = "
NOTHING = "no OpenAPI document"
NO_PAGE = {
    "no document": (page("<script>a()</script>"), [NOTHING, "'Homerun API & more'", "scripts: 2", "spec-url"]),
    "no title": ("<html></html>", [NOTHING, "no title", "scripts: 0"]),
    "plain text": ("Not found", [NOTHING]),
    "nothing": (" \n", ["is empty"]),
    "not HTML": ("<!DOCTYPE html><![a[", [NOTHING]),
    "a state in a comment": (page(f"<script>// __redoc_state = {as_redoc(DOCUMENT)}\n</script>"), [NOTHING]),
}
BROKEN = {
    "a page that is cut off": (WHOLE[: WHOLE.index('"2.0.0"') + 4], ["__redoc_state", "line 2", "be cut off", '"2.0']),
    "a state": (WHOLE.replace('"info":', '"info"'), ["__redoc_state", "':' delimiter", "line 2, column"]),
    "a state in JavaScript": (page(UNSTARTED + "{spec: 1}</script>"), ["__redoc_state", "in double quotes"]),
    "a string": (page(UNSTARTED + "JSON.parse('{]')</script>"), ["__redoc_state", "line 1, column 2"]),
    "a string that is cut off": (
        page("<a href='/openapi.json'></a>" + UNSTARTED + "JSON.parse('{"),
        ["__redoc_state", "Expecting value", "be cut off"],
    ),
    "a number": (script("__redoc_state = STATE")(DOCUMENT | {"x-a": float("nan")}), ["NaN is not JSON"]),
    "endless nesting": (page(UNSTARTED + '{"a":' * 200_000 + "</script>"), ["nested too deeply"]),
    "deep nesting": (redoc(DOCUMENT | {"x-a": json.loads("[" * 500 + "]" * 500)}), ["nested too deeply"]),
    "Redoc.init": (page("<script>Redoc.init({openapi: '3.0.0'})</script>"), ["Redoc.init", "in double quotes"]),
    "a JSON script": (
        page('<script type="text/json">{"openapi" 1}</script>'),
        ['<script type="text/json">', "column 12"],
    ),
    "JSON": ('{"openapi": "3.1.0",}', ["JSON is broken", "line 1, column 2"]),
    "two JSON values": ('{"openapi": "3.1.0"} {}', ["JSON is broken", "Extra data"]),
    "YAML": ("openapi: 3.1.0\ninfo: {a: 1]", ["YAML is broken", "line 2"]),
    "YAML that is no data": ("openapi: 3.1.0\npaths: !!python/name:os.system", ["YAML is broken"]),
    "endless YAML": ("openapi: &a [1, *a]\n", ["endless"]),
}
NOT_OURS = {
    "Swagger 2.0": (redoc(SWAGGER), ["Swagger 2.0, not OpenAPI 3"]),
    "Swagger 2.0, bare": (json.dumps(SWAGGER), ["Swagger 2.0, not OpenAPI 3"]),
    "OpenAPI 4": (redoc(DOCUMENT | {"openapi": "4.0.0"}), ["OpenAPI 4.0.0, not OpenAPI 3"]),
    "another kind of document": ('{"asyncapi": "3.0.0"}', ["no `openapi`", "asyncapi"]),
    "no paths": (redoc(DOCUMENT | {"paths": {}}), ["no paths"]),
    "no info": (redoc(DOCUMENT | {"info": None}), ["no `info`"]),
}
UNUSABLE = NO_PAGE | BROKEN | NOT_OURS


def refused(result, *reasons):
    """Whether a run ended with 2, with these reasons, and without a traceback."""
    missing = [reason for reason in reasons if reason not in result.stderr]
    assert (result.returncode, result.stdout, missing) == (2, "", []), result.stderr
    assert result.stderr.startswith("upstream: ")
    assert result.stderr.endswith("\nNothing was written.\n")
    return True


@pytest.mark.parametrize(("text", "reasons"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_page_is_refused(server, run, output, text, reasons):
    """The message says what is wrong and where, and the file of an earlier run stays."""
    output.parent.mkdir()
    output.write_text("earlier")
    server.routes["/"] = html(text)
    assert refused(run(server.url), *reasons)
    assert [(path.name, path.read_text()) for path in output.parent.iterdir()] == [("openapi.yaml", "earlier")]


def test_a_refusal_creates_nothing(server, run, output):
    """A refusal creates no file and no folder."""
    assert refused(run(server.url), "404")
    assert not output.parent.exists()


@pytest.mark.parametrize(("status", "words"), [(404, "404 Not Found"), (503, "503 Service Unavailable"), (520, "520")])
def test_an_error_status_is_refused(server, run, status, words):
    """An error status is refused, also when the error page looks like a reference."""
    server.routes["/"] = Reply(WHOLE.encode(), status=status)
    assert refused(run(server.url), server.url, words)


def test_an_empty_answer_is_refused(server, run):
    """A 204 is refused as empty."""
    server.routes["/"] = Reply(status=204)
    assert refused(run(server.url), "is empty")


def test_a_missing_server_is_named(run, server):
    """The message has the address and the system's reason."""
    url = server.url
    server.__exit__()
    assert refused(run(url), url, "cannot be read", "refused")


def test_an_answer_that_is_cut_off_is_refused(server, run):
    """An answer that is shorter than its Content-Length is refused."""
    server.routes["/"] = Reply(WHOLE.encode(), headers={"Content-Length": "99999", "Connection": "close"})
    assert refused(run(server.url), "cannot be read")


def test_a_compressed_page_that_is_broken_is_refused(server, run):
    """An answer that cannot be unpacked is refused."""
    server.routes["/"] = Reply(WHOLE.encode(), headers={"Content-Encoding": "gzip"})
    assert refused(run(server.url), "cannot be read")


def test_a_page_in_another_charset_than_declared_is_refused(server, run):
    """A page in another charset than it declares is refused: wrong characters would look like a change of the API."""
    server.routes["/"] = Reply(WHOLE.encode("latin-1"), headers={"Content-Type": "text/html; charset=utf-8"})
    assert refused(run(server.url), "not text in utf-8")


DEAD = {
    "gone": ("/gone.json", ["/gone.json", "404 Not Found"]),
    "a page": ("/", ["names /,", "which is not an OpenAPI document"]),
    "broken": ("/broken.json", ["/broken.json", "JSON is broken"]),
    "no address": ("http://[::", ["is not a URL"]),
}


@pytest.mark.parametrize(("link", "reasons"), DEAD.values(), ids=DEAD)
def test_a_link_without_a_document_is_named(server, run, link, reasons):
    """The message names the link and what happened there."""
    server.routes["/"] = html(page(f'<redoc spec-url="{link}"></redoc>'))
    server.routes["/broken.json"] = Reply(b'{"openapi"')
    assert refused(run(server.url), "<redoc spec-url>", *reasons)


def test_at_most_five_links_are_tried(server, run):
    """At most five links of a page are tried."""
    server.routes["/"] = html(page("".join(f'<a href="/openapi-{number}.json">' for number in range(50))))
    assert refused(run(server.url), "/openapi-4.json")
    assert len(server.received) == 6


def test_a_missing_file_is_named(run, tmp_path):
    """For a missing file the message also says how an address begins."""
    assert refused(run(tmp_path / "page.html"), "page.html", "No such file", "https://")


def test_a_folder_is_refused(run, tmp_path):
    """For a folder the message has the system's reason."""
    assert refused(run(tmp_path), "Is a directory")


def test_an_output_that_cannot_be_written_is_refused(run, server, output):
    """An output that cannot be written is refused, and nothing is left beside it."""
    server.routes["/"] = html(WHOLE)
    output.mkdir(parents=True)
    assert refused(run(server.url), str(output), "cannot be written", "directory")
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "soon"])
def test_a_wrong_time_limit_is_refused(run, limit):
    """A time limit that is not a number above 0 ends the command with 2."""
    assert run("page.html", f"--timeout={limit}").returncode == 2


def test_the_title_of_a_page_cannot_control_the_terminal(server, run):
    """The title of a page is printed without control characters."""
    server.routes["/"] = html("<title>\x1b[2Jgone\x07</title>")
    result = run(server.url)
    assert refused(result, "gone")
    assert "\x1b" not in result.stderr
