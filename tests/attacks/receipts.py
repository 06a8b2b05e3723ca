"""Attacks on receipts: altered ones, and one handed to two voters."""

from base64 import b32decode, b32encode
from itertools import permutations

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Receipt, Verdict
from deliberation.urn.receipt import LABEL
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.seals import BOX, KEPT, NEW, altered_bytes


def signed(sealed: bytes, where: str) -> Receipt:
    """What a server with the signing key can sign, honest or not."""
    return urn.sign_receipt(sealed, BOX, slot=where, signing=NEW.signing)


def altered() -> Attempt:
    """Every byte of what a receipt's code holds: name, ballot, signature and vote."""
    where, sealed = next(iter(KEPT.items()))
    code = signed(sealed, where).code.removeprefix(LABEL)
    data = b32decode(code + "=" * (-len(code) % 8))
    return attempt(
        "a receipt with one byte altered counts as signed",
        (holds(forged) for forged in altered_bytes(data)),
    )


def holds(data: bytes) -> bool:
    """Whether a receipt's code over *data* is read, and signed by the urn."""
    try:
        receipt = urn.read_receipt(LABEL + b32encode(data).decode().rstrip("="))
    except InvalidInputError:
        return False
    return urn.is_signed(receipt, BOX)


def clashing_with_the_others_name() -> Attempt:
    """One voter's ballot is dropped, and that voter is handed another's receipt."""
    return attempt(
        "a robbed voter takes another voter's receipt for their own",
        (robbed(victim, signed(KEPT[other], other)) for victim, other in permutations(KEPT, 2)),
    )


def clashing_with_the_voters_own_name() -> Attempt:
    """The same, with a receipt made anew that names the victim's slot and the other's ballot."""
    return attempt(
        "a robbed voter takes a receipt for another's ballot as fine",
        (robbed(victim, signed(KEPT[other], victim)) for victim, other in permutations(KEPT, 2)),
    )


def robbed(victim: str, receipt: Receipt) -> bool:
    """Whether the *receipt* satisfies a voter whose ballot was dropped before the close."""
    board = urn.board_of("lamps", {where: s for where, s in KEPT.items() if where != victim})
    return urn.check_receipt(receipt, BOX, board, slot=victim) is Verdict.FINE
