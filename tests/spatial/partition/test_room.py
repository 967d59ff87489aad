"""A vertex table grows in place: what was refused or dropped makes the next edit copy nothing."""

import pytest

from geo.domain.errors import EditRefused
from geo.spatial.partition import EditRules, move_vertex, to_bytes
from geo.spatial.partition.vertices import appended, given_back
from tests.spatial.partition.squares import board

ROWS = ("AAB", "AAB", "ABB")


def _inner_vertex(partition) -> int:
    """Return the vertex at (100, 100), between four cells."""
    every = [i for i, xy in enumerate(partition.xy.tolist()) if xy == [100.0, 100.0]]
    return every[0]


def test_after_a_refused_edit_the_next_one_copies_nothing():
    partition = board(*ROWS)
    vertex = _inner_vertex(partition)
    with pytest.raises(EditRefused):
        move_vertex(partition, vertex, (350.0, 350.0), EditRules())
    step = move_vertex(partition, vertex, (110.0, 90.0))
    assert step.partition.vertices.room is partition.vertices.room


def test_an_edit_beside_one_that_is_kept_copies_and_leaves_it_as_it_was():
    partition = board(*ROWS)
    vertex = _inner_vertex(partition)
    kept = move_vertex(partition, vertex, (110.0, 90.0)).partition
    before = to_bytes(kept)
    other = move_vertex(partition, vertex, (90.0, 110.0)).partition
    assert other.vertices.room is not kept.vertices.room
    assert to_bytes(kept) == before


def test_rows_are_given_back_only_while_none_stands_behind_them():
    """Two longer tables, one on the other: the shorter of them cannot be given back."""
    first = board(*ROWS).vertices
    second = appended(first, first.xy[:1])
    third = appended(second, first.xy[:1])
    given_back(second, first)
    assert first.room.used == third.count
    given_back(third, second)
    given_back(second, first)
    assert first.room.used == first.count
