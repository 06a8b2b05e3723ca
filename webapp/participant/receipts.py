"""The receipt of a sealed ballot, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.urn import Receipt
from webapp.participant.receipt_picture import modules_of, png_uri

TOGETHER = 4  # letters and digits of a code that stand together, for whoever copies it by hand


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt as *groups* of a few characters of its code, and the *picture* of a link.

    The link leads to where it is checked; the code stands behind its ``#``, which browsers never
    send. The picture has one dot for each module; the style sheet enlarges it. It is not
    compressed, so that it takes as many bytes for each ballot of a vote:
    the length of the page tells nothing.
    """

    address: str
    groups: tuple[str, ...]
    picture: str


def shown(receipt: Receipt, *, address: str) -> Shown:
    """The *receipt*, ready to stand in a page.

    Args:
        address: of the page that checks receipts of this vote.
    """
    code = receipt.code
    groups = tuple(code[i : i + TOGETHER] for i in range(0, len(code), TOGETHER))
    return Shown(address, groups, png_uri(modules_of(f"{address}#{code}")))
