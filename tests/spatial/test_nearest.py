import numpy as np

from geo.spatial.nearest import nearest


def test_the_nearest_target_is_found_and_its_distance_stretched() -> None:
    found = nearest(np.array([[0.0, 0.0], [90.0, 0.0]]), np.array([[100.0, 0.0], [3.0, 4.0]]), 1.4)
    assert found.position.tolist() == [1, 0]
    assert found.straight_m.tolist() == [5.0, 10.0]
    assert found.estimated_m.tolist() == [7.0, 14.0]


def test_a_point_or_target_without_position_stays_unknown() -> None:
    unknown = [np.nan, 0.0]
    found = nearest(np.array([unknown, [0.0, 0.0]]), np.array([unknown, [0.0, 2.0]]), 1.0)
    assert found.position.tolist() == [-1, 1]
    assert np.isnan(found.straight_m[0])


def test_without_targets_every_distance_is_unknown() -> None:
    found = nearest(np.zeros((2, 2)), np.empty((0, 2)), 1.4)
    assert found.position.tolist() == [-1, -1]
    assert np.isnan(found.estimated_m).all()
