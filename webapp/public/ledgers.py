"""The ledger of an assembly in words: what was decided, in its order, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from deliberation.assembly import Vote, VoteState
from deliberation.procedures.publish import ledger_document
from deliberation.record.roll import Late, late, late_for
from deliberation.roles import Role
from deliberation.store import Store
from webapp.words import act_told, apart, mode_told, role_titled, row


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: its place, what was decided, when (where that is on it), and its digest."""

    index: int
    sentence: str
    at: datetime | None
    digest: str


def told(store: Store, assembly_id: str) -> list[Told]:
    """Every entry, in the visitor's language; nothing that the published ledger does not say.

    Raises:
        BrokenLedgerError: somebody has changed it in the database.
        NotFoundError: there is no such assembly, or it is older than the ledger.
    """
    titles = {
        vote.id: vote.title
        for vote in store.votes(assembly_id)
        if vote.state is not VoteState.DRAFT  # what a draft asks is nobody's business yet
    }
    entries = ledger_document(store, assembly_id)["entries"]
    changed = late((entry["kind"], entry["payload"]) for entry in entries)
    return [
        Told(
            entry["index"],
            _sentence(entry, titles) + _exception(entry["kind"], roll),
            _moment(entry),
            entry["digest"],
        )
        for entry, roll in zip(entries, changed, strict=True)
    ]


def exceptions(store: Store, vote: Vote) -> Late:
    """What happened to the roll of *vote* after the roll of its assembly was first frozen."""
    entries = store.ledger(vote.assembly_id)
    return late_for(((entry.kind, entry.payload) for entry in entries), vote.id)


def last_digest(store: Store, assembly_id: str) -> str | None:
    """The digest of the last entry, which covers all before it; ``None`` without a ledger."""
    entries = store.ledger(assembly_id)
    return entries[-1].digest if entries and entries[0].kind == "assembly" else None


def _moment(entry: Mapping[str, Any]) -> datetime | None:
    """When it was done, where the entry says so."""
    at = entry["payload"].get("at")
    return None if at is None else datetime.fromisoformat(at)


def _exception(kind: str, roll: Late) -> str:
    """That cards came after the roll was first frozen, where an entry is about the roll."""
    if kind not in ("cards", "opened") or not roll.added:
        return ""
    return " " + _(
        "An exception: cards handed out since the roll was first frozen: %(added)s.",
        added=roll.added,
    )


def _sentence(entry: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """What one entry says."""
    said = entry["payload"]
    if "vote" in said:
        name = titles.get(said["vote"])
        return _("A vote was made.") if name is None else _of_vote(entry["kind"], said, apart(name))
    match entry["kind"]:
        case "hands":
            return _(
                "Two people did what comes next. %(act)s: %(roles)s.",
                act=act_told(said["act"]),
                roles=row(_titles_of(said["roles"])),
            )
        case "assembly":
            return _("The assembly was begun: “%(title)s”.", title=apart(said["title"]))
        case "cards":
            return _(
                "Cards handed out so far: %(issued)s. Without a voice: %(revoked)s.",
                issued=said["issued"],
                revoked=said["revoked"],
            )
        case "correction":
            return _(
                "Entry %(entry)s is corrected: %(reason)s",
                entry=said["entry"],
                reason=apart(said["reason"]),
            )
    return _of_draw(entry["kind"], said)


def _titles_of(roles: Mapping[str, int]) -> list[str]:
    """The title of each role, as often as somebody had it."""
    return [role_titled(Role(role)) for role, n in sorted(roles.items()) for _one in range(n)]


def _of_draw(kind: str, said: Mapping[str, Any]) -> str:
    """What an entry says of the draw."""
    match kind:
        case "pool":
            return _("The pool and the quotas were frozen.")
        case "lottery":
            return _("The lottery was committed to.")
        case "announcement":
            return _("It was announced how the draw would be done.")
        case "numbering":
            return _("The tickets were numbered by “%(seed)s”.", seed=apart(said["seed"]))
        case "draw":
            return _("The panel was drawn by “%(seed)s”.", seed=apart(said["seed"]))
        case "replacement":
            return _("This is a draw of replacements, and follows another draw.")
    return _(
        "Members have withdrawn, and a lottery over replacements was committed to; its draw has a "
        "ledger of its own."
    )


def _of_vote(kind: str, said: Mapping[str, Any], name: str) -> str:
    """What an entry says of a vote, which is called *name*."""
    match kind:
        case "vote":
            return _("The vote “%(vote)s” was made.", vote=name)
        case "mode":
            return _(
                "“%(vote)s” is held like this: %(mode)s", vote=name, mode=mode_told(said["mode"])
            )
        case "worded":
            return _(
                "The texts of “%(vote)s” in other languages and in plain words are fixed.",
                vote=name,
            )
        case "listed":
            return _("Every counted ballot of “%(vote)s” is published, as was said.", vote=name)
        case "opened":
            return _("“%(vote)s” was opened. Cards: %(cards)s.", vote=name, cards=said["cards"])
        case "closed":
            return ngettext(
                "“%(vote)s” was closed, with %(num)s ballot.",
                "“%(vote)s” was closed, with %(num)s ballots.",
                said["ballots"],
                vote=name,
            )
        case "tie":
            return _(
                "A tie in “%(vote)s” was settled by “%(seed)s”.",
                vote=name,
                seed=apart(said["seed"]),
            )
        case "count":
            return _("“%(vote)s” is decided.", vote=name)
    return _of_urn(kind, said, name)


def _of_urn(kind: str, said: Mapping[str, Any], name: str) -> str:
    """What an entry says of the urn of a vote, which is called *name*."""
    match kind:
        case "urn":
            return _("The ballots of “%(vote)s” are sealed with the key of an urn.", vote=name)
        case "board":
            return _(
                "The closed urn of “%(vote)s” was shown in eight words: %(words)s.",
                vote=name,
                words=apart(said["words"]),
            )
        case "unsealed":
            return _(
                "The urn of “%(vote)s” was opened. Counted: %(counted)s. Spoiled: %(spoiled)s.",
                vote=name,
                counted=said["counted"],
                spoiled=sum(said["spoiled"].values()),
            )
        case "abandoned":
            return _("“%(vote)s” was given up: %(reason)s", vote=name, reason=apart(said["reason"]))
    return _("The urn of “%(vote)s” was destroyed.", vote=name)
