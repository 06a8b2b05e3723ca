"""Ballots and the rules that count them.

======================== =========================================================================
ballots                  what one voter says: ``Ranking``, ``WeakRanking`` (``rankings``),
                         ``Approval``, ``Scores``, ``Grades``, or ``Credits`` spent (``ratings``)
policy papers            what papers say with places left empty or marked twice: ``Policy``
profile views            all the ballots of one vote: how many cast each, in every shape
arrays preferences       the same as arrays, and how many prefer each candidate to each other
score_table              scores as an array; and ``approval_table``: approvals
ranked                   rules for one winner from rankings: ``plurality``, ``irv``, ``schulze``...
stv                      rules for several seats from rankings: ``stv``, ``scottish_stv``
budget                   rules that spend a budget on projects: ``equal_shares_budget``, ...
apportionment            seats for parties in proportion to their votes
approval                 rules for committees from approvals: ``equal_shares``, ``pav``...
rated                    rules for scores and grades: ``star``, ``majority_judgment``...
quadratic                votes bought with credits; money that matches gifts
batch                    many small elections in one call, for simulation
rules                    the rules by name: ``RULES``, and the ballots they take: ``RULE_KINDS``;
                         those that an assembly's own votes may fix: ``PUBLISHED``
tally                    what a rule answers: a ``Tally``, or a ``Count`` of ``Round`` s
ties                     how ties are settled: ``refuse`` (the default), ``by_order``, ``by_lot``,
                         ``by_earlier_rounds``
outcomes                 what ties can still lead to: ``all_outcomes``
margins                  how narrowly a result was decided: ``margin``
properties               what a rule keeps, and counterexamples where it does not
quota                    how many votes win a seat: ``droop``, ``hare``
pairwise                 every candidate against every other
seats                    what the rules share: what they ask of a profile, and filling seats
used                     ballots cut down to what a count read
encode plain             results as plain data
======================== =========================================================================

A rule is a function from a profile to a result. Everything that decides is a whole number or a
fraction; no file, no clock and no chance but a public seed comes in here, and nothing of sortition.

>>> from deliberation import voting
>>> votes = voting.Profile.ranked({("tram", "bus"): 4, ("bus",): 3, ("bike", "bus"): 2})
>>> voting.irv(votes).elected
('bus',)
"""

from deliberation.voting.ballots import (
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
    ranking,
)
from deliberation.voting.encode import answer_from_json, result_from_json, result_to_json
from deliberation.voting.margins import Margin, margin
from deliberation.voting.outcomes import Outcome, Outcomes, all_outcomes
from deliberation.voting.pairwise import pairwise
from deliberation.voting.policy import Policy, Spoiled
from deliberation.voting.profile import Profile
from deliberation.voting.quadratic import quadratic
from deliberation.voting.quota import QUOTAS, droop, hare
from deliberation.voting.ranked import borda, irv, plurality, schulze
from deliberation.voting.rules import PUBLISHED, RULE_KINDS, RULES, Rule, kinds_of
from deliberation.voting.stv import scottish_stv, stv
from deliberation.voting.tally import Answer, Count, Result, Round, Tally, Transfer
from deliberation.voting.ties import (
    Tie,
    TieBreak,
    by_earlier_rounds,
    by_lot,
    by_order,
    parse_tie_break,
    refuse,
)
from deliberation.voting.used import used_preferences

__all__ = [
    "PUBLISHED",
    "QUOTAS",
    "RULES",
    "RULE_KINDS",
    "Answer",
    "Approval",
    "Ballot",
    "Count",
    "Credits",
    "Grades",
    "Margin",
    "Outcome",
    "Outcomes",
    "Policy",
    "Profile",
    "Ranking",
    "Result",
    "Round",
    "Rule",
    "Scores",
    "Spoiled",
    "Tally",
    "Tie",
    "TieBreak",
    "Transfer",
    "WeakRanking",
    "all_outcomes",
    "answer_from_json",
    "borda",
    "by_earlier_rounds",
    "by_lot",
    "by_order",
    "droop",
    "hare",
    "irv",
    "kinds_of",
    "margin",
    "pairwise",
    "parse_tie_break",
    "plurality",
    "quadratic",
    "ranking",
    "refuse",
    "result_from_json",
    "result_to_json",
    "schulze",
    "scottish_stv",
    "stv",
    "used_preferences",
]
