"""The address at which a tablet becomes a kiosk."""

from __future__ import annotations

import segno
from flask import g, render_template, url_for
from markupsafe import Markup

from webapp import policy
from webapp.current import base_url
from webapp.facilitator.blueprint import bp


@bp.get("/facilitator/<assembly_id>/kiosk")
@policy.facilitator
def kiosk(assembly_id: str) -> str:
    """The address, as a picture too, and what a kiosk is for."""
    address = base_url() + url_for("participant.kiosk", assembly_id=assembly_id)
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr")
    picture = Markup(svg)  # noqa: S704 - drawn by the library
    return render_template(
        "facilitator/kiosk.html", assembly=g.assembly, address=address, picture=picture
    )
