"""Committees from approvals: several seats, and each ballot says who is approved.

===================================  ======================================================
approval satisfaction_approval       the most approvals; one vote a ballot, shared equally
pav                                  proportional approval voting: no committee is worth more
chamberlin_courant                   a representative for as many voters as can be
monroe greedy_monroe                 members who stand for equally many voters each
leximax_phragmen                     the cost of all seats, shared as evenly as can be
sequential_pav                       proportional approval voting, seat after seat
reverse_sequential_pav               the same backwards
sequential_chamberlin_courant        a representative for as many as can be, seat after seat
sequential_phragmen                  the cost of each seat, shared by those who asked for it
equal_shares                         the same money for everybody, to buy seats with
greedy_justified                     large groups with few representatives come first
expanding_approvals                  from rankings with ties: approval of more and more
===================================  ======================================================

Every rule is a function of its own file. What they share: ``approvals`` (the ballots as arrays),
``one_by_one`` (seat after seat, and where a tie matters), ``thiele``, ``loads`` and ``purses``
(what the rules keep count of), ``search``, ``at_once`` and ``among_the_best`` (the best
committee of all, proven in whole numbers), ``committee`` (what they answer).
"""

from deliberation.voting.approval.approval import approval
from deliberation.voting.approval.chamberlin_courant import chamberlin_courant
from deliberation.voting.approval.committee import Committee, Step
from deliberation.voting.approval.equal_shares import equal_shares
from deliberation.voting.approval.expanding_approvals import expanding_approvals
from deliberation.voting.approval.greedy_justified import greedy_justified
from deliberation.voting.approval.greedy_monroe import greedy_monroe
from deliberation.voting.approval.leximax_phragmen import leximax_phragmen
from deliberation.voting.approval.monroe import monroe
from deliberation.voting.approval.pav import pav
from deliberation.voting.approval.reverse_sequential_pav import reverse_sequential_pav
from deliberation.voting.approval.satisfaction_approval import satisfaction_approval
from deliberation.voting.approval.sequential_chamberlin_courant import (
    sequential_chamberlin_courant,
)
from deliberation.voting.approval.sequential_pav import sequential_pav
from deliberation.voting.approval.sequential_phragmen import sequential_phragmen

RULES = (
    approval,
    satisfaction_approval,
    pav,
    chamberlin_courant,
    monroe,
    leximax_phragmen,
    sequential_pav,
    reverse_sequential_pav,
    sequential_chamberlin_courant,
    greedy_monroe,
    sequential_phragmen,
    equal_shares,
    greedy_justified,
    expanding_approvals,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "Committee",
    "Step",
    "approval",
    "chamberlin_courant",
    "equal_shares",
    "expanding_approvals",
    "greedy_justified",
    "greedy_monroe",
    "leximax_phragmen",
    "monroe",
    "pav",
    "reverse_sequential_pav",
    "satisfaction_approval",
    "sequential_chamberlin_courant",
    "sequential_pav",
    "sequential_phragmen",
]
