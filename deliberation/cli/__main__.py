"""``python -m deliberation.cli`` is ``deliberation``."""

import sys

from deliberation.cli import main

sys.exit(main())
