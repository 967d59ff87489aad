"""Form and short ways count as much as is asked: more weight on one never gives less of it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from geo.staffing.rebalance import AnswerKind, mean_way_km, rebalance, today, ways_km
from geo.staffing.rebalance.problem import Problem
from tests.staffing.rebalance_squares import problem, snake

WEIGHTS = (0.0, 0.1, 0.7, 2.0, 30.0)
KINDS = tuple(AnswerKind)
NEARLY = 1e-9


def town(seed: int) -> Problem:
    """Six rows of ten squares of 1 to 9 people each, in five winding groups."""
    draw = np.random.default_rng(seed)
    cuts = sorted(draw.choice(np.arange(6, 54), 4, replace=False).tolist())
    asked = problem(6, snake(6, 10, cuts), draw.integers(1, 10, 60).tolist(), tolerance=0.25)
    place = np.arange(60)
    middle_m = np.column_stack((place % 10, place // 10)) * 1_000.0
    ground = replace(asked.ground, middle_m=middle_m)
    return replace(
        asked, ground=ground, travel=ways_km(ground, asked.weight, asked.group, asked.groups)
    )


def answers(asked: Problem, kind: AnswerKind, **weight: float):
    wishes = replace(asked.wishes, effort=400, proof_s=0, **weight)
    return rebalance(replace(asked, wishes=wishes), kinds=[kind])[0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_more_weight_on_form_never_gives_less_compact_groups(seed, kind):
    asked = town(seed)
    found = [answers(asked, kind, compactness_weight=weight) for weight in WEIGHTS]
    for less, more in pairwise(found):
        assert more.compactness >= less.compactness - NEARLY or not less.is_within
    assert all(one.is_within for one in found) or not found[0].is_within


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_more_weight_on_ways_never_gives_longer_ones(seed, kind):
    asked = town(seed)
    found = [answers(asked, kind, travel_weight=weight) for weight in WEIGHTS]
    for less, more in pairwise(found):
        assert more.travel <= less.travel + NEARLY or not less.is_within


def test_both_weights_together_move_what_they_are_set_against():
    asked = town(1)
    plain = answers(asked, AnswerKind.FEWEST_CHANGES)
    both = answers(asked, AnswerKind.FEWEST_CHANGES, compactness_weight=30, travel_weight=30)
    assert both.compactness > plain.compactness
    assert both.travel < plain.travel
    assert both.moved_share >= plain.moved_share


def test_without_weights_the_answer_is_what_it_was():
    asked = town(2)
    bare = replace(asked, travel=None)
    one, other = (answers(each, AnswerKind.FEWEST_CHANGES) for each in (asked, bare))
    assert one.group.tolist() == other.group.tolist()
    assert (other.travel, today(bare).travel) == (None, None)


def test_a_way_leads_from_a_cell_to_the_middle_of_its_group_by_weight():
    # Four squares in a row, 1 km apart: 3 people in the first, 1 in each other. The heart of
    # squares 0 and 1 lies at 0.25 km, that of 2 and 3 at 2.5 km.
    asked = problem(1, "0011", [3, 1, 1, 1])
    middle_m = np.array([[0.0, 0], [1_000, 0], [2_000, 0], [3_000, 0]])
    ground = replace(asked.ground, middle_m=middle_m)
    ways = ways_km(ground, asked.weight, asked.group, 2)
    assert ways == pytest.approx(np.array([[0.25, 2.5], [0.75, 1.5], [1.75, 0.5], [2.75, 0.5]]))
    # (3 · 0.25 + 0.75 + 0.5 + 0.5) ÷ 6 people.
    assert mean_way_km(replace(asked, travel=ways), asked.group) == pytest.approx(2.5 / 6)
