"""What cannot be taken back is done by two people, where a team has two who may do it.

One asks, and another does it on their own sign-in; or both are at one laptop, and the second gives
name and password there. Where one person alone may do it, that person does it alone. The ledger
says of an act by two in which roles they were, and nothing of who they are.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.accounts import lock_own
from deliberation.roles import Act, Asked, Colleague, Role
from deliberation.store import Store

GOOD_FOR = timedelta(hours=1)
"""So long a colleague may take to do what was asked for."""


def agree(
    store: Store,
    assembly_id: str,
    act: Act,
    *,
    subject: str = "",
    by: str,
    second: str | None = None,
    now: datetime,
) -> tuple[Role, ...]:
    """The roles of the one or two people who do this, which the ledger is told if they are two.

    For a procedure that cannot be taken back: call it first, in the same transaction, and go on
    with the act. It also asks whether *by* may do the act, and keeps the assembly from other
    changes. Whether that may still be done in an assembly that is over, the procedure says itself::

        def delete_something(store, assembly_id, *, by, second=None, now):
            agree(store, assembly_id, Act.DELETE, subject=ID, by=by, second=second, now=now)
            ...

    The page of the act shows the macro ``second_person`` of ``facilitator/_second.html``, and its
    route passes what ``webapp.facilitator.second.second_typed`` gives on as *second*.

    Args:
        subject: what it is done to, such as the id of a vote, by which it is told apart from the
            same act done to another. The ledger shows it only where it is a vote's.
        by: the account of whoever does it now.
        second: the account of a second person whose password was asked for just now; without one,
            somebody else must have asked for the same act within the last hour.

    Raises:
        NotAllowedError: the role of either does not include it.
        NotFoundError: *by* has no part in this assembly.
        ProcedureError: a second person is needed, or is the first one again.
    """
    lock_own(store, assembly_id, by=by, right=act.right)
    able = _able(store, assembly_id, act)
    if len(able) <= 1:
        return tuple(one.role for one in able.values())
    asked = asked_by_another(store, assembly_id, act, subject=subject, by=by, now=now)
    if second is None and asked is not None:
        second = asked.by
    if second is None:
        raise ProcedureError(
            "two people of the team do this; let a second one give their name and password, or ask "
            "them to do it"
        )
    if second == by:
        raise ProcedureError("the second person must be somebody else of the team")
    if second not in able:
        raise ProcedureError("the second person may not do this in this assembly")
    store.remove_asked(assembly_id, act, subject)
    roles = tuple(sorted(able[id].role for id in (by, second)))
    noting.hands(store, assembly_id, act, Counter(roles), subject if act.of_vote else "", now)
    return roles


def ask_second(
    store: Store, assembly_id: str, act: Act, *, subject: str = "", by: str, now: datetime
) -> None:
    """Ask a colleague to do this within the hour, on their own sign-in.

    Raises:
        NotAllowedError: the role does not include it.
        NotFoundError: *by* has no part in this assembly, or there is no such thing in it.
        ProcedureError: nobody else may do it, or both must be there.
    """
    lock_own(store, assembly_id, by=by, right=act.right)
    if act.together:
        raise ProcedureError("the second person must see the paper; let them come to where it is")
    if len(_able(store, assembly_id, act)) <= 1:
        raise ProcedureError("nobody else of the team may do this; do it alone")
    _require_there(store, assembly_id, act, subject)
    store.put_asked(assembly_id, Asked(act, subject, by, now))


def forget_asked(store: Store, assembly_id: str, act: Act, *, subject: str = "") -> None:
    """Forget what was asked for: what it would be done to is another by now.

    Whoever asked for a draw before the commitment has asked for the draw of another lottery, and
    whoever asked to open an urn before the close, to open one that was not full yet.
    """
    store.remove_asked(assembly_id, act, subject)


def asked_by_another(
    store: Store, assembly_id: str, act: Act, *, subject: str = "", by: str, now: datetime
) -> Asked | None:
    """What somebody else, who may still do it, has asked for within the last hour."""
    asked = asked_for(store, assembly_id, act, subject=subject, now=now)
    return None if asked is None or asked.by == by else asked


def asked_for(
    store: Store, assembly_id: str, act: Act, *, subject: str = "", now: datetime
) -> Asked | None:
    """What somebody who may still do it has asked for within the last hour."""
    asked = store.asked(assembly_id, act, subject, since=now - GOOD_FOR)
    return asked if asked is not None and asked.by in _able(store, assembly_id, act) else None


def asked_of(store: Store, assembly_id: str, *, by: str, now: datetime) -> tuple[Asked, ...]:
    """What others have asked for within the last hour and *by* may do, the oldest first."""
    team = {one.id: one for one in store.team(assembly_id)}
    return tuple(
        asked
        for asked in store.all_asked(assembly_id, since=now - GOOD_FOR)
        if asked.by != by and all(team[one].may(asked.act.right) for one in (by, asked.by))
    )


def others(store: Store, assembly_id: str, act: Act, *, by: str) -> tuple[Colleague, ...]:
    """Who may be the second person for this, by name."""
    able = _able(store, assembly_id, act)
    return tuple(one for id, one in able.items() if id != by)


def _able(store: Store, assembly_id: str, act: Act) -> dict[str, Colleague]:
    """Who may do this, by the account."""
    return {one.id: one for one in store.team(assembly_id) if one.may(act.right)}


def _require_there(store: Store, assembly_id: str, act: Act, subject: str) -> None:
    """Pass on if this can be done to the *subject*, which colleagues are shown.

    Raises:
        NotFoundError: there is no such vote or card, or the act is done to the assembly itself.
    """
    if act.of_vote:
        there = {vote.id for vote in store.votes(assembly_id)}
    elif act is Act.REVOKE:
        there = {str(card.number) for card in store.cards(assembly_id)}
    else:
        there = {""}
    if subject not in there:
        raise NotFoundError("vote" if act.of_vote else "card", subject)
