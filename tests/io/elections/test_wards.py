"""Council wards as scot-elex has them."""

import pytest

from deliberation.errors import InvalidInputError
from deliberation.io.ballots import parse_ballots
from deliberation.voting import Policy, Profile

HEAD = "3,2,\r\n40,1,\r\n27,2,3,\r\n"
NAMES = (
    '"Candidate 1","Ann","Independent (Ind)",\r\n"Candidate 2","Bo  Bo","Green (Gr)",\r\n'
    '"Candidate 3","Cy","Labour (Lab)",\r\n'
)
WARD = HEAD + NAMES + '"North ward",'


def test_a_ward_has_its_names_its_title_and_its_seats() -> None:
    election = parse_ballots(WARD.encode(), "north.csv")
    assert (election.title, election.seats) == ("North ward", 2)
    assert election.profile == Profile.ranked(
        {("Ann",): 40, ("Bo Bo", "Cy"): 27}, candidates=["Ann", "Bo Bo", "Cy"]
    )


def test_a_ward_may_have_no_title_and_a_mark_of_its_encoding() -> None:
    election = parse_ballots(b"\xef\xbb\xbf" + (HEAD + NAMES).encode(), "north.csv")
    assert (election.title, election.profile.size) == ("", 67)


def test_every_wrong_row_is_told() -> None:
    wrong = "3,2,\n40,1,\n5,4,\n0,1,\n2,1,1,\n" + NAMES.replace("\r\n", "\n")
    with pytest.raises(InvalidInputError) as caught:
        parse_ballots(wrong.encode(), "north.csv")
    assert [str(problem) for problem in caught.value.problems] == [
        "north.csv, row 3: '4' is no candidate from 1 to 3",
        "north.csv, row 4: a row stands for one ballot or more, not 0",
        "north.csv, row 5: 'Ann' is ranked 2 times; keep one",
    ]
    spoiled = parse_ballots(
        wrong.replace("5,4,\n0,1,\n", "").encode(), "north.csv", policy=Policy(repeats="spoil")
    )
    assert sum(spoiled.profile.spoiled.values()) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "3 stand by row 1, and 0 are named"),
        (WARD.replace("Cy", "Ann"), "two candidates have one name"),
    ],
)
def test_names_are_as_many_as_stand_and_differ(text: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        parse_ballots(text.encode(), "north.csv")


def test_it_holds_rankings_only() -> None:
    with pytest.raises(InvalidInputError, match="holds rankings"):
        parse_ballots(WARD.encode(), "north.csv", kind="approval")
