"""The list of those who were erased, kept beside backups so that none of these brings them back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError
from deliberation.names import folded
from deliberation.procedures.erasing import erase_from
from deliberation.procedures.forgetting import forget_names
from deliberation.retention import Erased
from deliberation.store import Store

FORMAT = "deliberation erasures 1"
SALT, DIGEST = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


def erasures_document(
    store: Store, assembly_ids: Iterable[str], *, deleted: Iterable[str] = ()
) -> dict[str, Any]:
    """The document of everybody who was erased from these assemblies. It names nobody.

    Args:
        deleted: the assemblies that were deleted as a whole.
    """
    kept = {id: store.erased(id) for id in assembly_ids}
    return {
        "format": FORMAT,
        "assemblies": {
            id: [[erased.salt, erased.digest] for erased in found]
            for id, found in kept.items()
            if found
        },
        "deleted": [*deleted],
    }


def erasures_in(document: Mapping[str, Any]) -> tuple[dict[str, list[Erased]], list[str]]:
    """Who was erased, by the assembly; and which assemblies were deleted.

    Raises:
        InvalidInputError: the document is no list of erasures.
    """
    try:
        found = {
            str(id): [Erased(str(salt), str(digest)) for salt, digest in pairs]
            for id, pairs in document["assemblies"].items()
        }
        deleted = [str(id) for id in document["deleted"]]
    except (LookupError, TypeError, AttributeError, ValueError):
        found, deleted = {"": [Erased("", "")]}, []
    good = all(
        SALT.fullmatch(one.salt) and DIGEST.fullmatch(one.digest)
        for pairs in found.values()
        for one in pairs
    )
    if document.get("format") != FORMAT or not good:
        raise InvalidInputError(
            ["this is no list of erasures; name the file that `retention --erasures` wrote"]
        )
    return found, deleted


def erase_again(
    store: Store, erasures: Mapping[str, list[Erased]], deleted: Collection[str], *, now: datetime
) -> tuple[int, int]:
    """Erase everybody on a list from a database that a backup has brought back.

    Args:
        deleted: the assemblies to delete again.

    Returns:
        How many were erased again, and how many are in a lottery that is committed to and not drawn
        from, so that they have to be erased by hand after the draw.
    """
    again = left = 0
    for draw in store.assemblies():
        if draw.id in deleted:
            store.delete_assembly(draw.id, now)
            continue
        listed = erasures.get(draw.id, [])
        forget_names(store, draw.id, partial(_is_called_on, listed))
        for id in filter(partial(_is_on, listed), _ids(store, draw.id)):
            if draw.stage is Stage.COMMITTED:
                left += 1
            else:
                erase_from(store, store.assembly(draw.id), id)
                again += 1
        for erased in listed:
            store.put_erased(draw.id, erased)
    return again, left


def _ids(store: Store, assembly_id: str) -> list[str]:
    """Everybody of whom a draw keeps more than it published: their answers may be gone before."""
    replacing = store.replacing(assembly_id)
    needing = (need.member for need in store.needs(assembly_id))
    away = () if replacing is None else replacing.unavailable
    return [*dict.fromkeys((*store.person_ids(assembly_id), *needing, *away))]


def _is_on(listed: Sequence[Erased], id: str) -> bool:
    return any(erased.is_of(id) for erased in listed)


def _is_called_on(listed: Sequence[Erased], name: str) -> bool:
    return _is_on(listed, folded(name))
