import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.spatial.partition.shares import divided


def test_the_largest_remainders_get_what_is_left():
    # 10 · (3, 3, 1)/7 = 4.29, 4.29, 1.43: 4 + 4 + 1, and the tenth to the largest rest, 0.43.
    assert divided(10, np.array([3.0, 3.0, 1.0])).tolist() == [4, 4, 2]


def test_equal_remainders_go_to_the_earlier_place():
    assert divided(3, np.array([1.0, 1.0])).tolist() == [2, 1]


def test_where_no_weight_is_known_shares_are_equal():
    assert divided(4, np.zeros(2)).tolist() == [2, 2]


@given(
    st.integers(0, 10**6),
    st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=12),
)
def test_shares_sum_to_the_whole_and_no_share_is_off_by_one(total, weights):
    shares = divided(total, np.array(weights))
    assert shares.sum() == total
    known = np.array(weights) if sum(weights) > 0 else np.ones(len(weights))
    exact = total * known / known.sum()
    assert (np.abs(shares - exact) < 1 + 1e-6 * total).all()
