"""An application that does nothing, behind the same server with the same settings: to compare with.

It answers like the pages, but asks no database, fills in no template and checks nothing.
"""

from __future__ import annotations

from flask import Flask, redirect
from flask.typing import ResponseReturnValue

from deliberation.cli.listening import server_at

app = Flask(__name__)
PAGE = '<form id="ballot"><input type="hidden" name="csrf_token" value="none"></form>' + " " * 7000


@app.get("/ballots/<vote>")
def ballot(vote: str) -> ResponseReturnValue:
    return PAGE


@app.post("/ballots/<vote>")
def cast(vote: str) -> ResponseReturnValue:
    return redirect(f"/ballots/{vote}/cast")


@app.get("/ballots/<vote>/cast")
def receipt(vote: str) -> ResponseReturnValue:
    return PAGE


if __name__ == "__main__":
    server = server_at(app, "127.0.0.1", 0)
    print(f"Serving at http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()
