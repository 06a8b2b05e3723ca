"""What the rules of this room ask that elect one candidate only."""

from __future__ import annotations

from deliberation.errors import InvalidInputError
from deliberation.voting.profile import Profile
from deliberation.voting.seats import Kinds, require_countable
from deliberation.voting.views import B


def require_one_seat(rule: str, profile: Profile[B], kind: Kinds, seats: int) -> None:
    """Refuse what cannot be counted, or more seats than one.

    Raises:
        InvalidInputError: as ``require_countable``, or *seats* is not one.
    """
    if seats > 1:
        raise InvalidInputError([f"{rule} fills one seat, not {seats}; take stv for several"])
    require_countable(profile, kind, seats)
