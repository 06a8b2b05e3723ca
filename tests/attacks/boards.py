"""Attacks after the close: ballots added, dropped, altered, and boards published anew."""

from collections.abc import Iterator
from typing import Any

from deliberation import urn
from deliberation.errors import BrokenUrnError, InvalidInputError
from deliberation.voting import Ranking
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.seals import BOX, KEPT, KEY, altered_bytes
from tests.urn.conftest import slot

BOARD = urn.board_of("lamps", KEPT)


def a_ballot(where: str) -> bytes:
    """One that the attacker likes better, properly sealed."""
    return urn.seal(Ranking(("bench",)), BOX, slot=where)


def added() -> Attempt:
    """Ballots of people who did not vote, one at a time."""
    absent = [slot(f"absent {n}") for n in range(20)]
    return attempt(
        "one ballot added after the close is counted",
        (counted(KEPT | {where: a_ballot(where)}) for where in absent),
    )


def dropped() -> Attempt:
    """Each ballot, one at a time."""
    return attempt(
        "the count goes on with one ballot dropped after the close",
        (counted({w: s for w, s in KEPT.items() if w != gone}) for gone in KEPT),
    )


def altered() -> Attempt:
    """Each ballot exchanged for another in its slot, or changed in a byte."""
    return attempt(
        "the count goes on with one ballot altered after the close",
        (
            counted(KEPT | {where: forged})
            for where, sealed in KEPT.items()
            for forged in (a_ballot(where), *altered_bytes(sealed))
        ),
    )


def counted(kept: dict[str, bytes]) -> bool:
    """Whether an urn with these ballots is opened beside the board that was shown."""
    try:
        urn.open_urn(kept, BOX, board=BOARD, key=KEY)
    except BrokenUrnError:
        return False
    return True


def republished() -> Attempt:
    """The board's document with entries added, dropped, doubled, altered, out of order."""
    return attempt(
        "an altered board is read under the root that was shown",
        (read(document) for document in documents()),
    )


def documents() -> Iterator[dict[str, Any]]:
    """Every such change, at every place."""
    whole = urn.encode_board(BOARD)
    entries = whole["entries"]
    for i, (name, ballot) in enumerate(entries):
        before, after = entries[:i], entries[i + 1 :]
        yield whole | {"entries": [*before, *after]}
        yield whole | {"entries": [*before, entries[i], entries[i], *after]}
        yield whole | {"entries": [*before, ["00" * 32, "00" * 32], entries[i], *after]}
        if after:
            yield whole | {"entries": [*before, after[0], entries[i], *after[1:]]}
        for forged in altered_bytes(bytes.fromhex(name + ballot)):
            pair = [forged[:32].hex(), forged[32:].hex()]
            yield whole | {"entries": [*before, pair, *after]}


def read(document: dict[str, Any]) -> bool:
    """Whether a stranger takes *document* for a board."""
    try:
        urn.decode_board(document)
    except InvalidInputError:
        return False
    return True
