"""Merkle trees over hashed leaves: roots, and proofs that something is in one, or that one grew.

Source: B. Laurie, A. Langley & E. Kasper, "Certificate Transparency", RFC 6962 (2013), section 2.1;
how proofs are checked: RFC 9162 (2021), sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from deliberation.errors import InvalidInputError

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Why a leaf is in a tree.

    Args:
        index: its place, from 0.
        size: how many leaves the tree has.
        path: the roots of the trees beside its way up, the lowest first.
    """

    index: int
    size: int
    path: tuple[bytes, ...]


def leaf_hash(data: bytes) -> bytes:
    """The leaf that stands for *data*."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The root above two roots."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over *leaves*, which are hashes already: MTH of the source."""
    return levels_of(leaves)[-1][0] if leaves else EMPTY


def levels_of(leaves: Sequence[bytes]) -> list[Sequence[bytes]]:
    """The tree from its leaves up: pairs are joined, and one without a partner goes up alone.

    This is the tree of the source, which splits at the largest power of two below the size.
    """
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
        levels.append([*above, *below[len(above) * 2 :]])
    return levels


def inclusion(levels: Sequence[Sequence[bytes]], index: int) -> Inclusion:
    """Why the leaf at *index* is in the tree with these *levels*: PATH of the source.

    Raises:
        InvalidInputError: there is no such leaf.
    """
    size = len(levels[0])
    if not 0 <= index < size:
        raise InvalidInputError([f"there is no leaf {index} among {size}"])
    path, place = [], index
    for level in levels[:-1]:
        if (beside := place ^ 1) < len(level):
            path.append(level[beside])
        place //= 2
    return Inclusion(index, size, tuple(path))


def is_included(leaf: bytes, proof: Inclusion, root: bytes) -> bool:
    """Whether *proof* shows that *leaf* is in the tree with this *root*."""
    if not 0 <= proof.index < proof.size:
        return False
    fn, sn, r = proof.index, proof.size - 1, leaf
    for p in proof.path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistency(leaves: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Why the tree over the *first* leaves grew into that over all: PROOF of the source.

    Raises:
        InvalidInputError: *first* is not in 1..the number of leaves.
    """
    if not 1 <= first <= len(leaves):
        raise InvalidInputError([f"no tree of {first} leaves grew into one of {len(leaves)}"])
    return tuple(_subproof(first, leaves, True))


def is_consistent(
    proof: Sequence[bytes], *, first: int, first_root: bytes, size: int, root: bytes
) -> bool:
    """Whether *proof* shows that the tree of *first* leaves grew into the one of *size* leaves.

    Args:
        first_root: the root of the smaller tree.
        root: the root of the larger tree.
    """
    if not 1 <= first <= size:
        return False
    if first == size:
        return not proof and first_root == root
    path = [first_root, *proof] if first & (first - 1) == 0 else [*proof]
    if not path:
        return False
    fn, sn = first - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == root


def _subproof(m: int, leaves: Sequence[bytes], whole: bool) -> Iterator[bytes]:
    """SUBPROOF of the source; *whole* says that the first m leaves are the smaller tree itself."""
    n = len(leaves)
    if m == n:
        if not whole:
            yield root_of(leaves)
        return
    k = 1 << (n - 1).bit_length() - 1
    if m <= k:
        yield from _subproof(m, leaves[:k], whole)
        yield root_of(leaves[k:])
    else:
        yield from _subproof(m - k, leaves[k:], False)
        yield root_of(leaves[:k])
