"""An edit survives its way through JSON, and nonsense is refused."""

from typing import Any

import pytest

from geo.domain.edits import (
    AddArea,
    CutOut,
    DeleteVertex,
    Edit,
    InsertVertex,
    Merge,
    MoveVertex,
    Reassign,
    RemoveArea,
    Reshape,
    SetLock,
    Several,
    Split,
    edit_from_json,
    edit_to_json,
)
from geo.domain.errors import BadEdit

_LINE = ((94.9, 36.4), (95.0, 36.5), (95.1, 36.4))
_EVERY_EDIT: tuple[Edit, ...] = (
    MoveVertex(3, (94.9, 36.4)),
    InsertVertex(1, 2, (94.9, 36.4)),
    DeleteVertex(7),
    Reshape("a", "b", _LINE),
    Split("a", _LINE, "new-1"),
    Split("a", _LINE, "new-1", turned=True),
    Merge("a", "b"),
    CutOut(_LINE, "a", "b"),
    Reassign(("c1", "c2"), "b"),
    AddArea(_LINE, "a"),
    RemoveArea(("c1",)),
    SetLock("a", True),
    Several((Reassign(("c1",), "b"), Reassign(("c2",), "a"))),
)


@pytest.mark.parametrize("edit", _EVERY_EDIT, ids=lambda edit: type(edit).__name__)
def test_every_edit_comes_back_from_json_as_it_was(edit: Edit) -> None:
    assert edit_from_json(edit_to_json(edit)) == edit


def test_a_split_kept_before_sides_were_chosen_is_read_as_it_was() -> None:
    values = edit_to_json(Split("a", _LINE, "new-1"))
    del values["turned"]
    assert edit_from_json(values) == Split("a", _LINE, "new-1", turned=False)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "drop_table"},
        {"kind": "merge", "kept": "a"},
        {"kind": "merge", "kept": "a", "other": "b", "also": 1},
        {"kind": "move_vertex", "vertex": "3", "to": [1.0, 2.0]},
        {"kind": "move_vertex", "vertex": True, "to": [1.0, 2.0]},
        {"kind": "move_vertex", "vertex": 3, "to": [181.0, 2.0]},
        {"kind": "move_vertex", "vertex": 3, "to": [float("nan"), 2.0]},
        {"kind": "reassign", "cells": [], "to_grid": "a"},
        {"kind": "reassign", "cells": "c1", "to_grid": "a"},
        {"kind": "several", "parts": [{"kind": "merge", "kept": "a", "other": "b"}]},
    ],
)
def test_nonsense_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BadEdit):
        edit_from_json(values)
