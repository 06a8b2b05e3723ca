"""One winner from rankings, or several at the top of one ranking.

================  =========================================================================
plurality         the most first preferences
borda             a point for each candidate ranked below
irv               the last is eliminated, again and again
schulze           the strongest path of wins
================  =========================================================================

Every rule is a function of its own file. What fills several seats in proportion is next door, in
``voting.stv``.
"""

from deliberation.voting.ranked.borda import borda
from deliberation.voting.ranked.irv import irv
from deliberation.voting.ranked.plurality import plurality
from deliberation.voting.ranked.schulze import schulze

RULES = (plurality, borda, irv, schulze)
"""The rules of this room."""

__all__ = ["RULES", "borda", "irv", "plurality", "schulze"]
