"""Reasons and minority statements on the pages: written beside a vote, read with its result."""

from tests.webapp.test_revisions import decided

__all__ = ["decided"]  # a fixture: six have voted on three recommendations

PAGE = "/facilitator/a1/votes/first/reasons"


def test_they_are_written_one_by_one_and_read_with_the_result(anna, stranger, decided) -> None:
    assert "Reasons and minority" not in stranger.read("/votes/first")
    assert PAGE in anna.read("/facilitator/a1/votes/first")
    form = anna.read(f"{PAGE}/1")
    assert "Night buses" in form
    assert "Every hour." in form
    said = {"reason": "Shifts end at\nmidnight.", "minority": "<b>Empty</b> buses.\n\n \nToo dear."}
    assert anna.post(f"{PAGE}/1", **said).headers["Location"] == PAGE
    assert "2 minority statements." in anna.read(PAGE)
    assert "Shifts end at\nmidnight.</textarea>" in anna.read(f"{PAGE}/1")
    result = stranger.read("/votes/first")
    assert "Shifts end at\nmidnight." in result
    assert result.count("<blockquote") == 2
    assert "&lt;b&gt;Empty&lt;/b&gt; buses." in result
    report = stranger.read("/assemblies/a1/report.html")
    assert "Why: Shifts end at" in report
    assert "Every hour." in report
    document = stranger.get("/assemblies/a1/reasons.json").json
    minority = document["votes"]["first"]["Night buses"]["minority"]
    assert minority == ["<b>Empty</b> buses.", "Too dear."]


def test_what_does_not_fit_comes_back_as_it_was_written(anna, decided) -> None:
    answer = anna.post(f"{PAGE}/1", reason="x" * 3001, minority="Kept.")
    assert answer.status_code == 400
    assert "at most 3000" in answer.text
    assert "Kept.</textarea>" in answer.text


def test_a_recommendation_that_is_none_is_not_found(anna, bo, decided) -> None:
    assert anna.get(f"{PAGE}/3").status_code == 404
    assert anna.get("/facilitator/a1/votes/nowhere/reasons").status_code == 404
    assert bo.get(f"{PAGE}/1").status_code == 404
