"""Ballots and the rules that count them.

======================== =========================================================================
ballots                  what one voter says: a ``Ranking``, or ``Credits`` spent
profile                  all the ballots of one vote: how many cast each
ranked                   rules for one winner from rankings: ``plurality``, ``irv``, ``schulze``...
stv                      rules for several seats from rankings: ``stv``, ``scottish_stv``
quadratic                the rule for credits
rules                    the rules by name: ``RULES``, and the ballots they take: ``RULE_KINDS``;
                         those that an assembly's own votes may fix: ``PUBLISHED``
tally                    what a rule answers: a ``Tally``, or a ``Count`` of ``Round`` s
ties                     how ties are settled: ``refuse`` (the default), ``by_order``, ``by_lot``
quota                    how many votes win a seat: ``droop``, ``hare``
pairwise                 every candidate against every other
seats                    what the rules share: what they ask of a profile, and filling seats
used                     ballots cut down to what a count read
encode                   results as plain data
======================== =========================================================================

A rule is a function from a profile to a result. Everything that decides is a whole number or a
fraction; no file, no clock and no chance but a public seed comes in here, and nothing of sortition.

>>> from deliberation import voting
>>> votes = voting.Profile.ranked({("tram", "bus"): 4, ("bus",): 3, ("bike", "bus"): 2})
>>> voting.irv(votes).elected
('bus',)
"""

from deliberation.voting.ballots import Ballot, Credits, Ranking
from deliberation.voting.encode import result_from_json, result_to_json
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.quadratic import quadratic
from deliberation.voting.quota import QUOTAS, droop, hare
from deliberation.voting.ranked import borda, irv, plurality, schulze
from deliberation.voting.rules import PUBLISHED, RULE_KINDS, RULES, Rule
from deliberation.voting.stv import scottish_stv, stv
from deliberation.voting.tally import Count, Result, Round, Tally, Transfer
from deliberation.voting.ties import Tie, TieBreak, by_lot, by_order, parse_tie_break, refuse
from deliberation.voting.used import used_preferences

__all__ = [
    "PUBLISHED",
    "QUOTAS",
    "RULES",
    "RULE_KINDS",
    "Ballot",
    "Count",
    "Credits",
    "Profile",
    "Ranking",
    "Result",
    "Round",
    "Rule",
    "Tally",
    "Tie",
    "TieBreak",
    "Transfer",
    "borda",
    "by_lot",
    "by_order",
    "droop",
    "hare",
    "irv",
    "pairwise",
    "parse_tie_break",
    "plurality",
    "quadratic",
    "refuse",
    "result_from_json",
    "result_to_json",
    "schulze",
    "scottish_stv",
    "stv",
    "used_preferences",
]
