"""A grid of a draft gets another name or kind, which is undone and comes into force like land."""

import pytest

from geo.domain.edits import Excuse, Rename, SetKind, SetLock, Split, edit_from_json
from geo.domain.errors import BadEdit, EditRefused, GridLocked, NotFound
from geo.domain.layers import Layer
from tests.services.drafted import HALF, SIDE, SOUTH, WEST, Desk
from tests.services.leading import put_in_force

X = WEST + HALF
SPLIT_A = Split("A", ((X, SOUTH - 0.001), (X, SOUTH + SIDE + 0.001)), "A~1")


def _names(applied) -> dict[str, str]:
    return {grid.code: grid.name for grid in applied.grids or ()}


def test_a_renamed_grid_is_called_so_and_the_history_says_how_it_was_called():
    desk = Desk()
    applied = desk.drafts.apply(desk.by(), 0, Rename("A", "  东 \u202e 格\n"), "")
    # What cannot be seen is left out, and blanks are one.
    assert _names(applied)["A"] == "东 格"
    assert applied.history_tail[-1].words == "A网格：改名为 东 格"
    assert (applied.features, applied.removed) == ([], [])


def test_a_name_is_undone_and_redone():
    desk = Desk()
    revision = desk.drafts.apply(desk.by(), 0, Rename("A", "东格"), "").revision
    undone = desk.drafts.undo(desk.by(), revision)
    assert _names(undone)["A"] == "A网格"
    assert _names(desk.drafts.redo(desk.by(), undone.revision))["A"] == "东格"
    assert {one.code: one.name for one in desk.fresh().open(desk.by()).grids}["A"] == "东格"


@pytest.mark.parametrize(
    ("name", "reason"),
    [(" \u200b\t", "name_empty"), ("格" * 31, "name_long"), ("B网格", "name_taken")],
)
def test_a_name_nobody_could_use_is_refused(name, reason):
    with pytest.raises(EditRefused) as refused:
        _renamed(name)
    assert refused.value.reason == reason


def _renamed(name):
    desk = Desk()
    return desk.drafts.apply(desk.by(), 0, Rename("A", name), "")


def test_a_grid_may_keep_its_own_name():
    assert _names(_renamed("A网格"))["A"] == "A网格"


def test_neither_a_locked_nor_an_unknown_grid_is_renamed():
    desk = Desk()
    with pytest.raises(NotFound):
        desk.drafts.apply(desk.by(), 0, Rename("Z", "东格"), "")
    revision = desk.drafts.apply(desk.by(), 0, SetLock("A", True), "").revision
    with pytest.raises(GridLocked):
        desk.drafts.apply(desk.by(), revision, Rename("A", "东格"), "")


def test_the_kind_of_a_grid_changes_what_it_needs():
    desk = Desk()
    split = desk.drafts.apply(desk.by(), 0, SPLIT_A, "")
    assert [one.code for one in split.impact.violations] == ["no_worker"]
    applied = desk.drafts.apply(desk.by(), split.revision, SetKind("A~1", "uninhabited"), "")
    assert {one.code: one.kind for one in applied.grids or ()}["A~1"] == "uninhabited"
    assert applied.history_tail[-1].words == "A网格-2：类型改为无人区"
    # Nobody has to serve a grid where nobody lives.
    assert applied.impact.violations == []


def test_there_are_only_the_kinds_there_are():
    desk = Desk()
    with pytest.raises(BadEdit):
        desk.drafts.apply(desk.by(), 0, SetKind("A", "castle"), "")


def test_names_and_kinds_are_on_the_record_once_the_plan_is_in_force():
    desk = Desk()
    done = put_in_force(
        desk, SPLIT_A, Rename("A~1", "新村"), SetKind("A~1", "special"), Rename("C", "北格")
    )
    grids = desk.store.layers.rows(Layer.GRIDS).set_index("code")
    (code,) = done.grid_codes.values()
    assert grids.loc[code, ["name", "kind"]].tolist() == ["新村", "special"]
    assert grids.loc["C", ["name", "households"]].tolist() == ["北格", 20]


def test_a_name_alone_is_a_change_that_comes_into_force():
    desk = Desk()
    put_in_force(desk, Rename("C", "北格"))
    assert desk.store.layers.rows(Layer.GRIDS).set_index("code").loc["C", "name"] == "北格"


def test_a_rule_is_set_aside_afterwards_only_with_a_reason():
    desk = Desk()
    with pytest.raises(EditRefused, match="no_reason"):
        desk.drafts.apply(desk.by(), 0, Excuse("A"), " ")
    applied = desk.drafts.apply(desk.by(), 0, Excuse("A"), "楼栋将拆除")
    assert applied.history_tail[-1].words == "A网格：说明例外（理由：楼栋将拆除）"


def test_they_come_from_the_editor_as_plain_values():
    assert edit_from_json({"kind": "rename", "grid": "A", "name": "东"}) == Rename("A", "东")
    assert edit_from_json({"kind": "set_kind", "grid": "A", "grid_kind": "special"}) == SetKind(
        "A", "special"
    )
    assert edit_from_json({"kind": "excuse", "grid": "A"}) == Excuse("A")
    with pytest.raises(BadEdit):
        edit_from_json({"kind": "rename", "grid": "A", "name": 3})
