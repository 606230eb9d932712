"""Finds uses of V1 in a code base: Python, JavaScript and TypeScript, PHP, JSON, shell scripts and configuration.

It reads, and changes nothing. `python -m homerun_helpers.migration scan PATH…` does the same in a terminal.

Example:
    ```python
    from homerun_helpers.migration import scan

    for finding in scan("."):
        print(finding.path, finding.line, finding.rule.advice)
    ```
"""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import PurePath

from attrs import frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.scanning.findings import Finding, findings
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules import RULES
from homerun_helpers.migration.scanning.tokens import FAMILIES, family_of
from homerun_helpers.migration.scanning.walk import Skipped, files, read

__all__ = ["RULES", "Finding", "Rule", "Scan", "Skipped", "scan", "scan_text"]


@frozen(kw_only=True)
class Scan:
    """What a scan found; iterate it for the findings.

    Attributes:
        findings: the uses of V1, by file and line.
        files: how many files were read.
        skipped: files that were not, each with the reason.

    Example:
        ```python
        from homerun_helpers.migration import scan

        found = scan(folder)
        if not found.findings and not found.skipped:
            print("Nothing of V1 in", found.files, "files.")
        ```
    """

    findings: tuple[Finding, ...]
    files: int
    skipped: tuple[Skipped, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


def scan(*paths: str | PathLike[str], ignore: Iterable[str] = ()) -> Scan:
    """The uses of Homerun's API V1 in files and folders.

    The kind of a file follows from its name: `.py`, `.js`, `.ts`, `.php`, `.json`, `.sh`, `.env`, `.yml` and the like.
    Folders of version control, of installed packages and of caches are skipped, and so are files over 2 MB and binary
    files. Symbolic links are not followed. A comment `homerun: ignore` (or `homerun: ignore[v1-url]`) on a line,
    or alone above it, silences it.

    Args:
        *paths: files and folders.
        ignore: patterns of names or of paths below a folder to pass over, such as `*.min.js` or `legacy/*`.

    Returns:
        The findings, and what was not read.

    Raises:
        InvalidArgumentError: a path does not exist, cannot be read, or is a file of a kind that is not scanned. A
            file below a folder that cannot be read is in `skipped`.

    Example:
        ```python
        from homerun_helpers.migration import scan

        found = scan(folder, ignore=["fixtures/*"])
        print(len(found), "uses of V1 in", found.files, "files")
        ```
    """
    found: list[Finding] = []
    skipped: list[Skipped] = []
    count = 0
    for path in files(paths, tuple(ignore), skipped):
        text = read(path, skipped)
        if text is not None:
            count += 1
            found += scan_text(text, str(path))
    return Scan(findings=tuple(found), files=count, skipped=tuple(skipped))


def scan_text(text: str, path: str) -> list[Finding]:
    """The uses of V1 in a text, without reading a file.

    Args:
        text: the source.
        path: a name for it; its ending says the language.

    Returns:
        The findings, in their order.

    Raises:
        InvalidArgumentError: the ending is of no language that the scanner knows.

    Example:
        ```python
        from homerun_helpers.migration.scanning import scan_text

        (finding,) = scan_text('BASE = "https://api.homerun.co/v1"', "settings.py")
        assert finding.rule.id == "v1-url"
        ```
    """
    family = family_of(PurePath(path).name)
    if family is None:
        problem = f"has an ending that the scanner does not know: {path}. It knows {', '.join(sorted(FAMILIES))}."
        raise InvalidArgumentError("path", problem)
    return findings(text, path, family)
