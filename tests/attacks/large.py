"""The matcher on a vote of many, and the smallest leak that it would have seen.

python -m tests.attacks.large --voters 400

A leak of known size is planted in the time of the answer: a voter who puts one option a place lower
waits so many standard deviations of all times longer. Ballots are dealt anew to the voters for each
try, so that nothing but the leak can be found.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np

from deliberation.store import open_store
from deliberation.voting import Ranking
from tests.attacks import left_behind, matcher
from tests.attacks.meeting import NAMES, Meeting, a_meeting

LEAKS = (0.0, 0.3, 0.5, 0.7, 1.0)
TRIES = 20
TIME = 2  # the column of the answer to the post


def held(voters: int) -> tuple[matcher.Floats, list[Ranking]]:
    """What is seen of a vote on served pages, and what everybody chose."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/town.db"
        with a_meeting(url, Path(name), voters=voters) as meeting:
            meeting.key()
            for voter in range(voters):
                meeting.cast(voter)
            meeting.close()
            return left_behind.features(meeting, as_they_came(meeting)), meeting.ballots


def as_they_came(meeting: Meeting) -> list[bytes]:
    """The sealed ballots in the order of casting, which copies of the files would show."""
    with open_store(meeting.url) as begin, begin.reading() as store:
        kept = store.sealed("v1")
    return [kept[slot] for slot in meeting.slots]


def leaking(
    seen: matcher.Floats, ballots: list[Ranking], leak: float, rng: np.random.Generator
) -> tuple[matcher.Floats, list[Ranking]]:
    """The same numbers and ballots dealt anew, with a *leak* in standard deviations a place."""
    dealt = [ballots[i] for i in rng.permutation(len(ballots))]
    times = seen[:, TIME].copy()
    places = [(*b.order, NAMES[0]).index(NAMES[0]) for b in dealt]
    changed = seen.copy()
    changed[:, TIME] = times + leak * times.std() * np.array(places)
    return changed, dealt


def of_questions(
    seen: matcher.Floats, ballots: list[Ranking], pairs: Iterable[tuple[str, str]]
) -> list[float]:
    """The area under the curve for each of these two options."""
    rng = np.random.default_rng(7)
    truths = (np.array([matcher.above(b, one, other) for b in ballots]) for one, other in pairs)
    return [float(matcher.areas(seen, truth, rng)[0]) for truth in truths]


def main() -> None:
    parser = argparse.ArgumentParser(description="Match voters with choices in a large vote.")
    parser.add_argument("--voters", type=int, default=400)
    voters = parser.parse_args().voters
    seen, ballots = held(voters)
    found = of_questions(seen, ballots, combinations(NAMES, 2))
    mean, worst = np.mean(found), max(found, key=lambda area: abs(area - 0.5))
    told = matcher.matched(seen, ballots, NAMES, "SQLite")
    sys.stdout.write(f"{told}\nAUC of {len(found)} questions: {mean:.3f}, worst {worst:.3f}\n")
    rng = np.random.default_rng(400)
    for leak in LEAKS:
        tries = [leaking(seen, ballots, leak, rng) for _ in range(TRIES)]
        caught = sum(not matcher.matched(*one, NAMES, "").repelled for one in tries)
        areas = np.array(
            [of_questions(*one, [(NAMES[0], other) for other in NAMES[1:]]) for one in tries]
        )
        sys.stdout.write(
            f"a leak of {leak:.2f} deviations a place: found {caught} times of {TRIES}; "
            f"AUC of a question about that option {areas.mean():.3f} +- {areas.std():.3f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
