"""Where every candidate stands after a quadratic vote, and what the voters spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from deliberation.voting.ballots import Credits
from deliberation.voting.profile import Profile
from deliberation.voting.quadratic.quadratic import quadratic
from deliberation.voting.seats import by_total
from deliberation.voting.ties import by_order


@dataclass(frozen=True, slots=True)
class Standing:
    """All candidates in order, with the votes for and against each.

    Args:
        places: the candidates, best first; those with equal totals share a place.
        votes_for: of each candidate, and *votes_against*, as numbers above zero.
        spent: the credits of each candidate.
        unspent: the credits that voters left; a blank ballot leaves them all.
    """

    places: tuple[tuple[str, ...], ...]
    totals: Mapping[str, Fraction] = field(hash=False)
    votes_for: Mapping[str, Fraction] = field(hash=False)
    votes_against: Mapping[str, Fraction] = field(hash=False)
    spent: Mapping[str, Fraction] = field(hash=False)
    unspent: Fraction


def standing(
    profile: Profile[Credits], *, credits: int = 100, whole: bool = True, against: bool = True
) -> Standing:
    """The standing of all candidates, with nothing decided.

    >>> votes = Profile.of([Credits({"bus": 3, "tram": -1}), Credits({"tram": 4})],
    ...                    candidates=["bus", "tram"])
    >>> found = standing(votes, credits=16)
    >>> found.places, found.votes_against["tram"], found.unspent
    ((('bus', 'tram'),), Fraction(1, 1), Fraction(6, 1))

    Args:
        credits: as for ``quadratic``, and so are *whole* and *against*.

    Raises:
        InvalidInputError: ballots are not valid, or there is none.
    """
    order = by_order(profile.candidates)
    tally = quadratic(profile, credits=credits, whole=whole, against=against, break_tie=order)
    nothing = dict.fromkeys(profile.candidates, Fraction(0))
    given, taken, spent = dict(nothing), dict(nothing), dict(nothing)
    for ballot, times in profile.counts.items():
        for candidate, n in ballot.votes:
            given[candidate] += times * max(n, 0)
            taken[candidate] += times * max(-n, 0)
            spent[candidate] += times * n * n
    places = tuple(map(tuple, by_total(tally.totals)))
    unspent = credits * profile.size - sum(spent.values(), Fraction(0))
    return Standing(places, tally.totals, given, taken, spent, unspent)
