"""The bundle: the same content is the same bytes, and what was changed is refused."""

import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest

from deliberation import voting
from deliberation.errors import InvalidInputError
from deliberation.record.bundle import bundle, unbundle
from deliberation.record.canonical import to_file
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.vote import encode_vote
from deliberation.sortition.draw import draw
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Person, Pool
from deliberation.sortition.quotas import Quota, Quotas

GOLDEN = "03ae2ad6058ad8bf87d2d81bcf22efd48ac74c820354d56ff8d5b1570f57b818"


def a_vote(id: str) -> dict[str, Any]:
    profile = voting.Profile.ranked({("bus", "tram"): 4, ("tram",): 3, ("bike", "tram"): 2})
    return encode_vote(
        id,
        title="Færger",
        question="Which first?",
        kind="ranking",
        profile=profile,
        rule="irv",
        seats=1,
        options={},
        break_tie=voting.refuse,
        result=voting.irv(profile),
    )


@pytest.fixture
def lottery() -> dict[str, Any]:
    pool = Pool(tuple(Person(f"c{n}", {"sex": "wm"[n % 2]}) for n in range(1, 7)))
    quotas = Quotas(2, (Quota("sex", "w", 1, 1), Quota("sex", "m", 1, 1)))
    tickets = Lottery(pool.ids, (("c1", "c2"), ("c3", "c4"), ("c5", "c6")), (1, 1, 1), "leximin")
    return encode_lottery(pool, quotas, tickets)


@pytest.fixture
def drawn(lottery: dict[str, Any]) -> dict[str, Any]:
    ids = tuple(person["id"] for person in lottery["people"])
    panels = tuple(tuple(panel["members"]) for panel in lottery["panels"])
    tickets = Lottery(ids, panels, (1, 1, 1), "leximin")
    return encode_draw(lottery, draw(tickets, seed="dice 2 5"), [])


@pytest.fixture
def data(lottery: dict[str, Any], drawn: dict[str, Any]) -> bytes:
    return bundle("Ørby", lottery=lottery, draw=drawn, votes=[a_vote("v2"), a_vote("v1")])


def test_the_format_has_not_drifted(data: bytes) -> None:
    assert sha256(data).hexdigest() == GOLDEN


def test_a_bundle_comes_back(data: bytes, lottery: dict[str, Any], drawn: dict[str, Any]) -> None:
    documents = unbundle(data)
    manifest = documents.pop("manifest.json")
    assert documents == {
        "lottery.json": lottery,
        "draw.json": drawn,
        "votes/v1.json": a_vote("v1"),
        "votes/v2.json": a_vote("v2"),
    }
    assert [*documents] == ["lottery.json", "draw.json", "votes/v1.json", "votes/v2.json"]
    assert manifest["files"].keys() == documents.keys()
    assert manifest["title"] == "Ørby"


def test_the_archive_says_nothing_of_when_and_where(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.create_version) == (3, 20)
            assert entry.external_attr == 0o100644 << 16
            assert (entry.extra, entry.comment, entry.flag_bits) == (b"", b"", 0)
            assert entry.compress_type == zipfile.ZIP_STORED


def test_votes_alone_make_a_bundle() -> None:
    assert [*unbundle(bundle("", votes=[a_vote("v")]))] == ["manifest.json", "votes/v.json"]


def test_a_bundle_that_cannot_be_checked_is_not_written(
    lottery: dict[str, Any], drawn: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInputError, match="nothing to publish"):
        bundle("")
    with pytest.raises(InvalidInputError, match="together"):
        bundle("", lottery=lottery)
    with pytest.raises(InvalidInputError, match="together"):
        bundle("", draw=drawn, votes=[a_vote("v")])
    with pytest.raises(InvalidInputError, match="another lottery"):
        bundle("", lottery=lottery, draw=drawn | {"commitment": "0" * 64})
    with pytest.raises(InvalidInputError, match="share an id"):
        bundle("", votes=[a_vote("v"), a_vote("v")])


@pytest.mark.parametrize("id", ["", "../v", "a/b", "é", "a b", "x" * 65, "v\n"])
def test_an_id_that_cannot_name_a_file_is_refused(id: str) -> None:
    with pytest.raises(InvalidInputError, match="cannot name a file"):
        bundle("", votes=[a_vote(id)])


def test_every_byte_counts(data: bytes) -> None:
    forged = bytearray(data)
    for place in range(len(data)):
        forged[place] ^= 0x01
        with pytest.raises(InvalidInputError):
            unbundle(bytes(forged))
        forged[place] ^= 0x01


def test_every_truncation_is_refused(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(InvalidInputError):
            unbundle(data[:length])


def test_a_manifest_that_names_other_files_is_refused(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["votes/v1.json"] = to_file(a_vote("v1") | {"title": "Bridges"})
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    with pytest.raises(InvalidInputError, match="manifest"):
        unbundle(out.getvalue())


def test_a_bomb_is_not_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 10**7)
    with pytest.raises(InvalidInputError):
        unbundle(out.getvalue())


def test_an_urn_a_board_and_a_count_go_together() -> None:
    urn, board = {"vote": "v1"}, {"vote": "v1"}
    documents = unbundle(bundle("Ørby", votes=[a_vote("v1")], urns=[urn], boards=[board]))
    assert [*documents][1:] == ["votes/v1.board.json", "votes/v1.json", "votes/v1.urn.json"]
    assert [*unbundle(bundle("Ørby", urns=[urn]))][1:] == ["votes/v1.urn.json"]
    with pytest.raises(InvalidInputError, match="'v1' has a board and no urn"):
        bundle("Ørby", votes=[a_vote("v1")], boards=[board])
    with pytest.raises(InvalidInputError, match="'v1' was counted from an urn without a board"):
        bundle("Ørby", votes=[a_vote("v1")], urns=[urn])
