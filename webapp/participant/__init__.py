"""Pages of an assembly's members: join with a card, fill in a ballot, cast it, keep the receipt;
ask to speak.
"""

from webapp.participant import ballots, pages, speaking
from webapp.participant.blueprint import bp

__all__ = ["ballots", "bp", "pages", "speaking"]
