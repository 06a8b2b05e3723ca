"""Forgetting the name that somebody was called by, wherever an assembly keeps it.

It is the same name however it was spaced and capitalised: the public page keeps it tidied, and a
queue as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable

from deliberation.names import folded
from deliberation.store import Store


def forget_name(store: Store, assembly_id: str, called: str) -> int:
    """Forget a name in public, in any queue, and the line for everybody if it stands there.

    Returns:
        In how many places it stood.
    """
    same = folded(called)
    found = forget_names(store, assembly_id, lambda name: folded(name) == same)
    if same in folded(store.message(assembly_id)):
        store.put_message(assembly_id, "")
        found += 1
    return found


def forget_names(store: Store, assembly_id: str, goes: Callable[[str], bool]) -> int:
    """Forget the names in public and in any queue of which *goes* says so; how many there were."""
    found = 0
    for name in filter(goes, store.named(assembly_id)):
        store.remove_named(assembly_id, name)
        found += 1
    for session in store.sessions(assembly_id):
        asked = (wish.person.called for wish in store.wishes(session.id))
        spoke = (speech.person.called for speech in store.speeches(session.id))
        for called in filter(goes, {*asked, *spoke} - {""}):
            store.forget_called(session.id, called)
            found += 1
    return found
