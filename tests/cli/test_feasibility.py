"""Whether quotas can be met, from the command line."""

from pathlib import Path

import pytest

from deliberation.cli import main

WORDS = ["feasibility", "people.csv", "quotas.csv", "--size", "6"]


def said(capsys: pytest.CaptureFixture[str], code: int) -> str:
    """What the command prints when it answers *code*."""
    assert main(WORDS) == code
    told = capsys.readouterr()
    assert told.err == ("deliberation: no panel from this pool meets every quota\n" if code else "")
    return told.out


def test_quotas_that_cost_nothing_are_said_to(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, 0) == (
        "people      24 for 6 seats\n"
        "panels      there are some that meet every quota\n"
        "locked out  nobody\n"
        "lowest      1/4 (25.0 %); no lottery gives everybody more\n"
        "\nNo quota costs the lowest chance anything.\n"
    )


def test_the_price_of_a_quota_is_printed(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (town / "quotas.csv").write_text(
        "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\nage,16-39,4,6\nage,40+,0,6\n"
    )
    out = said(capsys, 0)
    assert "lowest      1/8 (12.5 %); no lottery gives everybody more\n" in out
    assert out.endswith(
        "quota                        by place    wider  dropped\n"
        "at least 4 with age = 16-39    6.25 %  18.75 %  25.00 %\n"
        "all of age                             18.75 %  25.00 %\n"
    )


def test_who_is_locked_out_is_named_with_the_reason_and_the_change(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = town / "people.csv"
    people.write_bytes(people.read_bytes() + b"\nc99;Bo;other;40+;")
    (town / "quotas.csv").write_bytes((town / "quotas.csv").read_bytes() + b"gender;other;0;0\n")
    out = said(capsys, 0)
    assert (
        "locked out  1\nlowest      1/4 (25.0 %); no lottery gives more to everybody else\n" in out
    )
    assert "On no panel: c99\n  With them on it, " in out
    assert "  Freed by: gender = man: allow 2 to 3, and gender = other: allow 0 to 1\n" in out or (
        "  Freed by: gender = woman: allow 2 to 3, and gender = other: allow 0 to 1\n" in out
    )


def test_a_conflict_is_printed_with_repairs_and_everybodys_chances(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "quotas.csv").write_text(
        "feature,value,min,max\ngender,woman,0,6\ngender,man,0,6\nage,16-39,0,6\nage,40+,0,6\n"
        "age,90+,1,2\n"
    )
    out = said(capsys, 1)
    assert "panels      none meets every quota\n" in out
    assert "\nat least 1 with age = 90+ cannot hold: the pool has none. No conflict of this" in out
    assert (
        "\nrepair 1: 1 place more\n  age = 90+: allow 0 to 2\n"
        "  the lowest chance is then 25.00 % at most\n"
    ) in out
    assert "gender = woman      12  25.0-25.0 %\n" in out
    assert "repair 2" not in out


def test_minimums_of_more_than_the_seats_are_repaired_in_three_ways(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "quotas.csv").write_text(
        "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\nage,16-39,3,4\nage,40+,5,6\n"
    )
    out = said(capsys, 1)
    assert "\nat least 3 with age = 16-39 and at least 5 with age = 40+ cannot all hold: " in out
    assert "No conflict of this pool has fewer quotas." in " ".join(out.split())
    assert "\nrepair 1: 2 places more\n  age = " in out
    assert "\n  age = 16-39: allow 1 to 4\n" in out
    assert "\n  age = 40+: allow 3 to 6\n" in out
    assert "\n  age = 16-39: allow 2 to 4\n  age = 40+: allow 4 to 6\n" in out
    assert "age = 16-39          8  37.5-37.5 %  12.5-12.5 %  25.0-25.0 %\n" in out


def test_a_lottery_of_such_quotas_is_refused(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = (town / "quotas.csv").read_text("utf-8-sig").replace("woman;3;3", "woman;5;5")
    (town / "quotas.csv").write_text(more)
    assert main(["lottery", *WORDS[1:], "--out", "out"]) == 1
    assert "the minimums of 'gender' add up to 8, more than the 6 seats" in capsys.readouterr().err


def test_homes_that_leave_no_panel_are_not_blamed_on_quotas(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = (town / "people.csv").read_text("latin-1").splitlines()
    same = [row.rsplit(";", 1)[0] + ";Søvej" for row in people[1:]]
    (town / "people.csv").write_text("\n".join([people[0], *same]), "latin-1")
    assert main([*WORDS, "--household", "address"]) == 1
    told = capsys.readouterr().out
    assert "whatever the quotas are, the pool and the other rules allow no panel." in told
    assert "repair" not in told


def test_one_person_without_a_chance_is_told_of_in_the_singular(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "people.csv").write_text("id,age\na,young\nb,young\nc,young\nd,old\n")
    (town / "quotas.csv").write_text("feature,value,min,max\nage,young,2,2\nage,old,0,0\n")
    assert main(["feasibility", "people.csv", "quotas.csv", "--size", "3"]) == 1
    out = capsys.readouterr().out
    assert "\n  age = young: allow 2 to 3\n" in out
    assert "; 1 person has none at all\n" in out
