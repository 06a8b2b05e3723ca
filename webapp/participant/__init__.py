"""Pages of an assembly's members: join with a card, fill in a ballot, cast it."""

from webapp.participant.pages import bp

__all__ = ["bp"]
