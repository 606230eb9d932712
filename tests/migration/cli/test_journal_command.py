"""`journal` and `resolve`, after replays into the sandbox."""

from tests.migration.cli.commands import PERSON, lines


def test_journal_lists_the_first_of_each_state_or_all_of_one(run, folder, account):
    """With position, reason and digest."""
    (folder / "v1.jsonl").write_text(lines(*[{"candidate": {"id": str(number)}} for number in range(25)]))
    run("replay", "v1.jsonl", "--journal", "j.db")
    some, every = run("journal", "j.db"), run("journal", "j.db", "--state", "not_convertible")
    assert some.stdout.count("not_convertible at create: V2 needs first_name, last_name, email (") == 20
    assert "and 5 more: python -m homerun_helpers.migration journal j.db --state not_convertible" in some.stderr
    assert every.stdout.count("not_convertible at create") == 25
    assert (some.exit_code, every.exit_code) == (0, 0)


def test_a_payload_that_was_set_aside_is_shown_and_resolved(run, folder, account):
    """After `resolve`, the next replay has nothing left to do."""
    from homerun_helpers.sandbox import faults

    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON | {"last_name": "King"}}))
    account.inject(faults.Drop("after"), method="POST", path="/job-applications")
    sent = run("replay", "v1.jsonl", "--journal", "j.db")
    shown = run("journal", "j.db")
    digest = shown.stdout.rpartition("(")[2].partition(")")[0]
    assert (sent.exit_code, shown.exit_code) == (1, 1)
    assert "outcome_unknown at create" in shown.stdout
    assert run("resolve", "j.db", digest, "--created", account.application_ids()[0]).output == "Noted.\n"
    assert run("journal", "j.db").exit_code == 0
    assert run("replay", "v1.jsonl", "--journal", "j.db").exit_code == 0


def test_resolve_without_a_journal_is_an_error(run, folder):
    """In a sentence."""
    result = run("resolve", "nowhere.db", "0" * 12, "--retry")
    assert result.exit_code == 2
    assert result.output.startswith("Error: There is no journal at ")


def test_resolve_names_its_options(run, folder, account):
    """Where `Journal.resolve` names arguments."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    run("replay", "v1.jsonl", "--journal", "j.db")
    result = run("resolve", "j.db", "0" * 12, "--retry", "--done")
    assert result.output == "Error: --created or --done or --retry must be given, exactly one of the three.\n"
    assert run("resolve", "j.db", "abc", "--retry").output.startswith("Error: DIGEST must be 8 to 64 hexadecimal")
    assert run("journal", "/").output == "Error: FILE must be the path of a file; / is a folder.\n"
