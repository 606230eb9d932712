"""``python -m homerun_helpers.sandbox``."""

import sys

from homerun_helpers.sandbox._cli import main

if __name__ == "__main__":
    sys.exit(main())
