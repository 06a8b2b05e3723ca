"""What members need is asked after the draw, and no draw can read it."""

import ast
from pathlib import Path

import pytest

from deliberation import procedures, sortition
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.needs import Help, Need, wanted
from deliberation.procedures import needing
from deliberation.store.tables import NeedRow, PersonRow

ROOT = Path(sortition.__file__).parent
STEPS = Path(procedures.__file__).parent
OF_THE_DRAW = ("recruit", "drawing", "replacing", "work", "publish", "pools")


def test_a_need_is_noted_changed_and_forgotten(begin, panel) -> None:
    (first, second, *_), reserve = panel
    with begin() as store:
        needing.note_need(store, "a1", member=first, kind="diet", note=" No pork ", by="f1")
        needing.note_need(store, "a1", member=second, kind="diet", note="no pork", by="f1")
        needing.note_need(store, "a1", member=reserve[0], kind="access", note="", by="f1")
        assert {(need.kind, need.note) for need in store.needs("a1")} == {
            (Help.DIET, "No pork"),
            (Help.DIET, "no pork"),
            (Help.ACCESS, ""),
        }
        assert [(one.kind, one.note, one.count) for one in wanted(store.needs("a1"))] == [
            (Help.DIET, "no pork", 2),
            (Help.ACCESS, "", 1),
        ]
        needing.note_need(store, "a1", member=first, kind="diet", note="vegan", by="f1")
        needing.forget_need(store, "a1", member=second, kind="diet", by="f1")
        needing.forget_need(store, "a1", member=reserve[0], kind="access", by="f1")
        assert store.needs("a1") == (Need(first, Help.DIET, "vegan"),)


def test_what_does_not_fit_is_refused_all_at_once(begin, panel) -> None:
    with begin() as store:
        with pytest.raises(InvalidInputError) as refused:
            needing.note_need(store, "a1", member="x", kind="money", note="n" * 81, by="f1")
        assert len(refused.value.problems) == 3
        with pytest.raises(NotFoundError):
            needing.note_need(store, "a1", member=panel[0][0], kind="diet", note="", by="f2")
        with pytest.raises(NotFoundError):
            needing.forget_need(store, "a1", member=panel[0][0], kind="diet", by="f2")


def test_nobody_is_asked_before_the_draw(begin, to_commitment) -> None:
    to_commitment(begin)
    with begin() as store, pytest.raises(ProcedureError, match="after the draw"):
        needing.note_need(store, "a1", member="p00", kind="diet", note="", by="f1")


def test_no_column_of_the_pool_takes_a_need_and_no_key_joins_the_two() -> None:
    assert {*PersonRow.__table__.columns.keys()} == {
        *("assembly_id", "id", "position", "features", "household", "standing", "salt", "reply")
    }
    for row in (NeedRow, PersonRow):
        assert {key.target_fullname for key in row.__table__.foreign_keys} == {"assembly.id"}


def test_no_step_of_a_draw_knows_of_needs() -> None:
    """Neither by an import nor by a verb of the store; here, where one is planted, it is seen."""

    def names(source: str) -> set[str]:
        return {
            name
            for node in ast.walk(ast.parse(source))
            for name in (
                *([node.attr] if isinstance(node, ast.Attribute) else []),
                *([node.module or ""] if isinstance(node, ast.ImportFrom) else []),
            )
        }

    forbidden = {"needs", "put_need", "deliberation.needs", "deliberation.procedures.needing"}
    assert names("from deliberation.needs import Need") & forbidden
    assert names("store.needs(1)") & forbidden
    files = [*ROOT.rglob("*.py"), *(STEPS / f"{name}.py" for name in OF_THE_DRAW)]
    assert len(files) > 30
    for file in files:
        assert not names(file.read_text()) & forbidden, file
