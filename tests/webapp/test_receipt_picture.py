"""The code on a receipt against segno, another encoder; and its picture, taken apart by hand."""

import zlib
from base64 import b64decode
from random import Random

import numpy as np
import pytest
import segno
from zxingcpp import read_barcodes

from webapp.participant.receipt_picture import MASK, modules_of, png_uri


@pytest.mark.parametrize("length", [14, 84, 180, 213, 362, 997])
def test_every_module_is_that_of_segno_under_the_same_mask(length: int) -> None:
    """Each length fills its code: behind a shorter text segno sets words of its own."""
    chance = Random(length)
    text = "".join(chr(chance.randrange(97, 123)) for _ in range(length))
    peer = segno.make_qr(text, error="m", mask=MASK, mode="byte", boost_error=False).matrix
    assert modules_of(text).tolist() == [[*row] for row in peer]


def test_a_receipt_is_read_back() -> None:
    text = f"https://town.example/votes/v/receipt#RECEIPT:{'ABC234' * 36}"
    dots = np.pad(modules_of(text), 4) == 0
    read = read_barcodes(np.kron(dots, np.full((4, 4), 255, np.uint8)).astype(np.uint8))
    assert [code.text for code in read] == [text]


def test_no_code_holds_more_than_the_largest() -> None:
    assert len(modules_of("a" * 2331)) == 177
    with pytest.raises(ValueError, match="too long"):
        modules_of("a" * 2332)


def test_the_picture_has_each_module_as_a_dot_and_four_white_ones_around() -> None:
    """A PNG, taken apart by hand: its size, one bit a dot with 0 for dark, and whole checksums."""
    modules = modules_of("http://town.example/votes/v/receipt#RECEIPT:ABC")
    data = b64decode(png_uri(modules).removeprefix("data:image/png;base64,"))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, data = {}, data[8:]
    while data:
        size = int.from_bytes(data[:4], "big")
        chunks[data[4:8]] = data[8 : 8 + size]
        assert zlib.crc32(data[4 : 8 + size]) == int.from_bytes(data[8 + size : 12 + size], "big")
        data = data[12 + size :]
    side = len(modules) + 8
    assert [*chunks] == [b"IHDR", b"IDAT", b"IEND"]
    assert chunks[b"IHDR"] == side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    width = 1 + (side + 7) // 8
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(side, width)
    assert not lines[:, 0].any(), "no filter"
    dots = np.unpackbits(lines[:, 1:], axis=1)[:, :side]
    assert np.array_equal(dots[4:-4, 4:-4], 1 - modules)
    assert dots.sum() == side**2 - modules.sum(), "white around it"


def test_pictures_of_texts_of_one_length_take_as_many_bytes() -> None:
    chance = Random(1)
    texts = ["".join(chr(chance.randrange(33, 127)) for _ in range(280)) for _ in range(20)]
    assert len({len(png_uri(modules_of(text))) for text in texts}) == 1
