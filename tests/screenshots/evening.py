"""The assembly of the demonstration, served for the camera, with two more votes open."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from werkzeug.serving import WSGIRequestHandler, make_server

from deliberation.cli.first_session import BATCH, FACILITATOR, SPENT
from deliberation.cli.sealed_vote import open_sealed
from deliberation.cli.story import play
from deliberation.lab import wordings
from deliberation.lab.wordings import with_options
from deliberation.store import open_store
from deliberation.urn import Split
from webapp import create_app

PASSWORD = "bus park tram"
OPEN = (
    replace(BATCH, id="batch", title="Before the council", question="Which shall we hand over?"),
    replace(SPENT, id="spent", title="Next year's budget"),
)

WORDED = {
    "batch": {
        "da": {"title": "Før byrådet", "question": "Hvilke skal vi give videre?"},
        "ar": {"title": "قبل مجلس المدينة", "question": "أي التوصيات نسلّمها؟"},
    },
    "spent": with_options(
        {
            "da": wordings.SPENT["da"] | {"title": "Næste års budget"},
            "ar": wordings.SPENT["ar"] | {"title": "ميزانية العام القادم"},
        },
        wordings.POSTS,
    ),
}
"""What these two ask in other languages."""


@dataclass(frozen=True, slots=True)
class Evening:
    """Where the pages are, and the card that nobody used."""

    address: str
    code: str


class Quiet(WSGIRequestHandler):
    """Serves without a line for each request."""

    def log(self, *args: Any) -> None:
        pass


@contextmanager
def evening(folder: Path) -> Iterator[Evening]:
    """Play the demonstration in *folder*, open two more votes, and serve the pages."""
    database = f"sqlite:///{folder}/evening.db"
    with open_store(database) as begin:
        played = play(
            begin,
            password_hash=PasswordHasher().hash(PASSWORD),
            random_bytes=secrets.token_bytes,
            tell=lambda _line: None,
        )
        for vote in OPEN:
            open_sealed(
                begin,
                vote,
                wordings=WORDED[vote.id],
                split=Split.REHEARSAL,
                by=FACILITATOR,
                random_bytes=secrets.token_bytes,
            )
    app = create_app({"DATABASE": database, "SECRET_KEY": "only for photographs " * 3})
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Evening(f"http://127.0.0.1:{server.port}", played.left.card.code)
    server.shutdown()
