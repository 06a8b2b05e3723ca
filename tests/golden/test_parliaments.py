"""Parliaments, from the votes to the seats of the official results."""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.voting.apportionment import Threshold, highest_averages, largest_remainder

pytestmark = pytest.mark.shared

FIVE = Fraction(5, 100)
Votes = dict[str, dict[str, int]]


def rows(shared_data: Path, name: str) -> list[list[str]]:
    with (shared_data / "voting/votelib" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def by_region(table: list[list[str]]) -> Votes:
    """The votes of each party in each region."""
    header, *lines = table
    return {
        region: {line[0]: int(line[i]) for line in lines}
        for i, region in enumerate(header[1:], start=1)
    }


def summed(votes: Votes) -> Counter[str]:
    return sum((Counter(parties) for parties in votes.values()), Counter())


def seats_of_regions(votes: Votes, size: int) -> dict[str, int]:
    """Regions have seats by the votes cast in them (section 48 of the Czech act)."""
    cast = {region: sum(parties.values()) for region, parties in votes.items()}
    return dict(largest_remainder(cast, seats=size).seats)


def test_czechia_2017(shared_data: Path) -> None:
    """By region, D'Hondt among the parties with 5 % of the country."""
    votes = by_region(rows(shared_data, "cz_psp_2017.csv"))
    out = Threshold(FIVE).below(summed(votes))
    total: Counter[str] = Counter()
    for region, seats in seats_of_regions(votes, 200).items():
        taking = {party: n for party, n in votes[region].items() if party not in out}
        answer = highest_averages(taking, seats=seats, method="dhondt")
        total.update(answer.seats)
        if region == "Hlavní město Praha":
            assert +Counter(answer.seats) == {
                "ANO": 6, "ODS": 5, "Piráti": 5, "TOP 09": 3, "SPD": 1, "ČSSD": 1, "KSČM": 1,
                "KDU-ČSL": 1, "STAN": 1,
            }  # fmt: skip
    assert +total == {
        "ANO": 78, "ODS": 25, "Piráti": 22, "SPD": 22, "ČSSD": 15, "KSČM": 15, "KDU-ČSL": 10,
        "TOP 09": 7, "STAN": 6,
    }  # fmt: skip


def test_czechia_2021(shared_data: Path) -> None:
    """By region whole Imperiali quotas; what is left, in the country, by Hagenbach-Bischoff's.

    Alliances of two need 8 %, of three and more 11 %.
    """
    votes = by_region(rows(shared_data, "cz_psp_2021.csv"))
    alliances = {"SPOLU": Fraction(11, 100), "Piráti+STAN": Fraction(8, 100)}
    out = Threshold(FIVE, own=alliances).below(summed(votes))
    total: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for region, seats in seats_of_regions(votes, 200).items():
        taking = {party: n for party, n in votes[region].items() if party not in out}
        quota = round(Fraction(sum(taking.values()), seats + 2))
        whole = {party: n // quota for party, n in taking.items()}
        if sum(whole.values()) > seats:  # the smallest remainder gives a seat back
            whole = dict(largest_remainder(taking, seats=seats, quota="imperiali").seats)
        total.update(whole)
        left.update({party: n - whole[party] * quota for party, n in taking.items()})
    free = 200 - sum(total.values())
    total.update(largest_remainder(left, seats=free, quota="hagenbach_bischoff").seats)
    assert +total == {"ANO": 72, "SPOLU": 71, "Piráti+STAN": 37, "SPD": 20}


def test_slovakia_2020(shared_data: Path) -> None:
    """150 seats by the quota votes/151; parties need 5 %, an alliance of two 7 %."""
    table = rows(shared_data, "sk_nr_2020.csv")
    alliances = {name: Fraction(7, 100) for name, alliance, *_ in table if alliance == "1"}
    votes = {name: int(n) for name, _, n, _ in table}
    threshold = Threshold(FIVE, own=alliances)
    answer = largest_remainder(votes, seats=150, quota="hagenbach_bischoff", threshold=threshold)
    assert answer.seats == {name: int(seats) for name, _, _, seats in table}
    assert "Progresívne Slovensko-SPOLU" in answer.below  # 6.96 %


NEW_ZEALAND = {
    "National Party": 1_131_501, "Labour Party": 604_535, "Green Party": 257_359,
    "New Zealand First Party": 208_300, "Conservative": 95_598, "Internet MANA": 34_094,
    "Māori Party": 31_849, "ACT New Zealand": 16_689, "Aotearoa Legalise Cannabis Party": 10_961,
    "United Future": 5_286, "Ban1080": 5_113, "Democrats for Social Credit": 1_730,
    "The Civilian Party": 1_096, "NZ Independent Coalition": 872, "Focus New Zealand": 639,
}  # fmt: skip


def test_new_zealand_2014(shared_data: Path) -> None:
    """120 seats by Sainte-Laguë; 5 % or a seat of an electorate; what was won there stays won."""
    electorates = by_region([*zip(*rows(shared_data, "nz_leg_2014_electorate.csv"), strict=True)])
    table = rows(shared_data, "nz_leg_2014_electorate.csv")
    won = Counter(max(zip(map(int, line[1:]), table[0][1:], strict=True))[1] for line in table[1:])
    assert len(electorates) == 71
    assert won == {
        "National Party": 41, "Labour Party": 27, "ACT New Zealand": 1, "Māori Party": 1,
        "United Future": 1,
    }  # fmt: skip
    answer = highest_averages(
        NEW_ZEALAND, seats=120, threshold=Threshold(FIVE, exempt=frozenset(won))
    )
    house = Counter(answer.seats) | won  # the larger of the two: United Future's overhang
    assert house == {
        "National Party": 60, "Labour Party": 32, "Green Party": 14,
        "New Zealand First Party": 11, "Māori Party": 2, "ACT New Zealand": 1, "United Future": 1,
    }  # fmt: skip


# German inhabitants on 30 September 2016, as used by the Federal Returning Officer.
INHABITANTS = {
    "Schleswig-Holstein": 2_673_803, "Hamburg": 1_525_090, "Niedersachsen": 7_278_789,
    "Bremen": 568_510, "Nordrhein-Westfalen": 15_707_569, "Hessen": 5_281_198,
    "Rheinland-Pfalz": 3_661_245, "Baden-Württemberg": 9_365_001, "Bayern": 11_362_245,
    "Saarland": 899_748, "Berlin": 2_975_745, "Brandenburg": 2_391_746,
    "Mecklenburg-Vorpommern": 1_548_400, "Sachsen": 3_914_671, "Sachsen-Anhalt": 2_145_671,
    "Thüringen": 2_077_901,
}  # fmt: skip
BUNDESTAG = {
    "CDU": 200, "SPD": 153, "AfD": 94, "FDP": 80, "DIE LINKE": 69, "GRÜNE": 67, "CSU": 46,
}  # fmt: skip


def test_germany_2017(shared_data: Path) -> None:
    """709 seats: the fewest by which every party has its seats of the Länder (section 6 BWahlG)."""
    header, _, *lines = rows(shared_data, "de_bdt_2017.csv")
    parties = [name for name in header[2:] if name]
    direct: dict[str, Counter[str]] = {land: Counter() for land in INHABITANTS}
    second: dict[str, Counter[str]] = {land: Counter() for land in INHABITANTS}
    for _, land, *numbers in lines:
        first = [int(n or 0) for n in numbers[0::2]]
        direct[land][parties[first.index(max(first))]] += 1
        second[land].update(dict(zip(parties, (int(n or 0) for n in numbers[1::2]), strict=True)))
    country = sum(second.values(), Counter())
    # The file leaves out the smallest parties: 46,515,492 second votes were valid.
    out = Threshold(FIVE, valid=46_515_492).below({party: country[party] for party in parties})
    out = tuple(party for party in out if sum(d[party] for d in direct.values()) < 3)
    least: Counter[str] = Counter()
    for land, seats in highest_averages(INHABITANTS, seats=598).seats.items():
        taking = {party: n for party, n in second[land].items() if party not in out}
        least.update(Counter(highest_averages(taking, seats=seats).seats) | direct[land])
    national = {party: n for party, n in country.items() if party not in out}
    size = 598
    while any(highest_averages(national, seats=size).seats[p] < n for p, n in least.items()):
        size += 1
    assert size == 709
    assert highest_averages(national, seats=709).seats == BUNDESTAG
