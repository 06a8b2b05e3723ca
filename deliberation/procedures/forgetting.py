"""Forgetting the name that somebody was called by, wherever an assembly keeps it.

It is the same name however it was spaced and capitalised: the public page keeps it tidied, and a
queue as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from deliberation.assembly import Vote, VoteState
from deliberation.names import folded
from deliberation.procedures.endings import with_endings
from deliberation.store import Store
from deliberation.wordings import asked


def forget_name(store: Store, assembly_id: str, called: str) -> int:
    """Forget a name in public and in any queue; the line for everybody, and a translation, whole.

    Returns:
        In how many places it stood.
    """
    same = folded(called)
    found = forget_names(store, assembly_id, lambda name: folded(name) == same)
    if same in folded(store.message(assembly_id)):
        store.put_message(assembly_id, "")
        found += 1
    drafts = (vote for vote in store.votes(assembly_id) if vote.state is VoteState.DRAFT)
    return found + sum(_forget_in_translations(store, vote, called) for vote in drafts)


def forget_names(store: Store, assembly_id: str, goes: Callable[[str], bool]) -> int:
    """Forget the names in public and in any queue of which *goes* says so; how many there were."""
    found = 0
    for name in filter(goes, store.named(assembly_id)):
        store.remove_named(assembly_id, name)
        found += 1
    for session in store.sessions(assembly_id):
        waited = (wish.person.called for wish in store.wishes(session.id))
        spoke = (speech.person.called for speech in store.speeches(session.id))
        for called in filter(goes, {*waited, *spoke} - {""}):
            store.forget_called(session.id, called)
            found += 1
    return found


def votes_naming(store: Store, assembly_ids: Iterable[str], called: str) -> list[Vote]:
    """The votes whose texts say a name and stay: they are on the ledger, or were published.

    A vote's own texts are on the ledger from its first moment, translations from its opening.
    """
    return [
        vote
        for assembly_id in (assembly_ids if folded(called) else ())
        for vote in store.votes(assembly_id)
        if _say(asked(vote).values(), called)
        or any(_say(said.values(), called) for said in store.wordings(vote.id).values())
    ]


def perhaps_naming(
    store: Store, assembly_ids: Iterable[str], called: str
) -> list[tuple[Vote | None, tuple[str, ...]]]:
    """Words that may be a name with an ending, and the vote that says them; none is forgotten.

    ``None`` stands for the line for everybody.
    """
    found: list[tuple[Vote | None, tuple[str, ...]]] = []
    for assembly_id in assembly_ids:
        found.append((None, with_endings(called, [store.message(assembly_id)])))
        for vote in store.votes(assembly_id):
            wordings = store.wordings(vote.id).values()
            said = [text for one in (asked(vote), *wordings) for text in one.values()]
            found.append((vote, with_endings(called, said)))
    return [(where, words) for where, words in found if words]


def _forget_in_translations(store: Store, vote: Vote, called: str) -> int:
    """Forget each translated text that says a name; readers get the vote's own text there."""
    found = 0
    for language, said in store.wordings(vote.id).items():
        kept = {key: text for key, text in said.items() if not _say([text], called)}
        if kept != said:
            store.put_wording(vote.id, language, kept)
            found += len(said) - len(kept)
    return found


def _say(texts: Iterable[str], called: str) -> bool:
    """Whether a name stands in some of the *texts*, as words of their own: “Bo” is in no book."""
    name = re.compile(rf"(?<!\w){re.escape(folded(called))}(?!\w)")
    return any(name.search(folded(text)) for text in texts)
