"""The method of equal shares: every voter has the same share of the seats to spend.

Source: Peters & Skowron, "Proportionality and the Limits of Welfarism", EC (2020), section 3 (Rule
X); Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023), rule 11, for seats
left over.

A candidate costs one, and every voter has seats/voters. Bought is whom the supporters can pay for
so that the one who pays most of them pays least.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.approvals import Approvals, Voters, approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.loads import Loads
from deliberation.voting.approval.one_by_one import (
    Log,
    Support,
    elect,
    elect_those_with_totals,
)
from deliberation.voting.approval.purses import Purses
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse

Completion = Literal["phragmen", "approval", "increment", "none"]
PAYS = "for whom each supporter pays at most {}"


def equal_shares(
    profile: Profile[Approval],
    *,
    seats: int = 1,
    completion: Completion = "phragmen",
    voters: Voters = "valid",
    break_tie: TieBreak = refuse,
) -> Committee:
    """Those whom voters buy from equal shares, and then those who fill what is left over.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile("abcd", {Approval("ab"): 6, Approval("cd"): 3})
    >>> equal_shares(votes, seats=3, break_tie=by_order("abcd")).elected
    ('a', 'b', 'c')

    Args:
        completion: how seats are filled for which nobody can pay. ``"phragmen"``: all earn money at
            the same pace until some supporters can pay; ``"approval"``: by most approvals;
            ``"increment"``: everybody begins again with the share of one seat more, as often as it
            takes; ``"none"``: they stay empty.
        voters: who shares out the seats: those whose ballot names somebody (``"valid"``), or
            everybody who cast one (``"cast"``).

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *completion* or
            *voters* is another word.
        UnresolvedTieError: by the default *break_tie*, when equal candidates cost least, or are
            equal in what completes the committee.
    """
    if completion not in get_args(Completion):
        known = ", ".join(map(repr, get_args(Completion)))
        raise InvalidInputError([f"completion is one of {known}, not {completion!r}"])
    approvals = approvals_of(profile, seats, voters)
    filled = completion != "none"
    log, purses = _bought(approvals, seats, seats, filled, break_tie)
    wanted = min(seats, sum(map(bool, approvals.support)))
    share = seats
    while completion == "increment" and len(log.chosen) < wanted:
        share += 1
        log, purses = _bought(approvals, seats, share, filled, break_tie)
    if share > seats:
        log.because.insert(0, f"Everybody has a share of {share} seats to spend, not of {seats}.")
    left = seats - len(log.chosen)
    if completion == "phragmen":
        debts = [-money for money in purses.money]
        method = Loads(approvals, purses.classes, debts)
        elect(log, method, left, has="as soon as everybody has got {} more", least=True)
    elif filled:
        elect(log, Support(approvals), left, has="with {} approvals, to fill a seat left over")
    return log.committee("equal_shares", seats, log.chosen)


def _bought(
    approvals: Approvals, seats: int, share: int, filled: bool, break_tie: TieBreak
) -> tuple[Log, Purses]:
    """Who is bought where all voters together have the money for *share* seats."""
    log = Log(approvals, break_tie, f" from shares of {share}" if share > seats else "")
    purses = Purses(approvals, Fraction(share, approvals.voters))
    elect_those_with_totals(log, purses, seats, has=PAYS, least=True, filled=filled)
    return log, purses
