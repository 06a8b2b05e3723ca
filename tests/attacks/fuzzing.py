"""A fuzzer led by the lines that it reaches: what reaches new ones is changed further.

Source: M. Zalewski, "American Fuzzy Lop" (2013), technical details, for the loop: the steps from
line to line, a queue of inputs that made new ones, and random changes of its members.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import CodeType, FrameType
from typing import Any, Self, TypeVar

Step = tuple[CodeType, int, int]
T = TypeVar("T")
MOST = 3_000_000  # lines in one run, after which it counts as one that never ends


class EndlessError(Exception):
    """A run went on for too long."""


class Steps:
    """The steps from line to line in files within a folder, while it is entered."""

    def __init__(self, within: Path) -> None:
        self.within, self.seen, self.count = f"{within}", set[Step](), 0

    def __enter__(self) -> Self:
        self.before = sys.gettrace()
        sys.settrace(self.called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.before)

    def called(self, frame: FrameType, _: str, __: object) -> Any:
        if not frame.f_code.co_filename.startswith(self.within):
            return None
        last = frame.f_lineno

        def line(inner: FrameType, _: str, __: object) -> Any:
            nonlocal last
            self.seen.add((inner.f_code, last, inner.f_lineno))
            last = inner.f_lineno
            self.count += 1
            if self.count > MOST:
                raise EndlessError
            return line

        return line


def explore(
    run: Callable[[T], bool],
    seeds: list[T],
    change: Callable[[T, list[T], Random], T],
    *,
    tries: int,
    within: Path,
    chance: Random,
    guided: bool = True,
) -> Iterator[bool]:
    """What *run* said of each of so many inputs, changed by *change* from those before.

    Args:
        run: whether something came to pass that must not; may also be a planted fault.
        change: an input, changed; it may take parts of others in the queue.
        within: the folder of the files whose lines count.
        guided: whether inputs that reach something new join the queue.
    """
    queue, known = [*seeds], set[Step]()
    for number in range(-len(seeds), tries):
        tried = change(chance.choice(queue), queue, chance) if number >= 0 else seeds[number]
        with Steps(within) as steps:
            came_of_it = run(tried)
        if number >= 0:
            yield came_of_it
            if guided and not steps.seen <= known:
                queue.append(tried)
        known |= steps.seen
