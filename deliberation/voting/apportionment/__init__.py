"""Seats for parties, or for regions, in proportion to whole numbers of votes or of people.

=================== ============================================================================
largest_remainder   whole quotas first, then the largest remainders: Hamilton and his quotas
highest_averages    a seat at a time to the highest quotient: D'Hondt, Sainte-Laguë, ...
quota_method        D'Hondt that gives nobody more than their share rounded up
threshold           ``Threshold``: who has too few votes to take part
apportioned         what each answers: an ``Apportionment``
votes               what all of them ask of votes and seats, and how a seat is told of
=================== ============================================================================

No ballot comes in here and no float: quotients are fractions, and square roots are compared by
their squares.

>>> from deliberation.voting import apportionment
>>> votes = {"Rose": 340_000, "Oak": 280_000, "Fern": 160_000, "Elm": 60_000}
>>> dict(apportionment.highest_averages(votes, seats=7, method="dhondt").seats)
{'Rose': 3, 'Oak': 3, 'Fern': 1, 'Elm': 0}
"""

from deliberation.voting.apportionment.apportioned import Apportionment
from deliberation.voting.apportionment.highest_averages import DIVISORS, highest_averages
from deliberation.voting.apportionment.largest_remainder import QUOTAS, largest_remainder
from deliberation.voting.apportionment.quota_method import quota_method
from deliberation.voting.apportionment.threshold import Threshold

__all__ = [
    "DIVISORS",
    "QUOTAS",
    "Apportionment",
    "Threshold",
    "highest_averages",
    "largest_remainder",
    "quota_method",
]
