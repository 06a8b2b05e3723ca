"""Members of the demonstration who vote on paper: handed out, and typed in by two people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deliberation.cli.sealed_vote import Sealed
from deliberation.papers import Typist
from deliberation.procedures import paper, typing
from deliberation.store import Begin
from deliberation.voting.ballots import CastBallot

TYPISTS = ("Ane", "Bo")


def cast_on_paper(
    begin: Begin,
    held: Sealed,
    ballots: Sequence[CastBallot],
    tokens: Sequence[str],
    *,
    random_bytes: Callable[[int], bytes],
    by: str,
) -> None:
    """Give each holder of a token a paper, open the box, and let two people type each paper in."""
    vote_id = held.vote.id
    with begin() as store:
        codes = paper.print_papers(
            store, vote_id, count=len(tokens), random_bytes=random_bytes, by=by
        )
        for token in tokens:
            paper.hand_out(store, vote_id, token=token, by=by)
        paper.open_box(store, vote_id, by=by)
    for code, ballot in zip(codes, ballots, strict=True):
        read = paper.paper_token(code, vote_id=vote_id)
        for name in TYPISTS:
            with begin() as store:
                typing.type_in(
                    store,
                    vote_id,
                    typing.Written(ballot),
                    paper=read,
                    typist=Typist(by, name),
                    random_bytes=random_bytes,
                )
