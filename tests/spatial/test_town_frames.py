"""One frame for an even town, two for a crowd of small grids in an empty plain."""

import numpy as np
from numpy.typing import NDArray

from geo.spatial.town_frames import town_frames


def squares(side: int, step_deg: float) -> NDArray[np.float64]:
    row, column = np.divmod(np.arange(side * side), side)
    west, south = 94.0 + column * step_deg, 36.0 + row * step_deg
    return np.column_stack([west, south, west + step_deg, south + step_deg])


def test_an_even_town_has_one_frame() -> None:
    frames = town_frames(squares(5, 0.1), np.full(25, 100.0))
    assert frames.inset is None
    # 5 × 0.1° wide, 2 % padded on each side.
    assert abs(frames.main.west_deg - (94.0 - 0.01)) < 1e-9
    assert abs(frames.main.east_deg - (94.5 + 0.01)) < 1e-9


def test_a_crowd_in_a_plain_has_two_frames() -> None:
    plain = np.array([[90.0, 33.0, 94.0, 38.0], [94.5, 33.0, 97.0, 38.0]])
    bounds = np.vstack([squares(5, 0.1), plain])
    frames = town_frames(bounds, np.append(np.full(25, 100.0), [150_000.0, 90_000.0]))
    assert frames.inset is not None
    assert frames.main.east_deg < 94.6
    assert frames.inset.west_deg < 90.0


def test_a_lone_small_grid_far_away_does_not_widen_the_main_frame() -> None:
    plain = np.array([[90.0, 33.0, 94.0, 38.0]])
    far = np.array([[91.0, 34.0, 91.1, 34.1]])
    bounds = np.vstack([squares(6, 0.1), far, plain])
    frames = town_frames(bounds, np.append(np.full(37, 100.0), 150_000.0))
    assert frames.main.west_deg > 93.9


def test_three_grids_have_one_frame() -> None:
    assert town_frames(squares(2, 0.1)[:3], np.array([1.0, 1.0, 900.0])).inset is None


def test_no_grids_have_a_frame_too() -> None:
    assert town_frames(np.empty((0, 4)), np.empty(0)).inset is None
