"""The stranger's checker: re-checks a published bundle from the documents of the format alone.

It needs Python and, for the signature on a receipt only, ``cryptography``; it imports nothing of
ours: copy this folder anywhere and run ``python -m verify bundle.zip``. Read it in this order:
``documents`` (canonical JSON, and the shapes of documents), ``archive``, ``lots`` (chance),
``ballots`` (what may stand on one), ``board`` and ``receipts`` (of sealed votes), ``listed`` (of
votes whose ballots are public), ``ledger``, ``forms`` (of every file), ``bundle``; and then a room
for what you want to check: ``draws`` (the lottery, its certificate, the ticket) or ``votes`` (the
rules, counted again). The words in ``words.txt`` are those of SLIP-39 in their order, which number
the first bits of a root.
"""

from .bundle import check, main
from .documents import BundleError

__all__ = ["BundleError", "check", "main"]
