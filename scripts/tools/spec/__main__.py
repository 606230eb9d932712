"""scripts/spec: compare OpenAPI documents, and check one by the rules of this project."""

import argparse
import sys
from typing import Never

from tools.spec.diff import command as diff
from tools.spec.lint import command as lint


class _Parser(argparse.ArgumentParser):
    """Exits with 3 after a wrong argument: 2 means that a change breaks callers."""

    def error(self, message: str) -> Never:
        self.print_usage(sys.stderr)
        self.exit(diff.ERROR_EXIT_CODE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    parser: argparse.ArgumentParser = _Parser(prog="scripts/spec", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="diff|lint")
    diff.add_to(commands)
    lint.add_to(commands)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
