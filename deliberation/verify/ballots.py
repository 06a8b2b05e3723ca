"""What may stand on one ballot: by the terms of an urn, or of a vote, written in the same way."""

from typing import Any

from .documents import ascending, each_once

ENOUGH = 5  # voters who share a ballot, or cast one at all, before it is published
COUNTED, OWN = ("ranking", "weak ranking", "approval"), ("scores", "grades", "credits")


def terms_of(vote: Any) -> Any:
    """The terms of a vote, by the names that an urn's document has for them."""
    kind, options = vote["kind"], vote["options"]
    own = {"scores": [0, options.get("most")], "grades": options.get("scale")}
    own["credits"] = options.get("credits", 100)
    asked = {what: own[what] if what == kind else None for what in OWN}
    return {"kind": kind, "candidates": vote["candidates"]} | asked


def may_give(terms: Any, n: int) -> bool:
    """Whether a ballot can give this number to a candidate; it is 1 for a name alone."""
    match terms["kind"]:
        case "scores":
            return bool(terms["scores"][0] <= n <= terms["scores"][1])
        case "grades":
            return 0 <= n < len(terms["grades"])
        case "credits":
            return 0 < n * n <= terms["credits"] and (n > 0 or terms.get("against", True))
    return n == 1


def takes(terms: Any, ballot: Any) -> bool:
    """Whether there can be such a ballot. No rule of a vote counts weak rankings."""
    kind, names = terms["kind"], terms["candidates"]
    if kind in COUNTED:
        right = type(ballot) is list and len(ballot) <= (terms.get("most") or len(names))
        right = right and (kind == "ranking" or (kind == "approval" and ascending(ballot)))
    else:
        right = type(ballot) is dict and all(may_give(terms, n) for n in ballot.values())
    if right and kind == "credits":
        right = sum(n * n for n in ballot.values()) <= terms["credits"]
    return right and each_once(ballot, names)
