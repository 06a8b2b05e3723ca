"""The rooms of the house, and which doors open.

``DOORS`` is the documentation of the layering: change it on purpose or not at all. Each kind of
violation is planted once below, so that a door which no longer closes is noticed.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SOLVER = {"numpy", "scipy", "deliberation.solver"}
CELLAR = {
    "deliberation.errors",
    "deliberation.exact",
    "deliberation.interruption",
    "deliberation.sentences",
}
SEEDS = {"deliberation.beacon", "deliberation.seeds"}
GROUND = CELLAR | SEEDS | {"deliberation.randomness"}
VALUES = GROUND | {"deliberation.assembly", "deliberation.sortition", "deliberation.voting"}
VALUES |= {"deliberation.sessions", "deliberation.roles", "deliberation.retention"}
VALUES |= {"deliberation.life"}
VALUES |= {"deliberation.needs", "deliberation.papers", "deliberation.wordings"}
VALUES |= {"deliberation.names"}
UPPER = VALUES | {"deliberation.record", "deliberation.lab", "deliberation.figures"}
UPPER |= {"deliberation.urn"}

DRAW = "deliberation.sortition."
QUOTAS = GROUND | SOLVER | {DRAW + "pool", DRAW + "quotas"}
PANELS = QUOTAS | {DRAW + "panels"}
TICKETS = PANELS | {DRAW + "equations", DRAW + "tickets"}

DOORS = {
    "deliberation": {"deliberation"},
    "deliberation.__main__": {"deliberation.cli"},
    "deliberation.sentences": set(),
    "deliberation.errors": {"deliberation.sentences"},
    "deliberation.exact": set(),
    "deliberation.interruption": {"deliberation.errors"},
    "deliberation.randomness": CELLAR,
    "deliberation.beacon": CELLAR | {"py_ecc"},
    "deliberation.solver": CELLAR | {"highspy", "numpy"},
    "deliberation.seeds": CELLAR | {"deliberation.beacon", "deliberation.randomness"},
    "deliberation.assembly": GROUND,
    "deliberation.sessions": CELLAR,
    "deliberation.roles": set(),
    "deliberation.retention": CELLAR,
    "deliberation.life": CELLAR | {"deliberation.assembly", "deliberation.sessions"},
    "deliberation.names": set(),
    "deliberation.needs": set(),
    "deliberation.papers": set(),
    "deliberation.wordings": {"deliberation.assembly"},
    "deliberation.sortition": GROUND | SOLVER,
    DRAW + "equations": CELLAR | SOLVER,
    DRAW + "panels": QUOTAS,
    DRAW + "tickets": PANELS | {DRAW + "equations"},
    DRAW + "proofs": TICKETS,
    DRAW + "chances": TICKETS | {DRAW + "proofs"},
    DRAW + "limits": PANELS | {DRAW + "chances"},
    DRAW + "letters": QUOTAS | {DRAW + "lottery", DRAW + "fairness"},
    DRAW + "reserve": QUOTAS | {DRAW + "draw", DRAW + "alternates"},
    "deliberation.voting": GROUND | SOLVER,
    "deliberation.record": VALUES,
    "deliberation.urn": GROUND
    | {"deliberation.voting", "deliberation.record.canonical"}
    | {"cryptography", "shamir_mnemonic"},
    "deliberation.backup": GROUND
    | {"deliberation.record.ledger", "deliberation.urn.sealing", "cryptography"},
    "deliberation.lab": VALUES | SOLVER,
    "deliberation.figures": VALUES | {"deliberation.record", "deliberation.urn"},
    "deliberation.testing": VALUES | {"hypothesis"},
    "deliberation.verify": {"cryptography"},
    "deliberation.io": UPPER | {"deliberation.backup", "numpy", "openpyxl", "typst"},
    "deliberation.store": UPPER | {"deliberation.backup", "sqlalchemy", "alembic"},
    "deliberation.procedures": UPPER | {"deliberation.backup", "deliberation.store"},
    "deliberation.cli": UPPER
    | {"deliberation.backup"}
    | {"deliberation.io", "deliberation.store", "deliberation.procedures", "deliberation.verify"}
    | {"deliberation.__version__", "numpy", "segno", "waitress", "argon2"},
    "webapp": UPPER
    | {"deliberation.io", "deliberation.store", "deliberation.procedures"}
    | {
        "flask",
        "flask_login",
        "flask_wtf",
        "flask_babel",
        "itsdangerous",
        "werkzeug",
        "wtforms",
        "babel",
    }
    | {"markupsafe", "numpy", "segno", "zxingcpp", "argon2"},
}
"""Which room may import which, beside itself and the standard library.

The files at the front of ``sortition`` may open every door within it; what its rooms may open of
the front is named here.
"""

WORLDLY = {"__main__", "io", "store", "cli", "verify"}
"""The rooms that touch files, the clock or global chance; the porch does too."""

WORLD_CALLS = {"open", "print", "input", "datetime.now", "datetime.utcnow", "date.today"}
WORLD_MODULES = {"time", "random", "secrets", "socket", "subprocess", "tempfile", "os", "shutil"}


def room_of(module: str) -> str:
    """The room that *module* stands in: below ``deliberation``, or a package in ``sortition``."""
    parts = module.split(".")
    inner = ".".join(parts[:3])
    if inner in DOORS or (inner.startswith(DRAW) and (ROOT / Path(*parts[:3])).is_dir()):
        return inner
    return ".".join(parts[:2]) if parts[0] == "deliberation" else parts[0]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(tree: ast.AST, module: str, package: bool) -> Iterator[str]:
    """Every module that *tree* imports, by its whole name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                above = parts[: len(parts) - node.level + package]
                base = ".".join([*above, base] if base else above)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def violations(source: str, module: str, *, package: bool = False) -> list[str]:
    """What *source*, standing at *module*, does that its room must not do."""
    tree = ast.parse(source)
    room = room_of(module)
    allowed = DOORS[room] | {room}
    found = []
    for name in imports(tree, module, package):
        if name.split(".")[0] in sys.stdlib_module_names:
            continue
        if room == "deliberation" and name.startswith("deliberation."):
            continue
        if not any(name == door or name.startswith(door + ".") for door in allowed):
            found.append(f"{room} must not import {name}")
    if room.startswith("deliberation.") and room.partition(".")[2] not in WORLDLY:
        found += impurities(tree, module, package)
    return found


def impurities(tree: ast.AST, module: str, package: bool) -> Iterator[str]:
    """Files, clocks and global chance in a room that must know none of them."""
    for name in imports(tree, module, package):
        if name.split(".")[0] in WORLD_MODULES:
            yield f"{module} must not import {name}: files, clocks and chance stay outside"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            call = ast.unparse(node.func)
            if call in WORLD_CALLS or call.startswith(("np.random.", "numpy.random.")):
                yield f"{module} must not call {call}(): it is an argument here"


ROUTES = {"route", "get", "post", "before_request", "errorhandler"}
"""The methods of an application or a blueprint that make a function answer requests."""

LONGEST_ROUTE = 10
"""Lines of its body, but for the docstring: it reads a form, takes one step, and answers."""


def long_routes(source: str) -> list[str]:
    """The routes in *source* that are longer than a route may be."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_a_route, node.decorator_list)):
            body = node.body[ast.get_docstring(node) is not None :]
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            if lines > LONGEST_ROUTE:
                found.append(f"{node.name} has {lines} lines; a route has {LONGEST_ROUTE} at most")
    return found


def _makes_a_route(decorator: ast.expr) -> bool:
    """Whether it is written like ``@bp.get("/address")``."""
    call = decorator.func if isinstance(decorator, ast.Call) else None
    return isinstance(call, ast.Attribute) and call.attr in ROUTES


FILES = [
    path
    for top in ("deliberation", "webapp")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "__pycache__" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_to_its_room(path: Path) -> None:
    found = violations(path.read_text(), module_of(path), package=path.name == "__init__.py")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("deliberation.errors", "import deliberation.exact"),
        ("deliberation.randomness", "from deliberation.sortition import Pool"),
        ("deliberation.sortition.draw", "from deliberation.voting import RULES"),
        ("deliberation.sortition.draw", "from deliberation import voting"),
        ("deliberation.sortition.draw", "from ..voting import RULES"),
        ("deliberation.sortition.panels.near", "from deliberation.sortition import Pool"),
        ("deliberation.sortition.tickets.walk", "from deliberation.sortition.proofs import search"),
        ("deliberation.sortition.limits.prices", "from deliberation.sortition import leximin"),
        ("deliberation.voting.stv.stv", "from deliberation.sortition.pool import Pool"),
        ("deliberation.voting.stv.stv", "import sqlalchemy"),
        ("deliberation.sessions.agenda", "from deliberation.assembly import Vote"),
        ("deliberation.sessions.timetable", "now = datetime.now()"),
        ("deliberation.record.bundle", "from deliberation.io import tables"),
        ("deliberation.urn.sealing", "from deliberation.record.bundle import bundle"),
        ("deliberation.urn.sealing", "from deliberation.sortition import Pool"),
        ("deliberation.urn.keys", "from secrets import token_bytes"),
        ("deliberation.store.store", "from cryptography import x509"),
        ("deliberation.io.tables", "from deliberation.store import open_store"),
        ("deliberation.io.tables", "import flask"),
        ("deliberation.store.store", "from deliberation.io import tables"),
        ("deliberation.store.store", "from deliberation.procedures import decide"),
        ("deliberation.procedures.decide", "import sqlalchemy"),
        ("deliberation.procedures.decide", "from webapp import create_app"),
        ("deliberation.cli.serve", "import webapp"),
        ("deliberation.verify.archive", "from deliberation.record import bundle"),
        ("deliberation.verify.archive", "from ..record import bundle"),
        ("deliberation.verify.archive", "import numpy"),
        ("deliberation.figures.chances", "import matplotlib"),
        ("webapp.jobs", "import sqlalchemy.orm"),
        ("webapp.public.votes", "from deliberation.verify import check"),
        ("deliberation.sortition.tickets.walk", "x = open('pool.csv')"),
        ("deliberation.sortition.tickets.walk", "import random"),
        ("deliberation.voting.ties", "from secrets import choice"),
        ("deliberation.voting.approval", "import highspy"),
        ("deliberation.solver", "from deliberation.sortition import Pool"),
        ("deliberation.voting.stv.stv", "print('round')"),
        ("deliberation.lab.towns", "rng = np.random.default_rng()"),
        ("deliberation.procedures.decide", "now = datetime.now()"),
        ("deliberation.procedures.decide", "import time"),
    ],
)
def test_a_planted_violation_is_found(module: str, line: str) -> None:
    assert violations(line, module)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("deliberation.sortition.draw", "from deliberation.randomness import Lots"),
        ("deliberation.sortition.leximin", "from deliberation.sortition.chances import columns"),
        ("deliberation.sortition.limits.bounds", "from deliberation.sortition.panels import near"),
        ("deliberation.record.vote", "from deliberation.voting import RULES"),
        ("deliberation.urn.receipt", "from deliberation.record.canonical import canonical"),
        ("deliberation.procedures.decide", "from deliberation.store import Store"),
        ("deliberation.verify.counting", "from .lots import below"),
        ("webapp.facilitator.votes", "from deliberation.procedures import decide"),
        ("deliberation.store.tables", "from sqlalchemy.orm import Mapped"),
    ],
)
def test_an_open_door_lets_through(module: str, line: str) -> None:
    assert not violations(line, module)


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if room_of(module_of(path)) == "webapp"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_route_has_ten_lines(path: Path) -> None:
    """What a form says, a step of the assembly, and what a page shows are read elsewhere."""
    assert not long_routes(path.read_text())


@pytest.mark.parametrize("decorator", ["bp.get('/')", "bp.post('/')", "bp.errorhandler(KeyError)"])
def test_a_planted_line_too_many_is_found(decorator: str) -> None:
    def route(lines: int) -> str:
        body = "".join(f"    x = {n}\n" for n in range(lines))
        return f'@{decorator}\n@policy.public\ndef view():\n    """It\n    answers."""\n{body}'

    assert not long_routes(route(LONGEST_ROUTE))
    assert long_routes(route(LONGEST_ROUTE + 1)) == ["view has 11 lines; a route has 10 at most"]


def test_every_room_has_its_door_plate() -> None:
    rooms = {room_of(module_of(path)) for path in FILES}
    assert rooms <= DOORS.keys()


def test_no_walk_through_sortition_comes_back_to_where_it_began() -> None:
    """Each file at the front counts as a room of its own."""

    def place(module: str) -> str:
        return ".".join(module.split(".")[:3])

    opens: defaultdict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "deliberation" / "sortition").rglob("*.py"):
        module, tree = module_of(path), ast.parse(path.read_text())
        if module != "deliberation.sortition":
            found = {place(name) for name in imports(tree, module, path.name == "__init__.py")}
            opens[place(module)] |= {name for name in found if name.startswith(DRAW)}
    for name, others in opens.items():
        others.discard(name)
        assert others <= opens.keys(), f"{name} goes through the front door"
    assert list(TopologicalSorter(opens).static_order())


def test_importing_the_front_door_opens_nothing() -> None:
    """The checker lives inside the package, so the package itself must bring nothing along."""
    tree = ast.parse((ROOT / "deliberation" / "__init__.py").read_text())
    assert not list(imports(tree, "deliberation", True))
