"""A QR code as a picture, from the modules that an encoder made."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.errors import InvalidInputError
from deliberation.figures.markup import Markup, element

QUIET = 4  # modules of white around it, as the standard asks


def qr(modules: Sequence[Sequence[int]], *, label: str) -> Markup:
    """The code as SVG, dark on white whatever the colours of the page.

    Args:
        modules: rows of equal length, as many as columns; whatever is not 0 is dark.
        label: what somebody hears who does not see it.

    Raises:
        InvalidInputError: the rows are no square.
    """
    if not modules or any(len(row) != len(modules) for row in modules):
        raise InvalidInputError(["the modules of a QR code make a square"])
    side = len(modules) + 2 * QUIET
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, module in enumerate(row)
        if module
    )
    return element(
        "svg",
        element("rect", width=side, height=side, fill="#ffffff"),
        element("path", d=dark, fill="#000000"),
        class_="qr",
        viewBox=f"0 0 {side} {side}",
        role="img",
        aria_label=label,
        shape_rendering="crispEdges",
    )
