"""A round of drand that was named in an announcement, pasted when it is there."""

from __future__ import annotations

import re
from importlib.util import find_spec

from flask import flash
from flask_babel import gettext as _

from deliberation.beacon import NAME, Round, check_signature, read_round
from deliberation.errors import InvalidInputError
from deliberation.seeds import Seed
from webapp.forms import Typed

LONGEST = 2000  # what drand publishes of a round has about 250 characters


def is_round(source: str | None) -> bool:
    """Whether an announced *source* is a round of drand."""
    return source is not None and source.startswith(NAME)


def checks_signatures() -> bool:
    """Whether the library for that is installed here."""
    return find_spec("py_ecc") is not None


def source_announced(typed: Typed, name: str, *, needed: bool = True) -> str:
    """A source that can be announced: any words, or a round by its number."""
    source = typed.line(name, needed=needed)
    if is_round(source) and not re.fullmatch(f"{NAME} [1-9][0-9]{{0,15}}", source):
        typed.problems[name] = _(
            "Name the round by its number, like this: %(example)s", example=f"{NAME} 12345678"
        )
    return source


def round_pasted(typed: Typed, announced: str) -> Round | None:
    """The *announced* round, with its signature checked where that can be done."""
    pasted = typed.text("round", longest=LONGEST)
    if "round" in typed.problems:
        return None
    try:
        found = read_round(pasted)
    except InvalidInputError:
        typed.problems["round"] = _(
            "This is no whole round of drand. Copy everything, from { to }, and paste it again."
        )
        return None
    if found.name != announced:
        typed.problems["round"] = _(
            "This is “%(pasted)s”, but “%(announced)s” was announced.",
            pasted=found.name,
            announced=announced,
        )
        return None
    try:
        check_signature(found)
    except InvalidInputError:
        typed.problems["round"] = _(
            "drand did not sign this. Copy the round again, from another place."
        )
        return None
    return found


def tell(seed: Seed) -> None:
    """Say whether the signature was checked, plainly, where the *seed* is a round."""
    if isinstance(seed, Round):
        flash(_told(seed))


def _told(found: Round) -> str:
    """Whether the signature of the round that was *found* was checked, plainly."""
    if check_signature(found):
        return _("The signature was checked: drand made this value.")
    return _(
        "The signature was not checked, because the library for that (py-ecc) is not installed on "
        "this server. Anybody can compare the value with what drand publishes."
    )
