"""A page that says how to send a ballot once more is right about that, in a real browser."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from deliberation.store import Begin
from deliberation.store.engine import make_engine
from tests.webapp.conftest import make_assembly
from webapp import auth

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_cards")]


def test_loading_the_page_again_sends_the_ballot_that_was_not_recorded(house, phone) -> None:
    """Without a script: the browser has the form, and asks the server with it once more."""
    make_assembly(house, "a1", by="f-anna")
    begin = house.extensions["begin"]
    member = phone(scripts=False)
    member.open("/join/a1")
    member.fill(code=house.extensions["codes"][0])
    member.press("Join")
    member.open("/ballots/v-a1-open")
    member.page.locator("[name=line-1]").select_option("1")

    file = begin._engine.url.database
    with Begin(make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")) as locked:
        house.extensions["begin"] = locked
        with member.page.expect_navigation():
            member.page.get_by_role("button", name="Cast my ballot").click()
        member.reads("Your ballot was not recorded.")
        member.faults.clear()  # the browser notes the status
        member.check()
        with begin() as store:
            assert store.turnout("v-a1-open") == 0
    house.extensions["begin"] = begin

    member.page.reload()

    member.reads("Your ballot is in the urn")
    member.check()
    with begin() as store:
        assert store.turnout("v-a1-open") == 1


def test_a_phone_that_finds_the_door_full_sends_no_code_that_is_being_typed(house, phone) -> None:
    make_assembly(house, "a1", by="f-anna")
    code, arriving = house.extensions["codes"][0], phone(looks=False)
    arriving.page.clock.install()
    with ExitStack() as others:
        for _ in range(auth.AT_A_CODE):
            others.enter_context(house.extensions["joining"][True].place())
        arriving.page.goto(f"{arriving.base}/join/a1#{code}")
        arriving.reads("Many are joining at this moment.")
        arriving.page.locator("#code").fill(code[:5])
    arriving.page.clock.run_for(10_000)

    assert arriving.page.locator("#code").input_value() == code[:5]
    arriving.reads("Many are joining at this moment.")


def test_a_phone_that_finds_the_door_full_comes_again_by_itself(house, phone) -> None:
    make_assembly(house, "a1", by="f-anna")
    code, arriving = house.extensions["codes"][0], phone(looks=False)
    with ExitStack() as others:
        for _ in range(auth.AT_A_CODE):
            others.enter_context(house.extensions["joining"][True].place())
        arriving.page.goto(f"{arriving.base}/join/a1#{code}")
        arriving.reads("Many are joining at this moment.")
        arriving.page.wait_for_url("**/ballots#top")
