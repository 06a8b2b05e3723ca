"""A long text in blocks of whole lines, read as often as asked, in little memory."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.delimited import ADVICE
from deliberation.io.limits import LONG_FILE

BLOCK = 1 << 18  # bytes, so that a block stays near the processor
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file, or of bytes that were sent.

    Args:
        name: the file's name, for messages.
        open: gives the bytes from the beginning.
        encoding: of the whole text.
        block: about how many bytes are read in one go.
    """

    name: str
    open: Callable[[], BinaryIO]
    encoding: str
    block: int = BLOCK

    def blocks(self) -> Iterator[bytes]:
        r"""Whole lines that end with ``\n``, several at once.

        They are in the ``encoding``, but UTF-8 where that is UTF-16.
        """
        with self.open() as file:
            rest = b""
            for data in _unmarked(file, self.encoding, self.block):
                data = _one_line_end(rest + data)
                cut = data.rfind(b"\n") + 1
                rest = data[cut:]
                if cut:
                    yield data[:cut]
            if rest:
                yield _one_line_end(rest + b"\n")

    def text(self, cell: bytes) -> str:
        """What some bytes of a block say."""
        return cell.decode("utf-8" if self.encoding == "utf-16" else self.encoding)

    def problem(self, text: str, row: int | None = None, column: str | None = None) -> Problem:
        """A problem with this file."""
        return Problem(text, row, column, self.name)


def lines_of(source: str | Path | bytes, name: str, *, block: int = BLOCK) -> Lines:
    """The lines of the file at a path, or of its bytes.

    Raises:
        InvalidInputError: it is too large, or no text at all.
        OSError: the file cannot be opened.
    """
    if isinstance(source, bytes):
        data, size = source, len(source)

        def opened() -> BinaryIO:
            return BytesIO(data)

    else:
        path = Path(source)
        size = path.stat().st_size

        def opened() -> BinaryIO:
            return path.open("rb")

    if size > LONG_FILE:
        text = f"the file is larger than {LONG_FILE // 10**9} GB; split it"
        raise InvalidInputError([Problem(text, file=name)])
    for encoding in _encodings(opened):
        lines = Lines(name, opened, encoding, block)
        if _is_text(lines):
            return lines
    raise InvalidInputError([Problem(f"this is not a text file; {ADVICE}", file=name)])


def _encodings(opened: Callable[[], BinaryIO]) -> tuple[str, ...]:
    """What the text may be in, the likeliest first; see ``delimited.decode``."""
    with opened() as file:
        return ("utf-16",) if file.read(2) in UTF_16 else ("utf-8", "cp1252")


def _is_text(lines: Lines) -> bool:
    """Whether all of it can be read so."""
    try:
        for block in lines.blocks():
            if b"\0" in block:
                return False
            if not block.isascii():
                lines.text(block)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked(file: BinaryIO, encoding: str, size: int) -> Iterator[bytes]:
    """The bytes without a mark of their order before them."""
    decoder = codecs.getincrementaldecoder("utf-16")() if encoding == "utf-16" else None
    first = True
    while data := file.read(size):
        if decoder is not None:
            data = decoder.decode(data).encode("utf-8")
        if first:
            data = data.removeprefix(codecs.BOM_UTF8)
            first = False
        yield data
    if decoder is not None:
        decoder.decode(b"", final=True)


def _one_line_end(data: bytes) -> bytes:
    r"""*data* with ``\n`` for every end of a line; a ``\r`` at its end waits for what follows."""
    if b"\r" not in data:
        return data
    held = b"\r" if data.endswith(b"\r") else b""
    return data.removesuffix(held).replace(b"\r\n", b"\n").replace(b"\r", b"\n") + held
