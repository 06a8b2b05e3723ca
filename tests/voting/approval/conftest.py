"""Approval profiles for the tests of this room."""

from hypothesis import strategies as st

from deliberation.voting import Approval, Profile

CANDIDATES = "abcde"
approvals = st.sets(st.sampled_from(CANDIDATES)).map(Approval)
profiles = (
    st.dictionaries(approvals, st.integers(1, 6), min_size=1, max_size=8)
    .filter(lambda counts: any(ballot.approved for ballot in counts))
    .map(lambda counts: Profile(CANDIDATES, counts))
)
seats = st.integers(1, 5)
orders = st.permutations(CANDIDATES)
