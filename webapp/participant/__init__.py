"""Pages of an assembly's members: join with a card, fill in a ballot, cast it, keep the receipt;
check in, ask to speak; see what is kept under a card; all that on a shared tablet.
"""

from webapp.participant import arriving, ballots, kiosk, own_data, pages, speaking
from webapp.participant.blueprint import bp

__all__ = ["arriving", "ballots", "bp", "kiosk", "own_data", "pages", "speaking"]
