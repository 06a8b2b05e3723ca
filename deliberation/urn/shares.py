"""The key that opens an urn, split into shares of words, and joined again.

A share is a mnemonic of SLIP-39: 33 words, of which any two that belong together give the key, and
one alone gives nothing. Its fifteen-bit identifier is taken from the urn's public key, so that a
share of another urn is known as such before anything is joined.

Source: SatoshiLabs, SLIP-0039, "Shamir's Secret-Sharing for Mnemonic Codes" (2017).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from shamir_mnemonic import EncryptedMasterSecret, MnemonicError, recover_ems, split_ems
from shamir_mnemonic import Share as Mnemonic
from shamir_mnemonic.shamir import ShareGroup
from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

from deliberation.errors import InvalidInputError
from deliberation.sentences import Sentence, any_of
from deliberation.urn.urn import KEY, Split, Urn, bound

WORDS: Final = 33
QR: Final = "urn share 1"
"""What the text of a share's QR code begins with; vote, holder and words follow."""

MARKS: Final = (1, 4)
"""The places of two words that tell which urn a sheet is of, and whose, and nothing of the key."""

TOLD: Final = 5
"""The most unknown words that are told at once: who pasted another text needs no list of it all."""

_NAMES: Final = {
    "facilitator": Sentence("the facilitator"),
    "observer": Sentence("the observer"),
    "safe": Sentence("the safe"),
    "rehearsal": Sentence("the rehearsal"),
}
_BY_BEGINNING: Final = {word[:4]: word for word in WORDLIST}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the key that opens an urn; to print, and never to keep.

    Args:
        vote_id: whose urn it opens.
        holder: who keeps it, one of ``Split.holders``.
        words: 33 words of the list of SLIP-39.
    """

    vote_id: str
    holder: str
    words: tuple[str, ...] = field(repr=False)

    @property
    def qr(self) -> str:
        """The text of its QR code, which ``read_share`` reads."""
        return " ".join([QR, self.vote_id, self.holder, *self.words])


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OpeningKey:
    """The key that opens an urn, joined in memory; it shows nothing of itself."""

    private: X25519PrivateKey

    def __repr__(self) -> str:
        return "<OpeningKey>"

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        raw: bytes = self.private.public_key().public_bytes_raw()
        return raw


def split_key(private: bytes, vote_id: str, split: Split) -> tuple[Share, ...]:
    """The shares of a *private* key, one for each holder; what they need of chance is the system's.

    Args:
        private: 32 bytes.
    """
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    secret = EncryptedMasterSecret.from_master_secret(
        private, b"", identifier_of(public), extendable=True, iteration_exponent=0
    )
    ((*shares,),) = split_ems(1, [(split.needed, len(split.holders))], secret)
    return tuple(
        Share(vote_id, holder, tuple(share.words()))
        for holder, share in zip(split.holders, shares, strict=True)
    )


def identifier_of(public: bytes) -> int:
    """The identifier in every share of the key whose public half is *public*: fifteen bits."""
    digest = sha256(bound(b"share") + public).digest()
    return int.from_bytes(digest[:2], "big") >> 1


def marks_of(urn: Urn, holder: str) -> tuple[str, ...]:
    """The words at the places ``MARKS`` on the sheet of *holder*: they follow from what is public.

    The first four words of a share are its header: the identifier, how the key is split, and the
    place of the holder.
    """
    header = identifier_of(urn.key) << 1 | 1  # extendable; then exponent and groups: all are 0
    header = header << 24 | urn.split.holders.index(holder) << 4 | urn.split.needed - 1
    return tuple(str(WORDLIST[header >> 10 * (4 - place) & 1023]) for place in MARKS)


def whole_word(typed: str) -> str:
    """The word that somebody *typed*, of which four letters are enough.

    >>> whole_word("Acad"), whole_word("academi")
    ('academic', 'academi')
    """
    word = unicodedata.normalize("NFKC", typed).strip().lower()
    return str(_BY_BEGINNING.get(word, word))


def read_share(text: str, urn: Urn) -> Share:
    """The share that somebody typed from the sheet, or scanned from its QR code.

    Of each word four letters are enough; numbers before the words, as lists have them, are passed
    over.

    Raises:
        InvalidInputError: it is no share of this urn; says what is wrong, and quotes no word.
    """
    typed = unicodedata.normalize("NFKC", text).split()
    label = QR.split()
    if [word.lower() for word in typed[: len(label)]] != label:
        words = _words(typed)
        mnemonic = _mnemonic(words, urn)
        return Share(urn.vote_id, urn.split.holders[mnemonic.index], words)
    said = typed[len(label) :]
    vote_id, holder = [*said, "", ""][:2]
    share = Share(vote_id, holder, _words(said[2:]))
    _require(share, urn)
    return share


def named_vote(text: str) -> str | None:
    """The id of the vote that a sheet's QR code names; ``None`` where *text* is no such code."""
    typed, label = unicodedata.normalize("NFKC", text).split(), QR.split()
    begins = [word.lower() for word in typed[: len(label)]] == label
    return typed[len(label)] if begins and len(typed) > len(label) else None


def _words(typed: Iterable[str]) -> tuple[str, ...]:
    """The words in a list of them, whole and without their numbers."""
    return tuple(whole_word(word) for word in typed if not word.rstrip(".)").isdecimal())


def join(shares: Iterable[Share], urn: Urn) -> OpeningKey:
    """The key that opens *urn*. More shares than needed do no harm.

    Raises:
        InvalidInputError: there are too few, one stands twice, one is another urn's, or they do
            not make this urn's key; it quotes no word.
    """
    given = [*shares]
    mnemonics = [_require(share, urn) for share in given]
    times = Counter(share.holder for share in given)
    problems = [
        Sentence("the sheet of {holder} was given {n} times", holder=_NAMES[holder], n=n)
        for holder, n in times.items()
        if n > 1
    ]
    if len(times) < urn.split.needed:
        problems.append(_missing(urn, times))
    if problems:
        raise InvalidInputError(problems)
    private = _recover(mnemonics[: urn.split.needed])
    key = None if private is None else OpeningKey(X25519PrivateKey.from_private_bytes(private))
    if key is None or key.public != urn.key:
        raise InvalidInputError(
            [
                Sentence(
                    "these sheets do not make the key of this urn; take those that were printed "
                    "last before its opening"
                )
            ]
        )
    return key


def _missing(urn: Urn, given: Container[str]) -> Sentence:
    """Whose share is missing, where too few are *given*."""
    needed = urn.split.needed
    if needed == 1:
        return Sentence("one sheet opens this urn; add it")
    absent = any_of([_NAMES[holder] for holder in urn.split.holders if holder not in given])
    return Sentence("{n} sheets open this urn; add that of {missing}", n=needed, missing=absent)


def _require(share: Share, urn: Urn) -> Mnemonic:
    """What the words of *share* say, if it is a share of *urn*.

    Raises:
        InvalidInputError: it is not.
    """
    if share.vote_id != urn.vote_id:
        raise InvalidInputError([Sentence("this sheet is of another vote; take one of this vote")])
    mnemonic = _mnemonic(share.words, urn)
    if share.holder != (holder := urn.split.holders[mnemonic.index]):
        raise InvalidInputError(
            [
                Sentence(
                    "this sheet says it is that of {said}, but is that of {holder}",
                    said=_NAMES.get(share.holder, share.holder),
                    holder=_NAMES[holder],
                )
            ]
        )
    return mnemonic


def _mnemonic(words: tuple[str, ...], urn: Urn) -> Mnemonic:
    """What *words* say, if they are of the urn's key."""
    if problems := [*_word_problems(words)]:
        raise InvalidInputError(problems)
    try:
        mnemonic = Mnemonic.from_mnemonic(" ".join(words))
    except MnemonicError:
        mnemonic = None
    if mnemonic is None:  # said outside of the handler: the library's error quotes words
        raise InvalidInputError(
            [Sentence("a word is wrong, or words changed places; compare them with the sheet")]
        )
    ours = (identifier_of(urn.key), True, 0, 0, 1, 1, urn.split.needed)
    if mnemonic.group_parameters() != ours or mnemonic.index >= len(urn.split.holders):
        raise InvalidInputError(
            [Sentence("this sheet is of another vote, or was printed before its last key was made")]
        )
    return mnemonic


def _word_problems(words: tuple[str, ...]) -> Iterator[Sentence]:
    if len(words) != WORDS:
        yield Sentence("a sheet has {n} words, and here are {given}", n=WORDS, given=len(words))
    unknown = (place for place, word in enumerate(words, start=1) if word not in WORD_INDEX_MAP)
    for place in islice(unknown, TOLD):
        yield Sentence("word {n} is on no sheet; compare it with yours", n=place)


def _recover(mnemonics: list[Mnemonic]) -> bytes | None:
    """The private key that *mnemonics* make, or ``None`` if they do not fit together."""
    group = ShareGroup()
    for mnemonic in mnemonics:
        group.add(mnemonic)
    try:
        private: bytes = recover_ems({0: group}).decrypt(b"")
    except MnemonicError:
        return None
    return private if len(private) == KEY else None
