from fractions import Fraction
from xml.etree import ElementTree

from deliberation import figures
from deliberation.voting import Count, Profile, by_order, scottish_stv
from deliberation.voting.stv import prf_stv

SVG = "{http://www.w3.org/2000/svg}"


def test_a_picture_holds_every_number_of_the_table(count: Count) -> None:
    texts = [line.text for line in ElementTree.fromstring(figures.rounds(count)).iter(f"{SVG}text")]
    for row in figures.rounds_table(count).rows:
        for cell in row[1:]:
            if cell != "–":
                assert cell.split(",")[0] in texts


def test_the_elected_and_those_out_are_marked_without_colour(count: Count) -> None:
    svg = figures.rounds(count)
    elected = sum(len(step.elected) for step in count.rounds)
    out = sum(len(step.eliminated) for step in count.rounds)
    assert svg.count('class="fig-mark"') == elected + out + 2  # and one each in the legend


def test_the_table_says_who_was_elected_and_who_was_out(count: Count) -> None:
    rows = {row[0]: row[1:] for row in figures.rounds_table(count).rows}
    assert rows["chocolate"][0] == "12, elected"
    assert rows["pear"][1] == "2, out"
    assert rows["pear"][2] == "–"


def test_the_elected_stand_first_in_order_of_election(count: Count) -> None:
    names = [row[0] for row in figures.rounds_table(count).rows]
    assert tuple(names[:3]) == count.elected


def test_the_votes_needed_have_the_decimals_that_the_rule_keeps() -> None:
    """The quota of the reference rules for 18 ballots and 3 seats is 18/4 = 4.5 and 0.0001."""
    profile = Profile.ranked({("a", "b", "c"): 11, ("c", "d"): 5, ("b",): 2})
    count = prf_stv(profile, seats=3, break_tie=by_order("abcd"))
    assert count.places == 4
    svg = figures.rounds(count)
    assert "votes needed for a seat: 4.5001" in svg
    assert "The quota is 4.5001." in svg


def test_a_statute_s_decimals_are_shown() -> None:
    profile = Profile.ranked({("a", "b", "c"): 11, ("c",): 5, ("b",): 2})
    table = figures.rounds_table(scottish_stv(profile, seats=2))
    assert ("b", "2", "5.99993", "5.99993, elected") in table.rows
    assert ("No further choice", "0", "0.00007", "5.00007") in table.rows


def test_strands_and_bands_of_the_flow_are_as_wide_as_their_votes(count: Count) -> None:
    root = ElementTree.fromstring(figures.flow(count))
    bands = [box for box in root.iter(f"{SVG}rect") if box.get("height") == "17"]
    wide = sum(float(box.get("width", 0)) for box in bands)
    votes = sum(sum(step.totals.values(), step.exhausted) for step in count.rounds)
    one = float(bands[0].get("width", 0)) / float(count.rounds[0].totals["chocolate"])
    assert abs(wide - float(votes) * one) < 0.5


def test_every_vote_of_a_round_goes_somewhere(count: Count) -> None:
    from deliberation.figures.flow import _moves

    order = (*count.rounds[0].totals, None)
    for before, after in zip(count.rounds, count.rounds[1:], strict=False):
        moves = [*_moves(before, after, order)]
        for name in order:
            held = before.exhausted if name is None else before.totals[name]
            assert sum((m.value for m in moves if m.source == name), Fraction(0)) == held
            comes = after.exhausted if name is None else after.totals[name]
            assert sum((m.value for m in moves if m.target == name), Fraction(0)) == comes


def test_the_flow_s_table_lists_every_transfer(count: Count) -> None:
    moved = [transfer for step in count.rounds for transfer in step.transfers]
    table = figures.flow_table(count)
    assert len(table.rows) == len(moved)
    assert ("1", "chocolate", "strawberry") in {row[:3] for row in table.rows}
