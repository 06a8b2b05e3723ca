"""The disclosure attacker: two votes with one outcome and other ballots, told apart by all pages.

Twins are votes whose totals are the same and in which no voter's ballot is. Where every output is
the same to the byte, then nothing that is published says more of a ballot than the totals do,
whatever else somebody knows and subtracts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from flask import Flask

from deliberation.errors import UnresolvedTieError
from deliberation.figures.report import report
from deliberation.procedures import accounts, admitting, casting, decide, recruit
from deliberation.procedures.cards import token_hash
from deliberation.record.bundle import unbundle
from deliberation.record.disclosure import DISCLOSURE
from deliberation.record.vote_options import arguments
from deliberation.voting import RULES, Credits, Grades, Profile, Ranking, Scores
from deliberation.voting.ballots import CastBallot
from tests.attacks.attempt import Attempt
from tests.webapp.conftest import NOW
from webapp import create_app

NAMES = ("park", "road", "pool")
SCALE = ["yes", "rather", "no"]
FRESH = re.compile(rb'csrf_token" value="[^"]+')  # other in each session
PAGES = ("/votes/v1?lang=en", "/votes/v1?lang=da", "/assemblies/a1", "/")
PAGES += ("/votes/v1/data.json", "/votes/v1/data/results.csv", "/assemblies/a1/data.json")
ELECTORATES = 18
FEW = DISCLOSURE.at_least


@dataclass(frozen=True, slots=True)
class Twins:
    """Two votes of which the totals are the same."""

    what: str
    kind: str
    rule: str
    options: Mapping[str, Any]
    one: list[CastBallot]
    other: list[CastBallot]
    tied: bool = False


def twins() -> Iterator[Twins]:
    """Of each kind of evidence: what was exchanged between voters leaves every total as it was."""
    yield Twins(
        "few voters, one winner", "ranking", "plurality", {},
        [Ranking((n,)) for n in ("park", "park", "park", "road")],
        [Ranking((n,)) for n in ("park", "park", "pool", "park")],
    )  # fmt: skip
    yield Twins(
        "votes bought, by whom how many", "credits", "quadratic", {},
        [Credits(v) for v in ({"park": 9}, {"park": 1}, {"road": 4}, {"road": 4}, {"pool": 2}, {})],
        [Credits(v) for v in ({"park": 5}, {"park": 5}, {"road": 7}, {"road": 1}, {"pool": 2}, {})],
    )  # fmt: skip
    yield Twins(
        "points, by whom how many", "scores", "score", {"most": 5},
        [Scores(s) for s in ({"park": 5}, {"park": 1}, {"road": 2}, {"road": 2}, {"pool": 1})],
        [Scores(s) for s in ({"park": 3}, {"park": 3}, {"road": 4}, {"road": 0}, {"pool": 1})],
    )  # fmt: skip
    yield Twins(
        "answers, by whom which", "grades", "support",
        {"scale": SCALE, "supporting": 2, "share": [2, 3], "of": "answers"},
        [Grades(dict.fromkeys(NAMES, word)) for word in ("yes", "yes", "rather", "no", "yes")],
        [Grades(dict.fromkeys(NAMES, word)) for word in ("yes", "rather", "no", "rather", "yes")],
    )  # fmt: skip
    yield Twins(
        "later preferences that were not asked for", "ranking", "irv", {},
        [Ranking(o) for o in (*[NAMES[:2]] * 3, *[("road", "pool")] * 2, ("pool", *NAMES[:2]))],
        [Ranking(o) for o in (*[("park", "pool")] * 3, *[("road", "park")] * 2, ("pool", "park"))],
    )  # fmt: skip
    yield Twins("which papers moved on twice", "ranking", "irv", {}, *moved_twice())
    yield Twins(
        "a tie, and the rest of the ballots", "ranking", "plurality", {},
        [Ranking(o) for o in (*[("park", "road")] * 3, *[("road", "pool")] * 3)],
        [Ranking(o) for o in (*[("park",)] * 3, *[("road", "park")] * 3)],
        tied=True,
    )  # fmt: skip
    yield Twins(  # by the lot that settles both, the park is chosen of either pair
        "a tie among few, between whom", "ranking", "plurality", {},
        [Ranking((n,)) for n in ("park", "road")],
        [Ranking((n,)) for n in ("park", "pool")],
        tied=True,
    )  # fmt: skip
    yield Twins(
        "the one ballot of all, after its first choice", "ranking", "irv", {},
        [Ranking(("park", "road", "pool"))] * 6, [Ranking(("park", "pool"))] * 6,
    )  # fmt: skip


def moved_twice() -> tuple[list[CastBallot], list[CastBallot]]:
    """Of six that lay on the road's pile, two came from the pool; two go on, and whose is open."""
    rest = [Ranking(("park",))] * 9 + [Ranking(("hall",))] * 7
    from_pool = [("pool", "road", "park"), ("pool", "road", "hall")]
    stayed = [("road", "park"), ("road", "hall"), ("road", "hall")]
    swapped = [("pool", "road", "hall"), ("pool", "road", "hall")]
    others = [("road", "park"), ("road", "park"), ("road", "hall")]
    one = [Ranking(order) for order in (*from_pool, *stayed)]
    other = [Ranking(order) for order in (*swapped, *others)]
    return [*rest, *one], [*rest, *other]


def told_apart() -> Attempt:
    """Each output of one vote beside that of its twin, before the close and after it."""
    tried = apart = 0
    for pair in twins():
        seen, others = (outputs(pair, ballots) for ballots in (pair.one, pair.other))
        assert seen.keys() == others.keys()
        tried += len(seen)
        apart += sum(seen[name] != others[name] for name in seen)
    return Attempt("a published page or file tells votes of equal totals apart", tried, apart)


def shown_cells() -> Attempt:
    """In bundles of votes with random ballots: cells of less than five voters, or of all."""
    cells = [cell for seed in range(ELECTORATES) for cell in cells_of(random_vote(seed))]
    return Attempt("a published cell is small, or is everybody", len(cells), sum(cells))


def between_exports() -> Attempt:
    """What a later export says of a vote that an earlier one did not: after a card was revoked."""
    tried = grown = 0
    for pair in twins():
        seen = outputs(pair, pair.one)
        before, after = (unbundle(seen[f"bundle, {stage}"]) for stage in ("settled", "revoked"))
        tried += 1
        grown += before["votes/v1.json"] != after["votes/v1.json"]
    return Attempt("an export after a card was revoked says other things of a vote", tried, grown)


def outputs(vote: Twins, ballots: list[CastBallot]) -> dict[str, bytes]:
    """Everything that is published of a vote with these *ballots*, at each stage of it."""
    seen: dict[str, bytes] = {}
    app = create_app({"DATABASE": "sqlite://", "SECRET_KEY": "of the attacked town " * 2})
    begin, tokens = app.extensions["begin"], [f"{n:032x}" for n in range(len(ballots))]

    def look(stage: str) -> None:
        seen.update({f"{name}, {stage}": data for name, data in _published(app).items()})

    try:
        _open(app, vote, tokens, ballots)
        with begin() as store:
            for token, ballot in zip(tokens, ballots, strict=True):
                casting.cast_ballot(store, "v1", ballot, token=token)
        look("open")
        with begin() as store:
            decide.close_vote(store, "v1", by="f", now=NOW)
        look("closed")
        if vote.tied:
            with begin() as store:
                decide.settle_tie(store, "v1", seed="dice 3", by="f")
        look("settled")
        with begin() as store:
            admitting.revoke_card(store, "a1", 1, by="f", now=NOW)
        look("revoked")
    finally:
        app.extensions["jobs"].close()
        begin.close()
    return seen


def cells_of(vote: Twins) -> Iterator[bool]:
    """For each cell that is published of a vote, whether it should not be."""
    document = unbundle(outputs(vote, vote.one)["bundle, settled"])["votes/v1.json"]
    evidence = document["evidence"]
    if "ballots" in evidence:
        counts = [entry["times"] for entry in evidence["ballots"]]
        yield from (n < FEW or n == document["cast"] for n in counts)
    if "tallies" in evidence and vote.rule in ("quadratic", "score", "support"):
        valid = document["cast"] - evidence["blank"]
        for pairs in evidence["tallies"].values():
            counts = [n for _, n in pairs]
            counts += [valid - sum(counts)] * (valid > sum(counts))
            yield from (n < FEW or n == valid for n in counts)


def random_vote(seed: int) -> Twins:
    """A vote of few or many with ballots that are alike more or less often."""
    chance = Random(seed)
    voters, alike = chance.randrange(6, 40), chance.randrange(1, 5)
    makers: list[tuple[str, str, Mapping[str, Any], list[CastBallot]]] = [
        ("credits", "quadratic", {}, [Credits({n: chance.choice((-3, 2, 6))}) for n in NAMES]),
        ("scores", "score", {"most": 5}, [Scores({n: chance.randrange(6)}) for n in NAMES]),
        ("ranking", "irv", {}, [Ranking(chance.sample(NAMES, 3)) for _ in range(alike)]),
    ]
    kind, rule, options, some = makers[seed % 3]
    ballots = chance.choices(some, k=voters)
    return Twins(
        "random", kind, rule, options, ballots, ballots, tied=_tied(rule, ballots, options)
    )


def _published(app: Flask) -> dict[str, bytes]:
    """Pages in two languages, open data, the bundle, and the report that is made of it."""
    client = app.test_client()
    seen = {path: FRESH.sub(b"", client.get(path).data) for path in PAGES}
    answer = client.get("/assemblies/a1/bundle.zip")
    seen["bundle"] = answer.data if answer.status_code == 200 else b""
    if seen["bundle"]:
        seen["report"] = report(unbundle(seen["bundle"])).encode()
    return seen


def _open(app: Flask, vote: Twins, tokens: list[str], ballots: list[CastBallot]) -> None:
    """Open the vote; tokens are made up, as whoever casts has one."""
    candidates = sorted({*NAMES, *(name for ballot in ballots for name in ballot.candidates)})
    with app.extensions["begin"]() as store:
        accounts.add_facilitator(store, name="anna", password_hash="", id="f")
        recruit.create_assembly(store, title="T", question="Q", by="f", now=NOW, id="a1")
        store.add_cards("a1", [token_hash(token) for token in tokens])
        decide.create_vote(
            store, "a1", title="T", question="Q", kind=vote.kind, candidates=candidates,
            rule=vote.rule, seats=len(candidates) if vote.rule == "support" else 1,
            options=vote.options, by="f", id="v1",
        )  # fmt: skip
        decide.open_vote(store, "v1", by="f", now=NOW)


def _tied(rule: str, ballots: list[CastBallot], options: Mapping[str, Any]) -> bool:
    """Whether a tie decides the vote."""
    profile = Profile.of(ballots, candidates=NAMES)
    try:
        RULES[rule](profile, **arguments(rule, options, seats=1))
    except UnresolvedTieError:
        return True
    return False
