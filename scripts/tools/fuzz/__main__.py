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
from concurrent.futures import ThreadPoolExecutor

from tools import ROOT
from tools.fuzz import TARGETS, home

# libFuzzer's line about its progress: there is no other way to learn these numbers.
PROGRESS = re.compile(r"#(\d+)\s+\w+\s+(?:cov: (\d+) ft: (\d+) )?corp: (\d+)/")
# What a target needs besides its time: imports under instrumentation, the corpus, shrinking.
GRACE_S = 900


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
        codes = set(pool.map(lambda target: fuzz(target, seconds), targets))
    return 1 if 1 in codes else max(codes)


def fuzz(target: str, seconds: int) -> int:
    """Fuzz one target in a process of its own, and report; returns the exit code."""
    folder = home(target)
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for old in (folder / "findings").glob("*.py"):
        old.unlink()
    command, log = [sys.executable, "-m", "tools.fuzz.fuzzer", target, str(seconds)], folder / "log.txt"
    with log.open("w") as output:
        try:
            done = subprocess.run(
                command, cwd=ROOT, stdout=output, stderr=output, timeout=seconds + GRACE_S, check=False
            )
            broken = f"exit code {done.returncode}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            broken = "it did not end"
    text = log.read_text(errors="replace")
    cases, coverage, features, corpus = (int(number or 0) for number in (PROGRESS.findall(text) or [(0, 0, 0, 0)])[-1])
    findings = sorted((folder / "findings").glob("*.py"))
    counts = f"{cases:,} cases, coverage {coverage:,}, features {features:,}, corpus {corpus:,}"
    lines = [f"{target}: {counts}, {len(findings)} findings"]
    lines += [f"\n--- {path.relative_to(ROOT)}\n{path.read_text('utf-8')}" for path in findings]
    print("\n".join(lines), flush=True)
    broken = broken or ("" if cases else "no case was tried")
    if broken:
        end = "\n".join(text.splitlines()[-15:])
        print(f"{target} could not run to its end: {broken}; see {log.relative_to(ROOT)}:\n{end}", file=sys.stderr)
    return 1 if findings else 2 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
