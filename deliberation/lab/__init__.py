"""Made-up towns and electorates, to rehearse with and to try rules on.

===============  =================================================================================
towns            ``Town``: everybody invited, by kind; who volunteered; quotas in proportion
albertslund      the made-up town of the demonstration
electorates      ballots drawn from models: rankings and quadratic spendings
session          the evening of the demonstration: its proposals, budget, projects and ballots
recommendations  a hundred of them, and answers on five points
wordings         what the votes of that evening ask in Danish and in Arabic
===============  =================================================================================

Everything here is made up and says so. Chance comes from the caller, a ``numpy.random.Generator``
called ``rng``: never from a global, and never where something real is decided.
"""

from deliberation.lab.albertslund import albertslund
from deliberation.lab.electorates import mallows, plackett_luce, shorten, spatial, spendings
from deliberation.lab.towns import Town, proportional_quotas

__all__ = [
    "Town",
    "albertslund",
    "mallows",
    "plackett_luce",
    "proportional_quotas",
    "shorten",
    "spatial",
    "spendings",
]
