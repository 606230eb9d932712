"""``python -m homerun_helpers.migration``."""

import sys


def run() -> int:
    """Run the command; 2 when a package that it needs is not installed."""
    try:
        from homerun_helpers.migration.cli import main

        main(prog_name="python -m homerun_helpers.migration")
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        need = f"This command needs {error.name}, which is not installed: pip install 'homerun-helpers[cli]'"
        print(need, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(run())
