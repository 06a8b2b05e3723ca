"""Support on five points: which recommendations does the assembly carry, and by how much?

Source: newDemocracy Foundation & United Nations Democracy Fund, "Enabling National Initiatives to
Take Democracy Beyond Elections" (2019), on agreeing on recommendations by 80 %; Climate Assembly
UK, "The path to net zero" (2020), for answers from "strongly agree" to "strongly disagree" with a
middle that is counted and supports nothing.

Where practice differs, the vote says it in advance: what share is needed, of whom, and whether
those who abstain are among them. Each candidate is decided by itself; there are no seats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Grades
from deliberation.voting.profile import Profile
from deliberation.voting.rated.graded import checked_scale, graded
from deliberation.voting.seats import require_countable
from deliberation.voting.ties import Tie, TieBreak, refuse

Base = Literal["answers", "ballots", "present", "members"]
SCALE = ("strongly agree", "agree", "neither", "disagree", "strongly against")


@dataclass(frozen=True, slots=True)
class Support:
    """How much support one candidate has.

    Args:
        answers: how many voters gave each answer, in the order of the scale.
        abstained: how many of those who cast a ballot gave none.
        supporters: how many support it.
        of: how many they are compared with.
        needed: how many supporters it takes.
        carried: whether there are as many.
    """

    answers: tuple[int, ...]
    abstained: int
    supporters: int
    of: int
    needed: int
    carried: bool

    @property
    def share(self) -> Fraction:
        """Of those with whom they are compared, how many support it."""
        return Fraction(self.supporters, self.of) if self.of else Fraction(0)

    @property
    def short(self) -> int:
        """How many supporters are missing; below zero, how many could have been spared."""
        return self.needed - self.supporters


@dataclass(frozen=True, slots=True)
class SupportCount:
    """What is carried, and what nearly was.

    Args:
        rule: the rule's name, a key of ``RULES``.
        elected: what is carried, the most supported first.
        near: what is not, but would be with a few supporters more, the nearest first.
        support: for each candidate.
        ties: none: nothing here is decided by comparing candidates.
    """

    rule: str
    elected: tuple[str, ...]
    near: tuple[str, ...]
    support: Mapping[str, Support] = field(hash=False)
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def support(
    profile: Profile[Grades],
    *,
    seats: int = 1,
    scale: tuple[str, ...] = SCALE,
    supporting: int = 2,
    share: Fraction = Fraction(4, 5),
    above: bool = False,
    of: Base = "answers",
    members: int | None = None,
    near: int = 1,
    break_tie: TieBreak = refuse,
) -> SupportCount:
    """The candidates whom a great enough share supports.

    >>> votes = Profile("ab", {
    ...     Grades({"a": "agree", "b": "agree"}): 4,
    ...     Grades({"a": "strongly against"}): 1,
    ... })
    >>> support(votes).elected, support(votes, of="ballots", share=Fraction(9, 10)).near
    (('b', 'a'), ('a', 'b'))

    Args:
        seats: not read: every candidate is decided by itself.
        scale: the answers, from most to least support.
        supporting: how many of these, from the first, count as support.
        share: how great a share carries a candidate, exactly.
        above: whether it takes more than the *share*: more than a half is a simple majority.
        of: the share of whom: of those who gave an answer on that candidate (``"answers"``, where
            abstaining takes no side), of all ballots cast (``"ballots"``, where it counts against),
            of all ``"members"``, or of all who are ``"present"``, where it counts against as well;
            of all who cast a ballot, if these are more than were counted as present.
        members: how many are present, or how many members there are; needed for these two only.
        near: with how many missing supporters a candidate is a near miss.
        break_tie: not asked.

    Raises:
        InvalidInputError: there is no valid ballot; an answer is not on the scale; *supporting*,
            *share*, *of*, *members* or *near* cannot be; there are more ballots than members.
    """
    require_countable(profile, Grades, 1)
    problems = checked_scale(profile, scale)
    if not 0 < supporting < len(scale):
        problems.append(f"of {len(scale)} answers {supporting} cannot be the supporting ones")
    if not 0 < share <= 1:
        problems.append(f"the share must be above 0 and at most 1, not {share}")
    if near < 0:
        problems.append(f"a near miss lacks 0 supporters or more, not {near}")
    if of not in get_args(Base):
        known = ", ".join(map(repr, get_args(Base)))
        problems.append(f"the share is of one of {known}, not {of!r}")
    if of in ("present", "members") and members is None:
        problems.append("say how many members there are")
    if of != "present" and members is not None and members < profile.size:
        problems.append(f"{profile.size} ballots were cast by {members} members")
    if problems:
        raise InvalidInputError(problems)
    table = graded(profile)
    cast = {"ballots": profile.size, "members": members or 0}
    cast["present"] = max(members or 0, profile.size)
    found: dict[str, Support] = {}
    for candidate, counts in table.items():
        answered = counts.total()
        base = cast.get(of, answered)
        answers = tuple(counts[answer] for answer in scale)
        supporters = sum(answers[:supporting])
        needed = supporters_needed(share, base, above=above)
        carried = base > 0 and supporters >= needed
        found[candidate] = Support(
            answers, profile.size - answered, supporters, base, needed, carried
        )
    carried_first = sorted(found, key=lambda c: -found[c].share)
    nearest = sorted(found, key=lambda c: found[c].short)
    return SupportCount(
        "support",
        tuple(c for c in carried_first if found[c].carried),
        tuple(c for c in nearest if not found[c].carried and 0 < found[c].short <= near),
        found,
        because=tuple(_said(found, f"{'more than ' if above else ''}{share}", near)),
    )


def supporters_needed(share: Fraction, of: int, *, above: bool) -> int:
    """How many supporters make the *share* of so many people, or are *above* it.

    >>> supporters_needed(Fraction(4, 5), 36, above=False)
    29
    >>> supporters_needed(Fraction(1, 2), 36, above=True)
    19
    """
    return floor(share * of) + 1 if above else ceil(share * of)


def _said(found: Mapping[str, Support], share: str, near: int) -> Sequence[str]:
    """A sentence for each candidate."""
    said = []
    for candidate, one in found.items():
        many = f"{one.supporters} of {one.of} support it, and it takes {one.needed}"
        verdict = "carried" if one.carried else "not carried"
        missed = "" if one.carried or one.short > near else f"; a near miss, {one.short} short"
        said.append(f"{candidate} is {verdict}: {many} ({share} of them){missed}.")
    return said
