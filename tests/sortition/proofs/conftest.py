"""Every panel of a small pool, by type, for tests that look at all of them."""

import pytest


@pytest.fixture
def counted(every_panel):
    """Lists every panel by how many it has of each type."""

    def count(pool, quotas, panels):
        type_of = {id: t for t, type in enumerate(panels.types) for id in type.members}
        return {
            tuple(sum(type_of[id] == t for id in ids) for t in range(len(panels.types)))
            for ids in every_panel(pool, quotas)
        }

    return count
