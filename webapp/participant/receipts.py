"""The receipt of a sealed ballot, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from deliberation.urn import Receipt

TOGETHER = 4  # letters and digits of a code that stand together, for whoever copies it by hand
MASK = 3
"""One of the standard's eight masks. Phones read each; to try them all out for the prettiest takes
longer than all else about a cast.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt's *code*, the same as *groups* of a few characters, and the *picture* of it.

    The picture is not compressed, so that it takes as many bytes for each ballot of a vote: the
    length of the page tells nothing.
    """

    code: str
    groups: tuple[str, ...]
    picture: str


def shown(receipt: Receipt) -> Shown:
    """The *receipt*, ready to stand in a page."""
    code = receipt.code
    groups = tuple(code[i : i + TOGETHER] for i in range(0, len(code), TOGETHER))
    drawn = segno.make(code, error="m", micro=False, mask=MASK)
    return Shown(code, groups, drawn.png_data_uri(scale=4, border=4, compresslevel=0))
