"""The peers that count votes, each in an environment of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from benchmarks.peer_environment import Peer

PEERS: Final = MappingProxyType(
    {
        name: Peer(name, packages, packages)
        for name, packages in (
            ("abcvoting", ("abcvoting",)),
            ("pabutools", ("pabutools",)),
            ("pref_voting", ("pref-voting",)),
            ("pyrankvote", ("pyrankvote",)),
            ("starvote", ("starvote",)),
            ("stvpoll", ("stvpoll",)),
            ("svvamp", ("svvamp",)),
            ("votekit", ("votekit",)),
            ("votelib", ("votelib",)),
        )
    }
)
"""By the name of their package; their programs stand in ``peers`` under the same names."""
