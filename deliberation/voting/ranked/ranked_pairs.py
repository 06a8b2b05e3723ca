"""Ranked pairs: the wins are locked in one after the other, unless they would close a cycle.

Sources: Tideman, "Independence of Clones as a Criterion for Voting Rules", Social Choice and
Welfare 4 (1987), 5; Zavist & Tideman, "Complete Independence of Clones in the Ranked Pairs Rule",
Social Choice and Welfare 6 (1989), for a ranking of candidates that orders wins of one strength.

Where the sources leave a choice: the ranking is asked for only where wins of one strength cannot
all be locked; then the win of whoever stands higher in it comes first. (In which order the wins of
one candidate come makes no difference: none of them can be part of a cycle that the other closes.)
Groups that beat all others entirely stand above these whatever is locked, so that only the groups
from which somebody can get a seat are put in order.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.locking import Locked, TieBreakRanking, Win, levels
from deliberation.voting.ranked.majority import RANKINGS, beating, tiers
from deliberation.voting.ranked.schulze import layers
from deliberation.voting.ranked.strength import WORDS, Strength, strengths
from deliberation.voting.seats import fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import Tie, TieBreak, refuse

TOLD = 300
"""So many wins of one group are told one by one; where there are more, they are only counted."""


def ranked_pairs(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    strength: Strength = "margins",
    break_tie: TieBreak = refuse,
) -> Tally:
    """How many candidates each stands above, as far as it takes to fill the seats.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> for sentence in ranked_pairs(cycle).because: print(sentence)
    b over c is locked: 5 ballots more for it than against it.
    a over b is locked: 3 ballots more for it than against it.
    c over a is left out: it would close a cycle.

    Args:
        strength: how strong a win is; the sources, where everybody ranks everybody, have margins.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *strength* is
            neither of the two.
        UnresolvedTieError: by the default *break_tie*, when wins of one strength cannot all be
            locked, or the last seat is tied.
    """
    require_countable(profile, RANKINGS, seats)
    d = profile.preferences
    links = strengths(d, strength)
    groups: list[list[str]] = []
    totals = dict.fromkeys(profile.candidates, Fraction(0))
    ties: list[Tie] = []
    because: list[str] = []
    behind = len(totals)
    for number, tier in enumerate(tiers(beating(d)), start=1):
        behind -= len(tier)
        names = [profile.candidates[i] for i in tier]
        totals |= dict.fromkeys(names, Fraction(behind))
        if sum(map(len, groups)) >= seats:
            continue
        ranking = TieBreakRanking(names, break_tie, number)
        locked, told = locked_wins(links[tier][:, tier], names, ranking, WORDS[strength])
        above = locked.matrix()
        for name, below in zip(names, above.sum(axis=1).tolist(), strict=True):
            totals[name] += below
        groups += [[names[i] for i in layer] for layer in layers(above)]
        ties += ranking.ties
        because += told
    elected, more = fill(groups, seats, break_tie)
    found = (*ties, *more)
    return Tally("ranked_pairs", totals, elected, found, pairwise(profile), tuple(because))


def locked_wins(
    links: Matrix, names: list[str], ranking: TieBreakRanking, unit: str
) -> tuple[Locked, list[str]]:
    """The wins within a group that are locked, and in words what became of each."""
    locked = Locked.none(len(names))
    because = []
    few = int((links > 0).sum()) <= TOLD
    for level in levels(links):
        open_wins = [win for win in level if not locked.closes_a_cycle(win)]
        trial = locked.copy()
        if not all(trial.lock_if_open(win) for win in open_wins):
            places = ranking.places()
            open_wins.sort(key=lambda win: places[names[win[0]]])
            trial = locked.copy()
            for win in open_wins:
                trial.lock_if_open(win)
        kept = {*trial.wins[len(locked.wins) :]}
        locked = trial
        if few:
            because += [_told(win, names, win in kept, f"{links[win]} {unit}") for win in level]
    if not few:
        because.append(
            f"Among {len(names)} candidates, {len(locked.wins)} of {int((links > 0).sum())} wins"
            " are locked; each of the others would close a cycle."
        )
    return locked, because


def _told(win: Win, names: list[str], kept: bool, strength: str) -> str:
    """What became of a win, in words."""
    pair = f"{names[win[0]]} over {names[win[1]]}"
    if kept:
        return f"{pair} is locked: {strength}."
    return f"{pair} is left out: it would close a cycle."
