"""Long work ends soon after it was called off, also in the middle of an integer programme."""

from collections.abc import Callable
from threading import Event, Timer

import numpy as np
import pytest

from deliberation.errors import CancelledError
from deliberation.interruption import heed, interruptible
from deliberation.solver import Outcome, Programme


def test_an_integer_programme_ends_where_the_work_is_called_off(
    endless: Callable[..., Programme],
) -> None:
    called_off, programme = Event(), endless()
    timer = Timer(0.3, called_off.set)
    timer.start()
    with interruptible(called_off.is_set), pytest.raises(CancelledError):
        programme.run()
    timer.join()


def test_a_linear_programme_ends_there_too() -> None:
    """It asks once a step of the simplex method, so that the fifth answer comes in the middle."""
    n = 40
    rng = np.random.default_rng(1)
    rows = rng.integers(1, 100, (n, n))
    programme = Programme(
        costs=[1.0] * n,
        lower=[0.0] * n,
        upper=[1.0] * n,
        columns=[[(i, float(rows[i, j])) for i in range(n)] for j in range(n)],
        row_lower=[0.0] * n,
        row_upper=[float(row.sum() // 3) for row in rows],
        options={"presolve": "off"},
    )
    asked: list[bool] = []

    def at_the_fifth_time() -> bool:
        asked.append(len(asked) >= 4)
        return asked[-1]

    with interruptible(at_the_fifth_time), pytest.raises(CancelledError):
        programme.run()
    assert len(asked) >= 5
    assert programme.run() is Outcome.BEST, "outside nobody asks, and it goes on to its end"


def test_nothing_changes_where_nobody_calls_the_work_off(
    endless: Callable[..., Programme],
) -> None:
    alone, watched = endless(nodes=10), endless(nodes=10)
    alone.run()
    with interruptible(lambda: False):
        watched.run()
    assert (watched.objective, watched.bound) == (alone.objective, alone.bound)


def test_the_question_is_only_about_what_is_done_inside() -> None:
    heed()
    with interruptible(lambda: True):
        with interruptible(lambda: False):
            heed()
        with pytest.raises(CancelledError, match="nothing was decided"):
            heed()
    heed()
