"""A match of gifts told for the terminal, and how much groups move it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deliberation.cli.answering import end_lines
from deliberation.cli.columns import columns, listed
from deliberation.voting.quadratic import Contributions, Funding, Influence


def funding_lines(given: Contributions, answer: Funding, *, explain: bool) -> Iterator[str]:
    """What every project was given, and what it is matched with."""
    paid = sum(answer.match.values())
    yield (
        f"{answer.rule}: {len(given.contributors)} people gave {_money(sum(answer.given.values()))}"
        f" to {len(given.projects)} projects"
    )
    yield f"pot {_money(answer.pool)}, of which {_money(answer.pool - paid)} is left"
    yield ""
    rows = [
        [
            project,
            len(given.cents[project]),
            _money(answer.given[project]),
            _money(answer.ideal[project]),
            _money(answer.match[project]),
            "capped" if project in answer.capped else "",
        ]
        for project in given.projects
    ]
    yield columns(["project", "people", "given", "formula", "match", ""], rows)
    yield from end_lines(answer, explain=explain)


def influence_lines(
    given: Contributions, groups: Mapping[str, Sequence[str]], report: Sequence[Influence]
) -> Iterator[str]:
    """A row for each group: what the match is with it, less what it is without."""
    rows = [
        [
            influence.group,
            influence.members,
            _money(influence.given),
            _money(influence.moved),
            influence.leverage,
            ", ".join(
                f"{listed([project])} {'+' * (n > 0)}{_money(n)}"
                for project, n in influence.change.items()
                if n
            ),
        ]
        for influence in report
    ]
    yield ""
    yield columns(["group", "people", "given", "moved", "for 100", "change"], rows)
    members = {who for people in groups.values() for who in people}
    if strangers := sorted(members - {*given.contributors}):
        yield f"in a group, but gave nothing: {listed(strangers)}"


def _money(amount: int) -> str:
    """Cents as people read them.

    >>> _money(1250), _money(-5)
    ('12.50', '-0.05')
    """
    units, rest = divmod(abs(amount), 100)
    return f"{'-' * (amount < 0)}{units}.{rest:02}"
