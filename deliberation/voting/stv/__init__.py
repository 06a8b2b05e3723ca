"""Several seats from rankings, in proportion: the single transferable vote.

================  =========================================================================
stv               weighted inclusive Gregory transfers, exact or to some decimals
scottish_stv      Scotland's Order of 2007
transfer          papers on piles, and how they move from one to the next
parcels           the papers in arrays
why               rounds in plain sentences
================  =========================================================================

Every rule is a function of its own file.
"""

from deliberation.voting.stv.scottish_stv import scottish_stv
from deliberation.voting.stv.stv import stv

RULES = (stv, scottish_stv)
"""The rules of this room."""

__all__ = ["RULES", "scottish_stv", "stv"]
