"""Votes with sealed ballots of every kind, and forms that fill each in."""

import secrets

from deliberation.assembly import Mode
from deliberation.procedures import decide, sealed
from deliberation.urn import Split, join, open_urn
from deliberation.voting import Approval, Credits, Grades, Ranking, Scores
from tests.webapp.conftest import NOW

NAMES = ("bus", "tram", "Ny bro, 2. etape")
MONEY = {"total": 1000, "costs": dict(zip(NAMES, (700, 400, 300), strict=True)), "within": True}
MONEY |= {"currency": "kr."}
SCALE = {"scale": ["excellent", "good", "poor"]}

VOTES = {
    "ranking": ("ranking", "irv", {}),
    "approval": ("approval", "approval", {}),
    "budget": ("approval", "greedy_budget", MONEY),
    "scores": ("scores", "star", {}),
    "grades": ("grades", "majority_judgment", SCALE),
    "support": ("grades", "support", {"share": [2, 3]}),
    "credits": ("credits", "quadratic", {}),
}
"""By name: the kind of ballot, the rule, and its options."""

BALLOTS = {
    "ranking": [
        (("", "1", ""), Ranking(("tram",))),
        (("3", "1", "2"), Ranking(("tram", NAMES[2], "bus"))),
        (("", "", ""), Ranking(())),
    ],
    "approval": [
        (("1", "", "1"), Approval(["bus", NAMES[2]])),
        (("1", "1", "1"), Approval(NAMES)),
        (("", "", ""), Approval([])),
    ],
    "budget": [
        (("1", "", "1"), Approval(["bus", NAMES[2]])),
        (("", "1", ""), Approval(["tram"])),
        (("", "", ""), Approval([])),
    ],
    "scores": [
        (("5", "0", ""), Scores({"bus": 5, "tram": 0})),
        (("1", "2", "3"), Scores(dict(zip(NAMES, (1, 2, 3), strict=True)))),
        (("", "", ""), Scores({})),
    ],
    "grades": [
        (("2", "", "0"), Grades({"bus": "poor", NAMES[2]: "excellent"})),
        (("1", "1", "1"), Grades(dict.fromkeys(NAMES, "good"))),
        (("", "", ""), Grades({})),
    ],
    "support": [
        (("4", "", "0"), Grades({"bus": "strongly against", NAMES[2]: "strongly agree"})),
        (("2", "2", "2"), Grades(dict.fromkeys(NAMES, "neither"))),
        (("", "", ""), Grades({})),
    ],
    "credits": [
        (("9", "-4", ""), Credits({"bus": 9, "tram": -4})),
        (("-10", "0", "0"), Credits({"bus": -10})),
        (("0", "0", "0"), Credits({})),
    ],
}
"""By name of the vote: what is written on the lines of the form, and the ballot that it is."""


def fields(lines) -> dict[str, str]:
    """The fields of a form as a browser sends them: what is not ticked is not sent."""
    return {f"line-{i}": text for i, text in enumerate(lines) if text}


def hold(begin, name, *, id="v", split=Split.TWO_OF_TWO, mode=Mode.SEALED, names=NAMES, title="T"):
    """Open the vote *name* with sealed ballots on these *names*; the shares of its key."""
    kind, rule, options = VOTES[name]
    if "costs" in options:
        costs = zip(names, options["costs"].values(), strict=True)
        options = options | {"costs": dict(costs)}
    with begin() as store:
        decide.create_vote(
            store, "a1", title=title, question="Q", kind=kind, candidates=names, rule=rule,
            seats=3 if rule in ("support", "greedy_budget") else 1, options=options,
            by="f-anna", id=id, mode=mode,
        )  # fmt: skip
        shares = sealed.prepare_urn(
            store, id, split=split, random_bytes=secrets.token_bytes, by="f-anna"
        )
        decide.open_vote(store, id, by="f-anna", now=NOW)
    return shares


def opened(begin, shares, *, id="v"):
    """Close the vote and join the shares: the ballots that were in the urn, and how many each."""
    return emptied(begin, shares, id=id).profile


def emptied(begin, shares, *, id="v"):
    """The same with the voters' phrases."""
    with begin() as store:
        decide.close_vote(store, id, by="f-anna", now=NOW)
        box, board, kept = store.urn(id), store.board(id), store.sealed(id)
    return open_urn(kept, box, board=board, key=join(shares, box))
