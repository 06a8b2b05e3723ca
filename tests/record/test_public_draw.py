"""How a draw is announced, numbered and recorded: documents that come back as the same values."""

from typing import Any

import pytest

from deliberation.beacon import Round
from deliberation.errors import InvalidInputError
from deliberation.record.announcement import (
    Announcement,
    decode_announcement,
    encode_announcement,
)
from deliberation.record.bundle import bundle, unbundle
from deliberation.record.canonical import digest
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.numbering import decode_numbering, encode_numbering
from deliberation.sortition import Lottery, Numbering, Person, Pool, Quota, Quotas
from deliberation.sortition.draw import Draw, draw, draw_by_hand

SIGNATURE = "b4" * 48
POOL = Pool(tuple(Person(f"p{n}", {"side": "hill" if n < 3 else "lake"}) for n in range(6)))
LOTTERY = Lottery(POOL.ids, (("p0", "p3"), ("p1", "p4"), ("p2", "p4")), (30, 60, 10), "leximin")
QUOTAS = Quotas(2, (Quota("side", "hill", 1, 1), Quota("side", "lake", 1, 1)))
DOCUMENT = encode_lottery(POOL, QUOTAS, LOTTERY)
COMMITMENT = DOCUMENT["commitment"]
NUMBERING = Numbering("dice 3 1", COMMITMENT)
ROUND = "drand quicknet round 7"


@pytest.mark.parametrize("seed", ["dice 3 1", Round(7, SIGNATURE)], ids=str)
@pytest.mark.parametrize("shown", [True, False])
def test_a_numbering_comes_back(seed: Any, shown: bool) -> None:
    lottery = encode_lottery(POOL, QUOTAS, LOTTERY, publish_people=shown, salt="5" * 32)
    numbering = Numbering(seed, lottery["commitment"])
    document = encode_numbering(lottery, numbering)
    assert decode_numbering(document, lottery) == numbering
    assert [len(numbers) for numbers in document["panels"]] == [30, 60, 10]
    assert document["people"]["p4"] == sorted(document["panels"][1] + document["panels"][2])
    assert document["people"]["p5"] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("seed", "dice 3 2"),
        ("seed", f"{ROUND} x"),
        ("seed", None),
        ("signature", SIGNATURE),
        ("signature", 1),
        ("panels", [[0]]),
        ("people", {}),
        ("commitment", "0" * 64),
        ("commitment", []),
        ("format", "deliberation numbering 2"),
        ("surplus", 1),
    ],
)
def test_a_numbering_that_was_changed_is_refused(place: str, value: Any) -> None:
    document = encode_numbering(DOCUMENT, NUMBERING) | {place: value}
    with pytest.raises(InvalidInputError):
        decode_numbering(document, DOCUMENT)


@pytest.mark.parametrize(
    "announcement",
    [
        Announcement(COMMITMENT, "dice in the town hall"),
        Announcement(COMMITMENT, "drand quicknet round 8", ROUND),
        Announcement(COMMITMENT, "three dice", "lottery numbers of 14 March", "hand"),
    ],
)
def test_an_announcement_comes_back(announcement: Announcement) -> None:
    assert decode_announcement(encode_announcement(announcement)) == announcement


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ((COMMITMENT[1:], "dice"), "64 digits"),
        ((COMMITMENT, " "), "source is blank"),
        ((COMMITMENT, "dice", "a\nb"), "control character"),
        ((COMMITMENT, "dice", None, "hand"), "numbered first"),
        ((COMMITMENT, "dice", None, "magic"), "not 'magic'"),
        ((COMMITMENT, "drand quicknet round 07"), "names no round"),
        ((COMMITMENT, "drand quicknet round 7 or 8"), "names no round"),
        ((COMMITMENT, ROUND, ROUND), "must come before"),
        ((COMMITMENT, ROUND, "drand quicknet round 10"), "must come before"),
    ],
)
def test_an_announcement_that_binds_to_nothing_is_refused(terms: Any, words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        Announcement(*terms)


def test_everything_wrong_with_an_announcement_is_said_at_once() -> None:
    with pytest.raises(InvalidInputError) as error:
        Announcement("", " ", None, "hand")
    assert len(error.value.problems) == 3


@pytest.mark.parametrize(
    ("place", "value"),
    [("draw", None), ("numbering", 7), ("method", []), ("commitment", 1), ("surplus", 1)],
)
def test_an_announcement_of_another_form_is_refused(place: str, value: Any) -> None:
    document = encode_announcement(Announcement(COMMITMENT, "dice", "dice")) | {place: value}
    with pytest.raises(InvalidInputError):
        decode_announcement(document)


def by_hand() -> Draw:
    return draw_by_hand(LOTTERY, shown="0 7", numbering=NUMBERING)


def test_a_draw_names_the_documents_that_it_goes_with() -> None:
    announcement = Announcement(COMMITMENT, "two dice", "dice before", "hand")
    document = encode_draw(DOCUMENT, by_hand(), ["p5"], announcement=announcement)
    assert document["announcement"] == digest(encode_announcement(announcement))
    assert document["numbering"] == digest(encode_numbering(DOCUMENT, NUMBERING))
    assert (document["method"], document["seed"], document["ticket"]) == ("hand", "07", 7)


@pytest.mark.parametrize(
    ("announcement", "words"),
    [
        (Announcement("0" * 64, "dice", "dice", "hand"), "another lottery"),
        (Announcement(COMMITMENT, "dice", "dice"), "drawn by the lots"),
        (Announcement(COMMITMENT, "dice"), "would keep the order of the panels"),
        (Announcement(COMMITMENT, "dice", ROUND, "hand"), "would come from"),
        (Announcement(COMMITMENT, ROUND, "dice", "hand"), "would come from"),
    ],
)
def test_a_draw_that_was_announced_otherwise_is_refused(
    announcement: Announcement, words: str
) -> None:
    with pytest.raises(InvalidInputError, match=words):
        encode_draw(DOCUMENT, by_hand(), announcement=announcement)


def test_a_draw_by_the_round_announced_is_recorded_and_by_another_refused() -> None:
    numbering = Numbering(Round(7, SIGNATURE), COMMITMENT)
    announcement = Announcement(COMMITMENT, "drand quicknet round 8", ROUND)
    drawn = draw(LOTTERY, seed=Round(8, SIGNATURE), numbering=numbering)
    document = encode_draw(DOCUMENT, drawn, announcement=announcement)
    assert document["seed"] == str(Round(8, SIGNATURE))
    assert document["signature"] == SIGNATURE
    later = draw(LOTTERY, seed=Round(80, SIGNATURE), numbering=numbering)
    with pytest.raises(InvalidInputError, match="would come from 'drand quicknet round 8'"):
        encode_draw(DOCUMENT, later, announcement=announcement)
    unnamed = Announcement(COMMITMENT, "dice", ROUND)
    with pytest.raises(InvalidInputError, match="would come from 'dice'"):
        encode_draw(DOCUMENT, drawn, announcement=unnamed)
    with pytest.raises(InvalidInputError, match="would be numbered first"):
        encode_draw(DOCUMENT, draw(LOTTERY, seed="dice"), announcement=unnamed)


def test_a_draw_by_hand_shows_the_number_of_a_ticket_that_was_numbered() -> None:
    drawn = by_hand()
    for seed, numbering in (("7", NUMBERING), ("08", NUMBERING)):
        with pytest.raises(InvalidInputError, match="by hand"):
            encode_draw(DOCUMENT, Draw(seed, 7, drawn.panel, numbering, "hand"))
    with pytest.raises(InvalidInputError, match="by hand"):
        encode_draw(DOCUMENT, Draw("07", 7, ("p0", "p3"), None, "hand"))
    other = Numbering("dice 3 1", "0" * 64)
    with pytest.raises(InvalidInputError):
        encode_draw(DOCUMENT, draw(LOTTERY, seed="dice", numbering=other))


def test_a_bundle_holds_what_its_draw_goes_with_and_nothing_else() -> None:
    announcement = Announcement(COMMITMENT, "two dice", "dice before", "hand")
    announced = encode_announcement(announcement)
    numbered = encode_numbering(DOCUMENT, NUMBERING)
    drawn = encode_draw(DOCUMENT, by_hand(), announcement=announcement)
    whole = {"lottery": DOCUMENT, "announcement": announced, "numbering": numbered, "draw": drawn}
    assert [*unbundle(bundle("Town", **whole))] == [
        "manifest.json",
        *(f"{name}.json" for name in whole),
    ]
    for missing in ("announcement", "numbering"):
        with pytest.raises(InvalidInputError, match=f"another {missing}, or with none"):
            bundle("Town", **(whole | {missing: None}))
    plain = encode_draw(DOCUMENT, draw(LOTTERY, seed="dice"))
    with pytest.raises(InvalidInputError, match="another announcement"):
        bundle("Town", **(whole | {"draw": plain, "numbering": None}))
    with pytest.raises(InvalidInputError, match="another numbering"):
        bundle("Town", numbering=numbered, votes=[])
