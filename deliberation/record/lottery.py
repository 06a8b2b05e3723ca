"""A lottery as a document: what is committed to before the public seed exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import digest
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quota, Quotas

FORMAT = "deliberation lottery 2"
COMMITMENT = "deliberation commitment 1"
SALT_LENGTH = 32


def encode_lottery(
    pool: Pool,
    quotas: Quotas,
    lottery: Lottery,
    *,
    salt: str = "",
    publish_people: bool = True,
) -> dict[str, Any]:
    """The document ``lottery.json``.

    Args:
        salt: the pool's secret salt, used only where the people's answers are withheld.
        publish_people: whether the answers appear; otherwise only a digest for each person.

    Raises:
        InvalidInputError: the lottery is not one for this pool and these quotas, or answers are
            to be withheld with a salt that could be guessed.
    """
    if problems := [*_mismatches(pool, quotas, lottery)]:
        raise InvalidInputError(problems)
    if not publish_people and len(salt) < SALT_LENGTH:
        raise InvalidInputError(
            [f"answers are withheld with a salt of at least {SALT_LENGTH} random characters"]
        )
    entries = _people(pool, quotas)
    digests = {
        entry["id"]: person_digest(entry, salt="" if publish_people else person_salt(salt, id))
        for id, entry in entries.items()
    }
    shown = (
        [*entries.values()]
        if publish_people
        else [{"id": id, "digest": hidden} for id, hidden in digests.items()]
    )
    bounds = {
        "size": quotas.size,
        "per_household": quotas.per_household,
        "quotas": [
            {"answers": dict(q.answers), "lower": q.lower, "upper": q.upper} for q in quotas
        ],
    }
    panels = [
        {"members": [*members], "tickets": tickets}
        for members, tickets in zip(lottery.panels, lottery.tickets, strict=True)
    ]
    document: dict[str, Any] = {
        "format": FORMAT,
        "objective": lottery.objective,
        **bounds,
        "people": shown,
        "panels": panels,
        "marginals": {id: str(chance) for id, chance in lottery.marginals().items()},
        "digests": {
            "people": digest([*digests.items()]),
            "quotas": digest(bounds),
            "lottery": digest({"objective": lottery.objective, "panels": panels}),
        },
    }
    return document | {"commitment": _commitment(document["digests"])}


def decode_lottery(document: Mapping[str, Any]) -> tuple[Pool, Quotas, Lottery]:
    """The pool, the quotas and the lottery in a document ``lottery.json``.

    Of the people's answers, those that have quotas come back.

    Raises:
        InvalidInputError: the document is not a lottery, withholds the people's answers, or does
            not fit its digests.
    """
    if document.get("format") != FORMAT:
        raise InvalidInputError([f"this is not a lottery: its format is not {FORMAT!r}"])
    try:
        pool, quotas, lottery = _decoded(document)
        again = encode_lottery(pool, quotas, lottery)
    except InvalidInputError:
        raise
    except (LookupError, TypeError, AttributeError, ValueError):
        raise InvalidInputError(
            ["the lottery lacks something, or holds it in another form than the format page says"]
        ) from None
    if again != document:
        raise InvalidInputError(
            ["the lottery was changed: its digests or chances do not fit what it holds"]
        )
    return pool, quotas, lottery


def published_pool(document: Mapping[str, Any]) -> Pool | None:
    """The people in a document ``lottery.json``, with those answers that have quotas.

    ``None`` where their answers are withheld. The document is taken as it is: ``decode_lottery``
    checks it.
    """
    if any("digest" in entry for entry in document["people"]):
        return None
    return Pool(tuple(map(_person, document["people"])))


def commitment(document: Mapping[str, Any]) -> str:
    """The digest that is published before the seed exists, worked out from the document's parts."""
    return _commitment(document["digests"])


def person_salt(salt: str, id: str) -> str:
    """One person's salt, 32 hexadecimal digits made from the pool's secret *salt*.

    Given to that person, it lets them find their own answers in the commitment.
    """
    return digest([salt, id])[:SALT_LENGTH]


def person_digest(entry: Mapping[str, Any], *, salt: str = "") -> str:
    """The digest that stands for one entry of ``people``: id, features, household, standing."""
    return digest([salt, entry["id"], entry["features"], entry["household"], entry["standing"]])


def _commitment(digests: Mapping[str, str]) -> str:
    return digest({"format": COMMITMENT, **digests})


def _mismatches(pool: Pool, quotas: Quotas, lottery: Lottery) -> Iterator[str]:
    """What keeps the three from belonging together."""
    yield from (str(problem) for problem in quotas.problems_with(pool))
    if lottery.people != pool.ids:
        yield "the lottery is over other people than the pool"
        return
    if lottery.size != quotas.size:
        yield f"the panels have {lottery.size} members, not {quotas.size}"
    people = {person.id: person for person in pool}
    certain = {person.id for person in pool if person.standing is Standing.IN}
    for members in lottery.panels:
        panel = [people[id] for id in members]
        for quota in quotas.broken_by(panel):
            yield f"the panel {', '.join(members)} does not meet {quota}"
        for home in quotas.crowded(panel):
            ids = ", ".join(person.id for person in home)
            yield f"the panel {', '.join(members)} holds too many of one household: {ids}"
        if not certain <= {*members}:
            lacking = ", ".join(sorted(certain - {*members}))
            yield f"the panel {', '.join(members)} lacks {lacking}, who must be in"
        if out := ", ".join(p.id for p in panel if p.standing is Standing.OUT):
            yield f"the panel {', '.join(members)} holds {out}, who must be out"


def _people(pool: Pool, quotas: Quotas) -> dict[str, dict[str, Any]]:
    """One entry for each person, sorted by id, with households renamed."""
    ordered = sorted(pool, key=lambda person: person.id)
    sharing = Counter(p.household for p in ordered if p.household is not None)
    homes = [home for home, people in sharing.items() if people > 1]  # in order of first naming
    names: dict[str | None, str] = {home: f"h{n}" for n, home in enumerate(homes, start=1)}
    return {
        person.id: {
            "id": person.id,
            "features": {feature: person.features[feature] for feature in quotas.features},
            "household": names.get(person.household),
            "standing": person.standing.value,
        }
        for person in ordered
    }


def _decoded(document: Mapping[str, Any]) -> tuple[Pool, Quotas, Lottery]:
    if any("digest" in entry for entry in document["people"]):
        raise InvalidInputError(
            ["the lottery withholds the people's answers; use the organiser's own file"]
        )
    pool = Pool(tuple(map(_person, document["people"])))
    quotas = Quotas(
        document["size"], tuple(map(_quota, document["quotas"])), document["per_household"]
    )
    lottery = Lottery(
        pool.ids,
        tuple(tuple(panel["members"]) for panel in document["panels"]),
        tuple(panel["tickets"] for panel in document["panels"]),
        document["objective"],
    )
    return pool, quotas, lottery


def _person(entry: Mapping[str, Any]) -> Person:
    standing = Standing(entry["standing"])
    return Person(entry["id"], entry["features"], entry["household"], standing)


def _quota(entry: Mapping[str, Any]) -> Quota:
    (feature, value), *also = sorted(entry["answers"].items())
    return Quota(feature, value, entry["lower"], entry["upper"], also=tuple(also))
