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

    # Modules that come late would come uninstrumented.
    for name in homerun_client.models.__all__:
        getattr(homerun_client.models, name)
    homerun_helpers.Homerun("key", rate_limit=None).close()

# After the instrumentation, or they would import the same modules without it.
import pytest

from tools import ROOT
from tools.fuzz.properties import Properties
from tools.fuzz.targets import TARGETS

LONGEST = 8192


def main() -> None:
    target, seconds = sys.argv[1:]
    home = ROOT / ".fuzz" / target
    properties = Properties(home / "findings")

    def fuzz() -> None:
        flags = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-artifact_prefix={home}/", "-timeout=300"]
        atheris.Setup([sys.argv[0], str(home / "corpus"), *flags, "-print_final_stats=1"], properties.try_one)
        atheris.Fuzz()  # ends the process

    properties.when_complete = fuzz
    options = [
        "-q",
        "-s",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:homerun_helpers",
        "-o",
        "timeout=0",
    ]
    sys.exit(pytest.main([*options, *TARGETS[target]], plugins=[properties]))


if __name__ == "__main__":
    main()
