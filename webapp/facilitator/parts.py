"""What somebody has of an assembly whose role is not to lead it: what it is for, and its pages."""

from __future__ import annotations

from flask import g, render_template

from deliberation.assembly import VoteState
from deliberation.life import Deed, life
from deliberation.procedures.living import known_of
from deliberation.procedures.replacing import around
from webapp.current import now, reading
from webapp.facilitator.second import requests
from webapp.facilitator.steps import stages
from webapp.public.published import is_public
from webapp.words import role_is_for, role_titled


def part_page(assembly_id: str) -> str:
    """What the role of whoever asks is for, and the pages that it opens."""
    with reading() as store:
        (known, _sealed), draws = known_of(store, g.assembly), around(store, assembly_id)
        asked = requests(store, assembly_id, at=now())
        at_the_desk = [
            vote
            for vote in known.votes
            if vote.state is VoteState.OPEN and store.box(vote.id).printed
        ]
    recruiting = stages(life(known, now=now()), g.assembly)[0]
    return render_template(
        "facilitator/part.html",
        assembly=g.assembly,
        role=role_titled(g.role),
        is_for=role_is_for(g.role),
        steps=[step for step in recruiting.steps if step.task.deed is not Deed.CARDS],
        draws=draws,
        sessions=known.sessions,
        votes=[vote for vote in known.votes if vote.rule == "support"],
        requests=asked,
        at_the_desk=at_the_desk,
        to_word=[vote for vote in known.votes if vote.state is VoteState.DRAFT],
        public=is_public(g.assembly, known.votes, known.sessions),
    )
