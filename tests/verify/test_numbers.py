"""Numbered tickets, draws by hand and announcements: checked by the stranger in code of its own."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.beacon import Round
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.bundle import bundle
from deliberation.record.canonical import digest
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.numbering import encode_numbering
from deliberation.sortition import Lottery, Numbering, Person, Pool, Quota, Quotas
from deliberation.sortition.alternates import alternates
from deliberation.sortition.draw import draw, draw_by_hand
from deliberation.verify import BundleError, check

Documents = dict[str, Any]
Forge = Callable[[Documents], None]
LOTTERY, NUMBERING, DRAW = "lottery.json", "numbering.json", "draw.json"
ANNOUNCEMENT = "announcement.json"
SIGNATURE = "b4" * 48
POOL = Pool(tuple(Person(f"p{n}", {"side": "hill" if n < 4 else "lake"}) for n in range(8)))
PANELS = (("p0", "p4"), ("p1", "p5"), ("p2", "p6"), ("p3", "p4"))
QUOTAS = Quotas(2, (Quota("side", "hill", 1, 1), Quota("side", "lake", 1, 1)))


def numbered(
    *tickets: int,
    seed: str | Round = "dice 3 1",
    by: str | Round | None = None,
    publish_people: bool = True,
    announced: bool = True,
) -> Documents:
    """An honest draw from numbered tickets: by hand, or by the seed *by*."""
    lottery = Lottery(POOL.ids, PANELS[: len(tickets)], tickets, "leximin")
    document = encode_lottery(
        POOL, QUOTAS, lottery, salt="5" * 32, publish_people=publish_people
    )  # fmt: skip
    numbering = Numbering(seed, document["commitment"])
    last = f"{lottery.total - 1}"
    drawn = (
        draw_by_hand(lottery, shown=last, numbering=numbering)
        if by is None
        else draw(lottery, seed=by, numbering=numbering)
    )
    sources = [by.name if isinstance(by, Round) else "dice", "dice"]
    sources[1] = seed.name if isinstance(seed, Round) else "dice"
    announcement = (
        Announcement(document["commitment"], *sources, drawn.method) if announced else None
    )
    reserves = alternates(POOL, QUOTAS, drawn, count=3)
    return {
        LOTTERY: document,
        ANNOUNCEMENT: announcement and encode_announcement(announcement),
        NUMBERING: encode_numbering(document, numbering),
        DRAW: encode_draw(document, drawn, reserves, announcement=announcement),
    }


def pack(documents: Documents) -> bytes:
    """The bundle, with digests that fit what was changed."""
    named = {"announcement": ANNOUNCEMENT, "numbering": NUMBERING}
    for name, file in named.items():
        if documents[DRAW][name] != "forged" and documents[file] is not None:
            documents[DRAW][name] = digest(documents[file])
    names = {"lottery": LOTTERY, **named, "draw": DRAW}
    return bundle("Ørby", **{name: documents[file] for name, file in names.items()})


@pytest.fixture(scope="session")
def by_hand() -> Documents:
    """Twenty tickets, of which the last was drawn by two dice; not to be changed."""
    return numbered(4, 9, 6, 1)


@settings(deadline=None, max_examples=60)
@given(
    tickets=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    seed=st.sampled_from(["dice 3 1", "Ø 7", Round(7, SIGNATURE)]),
    by=st.sampled_from([None, "dice 6", Round(8, SIGNATURE)]),
    publish_people=st.booleans(),
    announced=st.booleans(),
)
def test_numbered_draws_are_confirmed(tickets: list[int], by: Any, **terms: Any) -> None:
    lines = check(pack(numbered(*tickets, by=by, **terms)))
    assert any("mixes the numbers" in line for line in lines)
    assert any("numbers of the panels that seat them" in line for line in lines)
    assert any("drawn as announced" in line for line in lines) == terms["announced"]
    beacons = sum(isinstance(seed, Round) for seed in (by, terms["seed"]))
    assert sum("that drand signed" in line for line in lines) == beacons
    unread = sum("gave the seed" in line for line in lines)
    assert unread == (2 - beacons if terms["announced"] else 0)


def put(*path: Any, value: Any) -> Forge:
    """A forgery that puts *value* at one place."""

    def forge(documents: Documents) -> None:
        place = documents
        for step in path[:-1]:
            place = place[step]
        assert place[path[-1]] != value
        place[path[-1]] = value

    return forge


def exchange(documents: Documents) -> None:
    """A number of one panel and a number of another change places, with their people's."""
    panels = documents[NUMBERING]["panels"]
    one, other = panels[0][0], panels[1][0]
    panels[0], panels[1] = (
        sorted({*panels[0], other} - {one}),
        sorted({*panels[1], one} - {other}),
    )
    for id in ("p0", "p4", "p1", "p5"):
        own = {*documents[NUMBERING]["people"][id]}
        change = {one, other} if id != "p4" or own & {one, other} else set()
        documents[NUMBERING]["people"][id] = sorted(own ^ change)


def shuffle_again(documents: Documents) -> None:
    """All numbers are those of another seed than the one that is named."""
    other = encode_numbering(documents[LOTTERY], Numbering("dice 3 2", commitment_of(documents)))
    documents[NUMBERING] = other | {"seed": "dice 3 1"}


def commitment_of(documents: Documents) -> str:
    return str(documents[LOTTERY]["commitment"])


def other_seed(documents: Documents) -> None:
    """The numbering is another one throughout; the draw is left as it was."""
    numbering = Numbering("dice 3 2", commitment_of(documents))
    documents[NUMBERING] = encode_numbering(documents[LOTTERY], numbering)


FORGERIES = {
    "numbers shuffled by another seed": (shuffle_again, "numbering.json, panels"),
    "another seed, and its numbers": (other_seed, "the panel drawn"),
    "numbers exchanged": (exchange, "numbering.json, panels, number 1"),
    "a number moved": (put(NUMBERING, "panels", 0, 0, value=19), "numbering.json, panels"),
    "panels in another order": (
        lambda d: d[NUMBERING]["panels"].reverse(),
        "numbering.json, panels",
    ),
    "a person's number": (put(NUMBERING, "people", "p0", 0, value=19), "numbering.json, people"),
    "a person more": (lambda d: d[NUMBERING]["people"].update(p9=[]), "numbering.json, people"),
    "a person less": (lambda d: d[NUMBERING]["people"].pop("p7"), "numbering.json, people"),
    "another lottery's numbers": (put(NUMBERING, "commitment", value="0" * 64), "commitment"),
    "another method": (put(DRAW, "method", value="lots"), "the ticket"),
    "a method unknown": (put(DRAW, "method", value="magic"), "method"),
    "another number drawn": (put(DRAW, "ticket", value=3), "the number drawn by hand"),
    "a number beyond the last": (
        lambda d: d[DRAW].update(ticket=20, seed="20"),
        "no ticket has the number 20",
    ),
    "a number below zero": (
        lambda d: d[DRAW].update(ticket=-1, seed="-1"),
        "no ticket has the number -1",
    ),
    "a number in other digits": (put(DRAW, "seed", value="019"), "the number drawn by hand"),
    "another panel": (put(DRAW, "panel", value=["p7", "p8"]), "the panel drawn"),
    "another alternate": (put(DRAW, "alternates", value=["p7", "p5"]), "the alternates"),
    "a signature for dice": (put(DRAW, "signature", value=SIGNATURE), "not a round of drand"),
    "a round without signature": (
        put(NUMBERING, "seed", value=str(Round(7, SIGNATURE))),
        "not a round of drand",
    ),
    "an announcement of another lottery": (
        put(ANNOUNCEMENT, "commitment", value="0" * 64),
        "commitment",
    ),
    "announced by lots": (put(ANNOUNCEMENT, "method", value="lots"), "the method of the draw"),
    "announced without numbers": (put(ANNOUNCEMENT, "numbering", value=None), "as announced"),
    "announced by a beacon": (
        put(ANNOUNCEMENT, "draw", value="drand quicknet round 7"),
        "not from drand quicknet round 7",
    ),
    "numbered by a beacon": (
        put(ANNOUNCEMENT, "numbering", value="drand quicknet round 7"),
        "not from drand quicknet round 7",
    ),
}


@pytest.mark.parametrize(("forge", "words"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_is_named(by_hand: Documents, forge: Forge, words: str) -> None:
    documents = deepcopy(by_hand)
    forge(documents)
    with pytest.raises(BundleError) as error:
        check(pack(documents))
    assert words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        (DRAW, "seed", str(Round(9, SIGNATURE))),
        (DRAW, "seed", str(Round(8, SIGNATURE)).upper()),
        (DRAW, "signature", "c4" * 48),
        (DRAW, "signature", "B4" * 48),
        (DRAW, "signature", "b4"),
        (NUMBERING, "seed", str(Round(7, SIGNATURE))[:-1] + "0"),
        (NUMBERING, "signature", None),
        (ANNOUNCEMENT, "draw", "drand quicknet round 80"),
        (ANNOUNCEMENT, "draw", "dice"),
        (ANNOUNCEMENT, "numbering", "drand quicknet round 6"),
    ],
)
def test_a_forged_round_is_named(name: str, place: str, value: Any) -> None:
    documents = numbered(4, 9, 6, 1, seed=Round(7, SIGNATURE), by=Round(8, SIGNATURE))
    documents[name][place] = value
    with pytest.raises(BundleError):
        check(pack(documents))


def test_a_draw_by_hand_from_unnumbered_tickets_is_refused(by_hand: Documents) -> None:
    documents = deepcopy(by_hand)
    documents[NUMBERING] = documents[ANNOUNCEMENT] = None
    documents[DRAW] |= {"numbering": None, "announcement": None}
    with pytest.raises(BundleError, match="none was numbered"):
        check(pack(documents))


def test_more_tickets_than_are_numbered_are_refused_without_counting_them(
    by_hand: Documents, resealed: Forge
) -> None:
    documents = deepcopy(by_hand)
    documents[LOTTERY]["panels"] = [{"members": ["p0", "p4"], "tickets": 2**53 - 1}]
    marginals = dict.fromkeys(documents[LOTTERY]["marginals"], "0") | {"p0": "1", "p4": "1"}
    documents[LOTTERY]["marginals"] = marginals
    resealed(documents)
    for file in (NUMBERING, ANNOUNCEMENT):
        documents[file]["commitment"] = documents[DRAW]["commitment"]
    with pytest.raises(BundleError, match="more than 10000"):
        check(pack(documents))
