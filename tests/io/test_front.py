"""The front of the room, which loads a file when something in it is asked for."""

import pytest

from deliberation import io


@pytest.mark.parametrize("name", io.__all__)
def test_every_name_at_the_front_is_there(name: str) -> None:
    assert getattr(io, name).__name__ == name
    assert name in dir(io)


def test_a_name_that_is_not_there_is_an_error_as_in_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_minds'"):
        _ = io.read_minds
