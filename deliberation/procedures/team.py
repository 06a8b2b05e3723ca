"""The team of an assembly: who has which role in it. Nothing of this is on the ledger."""

from __future__ import annotations

from deliberation.assembly import Facilitator
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.accounts import add_facilitator, facilitator_named, lock_own
from deliberation.roles import Right, Role
from deliberation.sentences import Sentence
from deliberation.store import Store

MOST = 100  # people in one team


def invite(
    store: Store, assembly_id: str, *, name: str, role: Role, by: str, new: tuple[str, str]
) -> bool:
    """Give the account of this *name* a role; whether the account had to be made for it.

    An account that is made here is provisional: somebody has seen its password, so whoever signs in
    with it chooses another before anything else. It may begin no assemblies.

    Args:
        new: the id and the password hash for an account that has to be made.

    Raises:
        InvalidInputError: the name is blank; or somebody of the team has it already, or somebody
            else one that is read as the same: then it is not clear who is meant.
        NotAllowedError: the role of *by* does not include it.
        NotFoundError: *by* has no part in this assembly.
        ProcedureError: the team is full.
    """
    lock_own(store, assembly_id, by=by)
    there = store.team(assembly_id)
    if len(there) >= MOST:
        raise ProcedureError("the team is full; remove somebody first")
    account, made = _account(store, name, new)
    if any(one.id == account.id for one in there):
        raise InvalidInputError([Sentence("{name} is in the team already", name=account.name)])
    if account.name != name.strip():
        written = account.name
        raise InvalidInputError(
            [Sentence("somebody has this name already, written {name}; type it so", name=written)]
        )
    store.put_in_team(assembly_id, account.id, role)
    return made


def change_role(store: Store, assembly_id: str, account_id: str, role: Role, *, by: str) -> None:
    """Give somebody of the team another role.

    Raises:
        NotAllowedError: the role of *by* does not include it.
        NotFoundError: *by* has no part in this assembly, or nobody of its team has this account.
        ProcedureError: nobody would be left to lead the assembly.
    """
    lock_own(store, assembly_id, by=by)
    _require_led(store, assembly_id, without=None if role is Role.FACILITATOR else account_id)
    _require_there(store, assembly_id, account_id)
    store.put_in_team(assembly_id, account_id, role)


def remove(store: Store, assembly_id: str, account_id: str, *, by: str) -> None:
    """Take somebody out of the team. Their account stays.

    Raises:
        NotAllowedError: the role of *by* does not include it.
        NotFoundError: *by* has no part in this assembly, or nobody of its team has this account.
        ProcedureError: nobody would be left to lead the assembly.
    """
    lock_own(store, assembly_id, by=by)
    _require_there(store, assembly_id, account_id)
    _require_led(store, assembly_id, without=account_id)
    store.remove_from_team(assembly_id, account_id)


def follow_team(store: Store, assembly_id: str, follows: str) -> None:
    """Let the team of an assembly have the same roles in another one, which follows it."""
    for one in store.team(assembly_id):
        store.put_in_team(follows, one.id, one.role)


def choose_password(store: Store, account_id: str, password_hash: str) -> None:
    """Keep a password that the owner of an account has chosen, instead of the one before.

    Args:
        password_hash: made by whoever saw the password; the password itself never comes in here.
    """
    store.set_password(account_id, password_hash)


def _account(store: Store, name: str, new: tuple[str, str]) -> tuple[Facilitator, bool]:
    """The account of this name, and whether it was made just now."""
    try:
        return facilitator_named(store, name), False
    except NotFoundError:
        id, password_hash = new
        account = add_facilitator(
            store, name=name, password_hash=password_hash, id=id, begins=False, provisional=True
        )
        return account, True


def _require_there(store: Store, assembly_id: str, account_id: str) -> None:
    if store.role(assembly_id, account_id) is None:
        raise NotFoundError("colleague", account_id)


def _require_led(store: Store, assembly_id: str, *, without: str | None) -> None:
    """Pass on if somebody who can sign in leads the assembly, *without* this account too."""
    if not any(one.may(Right.LEAD) for one in store.team(assembly_id) if one.id != without):
        raise ProcedureError("somebody must lead the assembly; name another facilitator first")
