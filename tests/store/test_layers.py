"""What every store promises of layers."""

from typing import Any

import pandas as pd
import pytest
import shapely

from geo.domain.errors import BadColumns, BadValue, Values, WanggeError
from geo.domain.layers import LAYERS, FieldKind, Layer
from geo.domain.policy import Action
from geo.ports.store import Store
from tests.store.examples import AT, PLANNER, rows_of

SHAPED = [layer for layer in Layer if LAYERS[layer].geometry_kind]
DTYPES = {
    FieldKind.TEXT: "string",
    FieldKind.CHOICE: "string",
    FieldKind.DATE: "string",
    FieldKind.MONTH_DAY: "string",
    FieldKind.COUNT: "Int64",
    FieldKind.TIME: "Int64",
    FieldKind.NUMBER: "float64",
    FieldKind.DEGREE: "float64",
    FieldKind.FLAG: "boolean",
}


def wrong(refusal: WanggeError) -> Values:
    return refusal.values  # noqa: PD011


def append(store: Store, layer: Layer, rows: pd.DataFrame) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, layer.value, AT) as transaction:
        transaction.append(layer, rows)


@pytest.mark.parametrize("layer", Layer)
def test_known_and_unknown_values_come_back_as_they_went_in(store: Store, layer: Layer) -> None:
    known, unknown = rows_of(layer, ["b"]), rows_of(layer, ["a"], known=False)
    append(store, layer, known)
    append(store, layer, unknown)
    rows = store.layers.rows(layer)
    assert list(rows.index) == [0, 1]
    for name in rows.columns:
        assert rows[name][1] == known[name][0], name
        expected = unknown[name][0]
        assert pd.isna(rows[name][0]) if expected is None else rows[name][0] == expected, name


@pytest.mark.parametrize("layer", Layer)
@pytest.mark.parametrize("is_empty", [True, False])
def test_every_field_is_read_in_its_documented_dtype(
    store: Store, layer: Layer, is_empty: bool
) -> None:
    if not is_empty:
        append(store, layer, rows_of(layer, ["a"], known=False))
    rows = store.layers.rows(layer)
    expected = {f.name: DTYPES[f.kind] for f in LAYERS[layer].fields if f.kind in DTYPES}
    assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == expected


@pytest.mark.parametrize("layer", SHAPED)
def test_a_geometry_comes_back_bit_for_bit_in_the_storage_crs(store: Store, layer: Layer) -> None:
    sent = rows_of(layer, ["b", "a"])
    append(store, layer, sent)
    shapes = store.layers.shapes(layer)
    assert shapes.crs == "EPSG:4326"
    assert list(shapes[LAYERS[layer].key]) == ["a", "b"]
    assert shapely.to_wkb(shapes.geometry.to_numpy()).tolist() == (
        shapely.to_wkb(sent.geometry.to_numpy()).tolist()
    )


@pytest.mark.parametrize("layer", SHAPED)
def test_an_empty_layer_has_an_empty_frame_of_shapes(store: Store, layer: Layer) -> None:
    shapes = store.layers.shapes(layer)
    assert len(shapes) == 0
    assert shapes.crs == "EPSG:4326"


def test_rows_are_ordered_by_key_whatever_the_order_of_writing(store: Store) -> None:
    append(store, Layer.STATIONS, rows_of(Layer.STATIONS, ["s10", "s2", "S3"]))
    append(store, Layer.STATIONS, rows_of(Layer.STATIONS, ["市", "s1"]))
    # Code points: "S" < "s", "1" < "10" < "2", and Chinese after ASCII.
    assert store.layers.rows(Layer.STATIONS)["id"].tolist() == ["S3", "s1", "s10", "s2", "市"]
    assert store.layers.count(Layer.STATIONS) == 5


def test_revisions_rise_by_one_for_each_transaction_that_changes_the_layer(store: Store) -> None:
    assert set(store.layers.revisions().values()) == {0}
    with store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        transaction.clear(Layer.STAFF)
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
    append(store, Layer.STAFF, rows_of(Layer.STAFF, ["b"]))
    append(store, Layer.ROADS, rows_of(Layer.ROADS, ["r"]))
    changed = {layer: n for layer, n in store.layers.revisions().items() if n}
    assert changed == {Layer.STAFF: 2, Layer.ROADS: 1}
    assert store.layers.revision(Layer.STAFF) == 2
    assert store.settings_revision() == 0


def test_clearing_removes_every_row(store: Store) -> None:
    append(store, Layer.GRIDS, rows_of(Layer.GRIDS, ["a", "b"]))
    with store.write(PLANNER, Action.IMPORT_LAYER, "grids", AT) as transaction:
        transaction.clear(Layer.GRIDS)
    assert store.layers.count(Layer.GRIDS) == 0


@pytest.mark.parametrize("second", [["c", "a"], ["c", "c"]])
def test_a_key_that_is_taken_is_refused_and_nothing_is_kept(
    store: Store, second: list[str]
) -> None:
    append(store, Layer.GRIDS, rows_of(Layer.GRIDS, ["a"]))
    with pytest.raises(BadValue) as refusal:
        append(store, Layer.GRIDS, rows_of(Layer.GRIDS, second))
    assert wrong(refusal.value) == {"field": "code", "value": second[1]}
    assert store.layers.rows(Layer.GRIDS)["code"].tolist() == ["a"]
    assert store.layers.revision(Layer.GRIDS) == 1


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, ""])
def test_a_row_without_a_key_is_refused(store: Store, missing: Any) -> None:
    rows = rows_of(Layer.ROADS, ["a", "b"]).assign(id=["a", missing])
    with pytest.raises(BadValue) as refusal:
        append(store, Layer.ROADS, rows)
    assert wrong(refusal.value) == {"field": "id", "row": 2}


def test_a_required_value_that_is_unknown_is_refused(store: Store) -> None:
    rows = rows_of(Layer.INCIDENTS, ["a"]).assign(category=None)
    with pytest.raises(BadValue) as refusal:
        append(store, Layer.INCIDENTS, rows)
    assert wrong(refusal.value) == {"field": "category", "row": 1}


def test_a_missing_geometry_is_refused(store: Store) -> None:
    rows = rows_of(Layer.GRIDS, ["a"])
    with pytest.raises(BadValue):
        append(store, Layer.GRIDS, pd.DataFrame(rows.drop(columns="geometry")))
    with pytest.raises(BadValue):
        append(store, Layer.GRIDS, rows.assign(geometry=None))


def test_a_column_that_is_no_field_is_refused_rather_than_kept(store: Store) -> None:
    rows = rows_of(Layer.STAFF, ["a"]).assign(phone="139")
    with pytest.raises(BadColumns) as refusal:
        append(store, Layer.STAFF, rows)
    assert wrong(refusal.value) == {"columns": "phone", "layer": "staff"}


def test_a_value_of_the_wrong_type_is_refused(store: Store) -> None:
    rows = rows_of(Layer.GRIDS, ["a"]).assign(residents="many")
    with pytest.raises(BadValue) as refusal:
        append(store, Layer.GRIDS, rows)
    assert wrong(refusal.value) == {"field": "residents"}


@pytest.mark.parametrize(
    ("layer", "field", "value"),
    [
        (Layer.GRIDS, "residents", 7.5),
        (Layer.GRIDS, "residents", "7"),
        (Layer.GRIDS, "name", 7),
        (Layer.INCIDENTS, "reported_at", "2025-01-01"),
        (Layer.INCIDENTS, "lon_deg", "94.9"),
        (Layer.CAMERAS, "range_m", "far"),
        (Layer.CAMERAS, "sign", "yes"),
        (Layer.CAMERAS, "sign", 2),
        (Layer.CAMERAS, "filed_on", 20250401),
    ],
)
def test_no_value_is_made_to_fit_its_field(
    store: Store, layer: Layer, field: str, value: object
) -> None:
    rows = rows_of(layer, ["a"]).astype({field: "object"})
    rows.loc[0, field] = value
    with pytest.raises(BadValue) as refusal:
        append(store, layer, rows)
    assert wrong(refusal.value) == {"field": field}
    assert store.layers.count(layer) == 0


def test_fields_that_a_frame_lacks_are_unknown(store: Store) -> None:
    append(store, Layer.STAFF, pd.DataFrame({"id": ["a"], "grid_code": ["g"]}))
    row = store.layers.rows(Layer.STAFF).iloc[0]
    assert row[["kind", "hours_week", "mobile", "home_village_code"]].isna().all()


def test_an_index_of_the_rows_written_is_no_part_of_them(store: Store) -> None:
    rows = rows_of(Layer.STAFF, ["b", "a"])
    append(store, Layer.STAFF, rows.set_axis([5, 5]))
    assert store.layers.rows(Layer.STAFF)["id"].tolist() == ["a", "b"]


def test_what_a_reader_got_does_not_change_under_it_nor_change_the_store(store: Store) -> None:
    append(store, Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
    mine = store.layers.rows(Layer.STAFF)
    mine.loc[0, "id"] = "changed"
    append(store, Layer.STAFF, rows_of(Layer.STAFF, ["b"]))
    assert mine["id"].tolist() == ["changed"]
    assert store.layers.rows(Layer.STAFF)["id"].tolist() == ["a", "b"]
