"""No byte of a bundle can change unseen, and whatever is wrong is said in one sentence."""

import struct
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest

from deliberation.verify import BundleError, check

Pack = Callable[[dict[str, Any]], bytes]


def complaint(data: bytes) -> str:
    """The one sentence with which *data* is refused."""
    with pytest.raises(BundleError) as refused:
        check(data)
    sentence = str(refused.value)
    assert sentence
    assert "\n" not in sentence
    assert len(sentence) < 400
    return sentence


def archive(entries: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    """An archive as anybody's tool would write it, with the headers of the format."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = compression
            file.writestr(info, content)
    return out.getvalue()


def entries_of(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return [(name, file.read(name)) for name in file.namelist()]


@pytest.fixture
def data(documents: dict[str, Any], packed: Pack) -> bytes:
    return packed(documents)


def test_an_honest_bundle_holds(data: bytes) -> None:
    assert check(data)[-1] == "Everything that a stranger can check in this bundle holds."


@pytest.mark.parametrize("mask", [0x01, 0x20, 0xFF])
def test_every_byte_that_changes_is_noticed(data: bytes, mask: int) -> None:
    forged = bytearray(data)
    for place in range(len(data)):
        forged[place] ^= mask
        with pytest.raises(BundleError, match=r"\A[^\n]+\Z"):
            check(bytes(forged))
        forged[place] ^= mask


def test_every_byte_of_a_certificate_that_changes_is_noticed(
    proven: dict[str, Any], packed: Pack
) -> None:
    data = packed(proven)
    start, end = data.index(b"certificate.json"), data.index(b"draw.json")
    forged = bytearray(data)
    for place in range(start, end):
        forged[place] ^= 0x01
        with pytest.raises(BundleError, match=r"\A[^\n]+\Z"):
            check(bytes(forged))
        forged[place] ^= 0x01


def test_every_truncation_is_noticed(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(BundleError, match=r"\A[^\n]+\Z"):
            check(data[:length])


def test_nothing_can_be_put_before_or_after(data: bytes) -> None:
    assert "begins" in complaint(b"x" + data)
    assert "other bytes" in complaint(data + b"x")


def test_the_test_writes_archives_as_the_format_says(data: bytes) -> None:
    assert archive(entries_of(data)) == data


def test_files_in_another_order_are_refused(data: bytes) -> None:
    entries = entries_of(data)
    for i in range(len(entries) - 1):
        swapped = [*entries[:i], entries[i + 1], entries[i], *entries[i + 2 :]]
        assert "order" in complaint(archive(swapped))


def test_a_file_that_is_missing_is_named(data: bytes) -> None:
    entries = entries_of(data)
    assert "manifest" in complaint(archive(entries[1:]))
    for i in range(1, len(entries)):
        assert "manifest.json, files" in complaint(archive(entries[:i] + entries[i + 1 :]))


def test_a_file_that_was_added_is_refused(data: bytes) -> None:
    entries = entries_of(data)
    assert "manifest.json, files" in complaint(archive([*entries, ("votes/z.json", b"{}\n")]))
    for name in ("readme.txt", "votes/../x.json", "votes/.json", "votes/a/b.json", "lottery.json/"):
        assert repr(name) in complaint(archive([*entries, (name, b"{}\n")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_twice_is_refused(data: bytes) -> None:
    entries = entries_of(data)
    assert "twice" in complaint(archive([*entries, entries[-1]]))


def test_an_archive_packed_by_another_tool_is_refused(data: bytes) -> None:
    complaint(archive(entries_of(data), zipfile.ZIP_DEFLATED))
    assert "canonical" in complaint(data.replace(b"PK\1\2\x14\3", b"PK\1\2\x14\0"))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = archive([("manifest.json", b" " * 10**7)], zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    complaint(bomb)
    assert "larger" in complaint(bytes(2**26 + 1))


def test_an_entry_that_claims_a_huge_size_is_refused(data: bytes) -> None:
    forged = bytearray(data)
    struct.pack_into("<II", forged, 18, 2**32 - 1, 2**32 - 1)
    assert "manifest.json" in complaint(bytes(forged))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\3\4", b"PK\5\6" + bytes(18), b"{}", bytes(999)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert "not a bundle" in complaint(data)


NOT_CANONICAL = {
    "a space": b'{ "format":"deliberation bundle 1"}\n',
    "no line feed": b"{}",
    "two line feeds": b"{}\n\n",
    "a mark at the start": b"\xef\xbb\xbf{}\n",
    "unsorted names": b'{"b":1,"a":2}\n',
    "a name twice": b'{"a":1,"a":1}\n',
    "a fraction": b'{"a":1.5}\n',
    "an exponent": b'{"a":1e3}\n',
    "minus zero": b'{"a":-0}\n',
    "no number": b'{"a":NaN}\n',
    "an infinite number": b'{"a":-Infinity}\n',
    "a large number": b'{"a":9007199254740992}\n',
    "a huge number": b'{"a":' + b"9" * 10_000 + b"}\n",
    "an escaped letter": b'{"a":"\\u00f8"}\n',
    "half a letter": b'{"a":"\\ud800"}\n',
    "another encoding": '{"a":"ø"}\n'.encode("latin-1"),
    "sixteen bits": '{"a":1}\n'.encode("utf-16"),
    "deep nesting": b"[" * 100_000 + b"]" * 100_000 + b"\n",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n",
    "nothing": b"",
    "half a document": b'{"format":',
}


@pytest.mark.parametrize("content", NOT_CANONICAL.values(), ids=NOT_CANONICAL.keys())
def test_json_in_any_other_form_is_refused(content: bytes) -> None:
    assert "manifest.json is " in complaint(archive([("manifest.json", content)]))


@pytest.mark.parametrize("content", [b"{}\n", b"[]\n", b"null\n", b'"x"\n', b"1\n", b"true\n"])
def test_json_that_is_no_document_is_refused(content: bytes) -> None:
    assert complaint(archive([("manifest.json", content)])).startswith("manifest.json")


def test_a_bundle_of_nothing_is_refused() -> None:
    manifest = b'{"files":{},"format":"deliberation bundle 1","title":""}\n'
    assert "nothing" in complaint(archive([("manifest.json", manifest)]))
