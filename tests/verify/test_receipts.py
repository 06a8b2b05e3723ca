"""Who holds a receipt finds out from the bundle what it is worth, and a forger finds no way."""

from base64 import b32decode, b32encode
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deliberation import urn
from deliberation.cli import main as command_line
from deliberation.errors import InvalidInputError
from deliberation.verify import main
from deliberation.verify.receipts import (
    FINE,
    MISSING,
    NO_RECEIPT,
    NOT_CLOSED,
    NOT_HERE,
    NOT_SIGNED,
    REPLACED,
    Verdict,
    look_up,
)
from tests.verify.test_any_shape import archive
from tests.verify.test_boards import BOARD, NEW, URN, Documents, on_the_ledger, sealed_vote

LABEL = "RECEIPT:"
SIGNED = (FINE, MISSING, REPLACED, NOT_CLOSED)


def code_of(entry: bytes, vote: str = "hall", format: str = "deliberation receipt 1") -> str:
    """The code that the page says, signed by whoever has the key of receipts."""
    said = (
        f'{{"ballot":"{entry[32:].hex()}","format":"{format}",'
        f'"name":"{entry[:32].hex()}","vote":"{vote}"}}'
    )
    signature = Ed25519PrivateKey.from_private_bytes(NEW.signing.private).sign(said.encode())
    return encoded(entry + signature + vote.encode())


def encoded(data: bytes) -> str:
    return LABEL + b32encode(data).decode().rstrip("=")


def data_of(code: str) -> bytes:
    body = code.removeprefix(LABEL)
    return b32decode(body + "=" * (-len(body) % 8))


@pytest.fixture(scope="module")
def documents() -> Documents:
    return on_the_ledger(sealed_vote())


@pytest.fixture(scope="module")
def entry(documents: Documents) -> bytes:
    """An entry of the board: the name of a slot, and the hash of its ballot."""
    return bytes.fromhex("".join(documents[BOARD]["entries"][2]))


def test_each_ballot_on_the_board_is_found_by_its_receipt(documents: Documents) -> None:
    for name, ballot in documents[BOARD]["entries"]:
        assert look_up(code_of(bytes.fromhex(name + ballot)), documents) == FINE


def test_every_verdict_is_told_apart(documents: Documents, entry: bytes) -> None:
    other = b"\1" * 32
    before = {URN: documents[URN]}
    for code, docs, verdict in (
        (code_of(other + other), documents, MISSING),
        (code_of(other + entry[32:]), documents, MISSING),
        (code_of(entry[:32] + other), documents, REPLACED),
        (code_of(entry, format="deliberation receipt 2"), documents, NOT_SIGNED),
        (encoded(entry + data_of(code_of(entry[::-1]))[64:]), documents, NOT_SIGNED),
        (code_of(entry, "other"), documents, NOT_HERE),
        (code_of(entry), before, NOT_CLOSED),
        (encoded(entry + bytes(64) + b"hall"), before, NOT_SIGNED),
        (code_of(entry), {"votes/hall.json": {}}, NOT_HERE),
    ):
        assert look_up(code, docs) == verdict
    statuses = {verdict.status for verdict in (*SIGNED, NO_RECEIPT, NOT_HERE, NOT_SIGNED)}
    assert statuses == {0, 3, 4, 5, 6, 7, 8}


def test_a_code_is_read_through_white_space_and_in_small_letters(
    documents: Documents, entry: bytes
) -> None:
    code = code_of(entry)
    for written in (code.lower(), f"\n {code[:40]} \t{code[40:]}\r\n", " ".join(code)):
        assert look_up(written, documents) == FINE


def test_what_is_no_receipt_is_called_none(documents: Documents, entry: bytes) -> None:
    code, data = code_of(entry), data_of(code_of(entry))
    for text in (
        *("", " ", LABEL, code.removeprefix(LABEL), LABEL + code, code + "=", code + "A" * 8),
        *(
            code[:-1],
            code[:-9],
            code + "\u00e9",
            code + "\ud800",
            code.replace("A", "0"),
            "RECEIPT",
        ),
        *(encoded(data[:128]), encoded(data[:127]), encoded(data + b"."), encoded(data + b"\xe9")),
        *(encoded(data[:128] + b"h" * 65), encoded(data + b"\n"), code.replace("P", "\u03a1")),
    ):
        assert look_up(text, documents) == NO_RECEIPT, text


def test_the_last_character_cannot_hold_more_than_it_should(
    documents: Documents, entry: bytes
) -> None:
    """Base 32 leaves some bits of the last character over, and they must be 0."""
    code = code_of(entry)
    assert len(data_of(code)) * 8 % 5 == 1  # 132 bytes: four bits over
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    found = {look_up(code[:-1] + letter, documents) for letter in letters}
    assert found == {FINE, NO_RECEIPT, NOT_HERE}
    assert [look_up(code[:-1] + letter, documents) for letter in letters].count(FINE) == 1


def test_no_byte_of_a_receipt_can_change(documents: Documents, entry: bytes) -> None:
    data = data_of(code_of(entry))
    for place in range(len(data)):
        for mask in (0x01, 0x20, 0x80, 0xFF):
            forged = data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
            assert look_up(encoded(forged), documents) not in SIGNED
        assert look_up(encoded(data[:place]), documents) not in SIGNED
        assert look_up(encoded(data[:place] + data[place + 1 :]), documents) not in SIGNED


def test_no_character_of_a_code_can_change(documents: Documents, entry: bytes) -> None:
    code, chance = code_of(entry), Random(3)
    for place, letter in enumerate(code):
        for other in chance.sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:=0189-\u0130\u0131", 6):
            if other != letter:
                forged = code[:place] + other + code[place + 1 :]
                assert look_up(forged, documents) not in SIGNED


OF_THE_PACKAGE = {
    urn.Verdict.FINE: FINE,
    urn.Verdict.MISSING: MISSING,
    urn.Verdict.REPLACED: REPLACED,
    urn.Verdict.NOT_SIGNED: NOT_SIGNED,
}


def by_the_package(text: str, documents: Documents) -> Verdict:
    """The same by the code that the pages of an assembly run."""
    try:
        receipt = urn.read_receipt(text)
    except InvalidInputError:
        return NO_RECEIPT
    if receipt.vote_id != "hall":
        return NOT_HERE
    board = urn.decode_board(documents[BOARD])
    return OF_THE_PACKAGE[urn.check_receipt(receipt, NEW.urn, board)]


def test_the_page_and_the_checker_say_the_same(documents: Documents, entry: bytes) -> None:
    chance, whole = Random(8), code_of(entry)
    for _ in range(300):
        parts = [entry[:32], entry[32:], chance.randbytes(32)]
        code = code_of(chance.choice(parts) + chance.choice(parts))
        place = chance.randrange(len(whole))
        texts = [code, whole[:place], whole[:place] + chance.choice("A B7=") + whole[place + 1 :]]
        for text in texts:
            assert look_up(text, documents) == by_the_package(text, documents)


@pytest.fixture
def bundle(documents: Documents, tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(archive(documents))
    return path


def test_receipts_are_answered_one_by_one_and_the_gravest_is_the_status(
    bundle: Path, entry: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    fine, missing, strange = code_of(entry), code_of(bytes(64)), code_of(entry, "other")
    for codes, status in (
        ([fine], 0),
        ([fine, fine], 0),
        ([strange], 6),
        ([fine, strange, missing], 3),
        (["-x", fine], 7),
    ):
        assert main([str(bundle), *(f"--receipt={code}" for code in codes)]) == status
        own = capsys.readouterr().out.splitlines()[-len(codes) :]
        assert [line.partition(":")[0] for line in own] == [
            f"receipt {n}" for n in range(1, len(codes) + 1)
        ]
        words = [word for code in codes for word in ("--receipt", code)]
        if "-x" not in codes:
            assert command_line(["verify", str(bundle), *words]) == status
            assert capsys.readouterr().out.splitlines()[-len(codes) :] == own


def test_nothing_is_said_of_a_receipt_where_the_bundle_does_not_hold(
    bundle: Path, entry: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-1])
    assert main([str(bundle), "--receipt", code_of(entry)]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
