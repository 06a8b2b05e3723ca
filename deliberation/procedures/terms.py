"""What a vote may ask, and what a ballot in it may say. Everything wrong is said at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from deliberation import voting
from deliberation.assembly import Mode, Vote
from deliberation.errors import InvalidInputError
from deliberation.names import folded
from deliberation.procedures.vote_options import option_problem
from deliberation.record.bundle import VOTE_ID
from deliberation.record.vote_options import FIXED_NUMBER, arguments, options_of
from deliberation.sentences import Sentence
from deliberation.urn.phrases import LONGEST_PHRASE, can_be_printed
from deliberation.voting.ballots import (
    KINDS,
    Approval,
    Ballot,
    CastBallot,
    Credits,
    Grades,
    Ranking,
    Scores,
)
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Answer
from deliberation.voting.ties import TieBreak, by_order, refuse
from deliberation.wordings import LANGUAGE

FEWEST, MOST = 2, 40  # candidates
LARGEST_BATCH = 150  # recommendations, each of which is decided by itself; one is enough
LONGEST = 300  # characters on one line
NOT_ON_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, broken halves, ends of lines
ANY_NUMBER = frozenset({"support", "greedy_budget", "equal_shares_budget"})
"""The rules that choose as many as it comes to; their votes have as many seats as candidates."""


def line_problems(name: Sentence, text: str) -> list[Sentence]:
    """What keeps *text*, which is called *name*, from being one line that can be read."""
    if not folded(text):
        return [Sentence("the {name} is blank; write one", name=name)]
    problems = []
    if len(text) > LONGEST:
        problems.append(
            Sentence(
                "the {name} has {length} characters; keep to {longest}",
                name=name,
                length=len(text),
                longest=LONGEST,
            )
        )
    if any(unicodedata.category(character) in NOT_ON_A_LINE for character in text):
        problems.append(
            Sentence("the {name} holds a control character; retype it on one line", name=name)
        )
    return problems


def text_problems(name: Sentence, text: str) -> list[Sentence]:
    """What keeps *text*, which is called *name*, from being a text of one or more lines."""
    if not folded(text):
        return [Sentence("the {name} is blank; write one", name=name)]
    odd = {c for c in text if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n", "\r", "\t"}
    return [Sentence("the {name} holds a control character; retype it", name=name)] if odd else []


def require_valid_vote(vote: Vote) -> None:
    """Pass *vote* on if it can be held and counted.

    Raises:
        InvalidInputError: it cannot, with every reason.
    """
    problems = [*_vote_problems(vote)]
    if not problems:
        problems = _rehearse(vote)
    if problems:
        raise InvalidInputError(problems)


def require_valid_ballot(ballot: CastBallot, vote: Vote, phrase: str | None = None) -> None:
    """Pass *ballot* on if it may be cast in *vote*. A blank one may.

    Args:
        phrase: what is to be printed beside it.

    Raises:
        InvalidInputError: it may not, with every reason.
    """
    problems = [*_ballot_problems(ballot, vote)]
    if phrase is not None:
        problems += phrase_problems(phrase, vote)
    if problems:
        raise InvalidInputError(problems)


def excess_of(ballot: Ballot, vote: Vote) -> int:
    """By how much *ballot* costs more than the budget, where *vote* binds each ballot to it."""
    if not isinstance(ballot, Approval) or not vote.options.get("within"):
        return 0
    costs: dict[str, int] = vote.options["costs"]
    total: int = vote.options["total"]
    return max(sum(costs.get(project, 0) for project in ballot.approved) - total, 0)


def phrase_problems(phrase: str, vote: Vote) -> list[Sentence]:
    """What keeps *phrase* from being printed beside a ballot of *vote*."""
    if vote.mode is not Mode.PHRASES:
        return [Sentence("this vote prints no phrases; leave it out")]
    if len(phrase) > LONGEST_PHRASE:
        return [Sentence("a phrase has at most {longest} characters", longest=LONGEST_PHRASE)]
    if not can_be_printed(phrase):
        return [Sentence("the phrase holds what cannot be printed; retype it on one line")]
    return []


def rule_of(vote: Vote, break_tie: TieBreak = refuse) -> Callable[[Profile[Any]], Answer]:
    """The function that counts *vote*, with everything that was fixed in advance filled in."""
    rule = voting.PUBLISHED[vote.rule]
    own = arguments(vote.rule, vote.options, seats=vote.seats)
    return lambda profile: rule(profile, break_tie=break_tie, **own)


def counts_present(vote: Vote) -> bool:
    """Whether *vote* takes a share of all who will have checked in when it is opened."""
    return vote.options.get("of") == "present" and "members" not in vote.options


def _vote_problems(vote: Vote) -> Iterator[str]:
    if not VOTE_ID.fullmatch(vote.id):
        yield f"the id {vote.id!r} cannot name a file; use letters, digits, - and _"
    if vote.language is not None and not LANGUAGE.fullmatch(vote.language):
        yield f"{vote.language!r} is no language; write it like da or ar"
    yield from line_problems(Sentence("title"), vote.title)
    yield from text_problems(Sentence("question"), vote.question)
    yield from _candidate_problems(vote)
    if not 1 <= vote.seats <= max(len(vote.candidates), 1):
        yield Sentence(
            "{seats} cannot be chosen of {n}; change the seats",
            seats=vote.seats,
            n=len(vote.candidates),
        )
    if vote.rule not in voting.PUBLISHED:
        yield f"there is no rule {vote.rule!r}; choose of {', '.join(voting.PUBLISHED)}"
        return
    if vote.kind != (kind := voting.RULE_KINDS[vote.rule]):
        yield f"the rule {vote.rule} counts ballots of the kind {kind!r}, not {vote.kind!r}"
    if vote.rule in ANY_NUMBER and vote.seats != len(vote.candidates):
        yield Sentence(
            "the rule {rule} fills no seats; give it as many as there are candidates",
            rule=vote.rule,
        )
    yield from _option_problems(vote)


def _option_problems(vote: Vote) -> Iterator[str]:
    known = options_of(vote.rule)
    for name, value in vote.options.items():
        if name not in known:
            yield f"the rule {vote.rule} has no option {name!r}"
        elif problem := option_problem(name, value, vote.candidates):
            yield problem
    for name in sorted({"total", "costs"} & known.keys() - vote.options.keys()):
        yield f"the rule {vote.rule} needs the option {name!r}"
    needed = vote.options.get("of") in FIXED_NUMBER
    if needed != ("members" in vote.options) and not counts_present(vote):
        yield "a share of all who are present, or of all members, needs the option 'members'"


def candidates_of(rule: str) -> tuple[int, int]:
    """How many candidates a vote by this *rule* has: the fewest, and the most."""
    return (1, LARGEST_BATCH) if rule == "support" else (FEWEST, MOST)


def _candidate_problems(vote: Vote) -> Iterator[str]:
    candidates = vote.candidates
    fewest, most = candidates_of(vote.rule)
    if not fewest <= len(candidates) <= most:
        yield Sentence(
            "a vote needs {fewest} to {most} candidates, not {n}",
            fewest=fewest,
            most=most,
            n=len(candidates),
        )
    for number, candidate in enumerate(candidates, start=1):
        yield from line_problems(Sentence("candidate on line {n}", n=number), candidate)
    for candidate, times in Counter(candidates).items():
        if times > 1 and candidate.strip():
            yield Sentence(
                "candidate {candidate!r} stands {times} times; keep one",
                candidate=candidate,
                times=times,
            )


def _rehearse(vote: Vote) -> list[str]:
    """What the rule itself has against the terms of *vote*, found by a trial count."""
    if counts_present(vote):
        vote = replace(vote, options={**vote.options, "members": 1})
    first = vote.candidates[0]
    ballots: dict[str, Callable[[], CastBallot]] = {
        "ranking": lambda: Ranking(vote.candidates),
        "approval": lambda: Approval([first]),
        "scores": lambda: Scores({first: 1}),
        "grades": lambda: Grades({first: grades_of(vote)[0]}),
        "credits": lambda: Credits({first: 1}),
    }
    trial = Profile(vote.candidates, {ballots[vote.kind](): 1})
    try:
        rule_of(vote, by_order(vote.candidates))(trial)
    except InvalidInputError as error:
        return [problem.text for problem in error.problems]
    return []


def grades_of(vote: Vote) -> tuple[str, ...]:
    """The grades or answers of a vote that has them, from the best to the worst."""
    return tuple(vote.options.get("scale", options_of(vote.rule)["scale"]))


def _ballot_problems(ballot: CastBallot, vote: Vote) -> Iterator[str]:
    kind = KINDS[type(ballot)]
    if kind != vote.kind:
        yield f"this vote takes ballots of the kind {vote.kind!r}, not {kind!r}"
    for candidate in sorted(ballot.candidates - set(vote.candidates)):
        yield Sentence("{candidate!r} does not stand in this vote", candidate=candidate)
    if kind == vote.kind:
        yield from _number_problems(ballot, vote)


def _number_problems(ballot: CastBallot, vote: Vote) -> Iterator[str]:
    """What is wrong with the numbers or grades on *ballot*, which is of the vote's kind."""
    match ballot:
        case Scores():
            most = vote.options["most"]
            for candidate, score in ballot.scores:
                if not isinstance(score, int) or not 0 <= score <= most:
                    yield Sentence(
                        "{candidate!r} has the score {score}; give 0 to {most}",
                        candidate=candidate,
                        score=str(score),
                        most=most,
                    )
        case Grades():
            for candidate, grade in ballot.grades:
                if grade not in grades_of(vote):
                    yield Sentence(
                        "{candidate!r} has the grade {grade!r}, which is not on the scale",
                        candidate=candidate,
                        grade=grade,
                    )
        case Credits() if ballot.cost > (credits := vote.options["credits"]):
            yield Sentence(
                "this ballot spends {cost} credits, and there are {credits}; take back {rest}",
                cost=str(ballot.cost),
                credits=credits,
                rest=str(ballot.cost - credits),
            )
        case Approval() if (excess := excess_of(ballot, vote)) > 0:
            total = vote.options["total"]
            yield Sentence(
                "the projects on this ballot cost {cost}, and there are {total}; take back {rest}",
                cost=total + excess,
                total=total,
                rest=excess,
            )
