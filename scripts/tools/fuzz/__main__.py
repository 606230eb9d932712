"""Fuzz targets side by side, and report.

    scripts/fuzz                            every target, ten minutes in all
    scripts/fuzz --minutes 60               an hour in all
    scripts/fuzz --target models --target pages

The corpus is in .fuzz/ and makes the next run begin where this one ended. A finding is shrunk, printed as a test to
paste, and kept in .fuzz/<target>/findings/. The exit code is 1 when there is any, 2 when a target could not run.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import define

from tools import ROOT
from tools.fuzz.targets import TARGETS

PROGRESS = re.compile(r"#(\d+)\s+\w+\s+(?:cov: (\d+) ft: (\d+) )?corp: (\d+)/")
# What a target needs on top of its time: imports under instrumentation, the corpus, shrinking.
GRACE = 900


@define
class Result:
    """What became of a target."""

    target: str
    cases: int = 0
    coverage: int = 0
    features: int = 0
    corpus: int = 0
    seconds: float = 0
    broken: str = ""

    @property
    def findings(self) -> list[Path]:
        return sorted((home(self.target) / "findings").glob("*.py"))


def main() -> int:
    options = parse()
    targets = options.target or list(TARGETS)
    seconds = max(5, round(options.minutes * 60 * min(options.jobs, len(targets)) / len(targets)))
    print(f"{len(targets)} targets, {seconds} s each, {min(options.jobs, len(targets))} at a time", flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda target: fuzz(target, seconds), targets))
    return report(results)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=10, help="how long it takes in all (default: 10)")
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this one; may be repeated")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time (default: one per core)"
    )
    options = parser.parse_args()
    if options.minutes <= 0 or options.jobs < 1:
        parser.error("--minutes and --jobs must be above 0")
    return options


def home(target: str) -> Path:
    return ROOT / ".fuzz" / target


def fuzz(target: str, seconds: int) -> Result:
    """One target in a process of its own."""
    (home(target) / "corpus").mkdir(parents=True, exist_ok=True)
    for old in Result(target).findings:
        old.unlink()
    command = [sys.executable, "-m", "tools.fuzz.fuzzer", target, str(seconds)]
    result, start = Result(target), time.monotonic()
    log = home(target) / "log.txt"
    with log.open("w") as output:
        try:
            done = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, timeout=seconds + GRACE, check=False)
            ended = f"exit code {done.returncode}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            ended = "it did not end"
    result.seconds = time.monotonic() - start
    text = log.read_text(errors="replace")
    for cases, coverage, features, corpus in PROGRESS.findall(text):
        result.cases, result.coverage = int(cases), int(coverage or 0)
        result.features, result.corpus = int(features or 0), int(corpus)
    if ended or not result.cases:
        result.broken = f"{ended or 'no case was tried'}; see {log.relative_to(ROOT)}:\n" + "\n".join(
            text.splitlines()[-15:]
        )
    print(f"  {target}: {result.cases:,} cases, {len(result.findings)} findings", flush=True)
    return result


def report(results: list[Result]) -> int:
    """The table and the findings; the exit code."""
    print(f"\n{'target':12}{'cases':>12}{'seconds':>9}{'coverage':>10}{'features':>10}{'corpus':>8}{'findings':>10}")
    for result in results:
        numbers = (result.cases, round(result.seconds), result.coverage, result.features, result.corpus)
        print("{:12}{:>12,}{:>9}{:>10,}{:>10,}{:>8,}".format(result.target, *numbers) + f"{len(result.findings):>10}")
    print(f"{'all':12}{sum(result.cases for result in results):>12,}{round(sum(r.seconds for r in results)):>9}")
    for result in results:
        for path in result.findings:
            print(f"\n--- {path.relative_to(ROOT)}\n{path.read_text()}")
        if result.broken:
            print(f"\n{result.target} could not run to its end: {result.broken}", file=sys.stderr)
    if any(result.findings for result in results):
        return 1
    return 2 if any(result.broken for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
