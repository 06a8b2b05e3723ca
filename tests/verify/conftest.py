"""A small complete bundle, and the tools of somebody who forges one."""

from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from deliberation import voting
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.bundle import bundle, vote_name
from deliberation.record.canonical import digest
from deliberation.record.certificate import encode_certificate
from deliberation.record.disclosure import DISCLOSURE
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.numbering import encode_numbering
from deliberation.record.vote import encode_vote
from deliberation.record.vote_options import arguments
from deliberation.sortition import OBJECTIVES
from deliberation.sortition.alternates import alternates
from deliberation.sortition.draw import draw, draw_by_hand
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quota, Quotas

Documents = dict[str, Any]
Forge = Callable[[Documents], None]
SEED = "dice 6 1 4 4 2 5"
SHOWN = ("id", "features", "household", "standing")


def town() -> tuple[Pool, Quotas, Lottery]:
    """Thirteen people, one of whom must be out, four seats, three panels."""
    people = [
        ("c01", "woman", "north", "a"),
        ("c02", "woman", "north", "b"),
        ("c03", "woman", "south", "a"),
        ("c04", "woman", "south", None),
        ("c05", "man", "north", "c"),
        ("c06", "man", "north", None),
        ("c07", "man", "south", "c"),
        ("c08", "man", "south", None),
        ("c09", "woman", "north", None),
        ("c10", "man", "sør", None),
        ("c11", "woman", "sør", "b"),
        ("c12", "man", "north", None),
    ]
    pool = Pool(
        (
            *(Person(i, {"gender": g, "area": a}, h) for i, g, a, h in people),
            Person("c13", {"gender": "woman", "area": "north"}, None, Standing.OUT),
        )
    )
    bounds = [("gender", "woman", 2, 2), ("gender", "man", 2, 2), ("area", "north", 1, 2)]
    bounds += [("area", "south", 1, 2), ("area", "sør", 0, 1)]
    joint = Quota("gender", "woman", 1, 2, also=(("area", "north"),))
    quotas = Quotas(4, (*(Quota(*bound) for bound in bounds), joint))
    panels = (
        ("c01", "c04", "c05", "c08"),
        ("c02", "c03", "c06", "c10"),
        ("c09", "c11", "c07", "c12"),
    )
    return pool, quotas, Lottery(pool.ids, panels, (3, 5, 2), "leximin")


RANKINGS = {
    ("tram", "bus", "bike"): 3,
    ("bus", "bike"): 3,
    ("bike", "walk", "bus"): 2,
    ("walk",): 2,
    ("bike",): 1,
    (): 1,
}
CUT_ALIKE = {
    ("tram", "bus"): 3,
    ("tram", "bike"): 3,
    ("bike", "tram"): 4,
    ("bike", "bus"): 3,
    ("walk", "bike", "tram"): 3,
    ("walk", "bike", "bus"): 2,
}
PRICES = {"bus": 8, "tram": -4, "bike": 5, "walk": 5}
POINTS = {"bus": 5, "tram": 3, "bike": 0, "walk": 5}
ANSWERS = {"bus": "good", "tram": "fair", "bike": "poor", "walk": "good"}
FRACTIONS = {("tram", "bus", "bike"): 7, ("bike",): 3, ("bus", "bike"): 2, ("walk",): 2}
SHARED = {("tram", "bus"): 6, ("bus", "tram"): 6, ("walk",): 5, (): 5}
CANDIDATES = ("bus", "tram", "bike", "walk")
SPENDINGS = [{"bus": 9, "tram": -4}, {"tram": 7}, {"walk": 5, "bike": 5}, {"bike": 1}, {"tram": 4}]


def vote(
    id: str,
    rule: str,
    profile: Any,
    break_tie: Any,
    *,
    seats: int = 1,
    listed: bool = False,
    **options: Any,
) -> dict[str, Any]:
    """A vote that was counted honestly; of few it names who was equal if all are *listed*."""
    own = arguments(rule, options, seats=seats)
    result = voting.RULES[rule](profile, break_tie=break_tie, **own)
    return encode_vote(
        id,
        title="The square",
        question="What shall come first?",
        kind=voting.RULE_KINDS[rule],
        profile=profile,
        rule=rule,
        seats=seats,
        options=options,
        break_tie=break_tie,
        result=result,
        named=DISCLOSURE.names_tied(profile.size, listed=listed),
    )


def all_votes() -> list[dict[str, Any]]:
    """Each rule, each kind of evidence, each way of settling a tie."""
    order, lot = voting.by_order(["walk", "bike", "tram", "bus"]), voting.by_lot(SEED)
    mixed = voting.Profile.ranked(RANKINGS, candidates=CANDIDATES)
    shared = voting.Profile.ranked(SHARED, candidates=CANDIDATES)
    few = voting.Profile.ranked({("bus",): 2, ("tram",): 2}, candidates=CANDIDATES)
    spent = voting.Profile.of(map(voting.Credits, SPENDINGS), candidates=CANDIDATES)
    alike = voting.Profile(
        CANDIDATES,
        {voting.Credits({"bus": 9, "tram": 3}): 5, voting.Credits({"walk": 2}): 5},
    )
    votes = []
    for rule in ("plurality", "borda", "schulze", "irv", "stv", "scottish_stv"):
        seats = {"irv": 1, "stv": 2, "scottish_stv": 2}.get(rule, 1)
        options = {"places": 3} if rule == "stv" else {}
        votes.append(vote(f"{rule}-mixed", rule, mixed, order, seats=seats, **options))
        votes.append(vote(f"{rule}-shared", rule, shared, lot, seats=seats))
    fractions = voting.Profile.ranked(FRACTIONS, candidates=CANDIDATES)
    votes.append(vote("stv-fractions", "stv", fractions, order, seats=2, places=3))
    votes.append(vote("few", "plurality", few, lot))
    votes.append(vote("quadratic-mixed", "quadratic", spent, voting.refuse, seats=2))
    votes.append(vote("quadratic-shared", "quadratic", alike, voting.refuse, credits=90))
    votes.append(vote("quadratic-crossed", "quadratic", crossed(voting.Credits, PRICES), lot))
    used = voting.Profile.ranked(CUT_ALIKE, candidates=CANDIDATES)
    votes.append(vote("irv-used", "irv", used, lot))
    return votes + votes_that_judge(lot)


def crossed(ballot: Any, given: dict[str, Any]) -> Any:
    """Four ballots, each cast four times, so that eight gave each candidate a number."""
    pairs = [("bus", "tram"), ("bus", "bike"), ("tram", "walk"), ("bike", "walk")]
    counts = {ballot({c: given[c] for c in pair}): 4 for pair in pairs}
    return voting.Profile(CANDIDATES, counts)


GRADES = ["good", "fair", "poor"]
MONEY = {"total": 100, "costs": {"bus": 60, "tram": 40, "bike": 30, "walk": 10}, "within": True}
APPROVED = [["bus", "tram"], ["bus", "tram"], ["bike"], ["bike", "walk"], ["tram"], []]
SCORED = [{"bus": 5, "tram": 3}, {"bus": 5, "bike": 0}, {"tram": 4}, {"tram": 2}, {"walk": 5}, {}]
JUDGED = [{"bus": 0, "tram": 1}, {"bus": 1, "tram": 1}, {"bus": 2, "bike": 1}, {"bus": 0}, {}]


def votes_that_judge(lot: Any) -> list[dict[str, Any]]:
    """Approvals, scores, grades and budgets, with whole ballots and without."""
    several = voting.Profile.of(map(voting.Approval, APPROVED), candidates=CANDIDATES)
    alike = voting.Profile(
        CANDIDATES,
        {voting.Approval(names): n for names, n in ((("bus", "tram"), 8), (("bike",), 6), ((), 5))},
    )
    scored = voting.Profile.of(map(voting.Scores, SCORED), candidates=CANDIDATES)
    alike_scored = voting.Profile(
        CANDIDATES, {voting.Scores(SCORED[0]): 5, voting.Scores(SCORED[2]): 5}
    )
    judged = voting.Profile.of(
        (voting.Grades({c: GRADES[n] for c, n in ballot.items()}) for ballot in JUDGED),
        candidates=CANDIDATES,
    )
    agreed = {"scale": GRADES, "supporting": 1, "share": [2, 3], "of": "ballots"}
    # of 6 members more than a third are three; bus has two supporters, and others have none
    most = {"scale": GRADES, "supporting": 1, "share": [1, 3], "above": True, "of": "members"}
    most |= {"members": 6, "near": 1, "texts": {"bus": "Every ten minutes."}, "revises": "v1"}
    # four were counted as present, and five cast a ballot: a half of these are three
    there = agreed | {"share": [1, 2], "of": "present", "members": 4}
    completed = {**MONEY, "completion": "greedy", "currency": "EUR"}
    return [
        vote("approval-mixed", "approval", several, lot, seats=2),
        vote("sequential_pav-mixed", "sequential_pav", several, lot, seats=2),
        vote("sequential_pav-shared", "sequential_pav", alike, lot, seats=3),
        vote("sequential_phragmen-shared", "sequential_phragmen", alike, lot, seats=3),
        vote("equal_shares-shared", "equal_shares", alike, lot, seats=3),
        vote("greedy_budget-mixed", "greedy_budget", several, lot, seats=4, **MONEY),
        vote("equal_shares_budget-shared", "equal_shares_budget", alike, lot, seats=4, **completed),
        vote("score-mixed", "score", scored, lot, most=5),
        vote("star-mixed", "star", scored, lot, seats=2, most=5),
        vote("star-shared", "star", alike_scored, lot, seats=2, most=5),
        vote("majority_judgment-mixed", "majority_judgment", judged, lot, seats=2, scale=GRADES),
        vote("support-mixed", "support", judged, lot, seats=4, **agreed),
        vote("support-members", "support", judged, lot, seats=4, **most),
        vote("support-present", "support", judged, lot, seats=4, **there),
        vote("score-crossed", "score", crossed(voting.Scores, POINTS), lot, most=5),
        vote("star-crossed", "star", crossed(voting.Scores, POINTS), lot, seats=2, most=5),
        vote("support-crossed", "support", crossed(voting.Grades, ANSWERS), lot, seats=4, **agreed),
        vote("copeland-mixed", "copeland", voting.Profile.ranked(RANKINGS), lot),
        vote("minimax-mixed", "minimax", voting.Profile.ranked(RANKINGS), lot),
    ]


def all_documents(*, publish_people: bool = True) -> Documents:
    """The documents of a small complete bundle, by file name."""
    pool, quotas, lottery = town()
    drawn = draw(lottery, seed=SEED)
    document = encode_lottery(
        pool, quotas, lottery, publish_people=publish_people, salt="0123456789abcdef" * 2
    )
    reserves = alternates(pool, quotas, drawn, count=4)
    documents = {"lottery.json": document, "draw.json": encode_draw(document, drawn, reserves)}
    return documents | {vote_name(v["id"]): v for v in all_votes()}


def crowded_town() -> tuple[Pool, Quotas]:
    """Eleven people: two homes that are too full, one who must be out, and who has no chance.

    Rows alone do not prove its levels: questions have to be asked.
    """
    people = [
        ("c00", "woman", "north", "old", "a"),
        ("c01", "man", "south", "old", "a"),
        ("c02", "woman", "north", "young", "b"),
        ("c03", "man", "north", "young", "b"),
        ("c04", "man", "north", "old", None),
        ("c05", "woman", "north", "young", None),
        ("c06", "man", "south", "young", None),
        ("c07", "woman", "south", "old", None),
        ("c08", "woman", "north", "young", None),
        ("c09", "woman", "north", "young", None),
    ]
    out = Person("c10", {"gender": "woman", "area": "north", "age": "young"}, None, Standing.OUT)
    asked = [Person(i, {"gender": g, "area": a, "age": y}, h) for i, g, a, y, h in people]
    pool = Pool((*asked, out))
    seats = {"gender": (("woman", 1), ("man", 3))}
    seats |= {"area": (("north", 2), ("south", 2)), "age": (("young", 2), ("old", 2))}
    quotas = [Quota(f, v, n, n) for f, values in seats.items() for v, n in values]
    quotas.append(Quota("age", "young", 0, 1, also=(("gender", "woman"),)))
    return pool, Quotas(4, tuple(quotas))


BRANCHED = (
    [
        {"type": 4, "most": 0},
        {"rows": [[1, "3"], [3, "-3"], [6, "-3"], [8, "3"]]},
        {"rows": [[1, "-1"], [2, "-1"], [3, "1"], [6, "1"]]},
    ],
    [
        {"type": 4, "most": 0},
        {"rows": [[2, "-5"], [4, "5"], [6, "-5"]]},
        {"rows": [[1, "1"], [2, "1"], [4, "-1"]]},
    ],
)
"""They ask whether c04 is on the panel."""


def certified(objective: str = "leximin", tickets: int = 10) -> Documents:
    """A draw from a lottery over the crowded town, with its certificate."""
    pool, quotas = crowded_town()
    lottery = OBJECTIVES[objective](pool, quotas, tickets=tickets)
    document = encode_lottery(pool, quotas, lottery)
    certificate = encode_certificate(pool, quotas, lottery, commitment=document["commitment"])
    return {
        "lottery.json": document,
        "certificate.json": certificate,
        "draw.json": encode_draw(document, draw(lottery, seed=SEED)),
    }


def pack(documents: Documents) -> bytes:
    """The bundle of *documents*, however they were changed."""
    votes = [document for name, document in documents.items() if name.startswith("votes/")]
    lottery, drawn = documents.get("lottery.json"), documents.get("draw.json")
    return bundle(
        "Assembly in Ørby",
        lottery=lottery,
        certificate=documents.get("certificate.json"),
        draw=drawn,
        votes=votes,
    )


def reseal(documents: Documents) -> None:
    """Make the digests, the commitment and the draw fit a lottery that was changed."""
    lottery = documents["lottery.json"]
    people = [
        [p["id"], p.get("digest") or digest(["", *map(p.get, SHOWN)])] for p in lottery["people"]
    ]
    made = {
        "people": digest(people),
        "quotas": digest({key: lottery[key] for key in ("size", "per_household", "quotas")}),
        "lottery": digest({"objective": lottery["objective"], "panels": lottery["panels"]}),
    }
    lottery["digests"] = made
    lottery["commitment"] = digest({"format": "deliberation commitment 1", **made})
    documents["draw.json"]["commitment"] = lottery["commitment"]
    if "certificate.json" in documents:
        documents["certificate.json"]["commitment"] = lottery["commitment"]


@pytest.fixture(scope="session")
def honest() -> Documents:
    """The documents of an honest bundle, not to be changed."""
    return all_documents()


@pytest.fixture
def documents(honest: Documents) -> Documents:
    """The documents of an honest bundle, free to be changed."""
    return deepcopy(honest)


def branched() -> Documents:
    """A draw whose certificate begins with trees, which have more to be forged."""
    documents = certified()
    for level, proof in zip(documents["certificate.json"]["levels"], BRANCHED, strict=False):
        assert level["ceiling"]["proof"] != proof
        level["ceiling"]["proof"] = deepcopy(proof)
    return documents


def rested() -> Documents:
    """The same where the fourth level rests twice on the proof of the second.

    At the first place of that proof, twice its rows and those of the fourth level's own proof are
    put together; at the other, what the two show is added.
    """
    documents = branched()
    levels = documents["certificate.json"]["levels"]
    (leaf,) = levels[3]["ceiling"]["proof"]
    first = {r: 2 * Fraction(y) for r, y in levels[1]["ceiling"]["proof"][1]["rows"]}
    rows = {r: first.get(r, 0) + Fraction(y) for r, y in leaf["rows"]}
    levels[3]["ceiling"] = {
        "weights": [[1, "1"], [2, "2"], [3, "2"], [5, "2"], [7, "1"]],
        "most": "3",
        "on": 1,
        "times": "2",
        "own": [[0, [{"rows": [[r, str(y)] for r, y in sorted({**first, **rows}.items())]}]]],
        "elsewhere": [leaf],
    }
    return documents


@pytest.fixture(scope="session")
def honestly_proven() -> Documents:
    """The documents of a draw with a certificate, not to be changed."""
    return branched()


@pytest.fixture
def proven(honestly_proven: Documents) -> Documents:
    """The same, free to be changed."""
    return deepcopy(honestly_proven)


@pytest.fixture
def certify() -> Callable[..., Documents]:
    """Makes the documents of a draw with a certificate, by objective and number of tickets."""
    return certified


@pytest.fixture
def withheld() -> Documents:
    """The same with the people's answers withheld."""
    return all_documents(publish_people=False)


@pytest.fixture
def numbered() -> Documents:
    """A draw by hand from the same lottery, with its tickets numbered, as it was announced."""
    pool, quotas, lottery = town()
    document = encode_lottery(pool, quotas, lottery)
    numbering = Numbering(SEED, document["commitment"])
    drawn = draw_by_hand(lottery, shown="4", numbering=numbering)
    announcement = Announcement(document["commitment"], "a die", "dice before", "hand")
    reserves = alternates(pool, quotas, drawn, count=4)
    return {
        "lottery.json": document,
        "announcement.json": encode_announcement(announcement),
        "numbering.json": encode_numbering(document, numbering),
        "draw.json": encode_draw(document, drawn, reserves, announcement=announcement),
    }


@pytest.fixture
def packed() -> Callable[[Documents], bytes]:
    """Puts documents into a bundle."""
    return pack


@pytest.fixture
def resealed() -> Callable[[Documents], None]:
    """Recomputes the digests of a lottery in place."""
    return reseal
