"""The preferences that a count used, and no others.

A whole ranking is a fingerprint; most of it is never read. What was read is enough to count again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Count

Step = tuple[frozenset[str], frozenset[str]]
"""Whose papers moved in a round, and who could no longer receive any."""


def used_preferences(profile: Profile[Ranking], count: Count) -> Profile[Ranking]:
    """Each ballot cut down to the candidates on whose piles it lay, in that order.

    Counting these ballots again gives the same rounds, where all papers of the eliminated move at
    once, as by every rule of a recorded vote.

    >>> from deliberation.voting.ranked import irv
    >>> votes = Profile.ranked({("a", "b", "c"): 4, ("b", "c"): 3, ("c", "a", "b"): 2})
    >>> for ballot in used_preferences(votes, irv(votes)).counts: print(*ballot.order)
    a
    b
    c a
    """
    gone: frozenset[str] = frozenset()
    steps: list[Step] = []
    for step in count.rounds:
        gone |= {*step.elected, *step.eliminated}
        steps.append((frozenset(transfer.source for transfer in step.transfers), gone))
    used: Counter[Ranking] = Counter()
    for ballot, times in profile.counts.items():
        used[Ranking(tuple(_piles(ballot.order, steps)))] += times
    return Profile(profile.candidates, used)


def _piles(order: Sequence[str], steps: Sequence[Step]) -> Iterator[str]:
    """The candidates on whose piles a paper lay, one after the other."""
    rest = iter(order)
    lies_on = next(rest, None)
    for sources, gone in steps:
        if lies_on is None:
            return
        if lies_on in sources:
            yield lies_on
            lies_on = next((candidate for candidate in rest if candidate not in gone), None)
    if lies_on is not None:
        yield lies_on
