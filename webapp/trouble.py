"""What a visitor is told to do where the database cannot be used at this moment."""

from __future__ import annotations

from typing import Final

from flask import request
from flask_babel import gettext as _

from deliberation.errors import Cause

PATIENCE: Final = 5  # seconds after which it is worth to try again
LASTING: Final[tuple[Cause, ...]] = ("full", "read-only")  # until somebody does something about it


def advice(cause: Cause) -> str:
    """What was kept, and what to do, in the visitor's language."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return _("Nothing is lost. Load this page again in a moment.")
    if request.endpoint == "participant.cast":
        return _of_a_ballot(cause)
    if cause == "unsure":
        return _("Nobody knows whether it was kept. Look before you do it again.")
    if cause in LASTING:
        return _("Nothing was changed, and nothing is lost. Tell whoever runs this site, and then "
                 "try again.")  # fmt: skip
    return _("Nothing was changed, and nothing is lost. Try again in a moment.")


def _of_a_ballot(cause: Cause) -> str:
    """What became of a ballot; sent again it is the same ballot, and lies in the urn once."""
    if cause == "unsure":
        return _("Nobody knows whether your ballot was recorded. Load this page again in a moment: "
                 "that sends it once more, and it is counted only once.")  # fmt: skip
    if cause in LASTING:
        return _("Your ballot was not recorded. Tell whoever leads the assembly; then load this "
                 "page again, which sends it once more.")  # fmt: skip
    return _("Your ballot was not recorded. Load this page again in a moment: that sends it once "
             "more.")  # fmt: skip
