"""Which type is asked about, on a pool so small that every answer is computed in the head.

Three people, each of two of three groups, one of each group at most. Half of everybody weighs 3/2;
with anybody or without them, no more than one of them sits.
"""

from fractions import Fraction

import numpy as np
import pytest

from deliberation.solver import WARM
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of, programme_of
from deliberation.sortition.proofs import choosing
from deliberation.sortition.proofs.ceiling import first_bounds
from deliberation.sortition.proofs.choosing import Choosing
from deliberation.sortition.proofs.questions import GivenUpError, Question


def thirds(*, limit, left=99):
    """The question whether the three weigh more than *limit*, with its fractional panel found."""
    ids = ("ab", "bc", "ac", "n0", "n1", "n2")
    pool = Pool(tuple(Person(id, {f: "in" if f in id else "out" for f in "abc"}) for id in ids))
    quotas = [Quota(f, v, n, n + 1) for f in "abc" for v, n in (("in", 0), ("out", 1))]
    panels = panels_of(pool, Quotas(2, tuple(quotas)))
    weights = [int("in" in type.values) for type in panels.types]
    programme, bounds = programme_of(panels, WARM, whole=False), first_bounds(panels, ())
    programme.set_costs(np.array(weights, dtype=np.float64))
    question = Question(
        panels,
        programme,
        bounds,
        weights,
        limit,
        Fraction(1),
        float(limit),
        rounding=False,
        tried=6,
        left=left + 1,
        proving=True,
        enough=1,
    )
    assert question.run() == pytest.approx(1.5)
    return question


def test_where_trying_answers_the_question_no_other_type_is_tried():
    question = thirds(limit=1)
    values = question.programme.values
    t, _ = Choosing(len(values)).choice(question, values)
    assert values[t] == pytest.approx(0.5)
    assert question.left == 99 - 2


def test_a_type_that_was_tried_as_often_as_makes_sure_is_tried_no_more(monkeypatch):
    """At a limit of 0 no trial answers. Tried are the three, and who else fills the half seat."""
    monkeypatch.setattr(choosing, "SURE", 1)
    question = thirds(limit=0)
    values = question.programme.values
    choosing_one = Choosing(len(values))
    first = choosing_one.choice(question, values)
    assert question.left == 99 - 8
    assert choosing_one.choice(question, values) == first
    assert question.left == 99 - 8


def test_trying_leaves_the_question_as_it_was():
    question = thirds(limit=0)
    Choosing(len(question.weights)).choice(question, question.programme.values)
    assert question.bounds == first_bounds(question.panels, ())
    assert question.run() == pytest.approx(1.5)


def test_no_more_is_tried_than_there_is_time_for():
    question = thirds(limit=0, left=3)
    with pytest.raises(GivenUpError):
        Choosing(len(question.weights)).choice(question, question.programme.values)
