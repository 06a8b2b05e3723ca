"""Pages of an assembly's members: join with a card, fill in a ballot, cast it, keep the receipt;
check in, ask to speak.
"""

from webapp.participant import arriving, ballots, pages, speaking
from webapp.participant.blueprint import bp

__all__ = ["arriving", "ballots", "bp", "pages", "speaking"]
