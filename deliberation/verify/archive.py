"""The archive: read from its start, written again, and compared in every byte."""

import re
import struct
from io import BytesIO
from zipfile import ZipFile, ZipInfo
from zlib import crc32

from .documents import need

LARGEST = 2**26  # bytes of a bundle; nothing in it is compressed, so nothing grows
ORDER = "manifest|ledger|lottery|certificate|announcement|numbering|draw|reserve|replacement"
FIRST = [f"{name}.json" for name in ORDER.split("|")]
NAME = re.compile(rf"({ORDER}|votes/[A-Za-z0-9_-]{{1,64}}(\.(urn|board|list|wording))?)\.json")


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of the archive in order, when every byte of it is as the format page says."""
    need(len(data) <= LARGEST, f"the bundle is larger than {LARGEST} bytes and was not read")
    files, at = dict[str, bytes](), 0
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        check, size, _, length = struct.unpack_from("<IIIH", data, at + 14)
        start = at + 30 + length
        name, content = data[at + 30 : start].decode("latin-1"), data[start : start + size]
        at = start + size
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
    """The canonical archive of *files*: nothing compressed, at the beginning of 1980."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
