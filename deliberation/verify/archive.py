"""The archive: read from its start, written again, and compared in every byte."""

import re
import struct
from zlib import crc32

from .documents import need

LARGEST = 2**26  # bytes of a bundle; nothing in it is compressed, so nothing grows
ORDER = "manifest|ledger|lottery|certificate|announcement|numbering|draw|reserve|replacement"
FIRST = [f"{name}.json" for name in ORDER.split("|")]
NAME = re.compile(rf"({ORDER}|votes/[A-Za-z0-9_-]{{1,64}}(\.urn|\.board|\.list)?)\.json")
HEADER = struct.Struct("<HHHIIIIHH")  # version, flags, method, time, checksum, sizes, lengths
NEW_YEAR = 0x00210000  # 1980-01-01 00:00:00, as archives write it


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of the archive in order, when every byte of it is as the format page says."""
    need(len(data) <= LARGEST, f"the bundle is larger than {LARGEST} bytes and was not read")
    files, at = dict[str, bytes](), 0
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        *_, check, size, _, length, _ = HEADER.unpack_from(data, at + 4)
        start = at + 30 + length
        name, content, at = (
            data[at + 30 : start].decode("latin-1"),
            data[start : start + size],
            start + size,
        )
        need(NAME.fullmatch(name) is not None, f"the archive holds {name!r}, no file of a bundle")
        need(name not in files, f"the archive holds {name!r} twice")
        need(crc32(content) == check, f"{name!r} was changed or cut off: its checksum does not fit")
        files[name] = content
    need("manifest.json" in files, "this is not a bundle: no archive with a manifest begins here")
    order = [name for name in FIRST if name in files] + sorted(files.keys() - FIRST)
    need([*files] == order, "the files of the archive do not stand in the order of the format")
    need(_pack(files) == data, "the archive is not canonical: written again, it has other bytes")
    return files


def _pack(files: dict[str, bytes]) -> bytes:
    """The canonical archive of *files*."""
    body, directory = bytearray(), bytearray()
    for name, content in files.items():
        size = len(content)
        common = HEADER.pack(20, 0, 0, NEW_YEAR, crc32(content), size, size, len(name), 0)
        place = struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(body))
        directory += b"PK\1\2\x14\3" + common + place + name.encode()
        body += b"PK\3\4" + common + name.encode() + content
    many = len(files) % 2**16
    end = struct.pack("<HHHHIIH", 0, 0, many, many, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\5\6" + end)
