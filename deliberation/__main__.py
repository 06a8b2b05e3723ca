"""``python -m deliberation`` is the command line."""

import sys

from deliberation.cli import main

if __name__ == "__main__":
    sys.exit(main())
