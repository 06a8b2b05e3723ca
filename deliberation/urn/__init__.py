"""Sealed ballots: nobody sees how a person voted, and anybody can check that all were counted.

========================================  ========================================================
``Terms``                                 what a ballot may say, and how long it can be
``faults``, ``REASONS``                   what keeps a ballot from being counted
``phrase_in``, ``LONGEST_PHRASE``         a voter's own phrase, as it can be printed
``encode``, ``decode``                    a ballot as bytes, one way only
``Urn``, ``Split``                        the public face of an urn; among whom its key is split
``new_urn``, ``NewUrn``, ``SigningKey``   its keys, made at the opening
``Share``, ``read_share``, ``join``       the key as shares of words, and joined: ``OpeningKey``
``marks_of``, ``MARKS``, ``whole_word``   two words by which a sheet is known before it is needed
``seal``, ``unseal``                      a ballot for one slot, opened in that slot only
``Receipt``, ``sign_receipt``             what the voter takes home
``read_receipt``, ``check_receipt``       what it turns out to be: a ``Verdict``
``Board``, ``Entry``, ``board_of``        what is shown at the close: leaves, root, eight words
``prove``, ``is_proven``                  that a ballot is on the board
``encode_urn``, ``encode_board``          what is published of both, and back: ``decode_...``
``urn_digest``, ``urn_words``             the urn's document, to be compared in the room
``seal_entry``, ``open_entry``             what was typed in from a paper, until it is in the urn
``open_urn``, ``Opened``                  the count begins: a profile, and what is spoiled
``tree``, ``words``                       Merkle trees; a hash as words
========================================  ========================================================

The whole is specified, to the byte, in ``docs/reference/urn.md``, with test vectors in
``tests/golden/urn.json``. No file, clock, web or database comes in here. The chance for keys is the
caller's; that for seals and shares is the system's, because the libraries take no other.

The life of an urn, here with a rehearsal's key, which one person holds:

>>> from hashlib import sha256
>>> from os import urandom
>>> from deliberation import urn, voting
>>> terms = urn.Terms("lamps", "ranking", ("lamps", "trees", "bench"))
>>> opened = urn.new_urn(terms, split=urn.Split.REHEARSAL, random_bytes=urandom)
>>> box, printed = opened.urn, opened.shares

Members cast, each in a slot of their own, and get a receipt once the ballot is kept:

>>> slots = [sha256(name.encode()).hexdigest() for name in ("a", "b")]
>>> kept = {slots[0]: urn.seal(voting.Ranking(("trees", "lamps")), box, slot=slots[0])}
>>> kept |= {slots[1]: urn.seal(voting.Ranking(("bench", "trees")), box, slot=slots[1])}
>>> {len(ballot) for ballot in kept.values()} == {box.sealed_length}
True
>>> receipt = urn.sign_receipt(kept[slots[0]], box, slot=slots[0], signing=opened.signing)

At the close the board is shown, before anything is opened, and everybody finds their ballot on it:

>>> board = urn.board_of(box.vote_id, kept)
>>> len(board.words), board.size
(8, 2)
>>> urn.check_receipt(urn.read_receipt(receipt.code), box, board, slot=slots[0]).value
'fine'
>>> urn.is_proven(receipt.entry, urn.prove(board, receipt.entry), board.root)
True

The holders bring their shares, and the ballots are opened, checked and counted:

>>> key = urn.join([urn.read_share(share.qr, box) for share in printed], box)
>>> urn.open_urn(kept, box, board=board, key=key).profile.size
2
"""

from deliberation.urn.board import (
    Board,
    Entry,
    blinded,
    board_of,
    entry_of,
    is_proven,
    prove,
)
from deliberation.urn.documents import (
    decode_board,
    decode_urn,
    encode_board,
    encode_urn,
    urn_digest,
    urn_words,
)
from deliberation.urn.encoding import decode, encode
from deliberation.urn.entries import open_entry, seal_entry
from deliberation.urn.faults import REASONS, Fault, faults
from deliberation.urn.keys import NewUrn, SigningKey, new_urn
from deliberation.urn.opening import Opened, open_urn, require_unchanged
from deliberation.urn.phrases import LONGEST_PHRASE, phrase_in
from deliberation.urn.receipt import (
    Receipt,
    Verdict,
    check_receipt,
    is_signed,
    read_receipt,
    sign_receipt,
)
from deliberation.urn.sealing import info_of, plaintext, seal, seal_bytes, unseal
from deliberation.urn.shares import (
    MARKS,
    OpeningKey,
    Share,
    join,
    marks_of,
    named_vote,
    read_share,
    split_key,
    whole_word,
)
from deliberation.urn.terms import Terms
from deliberation.urn.tree import Inclusion
from deliberation.urn.urn import Split, Urn
from deliberation.urn.words import words_of

__all__ = [
    "LONGEST_PHRASE",
    "MARKS",
    "REASONS",
    "Board",
    "Entry",
    "Fault",
    "Inclusion",
    "NewUrn",
    "Opened",
    "OpeningKey",
    "Receipt",
    "Share",
    "SigningKey",
    "Split",
    "Terms",
    "Urn",
    "Verdict",
    "blinded",
    "board_of",
    "check_receipt",
    "decode",
    "decode_board",
    "decode_urn",
    "encode",
    "encode_board",
    "encode_urn",
    "entry_of",
    "faults",
    "info_of",
    "is_proven",
    "is_signed",
    "join",
    "marks_of",
    "named_vote",
    "new_urn",
    "open_entry",
    "open_urn",
    "phrase_in",
    "plaintext",
    "prove",
    "read_receipt",
    "read_share",
    "require_unchanged",
    "seal",
    "seal_bytes",
    "seal_entry",
    "sign_receipt",
    "split_key",
    "unseal",
    "urn_digest",
    "urn_words",
    "whole_word",
    "words_of",
]
