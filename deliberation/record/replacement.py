"""A draw of replacements as a document: which draw it follows, and who of that panel stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.lottery import commitment

FORMAT = "deliberation replacement 1"


def encode_replacement(
    lottery: Mapping[str, Any],
    *,
    after: Mapping[str, Any],
    before: Mapping[str, Any],
    withdrawn: Iterable[str],
    joined: Iterable[str] = (),
) -> dict[str, Any]:
    """The document ``replacement.json`` beside the document *lottery* over replacements.

    Args:
        after: the document of the draw whose panel has free seats.
        before: the document of the lottery that it was drawn from.
        withdrawn: the members who cannot come.
        joined: those who had taken a seat meanwhile.

    Raises:
        InvalidInputError: the draw before was made from another lottery, somebody withdraws who was
            no member, or a panel of the lottery lacks somebody who stays or holds somebody who
            has withdrawn.
    """
    gone, came, panel = {*withdrawn}, {*joined}, {*after["panel"]}
    stay = (panel | came) - gone
    problems = []
    if commitment(before) != after["commitment"]:
        problems.append("the draw before was made from another lottery")
    problems += [f"{id!r} withdraws, and was no member" for id in sorted(gone - panel - came)]
    problems += [f"{id!r} joins, and was a member" for id in sorted(came & panel)]
    if any(not stay < {*p["members"]} or gone & {*p["members"]} for p in lottery["panels"]):
        problems.append("the lottery is not one over replacements for those who have withdrawn")
    if problems:
        raise InvalidInputError(problems)
    return {
        "format": FORMAT,
        "commitment": lottery["commitment"],
        "after": dict(after),
        "digests": dict(before["digests"]),
        "withdrawn": sorted(gone),
        "joined": sorted(came),
    }
