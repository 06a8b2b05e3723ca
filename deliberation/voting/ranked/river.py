"""River: as ranked pairs, but a candidate who has lost a locked win loses no other.

Source: Döring, Brill & Heitzig, "The River Method", arXiv 2504.14195 (2025), after Heitzig (2004).

The wins that are locked form a tree, and whoever stands at its root is elected. Where the paper
leaves a choice (in which order wins of one strength come) a ranking is asked for as in
``ranked_pairs``, only where not all of them can be locked. Nobody outside the Smith set is elected,
and no win over somebody outside is part of a cycle, so that only wins within it are looked at.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.locking import Locked, TieBreakRanking, Win, levels
from deliberation.voting.ranked.majority import RANKINGS, beating, tiers
from deliberation.voting.ranked.results import Choice
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.strength import WORDS, Strength, strengths
from deliberation.voting.ranked.words import are
from deliberation.voting.seats import fill
from deliberation.voting.ties import TieBreak, refuse


def river(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    strength: Strength = "margins",
    break_tie: TieBreak = refuse,
) -> Choice:
    """The root of the tree of locked wins.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> for sentence in river(cycle).because: print(sentence)
    b over c is locked: 5 ballots more for it than against it.
    a over b is locked: 3 ballots more for it than against it.
    c over a is left out: it would close a cycle.
    a is at the root.

    Args:
        strength: how strong a win is; the paper has margins.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *strength* is neither of
            the two.
        UnresolvedTieError: by the default *break_tie*, when wins of one strength cannot all be
            locked, or several candidates stand at a root.
    """
    require_one_seat("river", profile, RANKINGS, seats)
    d = profile.preferences
    inside = tiers(beating(d))[0]
    names = [profile.candidates[i] for i in inside]
    links = strengths(d, strength)[inside][:, inside]
    ranking = TieBreakRanking(names, break_tie)
    locked, lost = Locked.none(len(names)), set[int]()
    because: list[str] = []
    for level in levels(links):
        open_wins = [w for w in level if w[1] not in lost and not locked.closes_a_cycle(w)]
        trial, beaten = _flow(open_wins, locked, lost)
        if len(trial.wins) < len(locked.wins) + len(open_wins):
            places = ranking.places()
            open_wins.sort(key=lambda win: places[names[win[0]]])
            trial, beaten = _flow(open_wins, locked, lost)
        kept = {*trial.wins[len(locked.wins) :]}
        locked, lost = trial, beaten
        for i, j in level:
            fate = f"is locked: {links[i, j]} {WORDS[strength]}"
            if (i, j) not in kept:
                closes = locked.closes_a_cycle((i, j))
                reason = "it would close a cycle" if closes else f"{names[j]} has lost already"
                fate = f"is left out: {reason}"
            because.append(f"{names[i]} over {names[j]} {fate}.")
    winners = tuple(name for i, name in enumerate(names) if i not in lost)
    elected, ties = fill([list(winners)], seats, break_tie)
    told = (*because, f"{are(winners)} at the root.")
    return Choice("river", winners, elected, (*ranking.ties, *ties), pairwise(profile), told)


def _flow(wins: list[Win], locked: Locked, lost: set[int]) -> tuple[Locked, set[int]]:
    """What is locked, and who has lost, after these *wins* in this order."""
    after, beaten = locked.copy(), set(lost)
    for win in wins:
        if win[1] not in beaten and after.lock_if_open(win):
            beaten.add(win[1])
    return after, beaten
