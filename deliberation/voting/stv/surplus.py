"""How a surplus is passed on: which papers go, among which it is shared, and at which values.

Source: Farrell & McAllister, "The 1983 change in surplus vote transfer procedures for the
Commonwealth Senate and its consequences for the single transferable vote", Australian Journal of
Political Science 38 (2003), which tells the Gregory methods apart; Newland & Britton, "How to
conduct an election by the single transferable vote", third edition (1997), rule 5.3.7, for papers
that are worth no more than the surplus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from deliberation.exact import truncate
from deliberation.voting.stv.parcels import Parcel
from deliberation.voting.stv.transfer import NOTHING, Credit, Piles, product
from deliberation.voting.tally import Transfer

Way = Literal["weighted", "unweighted", "last"]
Among = Literal["all", "transferable"]


def pass_on(
    piles: Piles,
    source: str,
    *,
    quota: Fraction,
    way: Way,
    among: Among,
    places: int | None = None,
    credit: Credit = product,
) -> tuple[Transfer, ...]:
    """Send what *source* has over the *quota* to the next continuing candidates.

    Args:
        way: ``"weighted"``, all papers, each at a like part of its value; ``"unweighted"``, all
            papers at one value, whatever they had; ``"last"``, those of the last batch alone, each
            at a like part of its value.
        among: whether the surplus is shared by all these papers, or by those that name somebody
            further; the others then stay. Where all that go are worth no more than the surplus,
            they keep their value, and what is left of it is lost.
        places: decimals kept in the value of a paper; ``None`` is exact.
        credit: what papers of one value bring to a candidate.
    """
    surplus = piles.totals[source] - quota
    going = piles.last_batch(source) if way == "last" else piles.parcels(source)
    staying: tuple[Parcel, ...] = ()
    if among == "transferable":
        going, staying = piles.separate(source, going)
    worth = sum((parcel.papers * parcel.value for parcel in going), NOTHING)
    if worth > surplus:
        values = _values(going, surplus, worth, way)
        sent = [p.worth(truncate(v, places)) for p, v in zip(going, values, strict=True)]
    else:
        sent = [*going]
        if worth < surplus and staying:
            going += staying
            sent += [p.worth((surplus - worth) / _number(staying)) for p in staying]
    piles.take(source, going)
    return piles.send(source, sent, keep=quota, credit=credit)


def _values(
    going: Sequence[Parcel], surplus: Fraction, worth: Fraction, way: Way
) -> list[Fraction]:
    """What a paper of each parcel is worth from now on; together no more than the *surplus*."""
    if way == "unweighted":
        return [surplus / _number(going)] * len(going)
    return [parcel.value * (surplus / worth) for parcel in going]


def _number(parcels: Iterable[Parcel]) -> int:
    return sum(parcel.papers for parcel in parcels)
