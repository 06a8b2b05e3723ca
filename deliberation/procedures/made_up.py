"""Ballots of made-up members, for a rehearsal: of every kind, and not all alike.

Each candidate is liked more or less by all, and each member somewhat more or less than that; so
some are carried, some nearly, and some not.
"""

from __future__ import annotations

from math import isqrt

from deliberation.assembly import Vote
from deliberation.procedures.terms import grades_of
from deliberation.randomness import Lots
from deliberation.voting.ballots import Approval, CastBallot, Credits, Grades, Ranking, Scores

SPREAD = 50  # of 100, by which members differ in how much they like somebody
SILENT = 12  # one line of so many is left out


def made_up_ballot(vote: Vote, member: str) -> CastBallot:
    """What the made-up *member* says in *vote*: the same, whenever it is asked."""
    lots = Lots(f"{vote.id} {member}", "what a made-up member likes")
    likes = {c: _liked(vote, c) + lots.below(SPREAD) - SPREAD // 2 for c in vote.candidates}
    likes = {c: min(max(n, 0), 99) for c, n in likes.items() if lots.below(SILENT)}
    best_first = sorted(likes, key=lambda c: -likes[c])
    match vote.kind:
        case "ranking":
            return Ranking(tuple(best_first[: 1 + lots.below(len(vote.candidates))]))
        case "approval":
            return Approval(_affordable(vote, [c for c in best_first if likes[c] >= 50]))
        case "scores":
            most: int = vote.options["most"]
            return Scores({c: n * (most + 1) // 100 for c, n in likes.items()})
        case "grades":
            scale = grades_of(vote)
            return Grades({c: scale[(99 - n) * len(scale) // 100] for c, n in likes.items()})
    return Credits(_bought(vote.options["credits"], likes, best_first))


def _liked(vote: Vote, candidate: str) -> int:
    """How much all like a candidate, of 100: from 30 to 94."""
    place = vote.candidates.index(candidate)
    return 30 + Lots(f"{vote.id} {place}", "how much a candidate is liked").below(65)


def _affordable(vote: Vote, wanted: list[str]) -> list[str]:
    """Those *wanted*, in their order, for which the money is enough where it binds a ballot."""
    if not vote.options.get("within"):
        return wanted
    left, taken = vote.options["total"], []
    for project in wanted:
        if (cost := vote.options["costs"][project]) <= left:
            taken.append(project)
            left -= cost
    return taken


def _bought(purse: int, likes: dict[str, int], best_first: list[str]) -> dict[str, int]:
    """Votes for what is liked, and a few against the rest, as long as the *purse* lasts."""
    bought = {}
    for candidate in best_first:
        wanted = (likes[candidate] - 40) // 12
        votes = min(abs(wanted), isqrt(purse))
        purse -= votes**2
        bought[candidate] = votes if wanted > 0 else -votes
    return bought
