"""Pages of an assembly's members: join with a card, fill in a ballot, cast it, keep the receipt;
check in, ask to speak; all that on a shared tablet.
"""

from webapp.participant import arriving, ballots, kiosk, pages, speaking
from webapp.participant.blueprint import bp

__all__ = ["arriving", "ballots", "bp", "kiosk", "pages", "speaking"]
