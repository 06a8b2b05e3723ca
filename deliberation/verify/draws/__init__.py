"""Draws by lot, checked by the pages on formats and lots: the one door is ``check_draws``.

Read it in this order: ``lottery`` (what panels must be, and everybody's chance), ``certificate``
(that no lottery is fairer), ``draw`` (numbers, ticket, alternates), ``reserve``,
``replacement`` (who stays of the panel before).
"""

from collections.abc import Iterator
from typing import Any

from .certificate import CERTIFICATE, check_certificate
from .draw import ANNOUNCEMENT, DRAW, NUMBERING, check_announcement, check_draw
from .lottery import LOTTERY, check_lottery
from .replacement import REPLACEMENT, check_replacement
from .reserve import RESERVE, check_reserve

FORMS = {"lottery.json": LOTTERY, "certificate.json": CERTIFICATE, "draw.json": DRAW}
FORMS |= {"announcement.json": ANNOUNCEMENT, "numbering.json": NUMBERING}
FORMS |= {"reserve.json": RESERVE, "replacement.json": REPLACEMENT}
CHECKS = {check_lottery: "lottery.json", check_certificate: "lottery.json", check_draw: "draw.json"}
CHECKS |= {check_announcement: "announcement.json", check_reserve: "reserve.json"}
CHECKS |= {check_replacement: "replacement.json"}


def check_draws(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of a lottery and its draw, which have their form."""
    for check, name in CHECKS.items():
        if name in docs:
            yield from check(docs)
