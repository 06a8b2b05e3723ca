"""The form of each file, by its name in the bundle."""

import re
from typing import Any

from .board import BOARD, URN
from .documents import fit, need
from .draws import FORMS
from .listed import LIST
from .votes import VOTE

MANIFEST = {"format": "deliberation bundle 1", "title": str, "files": {...: str}}
LEDGER = {"format": "deliberation ledger 1", "entries": list}
SAID = {"format": "deliberation wording 1", "vote": str, "language": str, "said": {...: {...: str}}}
FORM_OF: Any = {"manifest.json": MANIFEST, "ledger.json": LEDGER} | FORMS
FORM_OF |= {"votes/ID.json": VOTE, "votes/ID.urn.json": URN, "votes/ID.wording.json": SAID}
FORM_OF |= {"votes/ID.board.json": BOARD, "votes/ID.list.json": LIST}
BESIDE = dict.fromkeys(FORMS, "lottery.json") | {"lottery.json": "draw.json"}
VOTE_ID = re.compile(r"(?<=votes/)[^.]+")


def check_forms(docs: Any) -> None:
    """Each has the form of its file, is of the vote in its name, and of the lottery beside it."""
    for name, doc in docs.items():
        beside = BESIDE.get(name, name)
        need(beside in docs, f"{name} is there without {beside}")
        fit(doc, FORM_OF[VOTE_ID.sub("ID", name)], name)
        for vote in VOTE_ID.findall(name):
            fit(vote, doc.get("vote", doc.get("id")), f"the vote in the name of {name}")
        if "commitment" in doc:
            fit(doc["commitment"], docs["lottery.json"]["commitment"], f"{name}, commitment")
