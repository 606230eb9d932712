"""Fuzz one target: pytest collects its properties, atheris drives them, hypothesis shrinks what fails.

python -m tools.fuzz.fuzzer TARGET SECONDS
"""

import os
import sys

import atheris  # type: ignore[import-untyped, unused-ignore]  # it has no types, and is installed on demand

os.environ["HYPOTHESIS_PROFILE"] = "fuzz"

with atheris.instrument_imports(include=["homerun_client", "homerun_helpers"]):
    import homerun_client.models

    import homerun_helpers.sandbox

    # What is imported later is not instrumented.
    for name in homerun_client.models.__all__:
        getattr(homerun_client.models, name)
    homerun_helpers.Homerun("key", rate_limit=None).close()


import pytest

from tools.fuzz import TARGETS, home
from tools.fuzz.properties import Properties

MAX_INPUT_BYTES = 8192
# Without a time limit, and without plugins that import the package too early or start processes.
PYTEST = ["-qs", "--assert=plain", "-pno:cacheprovider", "-pno:xdist", "-pno:homerun_helpers", "-otimeout=0"]


def main() -> None:
    target, seconds = sys.argv[1:]
    folder = home(target)
    limits = [f"-max_total_time={seconds}", f"-max_len={MAX_INPUT_BYTES}", "-timeout=300"]
    arguments = [sys.argv[0], str(folder / "corpus"), *limits, f"-artifact_prefix={folder}/", "-print_final_stats=1"]

    def fuzz(properties: Properties) -> None:
        atheris.Setup(arguments, properties.try_one)
        atheris.Fuzz()  # ends the process

    sys.exit(pytest.main([*PYTEST, *TARGETS[target]], plugins=[Properties(folder / "findings", fuzz)]))


if __name__ == "__main__":
    main()
