"""The address at which a tablet becomes a kiosk, and the code with which it is none any more."""

from __future__ import annotations

import segno
from flask import g, render_template, request, url_for
from markupsafe import Markup

from webapp import policy, tablet
from webapp.current import base_url
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed
from webapp.tablet import NUMBERS


@bp.get("/facilitator/<assembly_id>/kiosk")
@policy.facilitator
def kiosk(assembly_id: str) -> str:
    """The address, as a picture too, and what ends a kiosk of which the number is told."""
    typed, ending = Typed(request.args), ""
    if "number" in request.args:
        number = typed.number("number", least=NUMBERS[0], most=NUMBERS[-1])
        ending = "" if typed.problems else tablet.ending(assembly_id, number)
    address = base_url() + url_for("participant.kiosk", assembly_id=assembly_id)
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr")
    picture = Markup(svg)  # noqa: S704 - drawn by the library
    page = {"address": address, "picture": picture, "ending": ending, "problems": typed.problems}
    return render_template("facilitator/kiosk.html", assembly=g.assembly, **page)
