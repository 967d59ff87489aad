"""Hand-overs are told by 村民小组: named areas that hold most of a cell, counts that add up."""

from datetime import UTC, datetime

import pandas as pd
import pytest
import shapely

from geo.domain.edits import Merge, Reassign
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.drafting.groups import groups_of
from geo.services.gazetteer import gazetteer
from geo.services.plan_documents.moves import Move, moves_of
from geo.spatial import frames
from geo.spatial.frames import MetricCrs
from tests.fakes.memory_store import MemoryStore
from tests.services.comparing import comparisons, edited
from tests.services.drafted import PLANNER, SIDE, SOUTH, WEST, Desk, cell_box, drafted_town
from tests.services.town import ADMINISTRATOR

CRS = MetricCrs("EPSG:32646")
VILLAGE = "632801100219"


def _areas(store: MemoryStore, *rows: tuple[str, str, str, shapely.Geometry]) -> MemoryStore:
    """Return the store with areas of (code, name, level, shape)."""
    table = pd.DataFrame([row[:3] for row in rows], columns=["code", "name", "level"])
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "areas", datetime.now(UTC)) as opened:
        opened.append(Layer.AREAS, frames.from_wkb(table, [row[3].wkb for row in rows]))
    return store


def _moved(store: MemoryStore, edit) -> list[tuple[str, str, int, int | None]]:
    desk = Desk(store=store)
    impact = desk.drafts.apply(desk.by(), 0, edit, "").impact
    return [(one.village, one.group, one.cells, one.households) for one in impact.moved]


def test_cells_of_one_group_are_told_as_one_sum():
    both = shapely.union_all([cell_box("a1"), cell_box("a2")])
    store = _areas(drafted_town().store(), ("g1", "一组", "group", both))
    # A's two cells of ten households each go over to B.
    assert _moved(store, Merge("B", "A")) == [("", "一组", 2, 20)]


def test_a_cell_that_no_group_holds_goes_by_its_own_code():
    store = _areas(drafted_town().store(), ("g1", "一组", "group", cell_box("a1")))
    assert _moved(store, Merge("B", "A")) == [("", "a2", 1, 10), ("", "一组", 1, 10)]


@pytest.mark.parametrize(("share", "told"), [(0.6, "一组"), (0.4, "a2")])
def test_a_group_counts_where_it_holds_most_of_the_cell(share: float, told: str):
    west, south, _, north = cell_box("a2").bounds
    strip = shapely.box(west, south, west + share * SIDE / 2, north)
    store = _areas(drafted_town().store(), ("g1", "一组", "group", strip))
    assert _moved(store, Reassign(("a2",), "B")) == [("", told, 1, 10)]


def test_a_neighbour_that_shares_a_border_alone_is_in_no_group():
    store = _areas(drafted_town().store(), ("g1", "一组", "group", cell_box("a1")))
    assert _moved(store, Reassign(("a2",), "B")) == [("", "a2", 1, 10)]


def test_a_comparison_tells_the_same_groups():
    both = shapely.union_all([cell_box("a1"), cell_box("a2")])
    desk = Desk(store=_areas(drafted_town().store(), ("g1", "一组", "group", both)))
    compared = comparisons(desk).compare(PLANNER, "", edited(desk, Merge("B", "A")))
    (group,) = compared.groups
    assert (group.of.group, group.of.cells, group.of.households) == ("一组", 2, 20)


@pytest.mark.parametrize(
    ("name", "told"),
    [("和谐村一组", "一组"), ("和谐村委会一组", "一组"), ("一组", "一组"), ("上庄", "上庄")],
)
def test_a_group_is_called_as_within_its_village(name: str, told: str):
    land = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    store = _areas(
        MemoryStore(),
        (VILLAGE, "和谐村委会", "village", land),
        (f"{VILLAGE}01", name, "group", land),
    )
    cells = frames.from_wkb(pd.DataFrame({"code": [f"{VILLAGE}001"]}), [land.wkb])
    assert groups_of(frames.to_metric(cells, CRS), store.layers) == {f"{VILLAGE}001": told}


def test_a_town_without_groups_has_none():
    land = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    store = _areas(MemoryStore(), (VILLAGE, "和谐村委会", "village", land))
    cells = frames.from_wkb(pd.DataFrame({"code": ["c"]}), [land.wkb])
    assert groups_of(frames.to_metric(cells, CRS), store.layers) == {}


def test_groups_do_not_crowd_the_search_for_places():
    land = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    store = _areas(
        MemoryStore(),
        (VILLAGE, "和谐村委会", "village", land),
        (f"{VILLAGE}01", "和谐村一组", "group", land),
    )
    names = gazetteer(store.layers, store.layers.shapes(Layer.GRIDS))["name"]
    assert names.tolist() == ["和谐村委会"]


def test_a_memo_sums_by_group_and_by_the_grids_it_goes_between():
    groups = [("g1", "一组", "a1", "a2"), ("g2", "二组", "b1", "b2")]
    shapes = [
        (code, name, "group", shapely.union_all([cell_box(first), cell_box(second)]))
        for code, name, first, second in groups
    ]
    desk = Desk(store=_areas(drafted_town().store(), *shapes))
    desk.drafts.apply(desk.by(), 0, Merge("C", "A"), "")
    desk.drafts.apply(desk.by(), 1, Reassign(("b1",), "C"), "")
    # Of the first group both cells of ten households go, of the second one.
    assert moves_of(desk.drafts.standing(desk.plan.id)) == (
        Move("", "一组", "A", "C", 2, 20),
        Move("", "二组", "B", "C", 1, 10),
    )
