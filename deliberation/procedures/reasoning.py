"""Reasons and minority statements: written beside a vote, shown once it is closed and decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.terms import text_problems
from deliberation.record.reasons import Given, Reasons
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.store import Store

LONGEST_REASON = 3000  # characters
MOST_STATEMENTS = 20  # of a minority, on one recommendation


def give_reasons(
    store: Store, vote_id: str, place: int, *, reason: str, minority: Sequence[str], by: str
) -> Reasons:
    """Keep what is said of a recommendation, instead of what was said before.

    Nothing of who wrote it is kept. It may be written while the vote is in draft and once it is
    closed: while it is open, nothing is written beside the ballots.

    Args:
        place: of the recommendation among those of the vote, from 0.
        reason: why it was made; may be empty.
        minority: the statements of those who see it otherwise, with no name below them.

    Raises:
        InvalidInputError: a text is too long or cannot be shown, or there are too many.
        NotAllowedError: the role that *by* has in the assembly is for other things.
        NotFoundError: *by* has no part in such an assembly, or the vote no such recommendation.
        ProcedureError: the vote is open, or does not ask how far members support something.
    """
    vote = store.vote(vote_id)
    change_assembly(store, vote.assembly_id, by=by, right=Right.WRITE)
    vote = store.vote(vote_id)
    if vote.state is VoteState.OPEN:
        raise ProcedureError("this vote is open; write reasons before it or after its close")
    if vote.rule != "support":
        raise ProcedureError("this vote asks for no support, so it has no recommendations")
    if not 0 <= place < len(vote.candidates):
        raise NotFoundError("recommendation", str(place))
    said = Reasons(reason.strip(), tuple(filter(None, (one.strip() for one in minority))))
    _require_valid(said)
    store.put_reasons(vote_id, place, said)
    return said


def reasons_shown(store: Store, vote: Vote) -> Mapping[str, Reasons]:
    """What everybody may read of the recommendations of *vote*: nothing before it is decided."""
    if vote.rule != "support" or document_if_decided(store, vote) is None:
        return {}
    return {vote.candidates[place]: said for place, said in store.reasons(vote.id).items()}


def reasons_given(store: Store, assembly_id: str) -> Given:
    """The same of every vote of an assembly of which something is said."""
    shown = ((vote.id, reasons_shown(store, vote)) for vote in store.votes(assembly_id))
    return {vote_id: said for vote_id, said in shown if said}


def _require_valid(said: Reasons) -> None:
    """Pass on what can be printed.

    Raises:
        InvalidInputError: something cannot.
    """
    problems: list[Sentence] = []
    if len(said.minority) > MOST_STATEMENTS:
        problems.append(
            Sentence(
                "a recommendation has at most {most} minority statements", most=MOST_STATEMENTS
            )
        )
    texts = [(Sentence("statement"), one) for one in said.minority]
    if said.reason:
        texts.append((Sentence("reason"), said.reason))
    for name, text in texts:
        problems += text_problems(name, text)
        if len(text) > LONGEST_REASON:
            problems.append(
                Sentence("a text has at most {longest} characters", longest=LONGEST_REASON)
            )
    if problems:
        raise InvalidInputError(problems)
