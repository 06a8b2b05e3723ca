"""Photograph the twelve main pages, on a phone and on a projector, in Danish and in Arabic.

python -m tests.screenshots    # writes docs/images/pages; needs Chromium
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from deliberation.cli.first_session import ASSEMBLY, FACILITATOR
from deliberation.cli.led_session import SESSION_ID
from tests.conftest import BROWSER_FLAGS, chromium_program
from tests.screenshots.evening import PASSWORD, Evening, evening

FOLDER = Path(__file__).parents[2] / "docs" / "images" / "pages"
SIZES = {"phone": (360, 1200), "projector": (1280, 720)}
LANGUAGES = ("da", "ar")

MEETING = f"sessions/{SESSION_ID}"
PUBLIC = {
    "join": f"/join/{ASSEMBLY}",
    "assembly": f"/assemblies/{ASSEMBLY}",
    "result": "/votes/vote-1",
    "recommendations": "/votes/vote-3",
    "screen": f"/assemblies/{ASSEMBLY}/{MEETING}",
}
MEMBERS = {
    "votes": "/ballots",
    "ranking": "/ballots/vote-5",
    "support": "/ballots/batch",
    "credits": "/ballots/spent",
}
FACILITATORS = {
    "stages": f"/facilitator/{ASSEMBLY}",
    "panel": f"/facilitator/{ASSEMBLY}/panel",
    "conduct": f"/facilitator/{ASSEMBLY}/{MEETING}/conduct",
}


def photograph(page: Any, served: Evening, size: str, language: str) -> None:
    """Every page in turn: before anybody signs in, with a card, and as the facilitator."""

    def shoot(pages: dict[str, str]) -> None:
        for name, path in pages.items():
            page.goto(f"{served.address}{path}?lang={language}")
            page.screenshot(path=FOLDER / f"{name}-{size}-{language}.png", animations="disabled")

    shoot(PUBLIC)
    page.goto(f"{served.address}/join/{ASSEMBLY}?lang={language}")
    page.locator("[name=code]").fill(served.code)
    page.locator("main form:has([name=code]) button").first.click()
    shoot(MEMBERS)
    page.goto(f"{served.address}/sign-in")
    page.locator("[name=name]").fill(FACILITATOR)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form:has([name=password]) button").first.click()
    shoot(FACILITATORS)


def main() -> None:
    """Play the evening once, and photograph it in every size and language."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        evening(Path(folder)) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=BROWSER_FLAGS)
        for size, (wide, tall) in SIZES.items():
            for language in LANGUAGES:
                context = browser.new_context(viewport={"width": wide, "height": tall})
                photograph(context.new_page(), served, size, language)
                context.close()
        browser.close()
    sys.stdout.write(f"{len([*FOLDER.glob('*.png')])} photographs of pages are written\n")


if __name__ == "__main__":
    main()
