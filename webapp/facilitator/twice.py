"""A public seed as it comes to the page: typed by two people, or the round that was announced."""

from __future__ import annotations

from flask_babel import gettext as _

from deliberation.beacon import Round
from deliberation.errors import InvalidInputError
from deliberation.seeds import Seed, agreed, agreed_digits
from webapp.facilitator.beacon import is_round, round_pasted
from webapp.forms import Typed


def public_seed(typed: Typed, source: str | None, *, digits: bool = False) -> Seed:
    """The public seed from its *source*, if one was announced.

    Args:
        digits: the dice show the number of a ticket, so spaces do not matter.
    """
    if source is not None and is_round(source):
        return round_pasted(typed, source) or source
    return seed_typed_twice(typed, digits=digits)


def field_of(seed: Seed) -> str:
    """The field that a *seed* was typed or pasted in."""
    return "round" if isinstance(seed, Round) else "seed"


def seed_typed_twice(typed: Typed, *, digits: bool = False) -> str:
    """What two people have typed, where it is the same."""
    first, second = typed.line("seed"), typed.line("again")
    try:
        return agreed_digits(first, second) if digits else agreed(first, second)
    except InvalidInputError:
        typed.problems.setdefault("again", _("The two are not the same. Look at the dice again."))
        return first
