"""``python -m deliberation.verify BUNDLE``, or ``python -m verify BUNDLE`` from a copy."""

import sys

from .bundle import main

sys.exit(main())
