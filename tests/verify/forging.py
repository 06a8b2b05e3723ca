"""How a forger goes about it: a value is put in place of another, and every digest recomputed."""

from collections.abc import Callable
from typing import Any

import pytest

from deliberation.verify import BundleError, check
from tests.verify.conftest import Documents, Forge


def put(*path: Any, value: Any) -> Forge:
    """A forgery that puts *value* at one place."""

    def forge(documents: Documents) -> None:
        place: Any = documents
        for step in path[:-1]:
            place = place[step]
        before = str(place)
        place[path[-1]] = value
        assert str(place) != before

    return forge


@pytest.fixture
def refused(
    documents: Documents, packed: Callable[[Documents], bytes], resealed: Forge
) -> Callable[[Forge, str], None]:
    """Forges the documents, recomputes the digests, and expects the words of the refusal."""

    def expect(forge: Forge, words: str) -> None:
        forge(documents)
        resealed(documents)
        with pytest.raises(BundleError) as error:
            check(packed(documents))
        assert words in str(error.value)
        assert "\n" not in str(error.value)

    return expect
