"""What a vote asks in other languages and in plain words: written before it opens, then fixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, Problem, ProcedureError
from deliberation.names import folded
from deliberation.procedures import noting
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.terms import line_problems, text_problems
from deliberation.record.canonical import digest
from deliberation.record.wordings import blanks_aside, encode_wordings, mark
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.wordings import LANGUAGE, Reading, Wording, asked, kept_for

LONGEST = 2000  # characters of a text that is no line
LINES = {"title", "option"}
NAMES = {
    "title": Sentence("title"),
    "question": Sentence("question"),
    "plain": Sentence("question"),
    "option": Sentence("proposal"),
    "text": Sentence("proposal"),
}
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn what follows them around; a page sets apart what needs it by itself."""


def write_table(
    store: Store,
    vote_id: str,
    wordings: Mapping[str, Wording],
    *,
    marks: Mapping[str, str],
    rows: Mapping[str, int],
    by: str,
) -> None:
    """Keep what a table says of a vote, where nobody has written other texts since it was made.

    Args:
        marks: of what was kept in a language when the table was made (``record.wordings.mark``);
            one without was made when nothing was.
        rows: the row of each text.

    Raises:
        InvalidInputError: a text would be written over that the table's maker has not seen; or what
            ``write_wordings`` refuses.
        NotAllowedError, NotFoundError, ProcedureError: as in ``write_wordings``.
    """
    vote = _change(store, vote_id, by=by)
    wordings = {  # of each language in which something was changed
        language: said for language, said in wordings.items() if mark(said) != marks.get(language)
    }
    kept = store.wordings(vote_id)
    problems = [*_written_over(kept, vote, wordings, marks, rows)]
    if problems:
        raise InvalidInputError(problems)
    _keep(store, vote, {of: _with_blanks_of(kept.get(of, {}), s) for of, s in wordings.items()})


def write_wordings(
    store: Store, vote_id: str, wordings: Mapping[str, Wording], *, seen: str | None = None, by: str
) -> None:
    """Keep what a vote asks in some languages, instead of what was kept of these before.

    Args:
        wordings: by language; blank texts are left out.
        seen: what ``mark_of`` said of the vote when these were written, so that nobody writes over
            another.

    Raises:
        InvalidInputError: a text cannot be shown, or is none of this vote; with every reason.
        NotAllowedError: the role of *by* is for other things.
        NotFoundError: *by* has no part in such an assembly.
        ProcedureError: the vote is open or was; or somebody has written meanwhile.
    """
    vote = _change(store, vote_id, by=by)
    if seen not in (None, mark_of(store, vote_id)):
        raise ProcedureError("somebody has written these texts meanwhile; look at them again")
    _keep(store, vote, wordings)


def _keep(store: Store, vote: Vote, wordings: Mapping[str, Wording]) -> None:
    """Keep the *wordings* of a vote, if all of them can be shown."""
    cleaned = {language: _cleaned(wording) for language, wording in wordings.items()}
    problems = [*wording_problems(vote, cleaned)]
    if problems:
        raise InvalidInputError(problems)
    for language, wording in cleaned.items():
        store.put_wording(vote.id, language, wording)


def wording_problems(
    vote: Vote, wordings: Mapping[str, Wording], rows: Mapping[str, int] | None = None
) -> Iterator[Problem]:
    """What keeps *wordings* of a vote from being shown.

    Args:
        rows: the row of each text in the table that they come from; by default that of its place
            among the texts of the vote, below a header.
    """
    if rows is None:
        rows = {key: number for number, key in enumerate(asked(vote), start=2)}
    for language, wording in wordings.items():
        for key, text in wording.items():
            for problem in _text_problems(vote, language, key, text):
                yield Problem(problem, row=rows.get(key), column=language)
        reading = Reading(vote, language, wording)
        for key in _swapped(reading):
            told = Sentence("this is the exact name of another proposal")
            yield Problem(told, row=rows.get(key), column=language)
        for key in _alike(reading):
            told = Sentence("another one has the same name in this language")
            yield Problem(told, row=rows.get(key), column=language)


def mark_of(store: Store, vote_id: str) -> str:
    """Something that is another whenever the wordings of a vote are others."""
    return digest({language: {**texts} for language, texts in store.wordings(vote_id).items()})


def reading_of(store: Store, vote: Vote, language: str) -> Reading:
    """What whoever reads a *language* gets to see of a *vote*."""
    return Reading(vote, language, store.wording(vote.id, language))


def readings_of(
    store: Store, assembly_id: str, votes: Iterable[Vote], language: str
) -> Mapping[str, Reading]:
    """The same of several *votes* of an assembly, by their ids."""
    said = store.wordings_in(assembly_id, language)
    return {vote.id: Reading(vote, language, said.get(vote.id, {})) for vote in votes}


def wordings_document(store: Store, vote: Vote) -> dict[str, Any] | None:
    """``votes/ID.wording.json``; ``None`` where the *vote* has its own texts only."""
    wordings = store.wordings(vote.id)
    return encode_wordings(vote.id, vote.language, wordings) if wordings else None


def fix_wordings(store: Store, vote: Vote) -> None:
    """Put the wordings of a *vote* that is being opened on the ledger, where it has some."""
    document = wordings_document(store, vote)
    if document is not None:
        noting.worded(store, vote, document)


def carry_wordings(store: Store, before: Vote, after: Vote) -> None:
    """Keep for one vote what was said of another: of each text that is the same in both.

    No option keeps a name by which it could now be taken for another.
    """
    for language, wording in store.wordings(before.id).items():
        kept = kept_for(before, after, wording)
        if language == after.language:
            kept = {key: text for key, text in kept.items() if key == "plain"}
        now = Reading(after, language, kept)
        if any(_swapped(now)) or any(_alike(now)):
            kept = {key: text for key, text in kept.items() if not key.startswith("option ")}
        store.put_wording(after.id, language, kept)


def _change(store: Store, vote_id: str, *, by: str) -> Vote:
    """The vote, if *by* may write its texts at this moment; nobody else does meanwhile."""
    change_assembly(store, store.vote(vote_id).assembly_id, by=by, right=Right.WORD)
    vote = store.vote(vote_id)
    if vote.state is not VoteState.DRAFT:
        raise ProcedureError("the texts of a vote are fixed when it is opened")
    return vote


def _written_over(
    before: Mapping[str, Wording],
    vote: Vote,
    wordings: Mapping[str, Wording],
    marks: Mapping[str, str],
    rows: Mapping[str, int],
) -> Iterator[Problem]:
    """What a table would write over unseen, text by text."""
    for language, wording in wordings.items():
        kept = before.get(language, {})
        if marks.get(language, mark({})) == mark(kept):
            continue
        for key in asked(vote):
            text = kept.get(key, "")
            if blanks_aside(wording.get(key, "")) != blanks_aside(text):
                told = Sentence(
                    "somebody has written “{text}” here since the table was made; take it anew",
                    text=text,
                )
                if not text:
                    told = Sentence(
                        "somebody took this away since the table was made; take it anew"
                    )
                yield Problem(told, row=rows.get(key), column=language)


def _with_blanks_of(kept: Wording, wording: Wording) -> Wording:
    """What a table says in a language; as it is *kept* where a spreadsheet changed blanks alone."""
    return {
        key: kept.get(key, text) if blanks_aside(kept.get(key, "")) == blanks_aside(text) else text
        for key, text in wording.items()
    }


def _alike(reading: Reading) -> Iterator[str]:
    """The options that whoever reads them cannot tell from one before, by the names of texts."""
    before = set[str]()
    for number, name in enumerate(reading.vote.candidates, start=1):
        called = folded(reading.option(name).text)
        if called in before and reading.is_translated:
            yield f"option {number}"
        before.add(called)


def _swapped(reading: Reading) -> Iterator[str]:
    """The options that are called as another one is counted, by the names of texts."""
    exact = {folded(name): name for name in reading.vote.candidates}
    for number, name in enumerate(reading.vote.candidates, start=1):
        said = reading.wording.get(f"option {number}")
        if said and exact.get(folded(said), name) != name:
            yield f"option {number}"


def _cleaned(wording: Wording) -> dict[str, str]:
    """The texts that say something, without the blanks around them."""
    lines = {key: text.replace("\r\n", "\n").strip() for key, text in wording.items()}
    return {key: text for key, text in lines.items() if text}


def _text_problems(vote: Vote, language: str, key: str, text: str) -> Iterator[str]:
    """What is wrong with one text."""
    if not LANGUAGE.fullmatch(language):
        yield f"{language!r} is no language; write it like da or ar"
    if key not in asked(vote):
        yield f"this vote has no text {key!r}"
        return
    if language == vote.language and key != "plain":
        yield Sentence("this is the language of the vote itself, which needs no translation")
    what, _, _ = key.partition(" ")
    name = NAMES[what]
    yield from (line_problems if what in LINES else text_problems)(name, text)
    if what not in LINES and len(text) > LONGEST:
        yield Sentence(
            "the {name} has {length} characters; keep to {longest}",
            name=name,
            length=len(text),
            longest=LONGEST,
        )
    if TURNING & {*text}:
        yield Sentence(
            "the {name} holds a hidden sign that turns text around; retype it", name=name
        )
