"""The receipt of a sealed ballot, as a page shows it."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup

from deliberation.urn import Receipt
from webapp import kept
from webapp.current import base_url
from webapp.participant import drafts
from webapp.participant.in_urn import InUrn
from webapp.participant.receipt_picture import modules_of, png_uri

TOGETHER = 4  # letters and digits of a code that stand together, for whoever copies it by hand


def page(ballot: InUrn, receipt: Receipt) -> str:
    """The page with a *receipt*, which is the same for all but the code and its picture."""
    asked, vote = ballot.asked, ballot.asked.vote
    address = base_url() + url_for("public.receipt", vote_id=vote.id)
    same = {"address": address, "on_phone": ballot.on_phone}
    same |= {"more": ballot.more, "given_up": ballot.given_up}

    def write(own: kept.Own) -> str:
        return render_template("participant/receipt.html", vote=vote, asked=asked, **same, **own)

    own = _own_words(receipt.code, address) | {"draft_name": drafts.name_of(vote)}
    return kept.page_with(own, of=("receipt", asked, *same.values()), write=write)


def _own_words(code: str, address: str) -> dict[str, str]:
    """A receipt as its *code*, a few characters apart, and the picture of a link.

    The link leads to where it is checked; the code stands behind its ``#``, which browsers never
    send. The picture has one dot for each module; the style sheet enlarges it. It is not
    compressed, so that it takes as many bytes for each ballot of a vote:
    the length of the page tells nothing.
    """
    groups = (code[i : i + TOGETHER] for i in range(0, len(code), TOGETHER))
    spans = "".join(f"<span>{group}</span> " for group in groups)
    return {
        "code": Markup(spans),  # noqa: S704 - a code is of capital letters, digits and a colon
        "picture": png_uri(modules_of(f"{address}#{code}")),
    }
