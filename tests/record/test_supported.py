"""What is carried and what nearly was, read from the published document alone."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.record.supported import Supported, supported
from deliberation.record.vote_options import arguments
from deliberation.voting import Grades, Profile, Scores
from deliberation.voting.rated import support
from tests.record.test_vote import encoded

SCALE = ["yes", "no"]
ASKED = {"scale": SCALE, "supporting": 1, "share": [4, 5], "of": "answers"}


def votes(yes: int, no: int, abstained: int = 0) -> Profile[Grades]:
    """Ballots on one recommendation, and on another that everybody but one supports."""
    given = {"yes": yes, "no": no, "": abstained}
    return Profile.of(
        (
            Grades({"a": word} if word else {}) for word, n in given.items() for _ in range(n)
        ),
        candidates="ab",
    )  # fmt: skip


def test_a_near_miss_lacks_as_many_supporters_as_the_vote_says_or_fewer() -> None:
    """28 of 36 fall one short of four fifths, which are 28.8; of 40 who cast they are 4 short."""
    profile = votes(28, 8, 4)
    assert supported(encoded("support", profile, **ASKED)) == (
        Supported("a", 28, 36, 29, False, True),
        Supported("b", 0, 0, 0, False, False),
    )
    for near, is_near in ((3, False), (4, True)):
        document = encoded("support", profile, **ASKED | {"of": "ballots", "near": near})
        assert supported(document)[0] == Supported("a", 28, 40, 32, False, is_near)


def test_more_than_a_half_of_all_members_is_told_as_it_is_counted() -> None:
    options = ASKED | {"share": [1, 2], "above": True, "of": "members", "members": 40}
    document = encoded("support", votes(20, 5), **options)
    assert supported(document)[0] == Supported("a", 20, 40, 21, False, True)


def test_nothing_is_said_where_figures_are_withheld_or_another_rule_counts() -> None:
    assert supported(encoded("support", votes(3, 1), **ASKED)) == ()
    scored = Profile("a", {Scores({"a": 3}): 9})
    assert supported(encoded("score", scored, most=5)) == ()


ballots = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), max_size=3).map(Grades)


@given(
    counts=st.dictionaries(ballots, st.integers(1, 6), min_size=1, max_size=6),
    share=st.sampled_from([[1, 2], [2, 3], [4, 5], [1, 1]]),
    of=st.sampled_from(["answers", "ballots", "present"]),
    near=st.integers(0, 4),
    above=st.booleans(),
)
@settings(max_examples=80, deadline=None)
def test_the_document_says_what_the_rule_says(
    counts: dict[Grades, int], share: list[int], of: str, near: int, above: bool
) -> None:
    """Two ways to the near misses: the rule has the ballots, and the document sums of them."""
    profile: Profile[Grades] = Profile("abc", counts)
    if profile.size < 5 or profile.blank == profile.size:
        return
    options: dict[str, Any] = {"scale": [*"xyz"], "supporting": 2, "share": share, "of": of}
    options |= {"near": near} | ({"above": True} if above else {})
    options |= {"members": profile.size + 2 - near} if of == "present" else {}
    result = support(profile, **arguments("support", options, seats=3))
    told = supported(encoded("support", profile, **options))
    assert {one.name for one in told if one.near} == {*result.near}
    for one in told:
        there = result.support[one.name]
        assert (one.supporters, one.of, one.needed, one.carried) == (
            there.supporters, there.of, there.needed, there.carried
        )  # fmt: skip
