"""What the functions say, in the language of the command: their arguments are its options."""

import re

COMMAND = "python -m homerun_helpers.migration"
_WORDS = {
    r"`folder`": "--folder",
    r"`jobs`": "--jobs",
    r"`allow_lossy`": "--allow-lossy",
    r"\bsame_account=True": "--same-account",
    r"\bstop_on_error is set": "--stop-on-error is set",
    r"\bpass api_key=… or set": "set",
    r"\bcreated='ap_…'": "--created ap_…",
    r"\bdone=True": "--done",
    r"\bretry=True": "--retry",
    r"\bresolve it again\b": f"see {COMMAND} resolve",
    r"\bresolve them in the journal": f"say what is there with {COMMAND} resolve",
}


def spoken(text: str) -> str:
    """A text with options instead of arguments."""
    for argument, option in _WORDS.items():
        text = re.sub(argument, option, text)
    return text
