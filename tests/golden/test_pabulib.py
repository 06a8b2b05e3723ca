"""Participatory budgets of Polish towns: the official choice is greedy by votes or points.

30 of 36 follow it to the last project. The others follow a rule of the town's own as well, which
``docs/explanation/budgets.md`` tells.
"""

from pathlib import Path

import pytest

from deliberation.io.pabulib import format_pabulib, parse_pabulib, read_budget_vote, read_pabulib
from deliberation.voting import by_order
from deliberation.voting.budget import equal_shares_budget, greedy_budget, phragmen_budget

pytestmark = pytest.mark.shared

LOCAL = {  # what greedy chooses and the town did not, and the other way round
    "poland_gdynia_2020_grabowek-large": ({"5"}, set()),
    "poland_krakow_2020_pradnik-czerwony": ({"19"}, {"15"}),
    "poland_poznan_2023_2-kiekrz-krzyzowniki-smochowice-podolany-strzeszyn": ({"II.6"}, set()),
    "poland_poznan_2023_5-grunwald-polnoc-grunwald-poludnie-stary-grunwald": ({"V.7"}, set()),
    "poland_warszawa_2017_centrum-wola-grzybowska-groszowka": ({"1720"}, {"395"}),
    "poland_warszawa_2018_las": ({"1649"}, set()),
}


def test_greedy_chooses_what_the_towns_chose(shared_data: Path) -> None:
    files = sorted((shared_data / "voting/pabulib").glob("*.pb"))
    assert len(files) == 36
    for path in files:
        vote = read_budget_vote(path)
        answer = greedy_budget(vote.profile, budget=vote.budget)
        ours, official = set(answer.elected), set(vote.selected or ())
        assert (ours - official, official - ours) == LOCAL.get(path.stem, (set(), set())), path.stem


def test_totals_are_those_that_the_files_publish(shared_data: Path) -> None:
    """The columns ``votes`` and ``score`` of each project."""
    for path in sorted((shared_data / "voting/pabulib").glob("*.pb")):
        vote, file = read_budget_vote(path), read_pabulib(path)
        verdicts = greedy_budget(vote.profile, budget=vote.budget).verdicts
        ids = file.projects.column("project_id")
        assert [str(verdicts[p].supporters) for p in ids] == [*file.projects.column("votes")]
        if file.meta["vote_type"] == "ordinal":
            scores = file.projects.column("score")
            assert [str(verdicts[project].points) for project in ids] == [*scores]
        assert parse_pabulib(format_pabulib(file).encode(), path.name) == file


# Recorded from pabutools 1.2.3 with exact fractions, ties broken by the order of the ids.
ZOLIBORZ = {
    "cost": (
        "1129 1131 1219 1226 1248 1257 1259 1361 1426 1431 1432 1474 1482 1634 1645 1711 "
        "1753 1809 1828 1986 2053 259 464 760 770"
    ),
    "cardinality": (
        "1129 1131 1133 1219 1226 1248 1257 1259 1361 1426 1431 1432 1474 1482 1634 1645 "
        "1711 1753 1828 1986 1987 2053 259 464 601 703 760 770 826"
    ),
    "phragmen": (
        "1129 1131 1133 1139 1219 1226 1248 1257 1259 1313 1358 1361 1426 1431 1432 1474 "
        "1482 1634 1645 1711 1753 1828 1889 1986 1987 2053 259 358 464 532 601 703 760 "
        "770 826"
    ),
}


def test_the_peer_chooses_the_same_in_zoliborz_2021(shared_data: Path) -> None:
    vote = read_budget_vote(shared_data / "voting/pabulib/poland_warszawa_2021_zoliborz.pb")
    order = by_order(sorted(vote.profile.candidates))
    for utility in ("cost", "cardinality"):
        answer = equal_shares_budget(
            vote.profile,
            budget=vote.budget,
            utility=utility,
            completion="none",
            break_tie=order,
        )
        assert sorted(answer.elected) == ZOLIBORZ[utility].split()
    clock = phragmen_budget(vote.profile, budget=vote.budget, break_tie=order)
    assert sorted(clock.elected) == ZOLIBORZ["phragmen"].split()
