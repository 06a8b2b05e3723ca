"""Who has no mouse, a broad finger, or a browser that chooses the colours can vote as well."""

from typing import Any

import pytest

from deliberation.voting import Ranking
from tests.browser.conftest import Phone
from tests.browser.test_sealed import begin, code, member
from tests.webapp.sealed_votes import VOTES, hold, opened

__all__ = ["begin", "code", "member"]  # fixtures: a phone that has joined with a card

pytestmark = pytest.mark.browser

TARGET = 44  # CSS pixels; WCAG 2.2, 2.5.5
STEPS = 60  # presses of the tab key: more than any of the pages has controls

FOCUSED = """() => {
  const at = document.activeElement, look = getComputedStyle(at);
  if (at === document.body) return ["", true];  // between the last control and the first
  const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  return [at.getAttribute("aria-label") || at.textContent.trim() || at.name, seen];
}"""

SMALL = """(target) => {
  const all = document.querySelectorAll("main :is(button, select, input, summary, a.button)");
  const felt = (one) => one.closest("label:has([type=radio], [type=checkbox])") ?? one;
  return [...all].filter((one) => one.checkVisibility() && one.type !== "hidden").filter((one) => {
    const box = felt(one).getBoundingClientRect();
    return box.width && (box.width < target - 0.5 || box.height < target - 0.5);
  }).map((one) => one.outerHTML.slice(0, 120));
}"""

UNSEEN = """() => [...document.querySelectorAll("main :is(button, select, input)")].filter(one => {
  const { borderStyle, borderWidth } = getComputedStyle(one);
  const drawn = one.matches("[type=radio], [type=checkbox]");
  return one.checkVisibility() && !drawn && (borderStyle === "none" || borderWidth === "0px");
}).map((one) => one.outerHTML.slice(0, 120))"""


def go_to(phone: Phone, name: str) -> None:
    """Press the tab key until the control of this *name* has the focus, which is always seen."""
    for _ in range(STEPS):
        phone.page.keyboard.press("Tab")
        found, seen = phone.page.evaluate(FOCUSED)
        assert seen, f"{found!r} has the focus, and nothing shows it"
        if found == name:
            return
    raise AssertionError(f"no press of the tab key leads to {name!r}")


def test_a_ballot_is_ranked_and_cast_with_the_keyboard_alone(begin: Any, member: Phone) -> None:
    shares = hold(begin, "ranking", id="v")
    member.open("/ballots")
    member.reads("Vote now")  # a list that was made in the same second does not have it yet
    go_to(member, "Vote now: T")
    with member.page.expect_navigation():
        member.page.keyboard.press("Enter")
    for name in ("Make this number 1: bus", "Make this number 2: tram"):
        go_to(member, name)
        member.page.keyboard.press("Enter")
    go_to(member, "Up: tram")
    member.page.keyboard.press("Space")
    go_to(member, "Cast my ballot")
    with member.page.expect_navigation(url="**/cast"):
        member.page.keyboard.press("Enter")
    profile = opened(begin, shares)
    assert profile.counts == {Ranking(("tram", "bus")): 1}


@pytest.mark.parametrize("width", [320, 390])
def test_every_control_of_a_member_is_as_large_as_a_finger(
    begin: Any, member: Phone, width
) -> None:
    member.page.set_viewport_size({"width": width, "height": 844})
    for name in VOTES:
        hold(begin, name, id=name)
    for page in ("/join/a1", "/ballots", "/ballots/mine", *(f"/ballots/{name}" for name in VOTES)):
        member.page.goto(member.base + page)
        assert member.page.evaluate(SMALL, TARGET) == [], page


def test_where_the_browser_chooses_the_colours_a_control_has_an_edge(
    begin: Any, member: Phone
) -> None:
    member.page.emulate_media(forced_colors="active")
    for name in VOTES:
        hold(begin, name, id=name)
        member.page.goto(f"{member.base}/ballots/{name}")
        assert member.page.evaluate(UNSEEN) == [], name
