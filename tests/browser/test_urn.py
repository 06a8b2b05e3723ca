"""The script of the pages seals with a browser's own cryptography, to the same bytes as the urn."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from deliberation import urn
from deliberation.urn import Split, Terms
from deliberation.voting import Ranking
from tests.urn.conftest import chance, slot

pytestmark = pytest.mark.browser

VECTORS = json.loads((Path(__file__).parent.parent / "golden" / "urn.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def page(loaded: Callable[..., Any]) -> Any:
    """A page with the script in it, and with what follows the test vectors."""
    return loaded("urn.js", "vectors.js")


def test_the_test_vectors_hold_in_a_browser(page: Any) -> None:
    assert page.evaluate("differences", VECTORS) == []


def test_a_browser_would_notice_another_vector(page: Any) -> None:
    wrong = deepcopy(VECTORS)
    wrong["urns"][0]["document"]["vote"] = "lamp"
    assert page.evaluate("vectors => differences(vectors).catch(() => ['refused'])", wrong)


def test_what_a_browser_seals_is_opened(page: Any) -> None:
    terms = Terms("lamps", "ranking", ("lamps", "trees"))
    new = urn.new_urn(terms, split=Split.REHEARSAL, random_bytes=chance("browser"))
    ballot = Ranking(("trees",))
    given = (urn.plaintext(ballot, new.urn), new.urn.key, urn.info_of("lamps", slot("ann")))
    sealed = page.evaluate(
        "async given => Array.from(await seal(...given.map(part => Uint8Array.from(part))))",
        [list(part) for part in given],
    )
    assert len(sealed) == new.urn.sealed_length
    key = urn.join(new.shares, new.urn)
    assert urn.unseal(bytes(sealed), new.urn, slot=slot("ann"), key=key) == (ballot, None)
