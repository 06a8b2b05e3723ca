"""Choosing a panel by lot, fairly, and so that anybody can check it.

========================================  ========================================================
``Register``, ``letters_by_area``         every address, and how many letters go to each area
``invite``, ``Invitations``               the addresses that get one, by lot
``letters_needed``, ``outlook``           how many letters bring enough volunteers for each quota
``Person``, ``Pool``, ``Standing``        who may be chosen, who must be in or out
``Quota``, ``Quotas``                     how many of each kind the panel needs
``Demands``                               the same where it may not add up to the seats
``quotas_from_shares``                    quotas in proportion to the population
``explain``, ``Feasibility``              whether they can be met, why not, what they cost
``leximin``, ``OBJECTIVES``               fair lotteries over panels, by objective
``maximin``                               the lowest chance highest, and that is all
``nash``                                  the geometric mean of the chances greatest
``goldilocks``                            no chance too small, none too great
``max_entropy``, ``count_panels``         every panel equally likely; how many there are
``greedy``                                the older draw, for comparison only
``end_to_end``                            chances that make up for how readily people answer
``from_sample``, ``from_shares``          how readily they do
``journeys``, ``journeys_by_value``       the chances from letter to seat
``Lottery``                               panels with whole tickets
``Guarantee``, ``Ground``                 how good its chances are, and what that rests on
``Certificate``                           the proof of that, which needs no solver
``Numbering``, ``Tickets``                which number each ticket bears, and whose it is
``draw``, ``draw_by_hand``, ``Draw``      one ticket, from a public seed or from dice alone
``alternates``                            the reserve list
``optimal_alternates``, ``Reserve``       the list that makes up best for drop-outs
``dropout_rates``, ``drop_outs``          who may drop out, and scenarios of it by lot
``readiness``, ``stand_ins``              how well a list makes up; who of it steps in
``replacement``, ``Replacement``          new members for free seats, given who is confirmed
``evenness``, ``by_value``, ``by_pair``   how the chances are spread
``shares``, ``distances``                 the panel beside the pool and the population
``group_shares``                          the same where some of it is unknown, or not yet
========================================  ========================================================

The rooms behind, each of which opens only those before it; ``feasibility`` stands in front of
``limits``, and ``solution`` is the way that every objective goes through the others:

==============  ==================================================================================
``equations``   linear equations, solved as fractions; programmes, closer than floats see
``panels``      people who are alike as one type; the panels that the quotas allow
``tickets``     chances walked into real panels, and turned into whole tickets
``proofs``      what no panel's members can weigh together, and what follows from it
``chances``     the best chances, over fractional panels and over real ones
``limits``      which quotas cannot be met together, what would help, what each costs
==============  ==================================================================================

Beside them stand ``letters`` (before the pool) and ``reserve`` (after the draw).

No file, clock, web or database comes in here, and nothing of voting. Chance is ``Lots`` only.
"""

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.sortition.alternates import alternates
from deliberation.sortition.apportionment import APPORTIONMENTS, quotas_from_shares
from deliberation.sortition.draw import Draw, draw, draw_by_hand
from deliberation.sortition.end_to_end import end_to_end
from deliberation.sortition.fairness import (
    Evenness,
    GroupChances,
    PairChances,
    by_pair,
    by_quota,
    by_value,
    evenness,
    whose_chances,
)
from deliberation.sortition.feasibility import Feasibility, explain
from deliberation.sortition.goldilocks import goldilocks
from deliberation.sortition.greedy import greedy
from deliberation.sortition.letters.invitations import (
    AreaLetters,
    Invitations,
    chance_of_a_letter,
    invite,
    letters_by_area,
)
from deliberation.sortition.letters.journey import Journey, journeys, journeys_by_value
from deliberation.sortition.letters.register import Register
from deliberation.sortition.letters.response import from_sample, from_shares
from deliberation.sortition.letters.volunteers import (
    Group,
    LettersNeeded,
    Outlook,
    groups_of,
    letters_needed,
    outlook,
)
from deliberation.sortition.leximin import leximin
from deliberation.sortition.likeness import GroupShares, group_shares
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.max_entropy import max_entropy
from deliberation.sortition.maximin import maximin
from deliberation.sortition.nash import nash
from deliberation.sortition.numbering import Numbering, Tickets
from deliberation.sortition.objective import Objective
from deliberation.sortition.panels.counting import count_panels
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.proofs.certificate import Certificate
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.quotas import Demands, Quota, Quotas
from deliberation.sortition.replacement import Replacement, replacement
from deliberation.sortition.representation import Distance, Share, distances, shares
from deliberation.sortition.reserve.drop_outs import drop_outs, dropout_rates
from deliberation.sortition.reserve.optimal_alternates import Reserve, optimal_alternates
from deliberation.sortition.reserve.stand_ins import Readiness, readiness, stand_ins

OBJECTIVES: Mapping[str, Objective] = MappingProxyType(
    {
        objective.__name__: objective
        for objective in (leximin, maximin, nash, goldilocks, max_entropy, greedy)
    }
)

__all__ = [
    "APPORTIONMENTS",
    "OBJECTIVES",
    "AreaLetters",
    "Certificate",
    "Demands",
    "Distance",
    "Draw",
    "Evenness",
    "Feasibility",
    "Ground",
    "Group",
    "GroupChances",
    "GroupShares",
    "Guarantee",
    "Invitations",
    "Journey",
    "LettersNeeded",
    "Lottery",
    "Numbering",
    "Objective",
    "Outlook",
    "PairChances",
    "Person",
    "Pool",
    "Quota",
    "Quotas",
    "Readiness",
    "Register",
    "Replacement",
    "Reserve",
    "Share",
    "Standing",
    "Tickets",
    "alternates",
    "by_pair",
    "by_quota",
    "by_value",
    "chance_of_a_letter",
    "count_panels",
    "distances",
    "draw",
    "draw_by_hand",
    "drop_outs",
    "dropout_rates",
    "end_to_end",
    "evenness",
    "explain",
    "from_sample",
    "from_shares",
    "goldilocks",
    "greedy",
    "group_shares",
    "groups_of",
    "invite",
    "journeys",
    "journeys_by_value",
    "letters_by_area",
    "letters_needed",
    "leximin",
    "max_entropy",
    "maximin",
    "nash",
    "optimal_alternates",
    "outlook",
    "quotas_from_shares",
    "readiness",
    "replacement",
    "shares",
    "stand_ins",
    "whose_chances",
]
