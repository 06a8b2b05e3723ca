"""What a screen reader says of a ballot, of credits, of the list that follows a vote, of a result.

Written by hand from what must be heard, and not from what the pages happened to say.
"""

import secrets
from typing import Any

import pytest

from deliberation.procedures import admitting, cards
from tests.browser.conftest import Phone
from tests.browser.test_sealed import begin, code, member
from tests.webapp.sealed_votes import hold
from tests.webapp.test_public import RANKINGS
from tests.webapp.test_public import hold as held

__all__ = ["begin", "code", "member"]  # fixtures: a phone that has joined with a card

pytestmark = pytest.mark.browser

RANKED = """
- main:
  - heading "By rank" [level=1]
  - paragraph: Q
  - list:
    - listitem:
      - text: 1 tram
      - 'button "Up: tram" [disabled]'
      - 'button "Down: tram" [disabled]'
      - 'button "Remove: tram"'
    - listitem:
      - text: bus
      - 'button "Make this number 2: bus"'
    - listitem:
      - text: Ny bro, 2. etape
      - 'button "Make this number 2: Ny bro, 2. etape"'
  - status: 'tram: place 1 of 1'
  - paragraph:
    - button "Cast my ballot"
"""
CREDITS = """
- main:
  - heading "By credits" [level=1]
  - paragraph: /You have 100 credits/
  - list:
    - listitem:
      - text: bus
      - 'button "One vote less: bus"'
      - spinbutton "bus": "3"
      - 'button "One vote more: bus"'
      - text: costs 9
    - listitem:
      - text: tram
      - 'button "One vote less: tram"'
      - spinbutton "tram": "-1"
      - 'button "One vote more: tram"'
      - text: costs 1
    - listitem:
      - text: Ny bro, 2. etape
      - 'button "One vote less: Ny bro, 2. etape"'
      - spinbutton "Ny bro, 2. etape": "0"
      - 'button "One vote more: Ny bro, 2. etape"'
      - text: costs 0
  - status: "Credits left: 90"
  - button "Cast my ballot"
"""
LISTED = """
- main:
  - heading "Your vote is open" [level=1]
  - article:
    - heading "By rank" [level=2]
    - paragraph:
      - 'link "Vote now: By rank"'
"""


RESULT = """
- main:
  - heading "By irv" [level=1]
  - region "Chosen":
    - heading "Chosen" [level=2]
    - list:
      - listitem: bus
    - paragraph: 8 ballots were cast.
  - region "The count, round by round":
    - figure:
      - img /bus elected after 3 rounds/
    - list:
      - listitem:
        - heading "Round 1" [level=3]
        - paragraph: walk has the fewest votes (1) and drops out.
    - group:
      - region "The count, round by round":
        - table "The count, round by round":
          - rowgroup:
            - row:
              - columnheader "Candidate"
              - columnheader "Round 1"
              - columnheader "Round 2"
              - columnheader "Round 3"
          - rowgroup:
            - row:
              - rowheader "bus"
              - cell "3"
              - cell "3"
              - cell "5, elected"
"""
OPENED = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def hears(phone: Phone, tree: str) -> None:
    """The page has these parts, in this order, with these names and states."""
    from playwright.sync_api import expect

    expect(phone.page.locator("body")).to_match_aria_snapshot(tree, timeout=20_000)


def press(phone: Phone, name: str) -> None:
    phone.page.get_by_role("button", name=name, exact=True).click()


def test_each_step_of_ranking_is_heard(begin: Any, member: Phone) -> None:
    hold(begin, "ranking", id="ranking", title="By rank")
    member.open("/ballots/ranking")
    press(member, "Make this number 1: tram")
    hears(member, RANKED)


def test_what_is_bought_and_left_is_heard(begin: Any, member: Phone) -> None:
    hold(begin, "credits", id="credits", title="By credits")
    member.open("/ballots/credits")
    for _ in range(3):
        press(member, "One vote more: bus")
    press(member, "One vote less: tram")
    hears(member, CREDITS)


def test_a_result_is_heard_round_by_round_and_as_a_table(house, begin: Any, member: Phone) -> None:
    with begin() as store:
        issued = admitting.issue_cards(
            store, "a1", count=len(RANKINGS), random_bytes=secrets.token_bytes, by="f-anna"
        )
    tokens = [cards.token_of(card.code, assembly_id="a1") for card in issued]
    member.open(held(house, tokens, RANKINGS, rule="irv"))
    member.page.evaluate(OPENED)
    hears(member, RESULT)


def test_a_vote_that_opens_is_heard_without_a_new_page(begin: Any, member: Phone) -> None:
    member.open("/ballots")
    hold(begin, "ranking", id="ranking", title="By rank")
    hears(member, LISTED)
