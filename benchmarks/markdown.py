"""A table in Markdown whose columns are as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def markdown(head: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of the table.

    Args:
        head: the name of each column, and ``">"`` where it stands to the right.
    """
    cells = [[name for name, _ in head], *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    aligns = [align for _, align in head]
    lines = [
        f"| {' | '.join(f'{c:{a}{w}}' for c, w, a in zip(row, widths, aligns, strict=True))} |"
        for row in cells
    ]
    rule = [("-" * (w - 1) + ":") if a else "-" * w for w, a in zip(widths, aligns, strict=True)]
    return [lines[0], f"| {' | '.join(rule)} |", *lines[1:]]
