"""The attacks that there are, in the order in which they are told."""

from collections.abc import Callable

from tests.attacks import boards, lengths, order, readers, receipts, seals, shares
from tests.attacks.attempt import Attempt

ATTACKS: tuple[Callable[[], Attempt], ...] = (
    *(seals.copied_to_another_slot, seals.copied_to_another_vote, seals.altered),
    *(receipts.altered, receipts.clashing_with_the_others_name),
    *(receipts.clashing_with_the_voters_own_name, boards.added, boards.dropped, boards.altered),
    *(boards.republished, shares.too_few, shares.of_two_urns, shares.of_two_printings),
    *(lengths.told_by_length, order.told_by_order, readers.bytes_of_bundles),
    *(readers.bytes_of_documents, readers.documents, readers.codes_of_receipts),
)
