"""Folders of JSON files as Dominion's systems export them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.ballots import read_ballots
from deliberation.io.elections import dominion_folder
from deliberation.voting import Policy, Profile, Ranking, WeakRanking

CONTESTS = [
    {"Id": 1, "Description": "Mayor", "NumOfRanks": 3, "VoteFor": 1},
    {"Id": 2, "Description": "Council", "NumOfRanks": 3, "VoteFor": 2},
    {"Id": 3, "Description": "Measure", "NumOfRanks": 0, "VoteFor": 1},
]
PEOPLE = [
    {"Id": 11, "Description": "Ann", "ContestId": 1},
    {"Id": 12, "Description": "Bo  Li", "ContestId": 1},
    {"Id": 13, "Description": "Write-in", "ContestId": 1},
    {"Id": 21, "Description": "Cy", "ContestId": 2},
]
Marks = list[tuple[int, int]]


def on_sheet(marks: Marks, *, contest: int = 1, faint: bool = False) -> dict[str, Any]:
    told = [{"CandidateId": c, "Rank": rank, "IsAmbiguous": faint} for c, rank in marks]
    return {"Id": contest, "Undervotes": 0, "Marks": told}


def scanned(*contests: dict[str, Any], current: bool = True) -> dict[str, Any]:
    return {"IsCurrent": current, "Cards": [{"Id": 1, "Contests": [*contests]}]}


def exported(folder: Path, *files: list[Any]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "ContestManifest.json").write_text(json.dumps({"List": CONTESTS}))
    (folder / "CandidateManifest.json").write_text(json.dumps({"List": PEOPLE}))
    for i, sessions in enumerate(files, start=1):
        name = "CvrExport.json" if len(files) == 1 else f"CvrExport_{i}.json"
        records = {"Version": "5.10", "ElectionId": "x", "Sessions": sessions}
        (folder / name).write_text(json.dumps(records))
    return folder


def test_sessions_are_read_as_they_were_settled(tmp_path: Path) -> None:
    sessions = [
        {"Original": scanned(on_sheet([(12, 2), (11, 1)]), on_sheet([(21, 1)], contest=2))},
        {
            "Original": scanned(on_sheet([(11, 1)]), current=False),
            "Modified": scanned(on_sheet([(13, 1)])),
        },
        {"Original": {"IsCurrent": True, "Contests": [on_sheet([(11, 1)])]}},  # older exports
        {"Original": scanned(on_sheet([(11, 1)], faint=True))},
        {"Original": scanned(on_sheet([(21, 1)], contest=2))},  # not on this sheet
    ]
    folder = exported(tmp_path / "export", sessions[:2], sessions[2:])
    election = read_ballots(folder, contest="mayor")
    assert (election.title, election.seats) == ("Mayor", 1)
    assert election.profile == Profile(
        ("Ann", "Bo Li", "Write-in"),
        {
            Ranking(("Ann", "Bo Li")): 1,
            Ranking(("Write-in",)): 1,
            Ranking(("Ann",)): 1,
            Ranking(()): 1,
        },
    )
    assert read_ballots(folder, contest="Council").seats == 2


def test_a_contest_is_asked_for_where_there_are_several_with_ranks(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="'Mayor', 'Council'"):
        read_ballots(exported(tmp_path / "export", []))


def test_a_policy_says_what_doubled_ranks_mean(tmp_path: Path) -> None:
    sessions = [{"Original": scanned(on_sheet([(11, 1), (12, 1), (13, 2)]))}]
    folder = exported(tmp_path / "export", sessions)
    tied = read_ballots(folder, contest="mayor").profile
    assert [*tied.counts] == [WeakRanking([["Ann", "Bo Li"], ["Write-in"]])]
    passed = read_ballots(folder, contest="mayor", policy=Policy(overvotes="skip")).profile
    assert [*passed.counts] == [Ranking(("Write-in",))]
    with pytest.raises(InvalidInputError, match="share a place"):
        read_ballots(folder, contest="mayor", kind="ranking")


def test_every_problem_is_named_with_file_and_session(tmp_path: Path) -> None:
    good = {"Original": scanned(on_sheet([(11, 1)]))}
    wrong = [
        good,
        {"Original": scanned(on_sheet([(21, 1), (99, 2)]))},
        {"Original": {"Cards": "*** REDACTED ***"}},
        {"Original": scanned(on_sheet([(11, 0)]))},
        {"Original": scanned(on_sheet([(11, 1), (11, 2)]))},
    ]
    folder = exported(tmp_path / "export", [good], wrong)
    with pytest.raises(InvalidInputError) as caught:
        read_ballots(folder, contest="mayor")
    told = [(p.row, p.text.partition(":")[0]) for p in caught.value.problems]
    assert {p.file for p in caught.value.problems} == {"CvrExport_2.json"}
    assert told == [
        (2, "candidate 21 is not in the manifest of this contest"),
        (2, "candidate 99 is not in the manifest of this contest"),
        (3, "this is no cast vote record"),
        (4, "a rank begins with 1"),
        (5, "'Ann' is ranked 2 times; keep one"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'{"Sessions": [{"Original": {}}, {"Orig', "session does not end"),
        (b'{"Sessions": [}]}', "no JSON"),
        (b'{"Version": 1}', "no Sessions"),
        (b"\xff\xfe\xfa", "UTF-8"),
    ],
)
def test_a_file_that_is_cut_off_is_a_problem(tmp_path: Path, text: bytes, said: str) -> None:
    folder = exported(tmp_path / "export")
    (folder / "CvrExport.json").write_bytes(text)
    with pytest.raises(InvalidInputError, match=said):
        read_ballots(folder, contest="mayor")


def test_a_folder_without_records_or_manifests_is_a_problem(tmp_path: Path) -> None:
    folder = exported(tmp_path / "export")
    with pytest.raises(InvalidInputError, match="no CvrExport"):
        read_ballots(folder, contest="mayor")
    (folder / "ContestManifest.json").write_text('{"List": [{"Id": 1}]}')
    with pytest.raises(InvalidInputError, match="Description is missing"):
        read_ballots(folder, contest="mayor")
    (folder / "ContestManifest.json").write_text("[]")
    with pytest.raises(InvalidInputError, match="no manifest"):
        read_ballots(folder, contest="mayor")
    (folder / "ContestManifest.json").unlink()
    with pytest.raises(InvalidInputError, match="no ContestManifest"):
        read_ballots(folder, contest="mayor")


ranked = st.lists(st.sampled_from([11, 12, 13]), unique=True).map(
    lambda order: [(c, place) for place, c in enumerate(order, start=1)]
)


@settings(max_examples=30)
@given(st.lists(ranked, max_size=20), st.integers(1, 300), st.sampled_from([None, 1]))
def test_blocks_of_any_size_give_the_same_papers(
    tmp_path_factory: pytest.TempPathFactory, sheets: list[Marks], block: int, indent: int | None
) -> None:
    """However the text is cut into blocks, within a session, within a word or between two."""
    folder = exported(tmp_path_factory.mktemp("export"))
    sessions = [{"Original": scanned(on_sheet(marks))} for marks in sheets]
    text = json.dumps({"Version": "x" * 200, "Sessions": sessions}, indent=indent)
    (folder / "CvrExport.json").write_text(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dominion_folder, "BLOCK", block)
        profile = read_ballots(folder, contest="mayor").profile
    names = {11: "Ann", 12: "Bo Li", 13: "Write-in"}
    assert profile == Profile.of(
        [Ranking(tuple(names[c] for c, _ in marks)) for marks in sheets],
        candidates=("Ann", "Bo Li", "Write-in"),
    )
