"""Resolves outcomes that the replay set aside, as a person does by looking into Homerun."""

from homerun_helpers.migration import Journal, payload_digest


def applications(homerun, number):
    """The applications that were created from the payload with this number."""
    email = f"{number}@example.com"
    there = [one.id for one in homerun.job_applications.list() if one.personal_info.email == email]
    return [homerun.job_applications.get(name, include=["notes"]) for name in there]


def found(homerun, number):
    """How often each request of a payload with one note and one file was executed."""
    full = applications(homerun, number)
    notes, files = [sum(len(getattr(one, part) or []) for one in full) for part in ("notes", "files")]
    return {"create": len(full), "note 1": notes, "file 1": files}


def resolve_all(homerun, journal, number, sent):
    """Resolve the outcomes that were set aside for the sent payload, by what Homerun has."""
    counts = found(homerun, number)
    with Journal(journal) as open_journal:
        for outcome in open_journal.set_aside():
            if outcome.digest != payload_digest(sent):
                continue
            if not counts[outcome.step]:
                answer = {"retry": True}
            elif outcome.step == "create":
                answer = {"created": applications(homerun, number)[0].id}
            else:
                answer = {"done": True}
            open_journal.resolve(outcome.digest, step=outcome.step, **answer)
