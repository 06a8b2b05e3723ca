"""The strongest paths of wins between candidates.

Source: Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), 2.3.1 (the Floyd-Warshall
algorithm, with the weaker link for the sum and the stronger path for the minimum).
"""

from __future__ import annotations

import numpy as np

from deliberation.voting.preferences import Matrix


def strongest(links: Matrix) -> Matrix:
    """The strength of the strongest path from the row's candidate to the column's, or 0.

    Args:
        links: the strength of each win, and 0 where there is none; whole numbers.
    """
    p = links.astype(_narrowest(links))
    weaker = np.empty_like(p)
    for k in range(len(p)):
        np.minimum(p[:, k, None], p[k], out=weaker)
        np.maximum(p, weaker, out=p)
    np.fill_diagonal(p, 0)
    return p.astype(links.dtype)


def _narrowest(links: Matrix) -> np.dtype[np.generic]:
    """The narrowest type that holds every number: the narrower, the quicker."""
    if links.dtype == object:
        return links.dtype
    return np.min_scalar_type(int(links.max()))
