"""What a job says, as a column keeps it: a sentence with parts as JSON, so that it stays one."""

from __future__ import annotations

import json
from typing import Any

from deliberation.sentences import Part, Sentence


def kept_words(words: str) -> str:
    """*words* as a column keeps them."""
    if isinstance(words, Sentence) and words.parts:
        return json.dumps(_plain(words), ensure_ascii=False)
    return str(words)


def words_of(kept: str) -> str:
    """The words that a column keeps. No plain words begin with a brace."""
    return _sentence(json.loads(kept)) if kept.startswith("{") else kept


def _plain(part: Part) -> Any:
    """A *part* of a sentence as JSON has it."""
    if isinstance(part, Sentence):
        parts = {name: _plain(one) for name, one in part.parts.items()}
        return {"template": part.template, "parts": parts}
    return part if isinstance(part, str | int) else [_plain(one) for one in part]


def _sentence(plain: dict[str, Any]) -> Sentence:
    return Sentence(plain["template"], **{name: _part(p) for name, p in plain["parts"].items()})


def _part(plain: Any) -> Part:
    """The part of a sentence in JSON."""
    match plain:
        case dict():
            return _sentence(plain)
        case list():
            return tuple(map(_part, plain))
        case int():
            return plain
        case _:
            return str(plain)
