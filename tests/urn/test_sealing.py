"""A sealed ballot opens with its key, in its slot and in its vote, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import testing, urn
from deliberation.errors import InvalidInputError
from deliberation.urn import NewUrn, OpeningKey, Split, Terms, Urn
from deliberation.urn.faults import UNOPENED, UNREADABLE
from deliberation.urn.phrases import can_be_printed
from deliberation.urn.sealing import SUITE
from deliberation.voting import (
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    Spoiled,
    WeakRanking,
)
from tests.urn import hpke
from tests.urn.conftest import LAMPS, chance, slot

# RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
INFO = b"Ode on a Grecian Urn"
PLAIN = b"Beauty is truth, truth beauty"
EPHEMERAL = "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"
PRIVATE = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"
PUBLIC = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
ENC = "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
SHARED_SECRET = "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc"
KEY, NONCE = "4531685d41d65f03dc48f6b8302c05b0", "56d890e5accaaf011cff4b7d"
SEALED = (  # sequence number 0, whose additional data is "Count-0"
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
)
AAD = b"Count-0"


def test_the_library_opens_what_the_standard_sealed() -> None:
    """The public call takes no additional data, so the one behind it is asked."""
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(PRIVATE))
    sealed = bytes.fromhex(ENC + SEALED)
    assert openssl.hpke._decrypt_with_aad(SUITE, sealed, private, INFO, AAD) == PLAIN


def test_the_twin_makes_every_value_of_the_standard() -> None:
    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(EPHEMERAL))
    recipient = X25519PrivateKey.from_private_bytes(bytes.fromhex(PRIVATE)).public_key()
    assert recipient.public_bytes_raw().hex() == PUBLIC
    secret = hpke.extract_and_expand(
        own.exchange(recipient), bytes.fromhex(ENC), bytes.fromhex(PUBLIC)
    )
    assert secret.hex() == SHARED_SECRET
    assert [part.hex() for part in hpke.key_schedule(secret, INFO)] == [KEY, NONCE]
    sealed = hpke.seal(PLAIN, bytes.fromhex(PUBLIC), INFO, bytes.fromhex(EPHEMERAL), AAD)
    assert sealed.hex() == ENC + SEALED


@given(
    plain=st.binary(max_size=100),
    member=st.text(max_size=5),
    ephemeral=st.binary(min_size=32, max_size=32),
)
@settings(max_examples=30, deadline=None)
def test_the_twin_and_the_library_open_what_the_other_sealed(
    plain: bytes, member: str, ephemeral: bytes
) -> None:
    private = chance("twin")(32)
    own = X25519PrivateKey.from_private_bytes(private)
    key = OpeningKey(own)
    box = Urn(LAMPS, key.public, bytes(32), Split.REHEARSAL)
    info = urn.info_of("lamps", slot(member))
    assert hpke.unseal(urn.seal_bytes(plain, box, slot=slot(member)), private, info) == plain
    assert SUITE.decrypt(hpke.seal(plain, key.public, info, ephemeral), own, info) == plain


def test_a_ballot_comes_out_as_it_went_in(box: Urn, key: OpeningKey) -> None:
    ballot = Ranking(("trees", "lamps"))
    sealed = urn.seal(ballot, box, slot=slot("ann"))
    assert urn.unseal(sealed, box, slot=slot("ann"), key=key) == (ballot, None)


def test_equal_ballots_are_sealed_to_other_bytes(box: Urn) -> None:
    ballot = Ranking(("trees",))
    assert len({urn.seal(ballot, box, slot=slot("ann")) for _ in range(5)}) == 5


def test_a_copied_ballot_opens_in_no_other_slot(box: Urn, key: OpeningKey) -> None:
    sealed = urn.seal(Ranking(("trees",)), box, slot=slot("ann"))
    assert urn.unseal(sealed, box, slot=slot("bo"), key=key) == Spoiled(UNOPENED)


def test_a_copied_ballot_opens_in_no_other_vote(box: Urn, key: OpeningKey) -> None:
    """Not even where two votes have one key by mistake."""
    sealed = urn.seal(Ranking(("trees",)), box, slot=slot("ann"))
    other = replace(box, terms=replace(LAMPS, vote_id="lamp"))
    assert urn.unseal(sealed, other, slot=slot("ann"), key=key) == Spoiled(UNOPENED)


def test_another_urns_key_opens_nothing(box: Urn) -> None:
    other = urn.new_urn(LAMPS, split=Split.REHEARSAL, random_bytes=chance("other"))
    key = urn.join(other.shares, other.urn)
    sealed = urn.seal(Ranking(("trees",)), box, slot=slot("ann"))
    assert urn.unseal(sealed, box, slot=slot("ann"), key=key) == Spoiled(UNOPENED)


def test_every_altered_or_missing_byte_is_noticed(box: Urn, key: OpeningKey) -> None:
    """Even the bit of an ephemeral key that X25519 itself passes over."""
    sealed = urn.seal(Ranking(("trees",)), box, slot=slot("ann"))
    altered = [
        sealed[:i] + bytes([sealed[i] ^ mask]) + sealed[i + 1 :]
        for i in range(len(sealed))
        for mask in (0x01, 0x80, 0xFF)
    ]
    cut = [sealed[:i] for i in range(len(sealed))] + [sealed[i:] for i in range(1, len(sealed))]
    for forged in [*altered, *cut, sealed + b"\0", sealed * 2]:
        assert urn.unseal(forged, box, slot=slot("ann"), key=key) == Spoiled(UNOPENED)


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_a_degenerate_ephemeral_key_is_refused(box: Urn, key: OpeningKey, point: bytes) -> None:
    """All-zero shared secrets are refused as RFC 9180, section 7.1.4, asks for."""
    forged = point + bytes(box.sealed_length - 32)
    assert urn.unseal(forged, box, slot=slot("ann"), key=key) == Spoiled(UNOPENED)


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)])
def test_nothing_is_sealed_with_a_degenerate_key(box: Urn, point: bytes) -> None:
    """Whoever put it into the database could open every ballot without any share."""
    with pytest.raises(InvalidInputError, match="nothing can be sealed with the key") as refused:
        urn.seal(Ranking(("trees",)), replace(box, key=point), slot=slot("ann"))
    assert refused.value.__context__ is None


KINDS: dict[str, tuple[Terms, Callable[[], st.SearchStrategy[Ballot]]]] = {
    "ranking": (
        Terms("v", "ranking", ("a", "bb", 'c"\\c', "dø", "\N{BIRD}"), most=3),
        lambda: st.lists(
            st.sampled_from(["a", "bb", 'c"\\c', "dø", "\N{BIRD}"]), unique=True, max_size=3
        ).map(lambda order: Ranking(tuple(order))),
    ),
    "weak ranking": (
        Terms("v", "weak ranking", ("a", "bb", "dø")),
        lambda: testing.weak_rankings(["a", "bb", "dø"]).map(lambda b: WeakRanking(b.tiers)),
    ),
    "approval": (
        Terms("v", "approval", ("a", "bb", "dø"), most=2),
        lambda: st.lists(st.sampled_from(["a", "bb", "dø"]), unique=True, max_size=2).map(Approval),
    ),
    "scores": (
        Terms("v", "scores", ("a", "bb", "dø"), scores=(-10, 5)),
        lambda: st.dictionaries(st.sampled_from(["a", "bb", "dø"]), st.integers(-10, 5)).map(
            Scores
        ),
    ),
    "grades": (
        Terms("v", "grades", ("a", "bb"), grades=("good", "pøør")),
        lambda: st.dictionaries(
            st.sampled_from(["a", "bb"]), st.sampled_from(["good", "pøør"])
        ).map(Grades),
    ),
    "credits": (
        Terms("v", "credits", ("a", "bb", "dø"), credits=100),
        lambda: st.dictionaries(st.sampled_from(["a", "bb", "dø"]), st.integers(-5, 5)).map(
            Credits
        ),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_ballot_of_a_vote_is_sealed_to_one_length_and_opens(
    kind: str, data: st.DataObject
) -> None:
    terms, ballots = KINDS[kind]
    terms = replace(terms, phrases=data.draw(st.booleans()))
    words = st.text(
        st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=40
    )
    phrase = data.draw(words.filter(can_be_printed)) if terms.phrases else None
    new = urn.new_urn(terms, split=Split.REHEARSAL, random_bytes=chance(kind))
    ballot = data.draw(ballots())
    sealed = urn.seal(ballot, new.urn, slot=slot("ann"), phrase=phrase)
    assert len(sealed) == new.urn.sealed_length
    key = urn.join(new.shares, new.urn)
    assert urn.unseal(sealed, new.urn, slot=slot("ann"), key=key) == (ballot, phrase)


def test_a_ballot_that_may_not_be_cast_is_not_sealed(box: Urn) -> None:
    with pytest.raises(InvalidInputError) as refused:
        urn.seal(Ranking(("moon", "sun")), box, slot=slot("ann"))
    assert [str(problem) for problem in refused.value.problems] == [
        "'moon' does not stand in this vote",
        "'sun' does not stand in this vote",
    ]


@pytest.mark.parametrize("wrong", ["", "ann", "A" * 64, "0" * 63, "0" * 65, "0" * 64 + "\n"])
def test_a_slot_has_one_form(box: Urn, wrong: str) -> None:
    with pytest.raises(InvalidInputError, match="a slot is 64 digits"):
        urn.seal(Ranking(()), box, slot=wrong)


@pytest.mark.parametrize(
    "plain",
    [
        b'{"ranking":["trees"]}',  # shorter than all others
        b'{"ranking": ["trees"]}'.ljust(LAMPS.length),
        b'{"ranking":["trees","trees"]}'.ljust(LAMPS.length),
        b'["trees"]'.ljust(LAMPS.length),
        b"".ljust(LAMPS.length),
        b"\xff".ljust(LAMPS.length),
        b'{"ranking":["trees"]}'.rjust(LAMPS.length),
        b'{"ranking":["trees"]}'.ljust(LAMPS.length, b"\n"),
        b'{"phrase":7,"ranking":[]}'.ljust(LAMPS.length),
        b'{"ranking":[],"x":[]}'.ljust(LAMPS.length),
    ],
)
def test_what_is_not_written_as_ballots_are_is_spoiled(
    box: Urn, key: OpeningKey, plain: bytes
) -> None:
    sealed = urn.seal_bytes(plain, box, slot=slot("ann"))
    assert urn.unseal(sealed, box, slot=slot("ann"), key=key) == Spoiled(UNREADABLE)


def test_what_an_urn_says_of_itself_shows_no_key(opened: NewUrn, key: OpeningKey) -> None:
    private = key.private.private_bytes_raw()
    shown = f"{opened!r} {opened.urn!r} {opened.signing!r} {opened.shares!r} {key!r} {key}"
    for secret in (private, opened.signing.private):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    for share in opened.shares:
        assert not {*share.words} & {*shown.replace("'", " ").split()}
