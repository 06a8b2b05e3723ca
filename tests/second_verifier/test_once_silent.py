"""The two checkers agree where the pages were silent until the second one was written."""

from pathlib import Path

from tests.second_verifier.test_agreement import agree, packed
from tests.verify.test_silent_pages import REFUSED, honest


def test_both_let_through_what_the_pages_allow(tmp_path: Path) -> None:
    assert all(agree(map(packed, honest()), tmp_path))


def test_both_refuse_what_the_pages_forbid(tmp_path: Path) -> None:
    assert not any(agree((packed(documents) for documents, _ in REFUSED.values()), tmp_path))
