"""Fuzz targets side by side, and report.

    scripts/fuzz                            every target, ten minutes in all
    scripts/fuzz --minutes 60               an hour in all
    scripts/fuzz --target models --target pages

The corpus is in .fuzz/, and the next run goes on from it. A finding is shrunk, printed as a test to paste, and kept in
.fuzz/<target>/findings/. The exit code is 1 when there are findings, 2 when a target could not run.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from tools import ROOT
from tools.fuzz import TARGETS, home

# libFuzzer's line about its progress: there is no other way to learn these numbers.
PROGRESS = re.compile(r"#(\d+)\s+\w+\s+(?:cov: (\d+) ft: (\d+) )?corp: (\d+)/")
# What a target needs besides its time: imports under instrumentation, the corpus, shrinking.
GRACE_S = 900


@frozen
class Result:
    """What became of a target; `broken` says why it did not run to its end."""

    target: str
    cases: int
    coverage: int
    features: int
    corpus: int
    seconds: float
    findings: list[Path]
    broken: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=10, help="how long it takes in all (default: 10)")
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this one; may be repeated")
    jobs = os.cpu_count() or 1
    parser.add_argument("--jobs", type=int, default=jobs, help="how many at a time (default: one per core)")
    options = parser.parse_args()
    if options.minutes <= 0 or options.jobs < 1:
        parser.error("--minutes and --jobs must be above 0")
    targets = options.target or list(TARGETS)
    at_once = min(options.jobs, len(targets))
    seconds = max(5, round(options.minutes * 60 * at_once / len(targets)))
    print(f"{len(targets)} targets, {seconds} s each, {at_once} at a time", flush=True)
    with ThreadPoolExecutor(at_once) as pool:
        return report(list(pool.map(lambda target: fuzz(target, seconds), targets)))


def fuzz(target: str, seconds: int) -> Result:
    """Fuzz one target in a process of its own."""
    folder, start = home(target), time.monotonic()
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for old in (folder / "findings").glob("*.py"):
        old.unlink()
    command, log = [sys.executable, "-m", "tools.fuzz.fuzzer", target, str(seconds)], folder / "log.txt"
    with log.open("w") as output:
        try:
            done = subprocess.run(
                command, cwd=ROOT, stdout=output, stderr=output, timeout=seconds + GRACE_S, check=False
            )
            ended = f"exit code {done.returncode}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            ended = "it did not end"
    text = log.read_text(errors="replace")
    cases, coverage, features, corpus = (int(number or 0) for number in (PROGRESS.findall(text) or [(0, 0, 0, 0)])[-1])
    why = ended or ("" if cases else "no case was tried")
    broken = f"{why}; see {log.relative_to(ROOT)}:\n" + "\n".join(text.splitlines()[-15:]) if why else ""
    findings = sorted((folder / "findings").glob("*.py"))
    print(f"  {target}: {cases:,} cases, {len(findings)} findings", flush=True)
    return Result(target, cases, coverage, features, corpus, time.monotonic() - start, findings, broken)


def report(results: list[Result]) -> int:
    """Print the table and the findings; returns the exit code."""
    print(f"\n{'target':12}{'cases':>12}{'seconds':>9}{'coverage':>10}{'features':>10}{'corpus':>8}{'findings':>10}")
    for one in results:
        numbers = f"{one.cases:>12,}{one.seconds:>9.0f}{one.coverage:>10,}{one.features:>10,}{one.corpus:>8,}"
        print(f"{one.target:12}{numbers}{len(one.findings):>10}")
    print(f"{'all':12}{sum(one.cases for one in results):>12,}{sum(one.seconds for one in results):>9.0f}")
    for one in results:
        for path in one.findings:
            print(f"\n--- {path.relative_to(ROOT)}\n{path.read_text('utf-8')}")
        if one.broken:
            print(f"\n{one.target} could not run to its end: {one.broken}", file=sys.stderr)
    if any(one.findings for one in results):
        return 1
    return 2 if any(one.broken for one in results) else 0


if __name__ == "__main__":
    sys.exit(main())
