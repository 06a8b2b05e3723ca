"""Whatever a link leads to, from any page of an evening, is accessible and fits on a phone."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest

from deliberation.cli.first_session import ASSEMBLY, FACILITATOR
from tests.browser.conftest import Phone
from tests.screenshots.evening import PASSWORD, Evening, evening

pytestmark = pytest.mark.browser
FEWEST = {"enter_as_nobody": 15, "enter_as_member": 4, "enter_as_facilitator": 60}
LINKS = "[...document.links].map(link => link.href)"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with evening(tmp_path_factory.mktemp("evening")) as served:
        yield served


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The addresses that somebody has opened; what is for everybody is looked at once."""
    return set()


@pytest.fixture
def visitor(browser: Any, served: Evening) -> Iterator[Phone]:
    """A phone that reads Arabic, as the most that a page has to turn."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ar")
    yield Phone(context.new_page(), served.address)
    context.close()


def enter_as_nobody(_phone: Phone, _served: Evening) -> str:
    return "/"


def enter_as_member(phone: Phone, served: Evening) -> str:
    phone.page.goto(f"{served.address}/join/{ASSEMBLY}")
    phone.fill(code=served.code)
    with phone.page.expect_navigation():
        phone.page.locator("main form:has([name=code]) button").first.click()
    return "/ballots"


def enter_as_facilitator(phone: Phone, served: Evening) -> str:
    phone.page.goto(f"{served.address}/sign-in")
    phone.fill(name=FACILITATOR, password=PASSWORD)
    with phone.page.expect_navigation():
        phone.page.locator("main form:has([name=password]) button").first.click()
    return "/facilitator"


@pytest.mark.parametrize("enter", [enter_as_nobody, enter_as_member, enter_as_facilitator])
def test_every_page_that_a_link_leads_to_can_be_used(
    visitor: Phone,
    served: Evening,
    seen: set[str],
    enter: Callable[[Phone, Evening], str],
) -> None:
    waiting, opened = [enter(visitor, served)], set[str]()
    refused = set[str]()
    while waiting:
        path = waiting.pop(0)
        if path in seen | refused:
            continue
        if not is_page(visitor, path):
            refused.add(path)
            continue
        seen.add(path)
        opened.add(path)
        visitor.open(path)
        links = (link for link in visitor.page.evaluate(LINKS) if link.startswith(served.address))
        waiting += [urlsplit(urldefrag(link).url).path for link in links]
    assert len(opened) > FEWEST[enter.__name__]


def is_page(phone: Phone, path: str) -> bool:
    """Whether the browser shows it: no file that is saved, and no page for others."""
    answer = phone.page.request.get(phone.base + path)
    assert answer.status in (200, 403), f"{path} answers {answer.status}"
    headers = answer.headers
    kept = headers.get("content-disposition", "").startswith("attachment")
    return answer.ok and not kept and headers["content-type"].startswith("text/html")
