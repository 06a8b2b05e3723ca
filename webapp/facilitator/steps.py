"""The way of an assembly from two files to a published result: one clear next step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for
from flask_babel import gettext as _

from deliberation.assembly import Assembly, Stage, Vote, VoteState
from deliberation.procedures.shown import Shown

ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its *title*, the *address* of its page, and whether it is done, next or later.

    Args:
        hint: what the step is good for, in a sentence.
    """

    title: str
    hint: str
    address: str
    done: bool
    next: bool = False


def steps(
    assembly: Assembly,
    votes: Sequence[Vote],
    *,
    cards: int,
    undecided: Collection[str] = (),
    sealed: Mapping[str, Shown] = MappingProxyType({}),
    replaces: bool = False,
) -> list[Step]:
    """The steps of *assembly* in their order; at most one is the next.

    Args:
        undecided: the ids of closed votes whose urn is not opened, or whose tie is not settled.
        sealed: what is seen of each vote with sealed ballots, by its id.
        replaces: whether it is a draw of replacements, which ends with the draw; cards and votes
            are those of the assembly that was drawn first.
    """
    listed = _recruiting(assembly, replaces)
    if not replaces:
        listed += [*_deciding(assembly, votes, cards, undecided), *_purging(assembly, sealed)]
    following = next((i for i, step in enumerate(listed) if not step.done), None)
    return [
        Step(step.title, step.hint, step.address, step.done, next=i == following)
        for i, step in enumerate(listed)
    ]


def _recruiting(assembly: Assembly, replaces: bool) -> list[Step]:
    """From the two files, or from what is left of the quotas, to the panel."""
    reached = ORDER.index(assembly.stage)

    def step(title: str, hint: str, page: str, stage: Stage) -> Step:
        address = url_for(f"facilitator.{page}", assembly_id=assembly.id)
        return Step(title, hint, address, done=reached >= ORDER.index(stage))

    first = (_("What is left of the quotas"), _("See what the free seats need, and who is left."))
    if not replaces:
        hint = _("Upload who may be drawn, and how many of each kind the panel needs.")
        first = (_("People and quotas"), hint)
    return [
        step(*first, "people", Stage.POOL),
        step(
            _("The lottery"),
            _("Compute panels that meet every quota, with chances as equal as they can be."),
            "lottery",
            Stage.LOTTERY,
        ),
        step(
            _("The commitment"),
            _("Publish the lottery’s fingerprint before anybody can know the dice."),
            "commitment",
            Stage.COMMITTED,
        ),
        step(
            _("The draw"),
            _("Throw dice in public and type what everybody sees."),
            "draw",
            Stage.DRAWN,
        ),
    ]


def _deciding(
    assembly: Assembly, votes: Sequence[Vote], cards: int, undecided: Collection[str]
) -> list[Step]:
    """From the cards to the last result; what is closed waits before the vote that comes next."""
    unsettled = [vote for vote in votes if vote.id in undecided]
    waiting = unsettled + [vote for vote in votes if vote.state is not VoteState.CLOSED]
    last = url_for("facilitator.assembly", assembly_id=assembly.id, _anchor="votes")
    if waiting:
        last = url_for("facilitator.vote", assembly_id=assembly.id, vote_id=waiting[0].id)
    return [
        Step(
            _("Cards for the members"),
            _("Print a card for each member; its code lets them vote without an account."),
            url_for("facilitator.cards", assembly_id=assembly.id),
            done=cards > 0,
        ),
        Step(
            _("A vote"),
            _("Put a question to the members, with its rule fixed in advance."),
            url_for("facilitator.new_vote", assembly_id=assembly.id),
            done=bool(votes),
        ),
        Step(
            _("The result"),
            _("Open the vote, close it, and show how it was counted."),
            last,
            done=bool(votes) and not waiting,
        ),
    ]


def _purging(assembly: Assembly, sealed: Mapping[str, Shown]) -> list[Step]:
    """Once a sealed vote is over: its urn is destroyed."""
    full = [vote_id for vote_id, seen in sealed.items() if seen.over and not seen.purged]
    if not any(seen.over for seen in sealed.values()):
        return []
    page = url_for("facilitator.assembly", assembly_id=assembly.id, _anchor="votes")
    if full:
        page = url_for("facilitator.purge", assembly_id=assembly.id, vote_id=full[0])
    return [
        Step(
            _("Destroy the urn"),
            _("Destroy the sealed ballots once the result is published, and burn the sheets."),
            page,
            done=not full,
        )
    ]
