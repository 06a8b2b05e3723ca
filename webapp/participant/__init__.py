"""Pages of an assembly's members: join with a card, fill in a ballot, cast it, keep the receipt."""

from webapp.participant import ballots, pages
from webapp.participant.blueprint import bp

__all__ = ["ballots", "bp", "pages"]
