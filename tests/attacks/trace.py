"""What a program wrote to its files and said to the network, as `strace` saw it, in its order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

CALLS = ("pwrite64", "ftruncate", "fsync", "fdatasync", "sendto")
STRACE = ("strace", "-f", "-qq", "-y", "-xx", "-s", "70000", "-e", f"trace={','.join(CALLS)}")

LINE = re.compile(
    r"(?P<thread>\d+) +"
    r"(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<called>\w+)\()"
    r"(?P<words>.*?)"
    r"(?:\)? += (?P<result>-?\d+).*| <unfinished \.\.\.>)?$"
)
NUMBER = re.compile(r", (\d+)(?=,|$|\))")
FILE = re.compile(r"\d+<([^>]*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SYNCS = {"fsync", "fdatasync"}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a program did.

    Args:
        what: a write, a truncation, the beginning and the end of a wait for the disk, or something
            sent.
        thread: which thread did.
        file: to which file, where to one.
        offset: where in it, or the length that it was cut to.
        data: what was written or sent.
    """

    what: Literal["write", "cut", "sync", "synced", "send"]
    thread: str
    file: str
    offset: int = 0
    data: bytes = b""


def events(lines: Iterable[str]) -> Iterator[Event]:
    """What stands in lines that `strace` wrote with the options of ``STRACE``.

    A write counts from its beginning, and something sent too; a wait for the disk at its end.
    """
    syncing: dict[str, str] = {}
    for line in lines:
        found = LINE.match(line.rstrip("\n"))
        if found is None:
            continue  # how a thread ended
        thread, called, resumed = found["thread"], found["called"], found["resumed"]
        if called in SYNCS:
            syncing[thread] = path(found["words"])
            yield Event("sync", thread, syncing[thread])
        elif called:
            yield begun(thread, called, found["words"])
        if SYNCS & {called, resumed} and found["result"] == "0":
            yield Event("synced", thread, syncing.pop(thread))


def begun(thread: str, called: str, words: str) -> Event:
    """A call that is not a wait."""
    match called:
        case "pwrite64":
            return Event("write", thread, path(words), int(NUMBER.findall(words)[-1]), text(words))
        case "ftruncate":
            return Event("cut", thread, path(words), int(NUMBER.findall(words)[-1]))
    return Event("send", thread, "", 0, text(words))


def path(words: str) -> str:
    """The file behind the number that a call begins with."""
    found = FILE.match(words)
    assert found, words[:80]
    return text(f'"{found[1]}"').decode()


def text(words: str) -> bytes:
    """The bytes between the first quotation marks."""
    found = TEXT.search(words)
    assert found, words[:80]
    return bytes.fromhex(found[1].replace("\\x", ""))
