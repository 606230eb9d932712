"""The document in a fixed order and without what Redoc added, so that two of them can be compared."""

import hashlib
import json
import re
from typing import Any

from tools.spec.document import Json
from tools.spec.upstream.error import UpstreamError

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_ORDER = ("openapi", "info", "jsonSchemaDialect", "servers", "security", "tags", "paths", "webhooks", "components")
# Fields that Redoc adds to schemas when it renders them. Authors do not write them, and no other tool reads them.
_ADDED: dict[str, type] = {"x-refsStack": list, "x-parentRefs": list, "x-circular-ref": bool}
# Below these, keys are data of the API and not words of OpenAPI.
_DATA = {"example", "examples", "default", "enum", "const", "value"}
# Older versions of Redoc write this into `info.description`, at the end below a heading of their own, or at the end of
# the author's section of that name.
_INJECTED = re.compile(
    r"(?:\A|\n)# Authentication\n\n<!-- ReDoc-Inject: <security-definitions> -->\Z"
    r"|(?:\n\n)?<!-- ReDoc-Inject: <security-definitions> -->\n?"
)


def check(document: Json) -> None:
    """Refuse what is not OpenAPI 3, or is empty."""
    version = document.get("openapi")
    if "swagger" in document and version is None:
        raise UpstreamError(f"The document is Swagger {document['swagger']}, not OpenAPI 3")
    if version is None:
        keys = ", ".join(list(document)[:8])
        raise UpstreamError(f"The document is not OpenAPI 3: it has no `openapi`, only {keys or 'nothing'}")
    if not re.match(r"3\.\d", str(version)):
        raise UpstreamError(f"The document is OpenAPI {version}, not OpenAPI 3")
    if not isinstance(document.get("info"), dict):
        raise UpstreamError("The document has no `info`")
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        raise UpstreamError("The document has no paths")


def normalise(document: Json) -> tuple[Json, list[str]]:
    """The document in order and without what Redoc added, and the places of that; the original stays as it is."""
    removed: list[str] = []
    clean = _without_added(document, "#", removed)
    _remove_injection(clean, removed)
    for part in ("paths", "webhooks"):
        if isinstance(clean.get(part), dict):
            clean[part] = {path: _in_order(item) for path, item in clean[part].items()}
    known = {key: clean[key] for key in _ORDER if key in clean}
    return known | clean, removed


def _in_order(item: Any) -> Any:
    """A path item: first what its methods share, then the methods in a fixed order."""
    if not isinstance(item, dict):
        return item
    shared = {key: value for key, value in item.items() if key not in METHODS}
    return shared | {method: item[method] for method in METHODS if method in item}


def _without_added(node: Any, place: str, removed: list[str]) -> Any:
    if isinstance(node, list):
        return [_without_added(item, f"{place}/{index}", removed) for index, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        below = f"{place}/{key}"
        if isinstance(value, _ADDED.get(key, ())):
            removed.append(below)
        else:
            kept[key] = value if key in _DATA else _without_added(value, below, removed)
    return kept


def _remove_injection(document: Json, removed: list[str]) -> None:
    description = _mapping(document.get("info")).get("description")
    if isinstance(description, str) and _INJECTED.search(description):
        document["info"] = {**document["info"], "description": _INJECTED.sub("", description)}
        removed.append("#/info/description: <!-- ReDoc-Inject: <security-definitions> -->")


def digest(document: Json) -> str:
    """SHA-256 of the document as compact JSON with sorted keys: the same for the same content in any order."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def count_operations(document: Json) -> int:
    """How many operations its paths have."""
    return sum(method in METHODS for item in document["paths"].values() for method in _mapping(item))


def count_schemas(document: Json) -> int:
    """How many schemas its components have."""
    return len(_mapping(_mapping(document.get("components")).get("schemas")))


def _mapping(value: Any) -> Json:
    """The value if it is an object, else an empty one: any place of the document may be wrong."""
    return value if isinstance(value, dict) else {}
