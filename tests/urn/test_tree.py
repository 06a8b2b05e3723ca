"""The tree and its proofs are those of RFC 6962, and a forged proof proves nothing."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.urn import Inclusion
from deliberation.urn.tree import (
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    levels_of,
    root_of,
)

# The leaves and the roots over the first 1, 2, ... 8 of them that the projects of Certificate
# Transparency test their trees with.
DATA = [
    bytes.fromhex(data)
    for data in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(data) for data in DATA]
MANY = [leaf_hash(bytes([i])) for i in range(40)]


def mth(data: Sequence[bytes]) -> bytes:
    """The definition of section 2.1, word by word: the twin."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    k = split(len(data))
    return sha256(b"\x01" + mth(data[:k]) + mth(data[k:])).digest()


def path(m: int, data: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of section 2.1.1."""
    if len(data) == 1:
        return []
    k = split(len(data))
    if m < k:
        return [*path(m, data[:k]), mth(data[k:])]
    return [*path(m - k, data[k:]), mth(data[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1] == mth(DATA[:size]).hex()


def test_the_root_of_no_leaves_is_the_hash_of_nothing() -> None:
    assert root_of([]) == sha256(b"").digest() == mth([])


@pytest.mark.parametrize("size", range(1, 41))
def test_every_leaf_has_the_path_of_the_definition_and_no_other(size: int) -> None:
    data, leaves = [bytes([i]) for i in range(size)], MANY[:size]
    root = root_of(leaves)
    assert root == mth(data)
    for index in range(size):
        proof = inclusion(levels_of(leaves), index)
        assert proof == Inclusion(index, size, tuple(path(index, data)))
        assert is_included(leaves[index], proof, root)
        for other in range(size):
            assert is_included(leaves[other], proof, root) == (other == index)
            moved = Inclusion(other, size, proof.path)
            assert is_included(leaves[index], moved, root) == (other == index)


def test_the_proof_of_seven_leaves_that_the_standard_draws() -> None:
    """Section 2.1.3: d0 is proven by [b, h, l], d3 by [c, g, l], d4 by [f, j, k], d6 by [i, k].

    a ... f, j are the leaves d0 ... d5, d6; g = ab, h = cd, i = ef, k = gh, l = ij. (The letters
    of the leaves d5 and d6 are f and j, and the node above e and f is i.)
    """
    a, b, c, d, e, f, j = (leaf_hash(bytes([i])) for i in range(7))

    def node(left: bytes, right: bytes) -> bytes:
        return sha256(b"\x01" + left + right).digest()

    g, h, i = node(a, b), node(c, d), node(e, f)
    k, last = node(g, h), node(i, j)
    leaves = [a, b, c, d, e, f, j]
    assert root_of(leaves) == node(k, last)
    assert inclusion(levels_of(leaves), 0).path == (b, h, last)
    assert inclusion(levels_of(leaves), 3).path == (c, g, last)
    assert inclusion(levels_of(leaves), 4).path == (f, j, k)
    assert inclusion(levels_of(leaves), 6).path == (i, k)
    assert consistency(leaves, 3) == (c, d, g, last)
    assert consistency(leaves, 4) == (last,)
    assert consistency(leaves, 6) == (i, j, k)


@pytest.mark.parametrize("size", range(1, 17))
def test_every_tree_grew_from_each_smaller_one_and_from_no_other(size: int) -> None:
    root = root_of(MANY[:size])
    for first in range(1, size + 1):
        proof = consistency(MANY[:size], first)
        for other in range(1, size + 1):
            other_root = root_of(MANY[:other])
            grew = is_consistent(proof, first=other, first_root=other_root, size=size, root=root)
            assert grew == (other == first)


def test_a_tree_whose_past_was_rewritten_did_not_grow() -> None:
    honest, rewritten = MANY[:9], [MANY[1], MANY[0], *MANY[2:9]]
    for first in range(1, 9):
        proof = consistency(rewritten, first)
        assert not is_consistent(
            proof, first=first, first_root=root_of(honest[:first]), size=9, root=root_of(rewritten)
        )


@given(data=st.data())
@settings(max_examples=60)
def test_a_proof_in_which_a_byte_is_altered_or_a_hash_is_missing_proves_nothing(
    data: st.DataObject,
) -> None:
    size = data.draw(st.integers(2, 40))
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion(levels_of(MANY[:size]), index), root_of(MANY[:size])
    at = data.draw(st.integers(0, len(proof.path) - 1))
    byte, mask = data.draw(st.integers(0, 31)), data.draw(st.integers(1, 255))
    forged = bytearray(proof.path[at])
    forged[byte] ^= mask
    before, after = proof.path[:at], proof.path[at + 1 :]
    for forgery in (
        (*before, bytes(forged), *after),
        (*before, *after),
        (*proof.path, MANY[0]),
    ):
        assert not is_included(MANY[index], Inclusion(index, size, forgery), root)


def test_a_node_is_no_leaf() -> None:
    """The leading byte keeps them apart: no data has two leaves' node for its leaf."""
    assert leaf_hash(MANY[0] + MANY[1]) != root_of(MANY[:2])


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(InvalidInputError, match=f"no leaf {index} among 3"):
        inclusion(levels_of(MANY[:3]), index)
    assert not is_included(MANY[0], Inclusion(index, 3, ()), root_of(MANY[:3]))


@pytest.mark.parametrize("first", [-1, 0, 4])
def test_no_tree_grew_from_one_that_is_larger_or_empty(first: int) -> None:
    root = root_of(MANY[:3])
    with pytest.raises(InvalidInputError, match=f"no tree of {first} leaves"):
        consistency(MANY[:3], first)
    assert not is_consistent([], first=first, first_root=root, size=3, root=root)
