"""The page ``docs/reference/roles.md``: who may open what, from the marks of the application.

``python -m tests.webapp.roles_page`` writes it anew. A test compares it with the marks, and another
takes from it what each visitor must be answered: so a mark that is changed shows in a document that
somebody reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from deliberation.roles import RIGHTS, Right, Role
from webapp import create_app, policy

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "roles.md"
VISITORS = ("nobody", "member", *(role.value for role in Role))
ABOUT = {
    policy.PUBLIC: "everybody",
    policy.MEMBER: "whoever has a card; where the address names an assembly, a card of that one",
    policy.ACCOUNT: "whoever has signed in",
    policy.BEGINNER: "whoever has signed in with an account that may begin assemblies",
}
ROW = re.compile(r"\| `(?P<method>[A-Z]+) (?P<address>[^`]+)` \|(?P<cells>(?: [x ] \|)+)\n")

HEAD = """# Who may open what

Written by `python -m tests.webapp.roles_page` from the marks of the pages. A test compares the two,
and asks every page as every visitor, in their own assembly and in another, in each state of an
assembly. Why a page asks for a *right* and not for a role is a
[decision](../decisions/0037-roles-and-two-people.md).

Whoever has not signed in is sent to the sign-in page; a role that is for other things is refused
(403); to whoever has no role in an assembly it is not there (404).

## Roles and rights

"""


def page_of(app: Flask) -> str:
    """The page for *app*, as it is written."""
    parts = [HEAD, _row("right", *Role), _row(*["---"] * (len(Role) + 1))]
    for right in Right:
        parts.append(_row(f"`{right}`", *("x" if right in RIGHTS[role] else " " for role in Role)))
    for mark in (*ABOUT, *Right):
        listed = [line for found, line in _lines(app) if found == mark]
        about = ABOUT.get(mark) or f"those whose role includes `{mark}`"
        parts.append(f"\n## For {about}\n\n")
        parts += [_row("page", *VISITORS), _row(*["---"] * (len(VISITORS) + 1))]
        parts += listed
    return "".join(parts)


def admitted(page: str) -> dict[tuple[str, str], set[str]]:
    """Who may open what according to the *page*: the visitors, by method and address."""
    found = {}
    for row in ROW.finditer(page):
        cells = [cell.strip() for cell in row["cells"].split("|")[:-1]]
        let_in = {one for one, cell in zip(VISITORS, cells, strict=True) if cell == "x"}
        found[row["method"], row["address"]] = let_in
    return found


def _lines(app: Flask) -> Iterator[tuple[str, str]]:
    """The mark and the row of each page, by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        mark = policy.of(app, rule.endpoint)
        assert mark is not None, f"{rule} has no mark"
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            cells = ["x" if _may(mark, visitor) else " " for visitor in VISITORS]
            yield mark, _row(f"`{method} {rule.rule}`", *cells)


def _may(mark: str, visitor: str) -> bool:
    """Whether a page with this *mark* is for a *visitor*."""
    match mark:
        case policy.PUBLIC:
            return True
        case policy.MEMBER:
            return visitor == "member"
        case policy.ACCOUNT | policy.BEGINNER:
            return visitor not in ("nobody", "member")
    return visitor not in ("nobody", "member") and Right(mark) in RIGHTS[Role(visitor)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page_of(create_app({"DATABASE": "sqlite://", "SECRET_KEY": "x" * 40})))
