"""Forgetting the name that somebody was called by, wherever an assembly keeps it.

It is the same name however it was spaced and capitalised: the public page keeps it tidied, and a
queue as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable

from deliberation.names import folded
from deliberation.store import Store


def forget_name(store: Store, assembly_id: str, called: str) -> None:
    """Forget a name in public, in any queue, and the line for everybody if it stands there."""
    same = folded(called)
    forget_names(store, assembly_id, lambda name: folded(name) == same)
    if same in folded(store.message(assembly_id)):
        store.put_message(assembly_id, "")


def forget_names(store: Store, assembly_id: str, goes: Callable[[str], bool]) -> None:
    """Forget the names in public and in any queue of which *goes* says so."""
    for name in filter(goes, store.named(assembly_id)):
        store.remove_named(assembly_id, name)
    for session in store.sessions(assembly_id):
        asked = (wish.person.called for wish in store.wishes(session.id))
        spoke = (speech.person.called for speech in store.speeches(session.id))
        for called in filter(goes, {*asked, *spoke} - {""}):
            store.forget_called(session.id, called)
