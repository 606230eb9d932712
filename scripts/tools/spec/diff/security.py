"""Compares the keys and scopes that an operation requires."""

from tools.spec.diff.change import At, Changes, Level
from tools.spec.document import Json, resolved

Need = dict[str, frozenset[str]]


def compare(old_root: Json, new_root: Json, old: Json, new: Json, at: At, changes: Changes) -> None:
    """Note the keys and scopes that an operation requires in addition, or no longer."""
    before, after = needs(old_root, old), needs(new_root, new)
    if len(before) == len(after) == 1 and before[0].keys() == after[0].keys():
        for scheme, scopes in before[0].items():
            for scope in sorted(after[0][scheme] - scopes):
                changes.add(Level.BREAKING, at, f"needs the scope {scope} now")
            for scope in sorted(scopes - after[0][scheme]):
                changes.add(Level.ADDITIVE, at, f"does not need the scope {scope} any more")
    elif sorted(map(shown, before)) != sorted(map(shown, after)):
        still = all(any(suffices(need, offer) for need in after) for offer in before)
        text = f"security {' or '.join(map(shown, before))} → {' or '.join(map(shown, after))}"
        changes.add(Level.ADDITIVE if still else Level.BREAKING, at, text)


def needs(root: Json, operation: Json) -> list[Need]:
    """The alternative requirements, by the kind of the key instead of its name in the document."""
    stated = operation.get("security", root.get("security", []))
    return [{kind(root, name): frozenset(scopes) for name, scopes in need.items()} for need in stated or [{}]]


def kind(root: Json, name: str) -> str:
    """`http bearer`, or the header or query parameter that carries the key."""
    schemes = root.get("components", {}).get("securitySchemes", {})
    if name not in schemes:
        return name
    scheme = resolved(root, schemes[name])
    words = (scheme.get("type"), scheme.get("scheme"), scheme.get("in"), scheme.get("name"))
    return " ".join(str(word).lower() for word in words if word)


def suffices(need: Need, offer: Need) -> bool:
    return all(scheme in offer and scopes <= offer[scheme] for scheme, scopes in need.items())


def shown(need: Need) -> str:
    parts = [" ".join([scheme, *sorted(scopes)]) for scheme, scopes in sorted(need.items())]
    return " and ".join(parts) or "nothing"
