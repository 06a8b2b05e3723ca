"""Approval profiles for the tests of this room."""

from hypothesis import strategies as st

from deliberation import testing

CANDIDATES = "abcde"
profiles = testing.profiles(
    testing.approvals(CANDIDATES), candidates=CANDIDATES, distinct=8, most=6
)
seats = st.integers(1, 5)
orders = st.permutations(CANDIDATES)
