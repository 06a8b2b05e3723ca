"""One winner from rankings, or several at the top of one ranking.

===================== =========================================================================
plurality             the most first preferences
two_round             the two with most meet in a second round
irv weak_irv          the last is eliminated, again and again, without or with ties on ballots
borda                 a point for each candidate ranked below
bucklin               first preferences, second ones too, ... until somebody has a majority
coombs                whoever is last on most ballots is eliminated, again and again
baldwin nanson        whoever has the fewest Borda points, or no more than the average
copeland              whoever beats most others
minimax               whoever loses least where they lose most
kemeny_young          the ranking that agrees best with the ballots
ranked_pairs river    wins are locked in, the strongest first, unless they close a cycle
schulze               the strongest path of wins
split_cycle           the weakest win of every cycle is not counted
stable_voting         whoever wins without the one they beat most clearly
smith_irv             instant runoff among the Smith set
tideman_alternative   the Smith set, without its last, again and again
black                 whoever beats everybody, or else the most Borda points
dodgson young         whoever is nearest to beating everybody: by swaps, or by ballots left out
===================== =========================================================================

Every rule is a function of its own file. Beside them stand the sets that follow from who beats whom
(``majority``). What fills several seats in proportion is next door, in ``voting.stv``.
"""

from deliberation.voting.ranked.baldwin import baldwin
from deliberation.voting.ranked.black import black
from deliberation.voting.ranked.borda import borda
from deliberation.voting.ranked.bucklin import bucklin
from deliberation.voting.ranked.coombs import coombs
from deliberation.voting.ranked.copeland import copeland
from deliberation.voting.ranked.dodgson import dodgson
from deliberation.voting.ranked.irv import irv
from deliberation.voting.ranked.kemeny_young import kemeny_young
from deliberation.voting.ranked.majority import (
    condorcet_loser,
    condorcet_winner,
    schwartz_set,
    smith_set,
)
from deliberation.voting.ranked.minimax import minimax
from deliberation.voting.ranked.nanson import nanson
from deliberation.voting.ranked.plurality import plurality
from deliberation.voting.ranked.ranked_pairs import ranked_pairs
from deliberation.voting.ranked.results import Choice, Consensus, Stage, Stages
from deliberation.voting.ranked.river import river
from deliberation.voting.ranked.schulze import schulze, schulze_ranking
from deliberation.voting.ranked.smith_irv import smith_irv
from deliberation.voting.ranked.split_cycle import split_cycle
from deliberation.voting.ranked.stable_voting import stable_voting
from deliberation.voting.ranked.tideman_alternative import tideman_alternative
from deliberation.voting.ranked.two_round import two_round
from deliberation.voting.ranked.weak_irv import weak_irv
from deliberation.voting.ranked.young import young

RULES = (
    plurality,
    two_round,
    irv,
    weak_irv,
    borda,
    bucklin,
    coombs,
    baldwin,
    nanson,
    copeland,
    minimax,
    kemeny_young,
    ranked_pairs,
    river,
    schulze,
    split_cycle,
    stable_voting,
    smith_irv,
    tideman_alternative,
    black,
    dodgson,
    young,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "Choice",
    "Consensus",
    "Stage",
    "Stages",
    "baldwin",
    "black",
    "borda",
    "bucklin",
    "condorcet_loser",
    "condorcet_winner",
    "coombs",
    "copeland",
    "dodgson",
    "irv",
    "kemeny_young",
    "minimax",
    "nanson",
    "plurality",
    "ranked_pairs",
    "river",
    "schulze",
    "schulze_ranking",
    "schwartz_set",
    "smith_irv",
    "smith_set",
    "split_cycle",
    "stable_voting",
    "tideman_alternative",
    "two_round",
    "weak_irv",
    "young",
]
