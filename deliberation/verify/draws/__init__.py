"""Draws by lot, checked by the pages on formats and lots: the one door is ``check_draws``.

Read it in this order: ``lottery`` (what panels must be, and everybody's chance), ``certificate``
(that no lottery is fairer), ``draw`` (numbers, ticket, alternates), ``reserve``,
``replacement`` (who stays of the panel before).
"""

from collections.abc import Iterator
from typing import Any

from .certificate import check_certificate
from .draw import check_announcement, check_draw
from .lottery import check_lottery
from .replacement import check_replacement
from .reserve import check_reserve

CHECKS = (
    *(check_lottery, check_certificate, check_draw, check_announcement),
    *(check_reserve, check_replacement),
)


def check_draws(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of a lottery and its draw, where there are any."""
    for check in CHECKS:
        yield from check(docs)
