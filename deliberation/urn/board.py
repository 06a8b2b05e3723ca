"""The board: what is shown of a closed urn before it is opened, and can no longer change.

An entry names a slot blindly and gives the hash of the ballot in it. The leaves that stand for the
entries, sorted, make a Merkle tree; its root is what everybody writes down.
"""

from __future__ import annotations

import hmac
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from deliberation.errors import InvalidInputError
from deliberation.urn.sealing import require_slot
from deliberation.urn.tree import EMPTY, Inclusion, inclusion, is_included, leaf_hash, levels_of
from deliberation.urn.urn import bound
from deliberation.urn.words import words_of

HASH = 32  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What is shown of one sealed ballot.

    Args:
        name: the blinded name of its slot, 32 bytes.
        ballot: the hash of the sealed ballot, 32 bytes.

    Raises:
        InvalidInputError: one of them has another length.
    """

    name: bytes
    ballot: bytes

    def __post_init__(self) -> None:
        if {len(self.name), len(self.ballot)} != {HASH}:
            raise InvalidInputError([f"an entry is a name and a hash, each of {HASH} bytes"])

    @property
    def leaf(self) -> bytes:
        """The leaf that stands for it, 32 bytes."""
        return leaf_hash(self.name + self.ballot)


@dataclass(frozen=True, slots=True, init=False)
class Board:
    """The entries of a closed urn, sorted by their leaves; in whatever order they are given.

    Args:
        vote_id: whose urn it is.
        entries: one for each slot with a ballot in it.

    Raises:
        InvalidInputError: two entries name one slot.
    """

    vote_id: str
    entries: tuple[Entry, ...]
    _levels: Sequence[Sequence[bytes]] = field(repr=False, compare=False)
    _ballots: Mapping[bytes, bytes] = field(repr=False, compare=False)

    def __init__(self, vote_id: str, entries: Iterable[Entry]) -> None:
        by_leaf = sorted(((entry.leaf, entry) for entry in entries), key=lambda pair: pair[0])
        object.__setattr__(self, "vote_id", vote_id)
        object.__setattr__(self, "entries", tuple(entry for _, entry in by_leaf))
        object.__setattr__(self, "_levels", levels_of(tuple(leaf for leaf, _ in by_leaf)))
        object.__setattr__(self, "_ballots", {entry.name: entry.ballot for _, entry in by_leaf})
        times = Counter(entry.name for entry in self.entries)
        if problems := [
            f"the slot {name.hex()} has {n} ballots; a slot has one"
            for name, n in times.items()
            if n > 1
        ]:
            raise InvalidInputError(problems)

    @property
    def size(self) -> int:
        """How many ballots there are: as many as slots that were marked as having cast."""
        return len(self.entries)

    @property
    def leaves(self) -> Sequence[bytes]:
        """The leaves that stand for the entries, ascending."""
        return self._levels[0]

    @property
    def root(self) -> bytes:
        """The root of the tree over the leaves, 32 bytes."""
        return self._levels[-1][0] if self.entries else EMPTY

    @property
    def words(self) -> tuple[str, ...]:
        """The root as eight words, to be shown and read out before anything is opened."""
        return words_of(self.root)

    def ballot_of(self, name: bytes) -> bytes | None:
        """The hash of the ballot in the slot with this blinded *name*, if there is one."""
        return self._ballots.get(name)


def board_of(vote_id: str, sealed: Mapping[str, bytes]) -> Board:
    """The board of an urn that is closed.

    Args:
        sealed: the sealed ballot in each slot.

    Raises:
        InvalidInputError: a slot is written in another form.
    """
    return Board(vote_id, [entry_of(vote_id, slot, ballot) for slot, ballot in sealed.items()])


def entry_of(vote_id: str, slot: str, sealed: bytes) -> Entry:
    """What the board shows of the ballot that is *sealed* in a *slot*.

    Raises:
        InvalidInputError: the slot is written in another form.
    """
    return Entry(blinded(vote_id, slot), sha256(sealed).digest())


def blinded(vote_id: str, slot: str) -> bytes:
    """The name of *slot* for everybody: whoever knows the slot can make it, and nobody undo it.

    A slot is unguessable, so it blinds itself: it is the key of an HMAC. No salt of the server's
    comes in, because then only the server could tell whose a receipt is.

    Raises:
        InvalidInputError: *slot* is written in another form.
    """
    return hmac.digest(bytes.fromhex(require_slot(slot)), bound(b"name", vote_id), "sha256")


def prove(board: Board, entry: Entry) -> Inclusion:
    """Why *entry* is on the *board*, for whoever has nothing of it but the root.

    Raises:
        InvalidInputError: it is not there.
    """
    if board.ballot_of(entry.name) != entry.ballot:
        raise InvalidInputError(["this ballot is not on the board"])
    return inclusion(board._levels, bisect_left(board.leaves, entry.leaf))


def is_proven(entry: Entry, proof: Inclusion, root: bytes) -> bool:
    """Whether *proof* shows that *entry* is on the board with this *root*."""
    return is_included(entry.leaf, proof, root)
