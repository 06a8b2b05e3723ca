"""Who can be eliminated together, because nothing that is still to come could lift them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction


def sure_losers(
    totals: Mapping[str, Fraction],
    among: Sequence[str],
    *,
    surplus: Fraction,
    leave: int,
    equal: bool = False,
) -> tuple[str, ...]:
    """The most candidates whose votes, with every surplus, do not reach the next above them.

    >>> held = {"a": Fraction(9), "b": Fraction(5), "c": Fraction(2), "d": Fraction(1)}
    >>> sure_losers(held, "abcd", surplus=Fraction(1), leave=2)
    ('c', 'd')

    Args:
        totals: the votes of each candidate.
        among: the continuing candidates.
        surplus: the votes that are still to be passed on by the elected.
        leave: how many candidates have to be left at least.
        equal: whether they may just reach the votes of the next above, who has more than each.

    Returns:
        In the order of *among*; nobody where no such group exists.
    """
    order = sorted(among, key=totals.__getitem__)
    out: list[str] = []
    together = surplus
    for place, candidate in enumerate(order[: max(len(order) - leave, 0)]):
        together += totals[candidate]
        if place + 1 == len(order):
            break
        above = totals[order[place + 1]]
        if totals[candidate] < above and (together < above or (equal and together == above)):
            out = order[: place + 1]
    return tuple(candidate for candidate in among if candidate in out)
