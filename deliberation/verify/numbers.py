"""The numbers on the tickets, by panel and by person; where the public seeds come from."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import Any

from .documents import digest, fit, need, show
from .lots import Lots

ROUND, MOST = "drand quicknet round ", 10_000
SEED: Any = {"commitment": str, "seed": str, "signature": (str, None)}
NUMBERING = SEED | {"format": "deliberation numbering 1"}
NUMBERING |= {"panels": [[int, ...], ...], "people": {...: [int, ...]}}
ANNOUNCEMENT: Any = {"format": "deliberation announcement 1", "commitment": str, "draw": str}
ANNOUNCEMENT |= {"numbering": (str, None), "method": ("lots", "hand")}


def check_numbering(doc: Any, lottery: Any) -> Iterator[str]:
    """One line for each thing that holds of ``numbering.json``."""
    fit(doc, NUMBERING | {"commitment": lottery["commitment"]}, "numbering.json")
    yield from check_seed(doc, "numbering.json")
    total = sum(panel["tickets"] for panel in lottery["panels"])
    need(total <= MOST, f"{total} tickets are numbered, more than {MOST}")
    mixed = iter(Lots(doc["seed"], f"numbers {doc['commitment']}").shuffle([*range(total)]))
    made = [sorted(islice(mixed, panel["tickets"])) for panel in lottery["panels"]]
    fit(doc["panels"], made, "numbering.json, panels")
    yield f"holds: the seed {doc['seed']!r} mixes the numbers of the {total} tickets"
    held: dict[str, list[int]] = {person["id"]: [] for person in lottery["people"]}
    for panel, numbers in zip(lottery["panels"], made, strict=True):
        for id in panel["members"]:
            held[id] += numbers
    fit(doc["people"], {id: sorted(held[id]) for id in held}, "numbering.json, people")
    yield f"holds: each of the {len(held)} people has the numbers of the panels that seat them"


def check_seed(doc: Any, where: str) -> Iterator[str]:
    """A seed that is said to be the round of a beacon must follow from its signature."""
    seed, signature = doc["seed"], doc["signature"]
    if signature is not None or seed.startswith(ROUND):
        named = re.fullmatch(f"{ROUND}[1-9][0-9]{{0,15}} [0-9a-f]{{64}}", seed)
        whole = named and re.fullmatch("[0-9a-f]{96}", signature or "")
        sound = whole and sha256(bytes.fromhex(signature)).hexdigest() == seed[-64:]
        need(bool(sound), f"{where}: {show(seed)} is not a round of drand with its signature")
        yield f"not checked: that drand signed {show(seed[:-65])}; look it up there"


def check_announcement(doc: Any, draw: Any, numbering: Any) -> Iterator[str]:
    """One line for each thing that holds of ``announcement.json``."""
    fit(doc, ANNOUNCEMENT | {"commitment": draw["commitment"]}, "announcement.json")
    fit(draw["method"], doc["method"], "the method of the draw, as announced")
    same = (doc["numbering"] is None) == (numbering is None)
    need(same, "the tickets were not numbered, or not left unnumbered, as announced")
    for source, made in (doc["numbering"], numbering), (doc["draw"], draw):
        if made and (source.startswith(ROUND) or made["signature"]):
            kept = made["seed"].startswith(f"{source} ")
            need(kept, f"the seed {show(made['seed'])} is not from {show(source)}, as announced")
    yield f"holds: drawn as announced; the digest of the announcement is {digest(doc)}"
