"""The form of a vote that revises another: filled in with what that one left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from deliberation.assembly import Vote
from deliberation.record.vote_options import FIXED_NUMBER
from webapp.facilitator.vote_terms import MAJORITY, YES_NO

LONGEST = 200  # characters of a title


def filled_in(before: Vote, rows: Sequence[str]) -> Mapping[str, str]:
    """What stands on the form at first: the terms of the vote *before*, and the chosen *rows*.

    Args:
        rows: the numbers of recommendations, from 0, as they are sent.
    """
    options = before.options
    chosen = [c for i, c in enumerate(before.candidates) if str(i) in rows]
    part, whole = options["share"]
    typed = {
        "title": _("%(title)s, revised", title=before.title)[:LONGEST],
        "question": before.question,
        "candidates": "\n".join(_line(name, options.get("texts", {})) for name in chosen),
        "rule": YES_NO if options["scale"] == ["yes", "no"] else before.rule,
        "share": MAJORITY if options.get("above") else f"{part}/{whole}",
        "of": options["of"],
        "near": str(options.get("near", 1)),
        "mode": before.mode.value if before.mode else "sealed",
        "revises": before.id,
        "language": before.language or "",
    }
    if options["of"] in FIXED_NUMBER:
        typed["members"] = str(options["members"])
    return typed


def _line(name: str, texts: Mapping[str, str]) -> str:
    """A recommendation as the form has it."""
    return f"{name} | {texts[name]}" if name in texts else name
