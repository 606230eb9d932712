"""How many examples of a complete application the strategies draw in a second.

Each example is drawn by `@given`, as in a test, with the overhead of Hypothesis. The first line is one whole number,
which is overhead alone: a quarter of the time or more. Run it with `.venv/bin/python benchmarks/strategies.py`.
"""

import time

from homerun_client.models import JobApplication, JobApplicationDetails, Stage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homerun_helpers.testing import strategies as homerun

EXAMPLES = 3000
ROUNDS = 3
MEASURED: dict[str, st.SearchStrategy[object]] = {
    "Hypothesis: integers()": st.integers(),
    "payloads(Stage)": homerun.payloads(Stage),
    "payloads(JobApplicationDetails)": homerun.payloads(JobApplicationDetails),
    "instances(JobApplicationDetails)": homerun.instances(JobApplicationDetails),
    "payloads(…, hostile=True)": homerun.payloads(JobApplicationDetails, hostile=True),
    "instances(…, hostile=True)": homerun.instances(JobApplicationDetails, hostile=True),
    "pages(JobApplication, per_page=15)": homerun.pages(JobApplication, per_page=15),
}


def draw(strategy: st.SearchStrategy[object]) -> int:
    """Draw `EXAMPLES` examples; returns how many were drawn."""
    count = 0

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(value=strategy)
    def test(value: object) -> None:
        nonlocal count
        count += value is not test

    test()
    return count


def rates(strategy: st.SearchStrategy[object]) -> tuple[float, float]:
    """Examples per second, of processor time and by the clock."""
    clock, processor = time.perf_counter(), time.process_time()
    count = draw(strategy)
    return count / (time.process_time() - processor), count / (time.perf_counter() - clock)


def main() -> None:
    print(f"{'':36}  per second of processor time   by the clock   (the best of {ROUNDS} rounds of {EXAMPLES:,})")
    for name, strategy in MEASURED.items():
        found = [rates(strategy) for _ in range(ROUNDS)]
        print(f"{name:36}  {max(cpu for cpu, _ in found):28,.0f}   {max(wall for _, wall in found):12,.0f}")


if __name__ == "__main__":
    main()
