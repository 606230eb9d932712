"""``python -m homerun_helpers.migration``."""

import sys


def run() -> int:
    """Run the command; 2 when the package that it needs is not installed."""
    try:
        from homerun_helpers.migration.cli import main
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        print("This command needs click, which is not installed: pip install 'homerun-helpers[cli]'", file=sys.stderr)
        return 2
    main(prog_name="python -m homerun_helpers.migration")
    return 0


if __name__ == "__main__":
    sys.exit(run())
