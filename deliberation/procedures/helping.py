"""That somebody was helped to vote: by whom and in which role, and nothing else.

It is noted once the vote is closed, as a number beside the name of who helped. So no time and no
row leads from it to a ballot, and it says of nobody that they were helped. Whoever is helped has
chosen who sees their ballot; the note is there so that others can ask why one person helped many.
It goes with the urn.
"""

from __future__ import annotations

from deliberation.assembly import VoteState
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.papers import Helper, Helping
from deliberation.procedures.decide import own_vote
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from deliberation.store import Store

MOST_HELPED = 500


def note_help(
    store: Store, vote_id: str, *, name: str, helper: Helper, helped: int, by: str
) -> None:
    """Note how many members somebody has helped to vote, in place of what was noted before.

    Args:
        helped: how many; none takes the note away.

    Raises:
        InvalidInputError: the name is no line, or the number is not in 0..500.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not closed, or its urn is purged, and the notes with it.
    """
    vote = own_vote(store, vote_id, by=by)
    problems = line_problems(Sentence("name"), name)
    if not 0 <= helped <= MOST_HELPED:
        problems.append(Sentence("somebody helped 0 to {most} members", most=MOST_HELPED))
    if problems:
        raise InvalidInputError(problems)
    store.lock_assembly(vote.assembly_id)
    if store.vote_to_change(vote_id).state is not VoteState.CLOSED:
        raise ProcedureError("help is noted after the close, so that no time leads to a ballot")
    if store.urn(vote_id) is not None and store.signing_key(vote_id) is None:
        raise ProcedureError("the urn of this vote is purged; its ballots are gone")
    store.put_help(vote_id, Helping(" ".join(name.split()), helper, helped))
