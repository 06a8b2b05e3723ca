"""The stranger's checker: re-checks a published bundle from the documents of the format alone.

It needs Python and nothing else, and imports nothing of ours: copy this folder anywhere and run
``python -m verify bundle.zip``. Read it in this order: ``documents`` (canonical JSON), ``archive``,
``lots`` (chance), ``lottery`` (what panels must be), ``draw`` (ticket and alternates), ``reserve``,
``certificate`` (that none is fairer), ``count`` (the rules), ``vote``, ``ledger``, ``bundle``.
"""

from .bundle import check, main
from .documents import BundleError

__all__ = ["BundleError", "check", "main"]
