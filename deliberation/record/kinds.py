"""What an entry of the ledger may say, by its kind. A new kind is one entry in this table.

No kind has a place for a voter, for a ballot's slot, or for the moment of a ballot: nothing is put
on the ledger when somebody casts. A moment is that of a facilitator's act. What a kind means is on
the page ``docs/reference/ledger.md``, and the checker has a table of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from deliberation.assembly import Mode
from deliberation.errors import InvalidInputError

Field = Callable[[Any], bool]  # whether a value may stand there

MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
DIGEST = re.compile(r"[0-9a-f]{64}")


def text(value: Any) -> bool:
    """Whether *value* is a text."""
    return isinstance(value, str)


def number(value: Any) -> bool:
    """Whether *value* is a whole number, from zero."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def digest(value: Any) -> bool:
    """Whether *value* is a SHA-256, written as everywhere in the record."""
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def numbers(value: Any) -> bool:
    """Whether *value* is an object of whole numbers, from zero."""
    return isinstance(value, dict) and all(text(k) and number(n) for k, n in value.items())


def moment(value: Any) -> bool:
    """Whether *value* is a moment as ``written`` writes it."""
    return isinstance(value, str) and MOMENT.fullmatch(value) is not None


def mode(value: Any) -> bool:
    """Whether *value* names how open a vote is."""
    return value in [*Mode]


KINDS: Mapping[str, Mapping[str, Field]] = {
    "assembly": {"id": text, "title": text, "question": text, "at": moment},
    "replacement": {"document": digest, "at": moment},
    "pool": {"people": digest, "quotas": digest, "at": moment},
    "lottery": {"commitment": digest, "document": digest, "at": moment},
    "announcement": {"document": digest, "at": moment},
    "numbering": {"seed": text, "document": digest, "at": moment},
    "draw": {"seed": text, "document": digest, "at": moment},
    "replaced": {"commitment": digest, "at": moment},
    "cards": {"issued": number, "revoked": number},
    "vote": {"vote": text, "terms": digest},
    "mode": {"vote": text, "mode": mode},
    "worded": {"vote": text, "document": digest},
    "opened": {"vote": text, "cards": number, "roll": digest, "at": moment},
    "urn": {"vote": text, "key": digest, "document": digest, "at": moment},
    "closed": {"vote": text, "ballots": number, "at": moment},
    "board": {
        "vote": text,
        "root": digest,
        "words": text,
        "leaves": number,
        "document": digest,
        "at": moment,
    },
    "unsealed": {"vote": text, "counted": number, "spoiled": numbers, "at": moment},
    "listed": {"vote": text, "document": digest},
    "tie": {"vote": text, "seed": text},
    "count": {"vote": text, "document": digest},
    "abandoned": {"vote": text, "reason": text, "at": moment},
    "purged": {"vote": text, "at": moment},
    "hands": {"act": text, "of": text, "roles": numbers, "at": moment},
    "correction": {"entry": number, "reason": text, "at": moment},
}
"""By kind: what its payload holds."""

DOCUMENTS: Mapping[str, str] = {
    "replacement": "replacement.json",
    "lottery": "lottery.json",
    "announcement": "announcement.json",
    "numbering": "numbering.json",
    "draw": "draw.json",
    "worded": "votes/{vote}.wording.json",
    "urn": "votes/{vote}.urn.json",
    "board": "votes/{vote}.board.json",
    "listed": "votes/{vote}.list.json",
    "count": "votes/{vote}.json",
}
"""By kind: the published file whose digest is the ``document`` of the payload."""


def require_kind(kind: str, payload: Mapping[str, Any]) -> None:
    """Pass on if an entry of this *kind* may say *payload*.

    Raises:
        InvalidInputError: there is no such kind, or the payload is not what the table says.
    """
    fields = KINDS.get(kind)
    if fields is None:
        raise InvalidInputError([f"the ledger has no entries of the kind {kind!r}"])
    if fields.keys() != payload.keys():
        problems = [f"an entry of the kind {kind!r} holds exactly {', '.join(fields)}"]
    else:
        problems = [
            f"{payload[name]!r} is no {field.__name__}, and the {name} of an entry {kind!r} is one"
            for name, field in fields.items()
            if not field(payload[name])
        ]
    if problems:
        raise InvalidInputError(problems)


def written(at: datetime) -> str:
    """A moment as entries write it: in UTC, to the second.

    >>> written(datetime(2026, 3, 14, 19, 30, tzinfo=UTC))
    '2026-03-14T19:30:00Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
