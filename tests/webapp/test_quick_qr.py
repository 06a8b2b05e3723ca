"""The quick QR code against segno, an encoder that other people wrote."""

import zlib
from base64 import b64decode
from random import Random

import numpy as np
import pytest
import segno

from webapp.participant.quick_qr import MASK, png_uri, quick_qr

ROOM = {1: 14, 5: 84, 9: 180, 10: 213, 14: 362, 25: 997, 40: 2331}
"""Bytes that a code of level M has room for, by its version. Source: ISO/IEC 18004, table 7."""


@pytest.mark.parametrize("version", ROOM)
def test_every_module_is_that_of_segno(version: int) -> None:
    chance = Random(version)
    for length in (ROOM[version] - 5, ROOM[version] - 1, ROOM[version]):
        text = "".join(chr(chance.randrange(33, 127)) for _ in range(length))
        peer = segno.make_qr(
            text, error="m", version=version, mask=MASK, mode="byte", boost_error=False
        )
        assert quick_qr(text).tolist() == [[*row] for row in peer.matrix]


def test_a_byte_more_than_there_is_room_for_takes_the_next_version() -> None:
    for version, room in ROOM.items():
        if version < 40:
            assert len(quick_qr("a" * room)) == 17 + 4 * version
            assert len(quick_qr("a" * (room + 1))) == 17 + 4 * (version + 1)


def test_no_code_holds_more_than_the_largest() -> None:
    with pytest.raises(segno.DataOverflowError):
        quick_qr("a" * (ROOM[40] + 1))


def test_the_picture_has_each_module_as_a_dot_and_four_white_ones_around() -> None:
    """A PNG, taken apart by hand: its size, one bit a dot with 0 for dark, and whole checksums."""
    modules = quick_qr("http://town.example/votes/v/receipt#RECEIPT:ABC")
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
    assert len({len(png_uri(quick_qr(text))) for text in texts}) == 1
