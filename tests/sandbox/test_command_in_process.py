"""The command of the sandbox, called in this process: what it prints, and with which code it ends."""

import os
import signal
import socket
import threading

import httpx
import pytest

from homerun_helpers.sandbox._cli import main


@pytest.fixture
def handlers():
    """The signal handlers of this process, put back afterwards."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield kept
    for number, handler in kept.items():
        signal.signal(number, handler)


def end_when_it_runs(handlers):
    """Send SIGTERM to this process as soon as the command handles it."""
    for _ in range(2_000):
        if signal.getsignal(signal.SIGTERM) is not handlers[signal.SIGTERM]:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        threading.Event().wait(0.005)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - an address that is open to the network
def test_command_runs_until_a_signal(capsys, handlers, host):
    """It prints its address and keys, and ends with 0; an address that is open to the network is warned of."""
    ending = threading.Thread(target=end_when_it_runs, args=(handlers,))
    ending.start()
    options = ["--port", "0", "--applications", "3", "--vacancies", "2", "--latency", "0", "--host", host]
    assert main(options) == 0
    ending.join(20)
    said = capsys.readouterr().out
    assert "2 vacancies, 3 applications, in memory" in said
    assert said.endswith("Stopped.\n")
    assert ("Careful: every program that reaches 0.0.0.0" in said) == (host == "0.0.0.0")  # noqa: S104 - as above


def test_a_file_is_kept(capsys, handlers, tmp_path):
    """With --db the changes are kept, and the file is named."""
    file = tmp_path / "homerun.db"
    ending = threading.Thread(target=end_when_it_runs, args=(handlers,))
    ending.start()
    assert main(["--port", "0", "--db", str(file), "--applications", "1"]) == 0
    ending.join(20)
    assert "what was changed is kept" in capsys.readouterr().out
    assert file.exists()


def test_a_port_in_use_is_said(capsys):
    """Exit code 2, and the system's words."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--port", str(taken.getsockname()[1])]) == 2
    assert "in use" in capsys.readouterr().err


def test_a_file_of_another_program_is_refused(capsys, tmp_path):
    """Exit code 2, and the file stays as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to be taken for one" * 10)
    assert main(["--port", "0", "--db", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
    assert file.read_text().startswith("not a database")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--port", "many", "not a whole number"),
        ("--port", "70000", "not within 0 and 65535"),
        ("--latency", "long", "not a number of seconds"),
        ("--latency", "-1", "not within 0"),
    ],
)
def test_an_option_out_of_range_is_said(capsys, option, value, said):
    """Exit code 2 of argparse, with what is allowed."""
    with pytest.raises(SystemExit) as caught:
        main([option, value])
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_the_address_answers_while_it_runs(capsys, handlers):
    """The printed API address is the one that listens."""
    seen = []

    def look():
        for _ in range(2_000):
            if signal.getsignal(signal.SIGTERM) is not handlers[signal.SIGTERM]:
                break
            threading.Event().wait(0.005)
        for _ in range(2_000):
            seen.append(capsys.readouterr().out)
            if "Ctrl-C stops it" in "".join(seen):
                break
            threading.Event().wait(0.005)
        url = next(line.split()[1] for line in "".join(seen).splitlines() if line.startswith("  API"))
        seen.append(httpx.get(f"{url}/ping").status_code)
        os.kill(os.getpid(), signal.SIGTERM)

    looking = threading.Thread(target=look)
    looking.start()
    assert main(["--port", "0", "--applications", "0"]) == 0
    looking.join(20)
    assert seen[-1] == 401
