"""``deliberation fairness``: how the chances are spread, and whom the panel mirrors."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.columns import columns, percent
from deliberation.io.documents import read_document
from deliberation.io.draws import read_before, read_drawn
from deliberation.io.rates import read_shares
from deliberation.record.lottery import decode_lottery
from deliberation.sortition import Lottery, Pool, by_pair, by_value, evenness
from deliberation.sortition.fairness import GroupChances, PairChances, whose_chances
from deliberation.sortition.representation import Population, distances, shares

CHANCES = ("people", "lowest", "mean", "highest")


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "fairness",
        "Show how even the chances of a lottery are, for each value and each pair of values, and "
        "once its panel is drawn, how well that mirrors the pool and the population.",
        "deliberation fairness draw/lottery.json --population town.csv",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    parser.add_argument(
        "--population",
        metavar="FILE",
        type=Path,
        help="the columns feature, value and share: of the population for which the panel stands",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the measures, and the tables."""
    document = read_document(arguments.lottery)
    pool, _, lottery = decode_lottery(document)
    population = read_shares(arguments.population) if arguments.population else None
    told = [*_chances(pool, lottery)]
    if read_before(arguments.lottery, document).drawn:
        panel = read_drawn(arguments.lottery.parent).draw.panel
        told += _mirrored(pool, panel, population)
    print("\n".join(told))
    return 0


def _chances(pool: Pool, lottery: Lottery) -> Iterator[str]:
    """The measures, then the chances for each value, then for each pair."""
    among = whose_chances(pool, lottery)
    chances = lottery.marginals()
    seated = [id for id in among if chances[id]]
    even = evenness(lottery, among=seated)
    yield f"people      {even.people}{_unseated(len(among) - even.people)}"
    yield f"chances     {percent(even.lowest)} to {percent(even.highest)}"
    yield f"evenness    Gini {float(even.gini):.3f} (0 where all are equal)"
    yield f"mean        {100 * even.geometric_mean:.1f} % (geometric)"
    values = [[g.feature, g.value, *_spread(g)] for g in by_value(pool, lottery, among=among)]
    yield f"\n{columns(('feature', 'value', *CHANCES), values)}"
    pairs = [
        [g.features[0], g.values[0], g.features[1], g.values[1], *_spread(g)]
        for g in by_pair(pool, lottery, among=among)
    ]
    if pairs:
        yield f"\n{columns(('feature', 'value', 'and', 'value', *CHANCES), pairs)}"


def _unseated(n: int) -> str:
    return f"; {n} more, on no ticket, are not measured but stand in the tables" if n else ""


def _spread(group: GroupChances | PairChances) -> list[object]:
    return [group.people, *map(percent, (group.lowest, group.mean, group.highest))]


def _mirrored(pool: Pool, panel: Sequence[str], population: Population | None) -> Iterator[str]:
    """The panel beside the pool, and beside the population where its shares are known."""
    known = population is not None
    of = population if population is not None else _counted(pool)
    rows = [
        [s.feature, s.value, s.seats, percent(s.panel), percent(s.pool)]
        + ([percent(s.population), f"{float(s.seats_above):+.1f}"] if known else [])
        for s in shares(pool, panel, of)
    ]
    head = ["feature", "value", "seats", "panel", "pool"]
    yield f"\n{columns([*head, *(['population', 'seats above'] if known else [])], rows)}"
    yield "\nThe share of people who would have to be others for two to be alike:\n"
    apart = [
        [d.feature, percent(d.drawn)] + ([percent(d.panel), percent(d.pool)] if known else [])
        for d in distances(pool, panel, of)
    ]
    between = ["panel, pool", *(["panel, population", "pool, population"] if known else [])]
    yield columns(["feature", *between], apart)


def _counted(pool: Pool) -> Population:
    """How many people of the pool have each value of each feature."""
    return {f: Counter(person.features[f] for person in pool) for f in pool.features}
