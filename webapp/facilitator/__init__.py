"""The pages of those who run an assembly, in the order of their work.

accounts (sign in and out), assemblies (the list, and the one next step of each), people (the two
files), lottery (computing it, everybody's chances), commitment, panel (the dice and who was
drawn), cards, votes.
"""

from flask import Blueprint

bp = Blueprint("facilitator", __name__)

from webapp.facilitator import (  # noqa: E402, F401 - the routes need the blueprint above
    accounts,
    assemblies,
    cards,
    commitment,
    lottery,
    panel,
    people,
    votes,
)
