from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.staffing.exchange import Standing, after, exchanges


def standing(hours, fte, givable, room=None, mover=1.0):
    free = [9] * len(hours) if room is None else room
    return Standing(
        np.array(hours, dtype=float),
        np.array(fte, dtype=float),
        np.array(givable),
        np.array(free),
        mover,
    )


def total(state, moved):
    return sum(state.cost_h2(place, int(m)) for place, m in enumerate(moved))


def best_with(state, k):
    """The least cost over every way of moving at most k workers, tried one by one."""
    ranges = [range(-int(g), int(r) + 1) for g, r in zip(state.givable, state.room, strict=True)]
    ways = (m for m in product(*ranges) if sum(m) == 0 and sum(abs(x) for x in m) <= 2 * k)
    return min(total(state, m) for m in ways)


def test_the_first_mover_leaves_the_idle_grid_for_the_busiest():
    # 10 h for 2 workers, 40 h for 1, 20 h for 1: the move saves 40²(1 − 1/2) and costs 10²(1 − 1/2)
    steps = exchanges(standing([10, 40, 20], [2, 1, 1], [2, 0, 0]))
    assert (steps[0].giver, steps[0].taker) == (0, 1)
    assert steps[0].cost_after_h2 == pytest.approx(100 / 1 + 1600 / 2 + 400 / 1)


def test_nobody_moves_when_no_move_helps():
    assert exchanges(standing([30, 30], [1, 1], [1, 1])) == ()


def test_local_staff_never_move():
    assert exchanges(standing([1, 80], [3, 1], [0, 0])) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from([1.0, 0.5, 0.7]),
)
def test_the_state_after_every_k_is_the_best_that_k_moves_reach(rows, mover):
    hours, fte, give, room = zip(*rows, strict=True)
    givable = [min(g, int(f / mover)) for g, f in zip(give, fte, strict=True)]
    state = standing(hours, fte, givable, room, mover)
    steps = exchanges(state)
    for k in range(len(steps) + 1):
        moved = after(state, steps[:k])
        assert total(state, moved) == pytest.approx(best_with(state, k), rel=1e-9, abs=1e-6)
        if k:
            assert total(state, moved) == pytest.approx(steps[k - 1].cost_after_h2, abs=1e-6)
    assert best_with(state, len(steps) + 1) == pytest.approx(
        total(state, after(state, steps)), rel=1e-6, abs=1e-6
    )


@given(st.permutations(range(4)))
def test_the_order_of_grids_does_not_matter(order):
    hours, fte, give = [50, 12, 31, 7], [1, 2, 1, 3], [0, 2, 1, 3]
    plain = exchanges(standing(hours, fte, give))
    turned = exchanges(
        standing([hours[i] for i in order], [fte[i] for i in order], [give[i] for i in order])
    )
    assert [(order[s.giver], order[s.taker]) for s in turned] == [(s.giver, s.taker) for s in plain]
