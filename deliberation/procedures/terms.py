"""What a vote may ask, and what a ballot in it may say. Everything wrong is said at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from inspect import signature
from typing import Any

from deliberation import voting
from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError
from deliberation.record.bundle import VOTE_ID
from deliberation.sentences import Sentence
from deliberation.voting.ballots import CastBallot, Credits, Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Result
from deliberation.voting.ties import TieBreak, by_order, refuse

FEWEST, MOST = 2, 40  # candidates
LONGEST = 300  # characters on one line
_RECORDED = {"places", "credits"}  # the options that the record and the checker know


def line_problems(name: Sentence, text: str) -> list[Sentence]:
    """What keeps *text*, which is called *name*, from being one line that can be read."""
    if not text.strip():
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
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        problems.append(
            Sentence("the {name} holds a control character; retype it on one line", name=name)
        )
    return problems


def text_problems(name: Sentence, text: str) -> list[Sentence]:
    """What keeps *text*, which is called *name*, from being a text of one or more lines."""
    if not text.strip():
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


def require_valid_ballot(ballot: CastBallot, vote: Vote) -> None:
    """Pass *ballot* on if it may be cast in *vote*. A blank one may.

    Raises:
        InvalidInputError: it may not, with every reason.
    """
    if problems := [*_ballot_problems(ballot, vote)]:
        raise InvalidInputError(problems)


def rule_of(vote: Vote, break_tie: TieBreak = refuse) -> Callable[[Profile[Any]], Result]:
    """The function that counts *vote*, with everything that was fixed in advance filled in."""
    rule = voting.PUBLISHED[vote.rule]
    return lambda profile: rule(profile, seats=vote.seats, break_tie=break_tie, **vote.options)


def own_options(rule: str) -> Mapping[str, Any]:
    """The names of the options that a vote by this rule may fix, with their defaults."""
    parameters = signature(voting.PUBLISHED[rule]).parameters
    return {name: p.default for name, p in parameters.items() if name in _RECORDED}


def _vote_problems(vote: Vote) -> Iterator[str]:
    if not VOTE_ID.fullmatch(vote.id):
        yield f"the id {vote.id!r} cannot name a file; use letters, digits, - and _"
    yield from line_problems(Sentence("title"), vote.title)
    yield from text_problems(Sentence("question"), vote.question)
    yield from _candidate_problems(vote.candidates)
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
    known = own_options(vote.rule)
    for name, value in vote.options.items():
        if name not in known:
            yield f"the rule {vote.rule} has no option {name!r}"
        else:
            yield from _option_problems(name, value)


def _candidate_problems(candidates: tuple[str, ...]) -> Iterator[str]:
    if not FEWEST <= len(candidates) <= MOST:
        yield Sentence(
            "a vote needs {fewest} to {most} candidates, not {n}",
            fewest=FEWEST,
            most=MOST,
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


def _option_problems(name: str, value: Any) -> Iterator[str]:
    match name, value:
        case "credits", int() if 1 <= value <= 10_000 and value is not True:
            return
        case "credits", _:
            yield Sentence(
                "credits must be a whole number from 1 to 10000, not {value}", value=repr(value)
            )
        case "places", int() if 0 <= value <= 20 and not isinstance(value, bool):
            return
        case "places", _:
            yield f"places must be a whole number from 0 to 20, not {value!r}"


def _rehearse(vote: Vote) -> list[str]:
    """What the rule itself has against the terms of *vote*, found by a trial count."""
    ballots: dict[str, CastBallot] = {
        "ranking": Ranking(vote.candidates),
        "credits": Credits({vote.candidates[0]: 1}),
    }
    trial = Profile(vote.candidates, {ballots[vote.kind]: 1})
    try:
        rule_of(vote, by_order(vote.candidates))(trial)
    except InvalidInputError as error:
        return [problem.text for problem in error.problems]
    return []


def _ballot_problems(ballot: CastBallot, vote: Vote) -> Iterator[str]:
    kind = "ranking" if isinstance(ballot, Ranking) else "credits"
    if kind != vote.kind:
        yield f"this vote takes ballots of the kind {vote.kind!r}, not {kind!r}"
    for candidate in sorted(ballot.candidates - set(vote.candidates)):
        yield Sentence("{candidate!r} does not stand in this vote", candidate=candidate)
    if isinstance(ballot, Credits) and vote.kind == "credits":
        credits = vote.options["credits"]
        if ballot.cost > credits:
            yield Sentence(
                "this ballot spends {cost} credits, and there are {credits}; take back {rest}",
                cost=str(ballot.cost),
                credits=credits,
                rest=str(ballot.cost - credits),
            )
