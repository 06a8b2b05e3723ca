"""Several seats from rankings, in proportion: the single transferable vote.

================  =========================================================================
stv               weighted inclusive Gregory transfers, exact or to some decimals
prf_stv           ... with every rounding fixed, by the PR Foundation
scottish_stv      Scotland's Order of 2007
minneapolis_stv   Minneapolis's ordinance, chapter 167
rctab_stv         the multi-seat procedures of American cities' programs
meek              everybody elected keeps the same part of every paper
warren            ... or at most the same number of votes
prf_meek          Meek's method with every rounding fixed, by the PR Foundation
nz_meek           ... and by New Zealand's Schedule 1A
transfer          papers on piles, and how they move from one to the next
parcels           the papers in arrays
keep              keep values: what the rules that have them share
paths spread      what of each ballot is read, and how its value is shared out
sheet             what a count in rounds writes down
losers            who can be eliminated together
why               rounds in plain sentences
================  =========================================================================

Every rule is a function of its own file.
"""

from deliberation.voting.stv.meek import meek
from deliberation.voting.stv.minneapolis_stv import minneapolis_stv
from deliberation.voting.stv.nz_meek import nz_meek
from deliberation.voting.stv.prf_meek import prf_meek
from deliberation.voting.stv.prf_stv import prf_stv
from deliberation.voting.stv.rctab_stv import rctab_stv
from deliberation.voting.stv.scottish_stv import scottish_stv
from deliberation.voting.stv.stv import stv
from deliberation.voting.stv.warren import warren

RULES = (
    stv,
    prf_stv,
    scottish_stv,
    minneapolis_stv,
    rctab_stv,
    meek,
    prf_meek,
    nz_meek,
    warren,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "meek",
    "minneapolis_stv",
    "nz_meek",
    "prf_meek",
    "prf_stv",
    "rctab_stv",
    "scottish_stv",
    "stv",
    "warren",
]
