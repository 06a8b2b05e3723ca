"""Several seats from rankings, in proportion: the single transferable vote.

================  =========================================================================
stv               parts by name: weighted inclusive Gregory transfers, exact, by default
prf_stv           ... with every rounding fixed, by the PR Foundation
scottish_stv      Scotland's Order of 2007
cambridge_stv     Cambridge's General Laws, chapter 54A, ballot by ballot
dail_stv          Ireland's Act of 1992, with papers chosen by lot
ers97             the Electoral Reform Society's rules of 1997
minneapolis_stv   Minneapolis's ordinance, chapter 167
rctab_stv         the multi-seat procedures of American cities' programs
senate_stv        Australia's section 273
meek              everybody elected keeps the same part of every paper
warren            ... or at most the same number of votes
prf_meek          Meek's method with every rounding fixed, by the PR Foundation
nz_meek           ... and by New Zealand's Schedule 1A
cpo_stv           every outcome against every other
schulze_stv       outcomes that differ in one candidate, on paths of wins
preferential_...  an instant runoff for each seat
sntv              first choices, or the first few, and no transfers
countback         who takes the seat of a member who leaves
transfer          papers on piles, and how they move from one to the next
parcels           the papers in arrays
parts             the parts of a count, by name; ``gregory`` counts by them
surplus stages    how a surplus is passed on; how the papers of the excluded move
keep              keep values: what the rules that have them share
paths spread      what of each ballot is read, and how its value is shared out
stacks            whole ballots in their order
sheet             what a count in rounds writes down
losers            who can be eliminated together
completion        which outcome is best where none beats all others
why               rounds in plain sentences
================  =========================================================================

Every rule is a function of its own file.
"""

from deliberation.voting.stv.cambridge_stv import cambridge_stv
from deliberation.voting.stv.countback import countback
from deliberation.voting.stv.cpo_stv import cpo_stv
from deliberation.voting.stv.dail_stv import dail_stv
from deliberation.voting.stv.ers97 import ers97
from deliberation.voting.stv.meek import meek
from deliberation.voting.stv.minneapolis_stv import minneapolis_stv
from deliberation.voting.stv.nz_meek import nz_meek
from deliberation.voting.stv.preferential_block import preferential_block
from deliberation.voting.stv.prf_meek import prf_meek
from deliberation.voting.stv.prf_stv import prf_stv
from deliberation.voting.stv.rctab_stv import rctab_stv
from deliberation.voting.stv.schulze_stv import schulze_stv
from deliberation.voting.stv.scottish_stv import scottish_stv
from deliberation.voting.stv.senate_stv import senate_stv
from deliberation.voting.stv.sntv import sntv
from deliberation.voting.stv.stv import stv
from deliberation.voting.stv.warren import warren

RULES = (
    stv,
    prf_stv,
    scottish_stv,
    cambridge_stv,
    dail_stv,
    ers97,
    minneapolis_stv,
    rctab_stv,
    senate_stv,
    meek,
    prf_meek,
    nz_meek,
    warren,
    cpo_stv,
    schulze_stv,
    preferential_block,
    sntv,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "cambridge_stv",
    "countback",
    "cpo_stv",
    "dail_stv",
    "ers97",
    "meek",
    "minneapolis_stv",
    "nz_meek",
    "preferential_block",
    "prf_meek",
    "prf_stv",
    "rctab_stv",
    "schulze_stv",
    "scottish_stv",
    "senate_stv",
    "sntv",
    "stv",
    "warren",
]
