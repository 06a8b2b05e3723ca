"""Many small elections in one call, for simulation: arrays in, arrays out.

============= =====================================================================================
elections     many electorates as one array: ``Elections``; what a rule says of each: ``Answers``
totals        ``plurality``, ``borda``, ``approval``
pairs         ``copeland``, ``minimax``, ``schulze``
rounds        ``irv``
============= =====================================================================================

Each function answers for every election what the rule of the same name elects for one seat, in
whole numbers; where that rule would ask about a tie, nobody is elected and the election is marked
as tied.

>>> import numpy as np
>>> from deliberation.voting import batch
>>> two = batch.Elections(np.array([[[0, 1], [0, 1], [1, 0]], [[0, 1], [1, 0], [2, 2]]]))
>>> answers = batch.plurality(two)
>>> answers.elected.tolist(), answers.tied.tolist()
([0, -1], [False, True])
"""

from deliberation.voting.batch.elections import Answers, Elections
from deliberation.voting.batch.pairs import copeland, minimax, schulze
from deliberation.voting.batch.rounds import irv
from deliberation.voting.batch.totals import approval, borda, plurality

RULES = (plurality, borda, approval, copeland, minimax, schulze, irv)
"""The rules that can be asked for many elections at once."""

__all__ = [
    "RULES",
    "Answers",
    "Elections",
    "approval",
    "borda",
    "copeland",
    "irv",
    "minimax",
    "plurality",
    "schulze",
]
