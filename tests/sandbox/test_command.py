import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress

import httpx
import pytest

from tests.support.waiting import wait_until

COMMAND = [sys.executable, "-W", "error", "-m", "homerun_helpers.sandbox", "--applications", "5"]
# The process finds the package where this one did.
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@contextmanager
def running(*options):
    """The command's process, and its output until it is ready."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            lines = iter(process.stdout.readline, "")
            yield process, "".join([*iter(lambda: next(lines), "For clients:\n")])
        finally:
            process.terminate()


def keys(greeting):
    return re.findall(r"^  (.+?) +(hr_sandbox_\w+)$", greeting, re.MULTILINE)


def test_greeting_has_a_url_and_working_keys():
    """Each printed key may ping at the printed address, except the one of an account without an API plan."""
    with running() as (_, greeting):
        url = re.search(r"http://127\.0\.0\.1:\d+/v2", greeting).group()
        for title, key in keys(greeting):
            headers = {"Authorization": f"Bearer {key}"}
            assert httpx.get(f"{url}/ping", headers=headers).status_code == (402 if "no" in title.split() else 200)


@pytest.mark.parametrize(("name", "media_type"), [("pages", "text/html"), ("control", "application/json")])
def test_greeting_says_where_pages_and_control_are(name, media_type):
    """The printed addresses of the web pages and the control path answer."""
    with running() as (_, greeting):
        address = re.search(rf"^  {name} +(\S+)", greeting, re.MULTILINE).group(1)
        answer = httpx.get(address)
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, media_type)


def test_options_reach_the_sandbox():
    """Limit, window and latency of the command line show in answers."""
    options = ["--rate-limit", "1", "--window", "500", "--sliding", "--latency", "0.001", "--host", "localhost"]
    with running(*options) as (_, greeting):
        url = re.search(r"http://127\.0\.0\.1:\d+", greeting).group()
        headers = {"Authorization": f"Bearer {dict(keys(greeting))['all scopes']}"}
        first, second = (httpx.get(f"{url}/v2/ping", headers=headers) for _ in range(2))
        assert (first.status_code, second.status_code) == (200, 429)
        assert int(second.headers["Retry-After"]) > 400
        assert httpx.get(f"{url}/_sandbox").json()["latency"] == 0.001


def test_open_address_is_warned_of():
    """A `--host` that the network can reach prints a warning."""
    with running("--host", "0.0.0.0") as (_, greeting):  # noqa: S104 - that is what is tested
        assert "http://127.0.0.1:" in greeting
    with running("--host", "0.0.0.0") as (process, _):  # noqa: S104 - that is what is tested
        process.terminate()
        assert "Careful" in process.stdout.read()


def test_printed_curl_line_works():
    """The printed curl line works as it is."""
    with running() as (_, greeting):
        line = next(line for line in greeting.splitlines() if line.startswith("  curl "))
        done = subprocess.run([*shlex.split(line), "-sS"], capture_output=True, check=True)
        assert done.stdout.startswith(b'{"data":[{"id":"ap_')


def test_keys_follow_from_the_seed():
    """The same seed prints the same keys, so that they can stay in a configuration."""
    with running("--seed", "7") as (_, one), running("--seed", "7") as (_, two):
        assert keys(one) == keys(two)
        assert [title for title, _ in keys(one)] == [
            "all scopes",
            "read only",
            "vacancies only",
            "write only",
            "no API plan",
        ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_cleanly(number):
    """SIGINT and SIGTERM end the command with exit code 0 and without a traceback."""
    with running() as (process, _):
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
        assert (process.returncode, errors) == (0, "")


def test_port_in_use_is_said():
    """A port in use is named on stderr, and the exit code is 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--port", port]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert port in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "options",
    [["--port", "70000"], ["--applications", "-1"], ["--seed", "x"], ["--window", "nan"], ["--latency", "-1"]],
)
def test_bad_option_is_said(options):
    """A wrong option gets the parser's message and exit code."""
    command = [*COMMAND, *options]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert options[0] in done.stderr


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "python_multipart", "jinja2"])
def test_missing_extra_is_said(missing):
    """Without one of the extra's packages the import tells what to install."""
    code = f"import sys; sys.modules[{missing!r}] = None; import homerun_helpers.sandbox"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert "pip install 'homerun-helpers[sandbox]'" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("missing", ["starlette", "jinja2"])
def test_command_without_the_extra_says_what_to_install(missing, tmp_path):
    """Without the extra the command prints one line that says what to install, and its exit code is 2."""
    code = f"import sys; sys.modules[{missing!r}] = None"
    (tmp_path / "sitecustomize.py").write_text(code, "utf-8")
    environment = ENVIRONMENT | {"PYTHONPATH": os.pathsep.join([str(tmp_path), ENVIRONMENT["PYTHONPATH"]])}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False, timeout=60)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, "pip install 'homerun-helpers[sandbox]'" in line) == (2, True)


def test_help_says_what_holds_by_default():
    """`--help` shows defaults as numbers and words, never as None."""
    done = subprocess.run([*COMMAND, "--help"], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    words = " ".join(done.stdout.split())
    assert ("None" in words, "(default: 8787)" in words, "250" in words, "file of --db" in words) == (
        False,
        True,
        True,
        True,
    )


def test_reader_that_has_enough_is_no_error():
    """When the reader of its output ends, as in `| head -1`, the sandbox goes on and ends without a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [*COMMAND, "--port", port], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )

    def has_greeted():
        with suppress(httpx.TransportError):
            return "no API plan" in httpx.get(f"http://127.0.0.1:{port}/").text
        return False

    with process:
        process.stdout.close()
        wait_until(has_greeted)
        process.terminate()
        assert (process.wait(20), process.stderr.read()) == (0, "")
