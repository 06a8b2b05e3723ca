"""Questions that wait: suggested and edited by some of the team, made a vote of by a facilitator.

Nothing of this is on the ledger. A vote is there from the moment in which a facilitator makes it;
until then everything may be written anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from deliberation.assembly import Suggestion
from deliberation.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    ProcedureError,
)
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.terms import line_problems, text_problems
from deliberation.roles import RIGHTS, Right
from deliberation.sentences import Sentence
from deliberation.store import Store

MOST = 200  # questions that wait in one assembly


def suggest(
    store: Store,
    assembly_id: str,
    *,
    title: str,
    question: str,
    proposals: Iterable[str] = (),
    by: str,
    id: str,
) -> Suggestion:
    """A question that waits for a facilitator.

    Args:
        proposals: what is to be voted on, as far as that is known.

    Raises:
        InvalidInputError: a text is blank, or cannot be shown.
        NotAllowedError: the role of *by* does not include it.
        NotFoundError: *by* has no part in this assembly.
        ProcedureError: too many wait already.
    """
    made = Suggestion(id, assembly_id, by, title.strip(), question.strip(), tuple(proposals))
    _require_readable(made)
    change_assembly(store, assembly_id, by=by, right=Right.SUGGEST)
    if len(store.suggestions(assembly_id)) >= MOST:
        raise ProcedureError("too many questions wait; take some away first")
    store.put_suggestion(made)
    return made


def edit_suggestion(
    store: Store,
    assembly_id: str,
    id: str,
    *,
    title: str,
    question: str,
    proposals: Iterable[str],
    revision: int,
    by: str,
) -> Suggestion:
    """The question with other texts.

    Args:
        revision: that of the texts which were edited, so that nobody writes over another.

    Raises:
        InvalidInputError: a text is blank, or cannot be shown.
        NotAllowedError: it is somebody else's, and the role of *by* does not include that.
        NotFoundError: *by* has no part in this assembly, or no such question waits in it.
        ProcedureError: somebody has edited it meanwhile.
    """
    before = own_suggestion(store, assembly_id, id, by=by)
    if before.revision != revision:
        raise ProcedureError("somebody has edited this question meanwhile; look at it again")
    said = (title.strip(), question.strip(), tuple(proposals))
    after = replace(
        before, title=said[0], question=said[1], proposals=said[2], revision=revision + 1
    )
    _require_readable(after)
    store.put_suggestion(after)
    return after


def take_away(store: Store, assembly_id: str, id: str, *, by: str) -> None:
    """Let a question wait no longer: it is made a vote of in this transaction, or given up.

    Raises:
        NotAllowedError: it is somebody else's, and the role of *by* does not include that.
        NotFoundError: *by* has no part in this assembly, or no such question waits in it.
    """
    own_suggestion(store, assembly_id, id, by=by)
    store.remove_suggestion(id)


def own_suggestion(store: Store, assembly_id: str, id: str, *, by: str) -> Suggestion:
    """The question, if *by* may edit it, kept from other changes in this transaction.

    Raises:
        NotAllowedError: it is somebody else's, and the role of *by* does not include that.
        NotFoundError: *by* has no part in this assembly, or no such question waits in it.
    """
    change_assembly(store, assembly_id, by=by, right=Right.SUGGEST)
    found = suggestion_of(store, assembly_id, id)
    if not may_edit(store, found, by=by):
        raise NotAllowedError("somebody else has suggested this question")
    return found


def suggestion_of(store: Store, assembly_id: str, id: str) -> Suggestion:
    """The question, if it waits in this assembly.

    Raises:
        NotFoundError: it does not.
    """
    found = store.suggestion(id)
    if found.assembly_id != assembly_id:
        raise NotFoundError("suggestion", id)
    return found


def may_edit(store: Store, suggestion: Suggestion, *, by: str) -> bool:
    """Whether somebody may edit a question: their own, or by their role every one."""
    role = store.role(suggestion.assembly_id, by)
    return role is not None and (suggestion.by == by or Right.WRITE in RIGHTS[role])


def _require_readable(suggestion: Suggestion) -> None:
    problems = line_problems(Sentence("title"), suggestion.title)
    problems += text_problems(Sentence("question"), suggestion.question)
    for proposal in suggestion.proposals:
        problems += text_problems(Sentence("proposal"), proposal)
    if problems:
        raise InvalidInputError(problems)
