"""What whoever comes first would wait for, done before anybody comes.

Whoever comes first to a process waits until its templates are read and compiled, and in a hall a
dozen come first at the same moment. A server calls this when it starts; tests and commands do not.
"""

from __future__ import annotations

from flask import Flask

CROWD = ("participant/", "public/", "base", "error", "_", "facilitator/words", "facilitator/fields")
"""How the pages begin that a crowd asks for, and what they use; facilitators come one by one."""


def init_app(app: Flask) -> None:
    """Let whoever serves *app* call ``app.extensions["warm"]()`` first."""
    app.extensions["warm"] = lambda: _read_templates(app)


def _read_templates(app: Flask) -> None:
    """Read and compile the templates of a crowd's pages."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith(CROWD)):
        app.jinja_env.get_template(name)
