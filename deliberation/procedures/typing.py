"""Papers are typed in by two people, neither of whom sees what the other has typed before.

The first entry is kept sealed with what follows from the paper's own code, so that only who has the
paper can open it. The second person brings the code along; if both wrote the same, it is sealed
into the urn in that moment, in the paper's own slot. If not, both are shown, and whoever of the two
was wrong types theirs again: nobody can change what the other wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.names import folded
from deliberation.papers import Box, PaperState, TypedIn, Typist
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.procedures.decide import own_vote
from deliberation.procedures.paper import require_printed
from deliberation.procedures.terms import line_problems, require_valid_ballot
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.urn import Urn, decode, open_entry, plaintext, seal_bytes, seal_entry
from deliberation.voting.ballots import Approval, CastBallot, Credits, Grades, Ranking, Scores

NONCE = 12  # bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody reads on a paper: a *ballot*, or ``None`` where the paper is spoiled.

    Args:
        phrase: its member's own, in a vote whose mode prints phrases.
    """

    ballot: CastBallot | None
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """What two people have typed from one paper, and who was first and who second."""

    first: Written
    second: Written
    by: tuple[Typist, ...]


def type_in(
    store: Store,
    vote_id: str,
    written: Written,
    *,
    paper: str,
    typist: Typist,
    random_bytes: Callable[[int], bytes],
) -> Differing | bool:
    """Keep what was *written* on a paper; whether it is in the urn by now, or what differs.

    Where two accounts may type, each types a paper once. Where there is one, two people use it, and
    are known by the names that they give.

    Args:
        paper: the token of the paper.
        typist: whose account has the right to it.

    Raises:
        InvalidInputError: the ballot says what this vote does not ask, or overspends: such a paper
            is spoiled; or the typist has no name.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not open, or the box is not; there is no such paper any more;
            more papers come than were handed out; or this person has typed it before.
    """
    vote, urn = _vote_to_type_in(store, vote_id, by=typist.account)
    if problems := line_problems(Sentence("name"), typist.name):
        raise InvalidInputError(problems)
    require_printed(store, vote_id, paper)
    if written.ballot is not None:
        require_valid_ballot(written.ballot, vote, written.phrase)
    kept = store.entry(vote_id, token_hash(paper))
    place = _place(kept, typist, alone=types_alone(store, vote))
    if kept is None:
        _require_room(store.box(vote_id))
    entries = _opened(kept, paper, vote_id)
    entries[place] = plain = _plain(written, urn)
    if len(entries) > 1 and entries[1] == entries[2]:
        _put_into_urn(store, plain, urn, paper=paper, random_bytes=random_bytes)
        return True
    by = (*(kept.by if kept else ()), typist)[:2]
    sealed = {
        place: seal_entry(
            entry, token=paper, vote_id=vote_id, place=place, nonce=random_bytes(NONCE)
        )
        for place, entry in entries.items()
    }
    store.put_entry(vote_id, token_hash(paper), TypedIn(sealed[1], by, sealed.get(2)))
    if len(entries) == 1:
        return False
    return Differing(_read(entries[1]), _read(entries[2]), by)


def begin_anew(store: Store, vote_id: str, *, paper: str, by: str) -> None:
    """Forget what was typed in from a paper that is not in the urn, so that two type it again.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not open, or the box is not; or there is no such paper any more.
    """
    _vote_to_type_in(store, vote_id, by=by)
    require_printed(store, vote_id, paper)
    store.set_paper(vote_id, token_hash(paper), PaperState.PRINTED)


def types_alone(store: Store, vote: Vote) -> bool:
    """Whether no second account may type, so that two people share one and give their names."""
    return sum(one.may(Right.LEAD) for one in store.team(vote.assembly_id)) < 2


def differing_lines(vote: Vote, differing: Differing) -> frozenset[str]:
    """The candidates of whom two people have typed something else."""
    first, second = _said(differing.first), _said(differing.second)
    return frozenset(name for name in vote.candidates if first.get(name) != second.get(name))


def _vote_to_type_in(store: Store, vote_id: str, *, by: str) -> tuple[Vote, Urn]:
    """The vote, open and locked, whose box is open, and its urn."""
    own_vote(store, vote_id, by=by)
    vote = store.vote_to_change(vote_id)
    urn = store.urn(vote_id)
    if vote.state is not VoteState.OPEN or urn is None or not store.is_box_open(vote_id):
        raise ProcedureError("papers are typed in between the opening of their box and the close")
    return vote, urn


def _place(kept: TypedIn | None, typist: Typist, *, alone: bool) -> int:
    """Which of the two entries this person writes."""
    if kept is None:
        return 1
    if kept.second is None:
        if _who(kept.by[0], alone=alone) == _who(typist, alone=alone):
            raise ProcedureError("you have typed this paper; another person types it now")
        return 2
    person = (typist.account, folded(typist.name))
    places = [n for n, one in enumerate(kept.by, 1) if (one.account, folded(one.name)) == person]
    if not places:
        raise ProcedureError("two people have typed this paper; one of them corrects it")
    return places[0]


def _who(typist: Typist, *, alone: bool) -> str:
    """What tells two people apart: their accounts, or their names where they share one."""
    return folded(typist.name) if alone else typist.account


def _require_room(box: Box) -> None:
    """Pass on if fewer papers have come than were handed out."""
    if box.counted + box.waiting >= box.handed_out:
        raise ProcedureError(
            Sentence(
                "{handed_out} papers were handed out, and as many are typed in; this one is too "
                "many",
                handed_out=box.handed_out,
            )
        )


def _opened(kept: TypedIn | None, paper: str, vote_id: str) -> dict[int, bytes]:
    """The entries that are kept of a paper, by their places."""
    sealed: Iterable[bytes | None] = () if kept is None else (kept.first, kept.second)
    return {
        place: open_entry(entry, token=paper, vote_id=vote_id, place=place)
        for place, entry in enumerate(sealed, 1)
        if entry is not None
    }


def _plain(written: Written, urn: Urn) -> bytes:
    """What is sealed into the urn; of a spoiled paper blanks, which are no ballot."""
    if written.ballot is None:
        return b" " * urn.terms.length
    return plaintext(written.ballot, urn, written.phrase)


def _read(plain: bytes) -> Written:
    """What ``_plain`` wrote."""
    if not plain.strip():
        return Written(None)
    ballot, phrase = decode(plain.rstrip())
    return Written(cast(CastBallot, ballot), phrase)  # it was asked whether it may be cast


def _said(written: Written) -> dict[str, object]:
    """What stands beside each candidate of whom something is said."""
    match written.ballot:
        case None:
            return {}
        case Ranking():
            return {name: place for place, name in enumerate(written.ballot.order)}
        case Approval():
            return dict.fromkeys(written.ballot.approved, True)
        case Scores():
            return dict(written.ballot.scores)
        case Grades():
            return dict(written.ballot.grades)
        case Credits():
            return dict(written.ballot.votes)


def _put_into_urn(
    store: Store, plain: bytes, urn: Urn, *, paper: str, random_bytes: Callable[[int], bytes]
) -> None:
    """Seal what both have typed, in the slot of the paper."""
    vote_id = urn.vote_id
    slot = slot_of(paper, vote_id=vote_id)
    sealed = seal_bytes(plain, urn, slot=slot)
    store.cast_sealed(vote_id, slot, sealed, request=random_bytes(32))
    store.set_paper(vote_id, token_hash(paper), PaperState.COUNTED)
