"""What each step puts on the ledger, in the transaction in which it is done.

One function for each kind of entry, named like it. Casting a ballot puts nothing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deliberation.assembly import Assembly, Commitment, Opening, Vote
from deliberation.errors import InvalidInputError
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.terms import line_problems
from deliberation.record.canonical import digest
from deliberation.record.kinds import written
from deliberation.record.terms import terms_digest
from deliberation.roles import Act, Role
from deliberation.seeds import Seed
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.urn import Board, Urn, encode_board, urn_digest


def assembly(store: Store, begun: Assembly) -> None:
    """The ledger begins with the assembly."""
    payload = {"id": begun.id, "title": begun.title, "question": begun.question}
    store.append_entry(begun.id, "assembly", payload | {"at": written(begun.created)})


def lottery(store: Store, assembly_id: str, commitment: Commitment) -> None:
    """The pool and the quotas are frozen, and the lottery over them is committed to."""
    digests, at = commitment.document["digests"], written(commitment.published)
    frozen = {"people": digests["people"], "quotas": digests["quotas"], "at": at}
    store.append_entry(assembly_id, "pool", frozen)
    made = {"commitment": commitment.digest, "document": digest(commitment.document), "at": at}
    store.append_entry(assembly_id, "lottery", made)


def replacement(
    store: Store, assembly_id: str, document: Mapping[str, Any], after: str, commitment: Commitment
) -> None:
    """A draw of replacements follows another, whose ledger names the one lottery over them."""
    at = written(commitment.published)
    store.append_entry(assembly_id, "replacement", {"document": digest(document), "at": at})
    replaced = {"commitment": commitment.digest, "at": at}
    store.append_entry(after, "replaced", replaced)


def hands(
    store: Store, assembly_id: str, act: Act, roles: Mapping[Role, int], of: str, now: datetime
) -> None:
    """Two people do what comes next, in these roles."""
    named = {role.value: n for role, n in roles.items()}
    payload = {"act": act.value, "of": of, "roles": named, "at": written(now)}
    store.append_entry(assembly_id, "hands", payload)


def announcement(
    store: Store, assembly_id: str, document: Mapping[str, Any], now: datetime
) -> None:  # fmt: skip
    """It was said how the draw will be done."""
    payload = {"document": digest(document), "at": written(now)}
    store.append_entry(assembly_id, "announcement", payload)


def numbering(
    store: Store, assembly_id: str, document: Mapping[str, Any], seed: Seed, now: datetime
) -> None:
    """A seed has numbered the tickets."""
    payload = {"seed": str(seed), "document": digest(document), "at": written(now)}
    store.append_entry(assembly_id, "numbering", payload)


def draw(
    store: Store, assembly_id: str, document: Mapping[str, Any], seed: Seed, now: datetime
) -> None:
    """The panel was drawn."""
    payload = {"seed": str(seed), "document": digest(document), "at": written(now)}
    store.append_entry(assembly_id, "draw", payload)


def cards(store: Store, assembly_id: str) -> None:
    """How many cards there are now, and how many of them were revoked."""
    issued = store.cards(assembly_id)
    payload = {"issued": len(issued), "revoked": sum(card.revoked for card in issued)}
    store.append_entry(assembly_id, "cards", payload)


def vote(store: Store, made: Vote) -> None:
    """A vote has its terms."""
    payload = {"vote": made.id, "terms": terms_digest(made)}
    store.append_entry(made.assembly_id, "vote", payload)


def mode(store: Store, made: Vote) -> None:
    """How open a vote is, before anybody casts."""
    assert made.mode is not None, "only a mode that was chosen is noted"
    payload = {"vote": made.id, "mode": made.mode.value}
    store.append_entry(made.assembly_id, "mode", payload)


def worded(store: Store, vote: Vote, document: Mapping[str, Any]) -> None:
    """What a vote asks in other languages and in plain words is as it will be read."""
    store.append_entry(vote.assembly_id, "worded", {"vote": vote.id, "document": digest(document)})


def listed(store: Store, vote: Vote, document: Mapping[str, Any]) -> None:
    """Every counted ballot of a vote is published beside a card or a phrase, as its mode says."""
    store.append_entry(vote.assembly_id, "listed", {"vote": vote.id, "document": digest(document)})


def opened(store: Store, vote: Vote, now: datetime) -> None:
    """A vote is open, and its roll frozen: how many cards give a voice, and the digest of them."""
    roll = store.roll(vote.assembly_id)
    payload = {"vote": vote.id, "cards": len(roll), "roll": digest(roll), "at": written(now)}
    store.append_entry(vote.assembly_id, "opened", payload)


def closed(store: Store, vote: Vote, now: datetime) -> None:
    """A vote is closed, with so many ballots."""
    payload = {"vote": vote.id, "ballots": store.turnout(vote.id), "at": written(now)}
    store.append_entry(vote.assembly_id, "closed", payload)


def urn(store: Store, vote: Vote, box: Urn, now: datetime) -> None:
    """The ballots of a vote are sealed with the key of an urn."""
    payload = {"vote": vote.id, "key": box.key.hex(), "document": urn_digest(box)}
    store.append_entry(vote.assembly_id, "urn", payload | {"at": written(now)})


def board(store: Store, vote: Vote, shown: Board, now: datetime) -> None:
    """The board of a closed urn, before it is opened."""
    payload = {
        "vote": vote.id,
        "root": shown.root.hex(),
        "words": " ".join(shown.words),
        "leaves": shown.size,
        "document": digest(encode_board(shown)),
        "at": written(now),
    }
    store.append_entry(vote.assembly_id, "board", payload)


def unsealed(store: Store, vote: Vote, opening: Opening, now: datetime) -> None:
    """An urn was opened, and so many ballots could be counted."""
    found = {"counted": opening.counted, "spoiled": dict(opening.spoiled)}
    payload = {"vote": vote.id, **found, "at": written(now)}
    store.append_entry(vote.assembly_id, "unsealed", payload)


def abandoned(store: Store, vote: Vote, reason: str, now: datetime) -> None:
    """A vote will never be counted, because the shares of its key are lost."""
    payload = {"vote": vote.id, "reason": reason, "at": written(now)}
    store.append_entry(vote.assembly_id, "abandoned", payload)


def purged(store: Store, vote: Vote, now: datetime) -> None:
    """An urn is destroyed, and the key of its receipts with it."""
    store.append_entry(vote.assembly_id, "purged", {"vote": vote.id, "at": written(now)})


def tie(store: Store, vote: Vote, seed: str) -> None:
    """A public seed settles the ties of a vote."""
    store.append_entry(vote.assembly_id, "tie", {"vote": vote.id, "seed": seed})


def count(store: Store, vote_id: str) -> None:
    """A vote is counted, once it is decided; before that nothing is said."""
    vote = store.vote(vote_id)
    document = document_if_decided(store, vote)
    if document is not None:
        payload = {"vote": vote_id, "document": digest(document)}
        store.append_entry(vote.assembly_id, "count", payload)


def correct(
    store: Store, assembly_id: str, entry: int, *, reason: str, by: str, now: datetime
) -> None:
    """Say of an *entry* what is wrong with it, or what was done besides. It stays as it is.

    Args:
        entry: its index.
        reason: for everybody to read, on one line; no voter is named in it.

    Raises:
        InvalidInputError: there is no such entry, or the reason is not one line.
        NotFoundError: the facilitator has no such assembly.
    """
    change_assembly(store, assembly_id, by=by)
    problems = line_problems(Sentence("reason"), reason)
    if not 0 <= entry < len(store.ledger(assembly_id)):
        problems.append(Sentence("the ledger has no entry {entry}", entry=entry))
    if problems:
        raise InvalidInputError(problems)
    payload = {"entry": entry, "reason": reason.strip(), "at": written(now)}
    store.append_entry(assembly_id, "correction", payload)
