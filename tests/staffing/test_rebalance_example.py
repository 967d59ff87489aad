"""The worked example of docs/rebalance.md, read from the page and worked out again."""

import re
from pathlib import Path

import numpy as np
import pytest

from geo.staffing.rebalance import AnswerKind, least_moved_share, rebalance
from geo.staffing.rebalance.pieces import pieces
from tests.staffing.rebalance_squares import optimum, problem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rebalance.md"


def drawn() -> tuple[str, str]:
    """The two groupings of the page, before and after, rows apart by spaces."""
    rows = re.findall(r"^ {4}([01]{4}) {6}([01]{4})$", PAGE.read_text("utf-8"), re.MULTILINE)
    before, after = zip(*rows, strict=True)
    return " ".join(before), " ".join(after)


def test_the_figures_of_the_page_are_those_of_its_drawing():
    before, after = drawn()
    asked = problem(3, before, tolerance=0.05)
    after_group = problem(3, after).group
    assert asked.weights_of(after_group).tolist() == [6, 6]
    assert int((after_group != asked.group).sum()) == 2
    assert pieces(asked.ground, after_group, 2).tolist() == [1, 1]
    # (8/6 − 1.05) ÷ 2 = 0.1417
    assert least_moved_share(asked) == pytest.approx(0.1417, abs=5e-5)
    assert "bound = 0.283 ÷ 2 = 0.1417" in PAGE.read_text("utf-8")


def test_the_answer_moves_what_the_page_says_and_is_proved():
    asked = problem(3, drawn()[0], tolerance=0.05)
    answer = rebalance(asked, kinds=[AnswerKind.FEWEST_CHANGES])[0]
    assert answer.moved_share == pytest.approx(2 / 12)
    assert answer.bound_share == pytest.approx(2 / 12)
    assert answer.gap_share == 0
    assert optimum(asked) == 2
    assert np.bincount(answer.group).tolist() == [6, 6]
