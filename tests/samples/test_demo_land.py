"""The demo's land: it tiles exactly, its codes are well formed, its figures are FIELD.md's."""

import itertools
import re
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.domain.kinds import GridKind
from geo.domain.layers import LAYERS, Layer
from geo.domain.seasons import Season, month_day
from geo.spatial.frames import StorageFrame, metric_crs_for, to_metric

pytestmark = pytest.mark.slow  # the whole town is built

Layers = Mapping[Layer, pd.DataFrame]


def _area(layers: Layers, level: str) -> shapely.Geometry:
    areas = layers[Layer.AREAS]
    return areas.loc[areas["level"] == level, "geometry"].iloc[0]


def _villages(layers: Layers) -> gpd.GeoDataFrame:
    areas = layers[Layer.AREAS]
    return areas[areas["level"] == "village"]


@pytest.mark.parametrize("layer", [Layer.CELLS, Layer.GRIDS])
def test_cells_and_grids_tile_the_town_without_gap_or_overlap(layers: Layers, layer: Layer) -> None:
    polygons = layers[layer]["geometry"].to_numpy()
    town = _area(layers, "township")
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)
    assert shapely.coverage_union_all(polygons).equals(town)
    # Parts that tile have the whole's area, to the rounding of floating point.
    assert np.isclose(shapely.area(polygons).sum(), town.area, rtol=1e-12)


def test_villages_tile_the_town(layers: Layers) -> None:
    polygons = _villages(layers)["geometry"].to_numpy()
    assert len(polygons) == 22
    assert shapely.coverage_is_valid(polygons)
    assert shapely.coverage_union_all(polygons).equals(_area(layers, "township"))


def test_every_grid_is_one_piece_made_of_its_cells(layers: Layers) -> None:
    cells, grids = layers[Layer.CELLS], layers[Layer.GRIDS].set_index("code")
    assert set(grids.geometry.geom_type) == {"Polygon"}
    united = cells.groupby("grid_code")["geometry"].agg(
        lambda own: shapely.coverage_union_all(own.to_numpy()),
    )
    assert all(united[code].equals(grids.geometry[code]) for code in grids.index)


def test_a_cell_lies_in_the_village_that_its_code_names(layers: Layers) -> None:
    cells = layers[Layer.CELLS]
    villages = _villages(layers).set_index("code")["geometry"]
    inside = shapely.point_on_surface(cells["geometry"].to_numpy())
    own = villages[cells["code"].str[:12]].to_numpy()
    assert shapely.contains(own, inside).all()


def test_the_town_has_its_four_holes_and_about_26_000_km2(layers: Layers) -> None:
    town = _area(layers, "township")
    assert len(town.interiors) == 4
    rows = layers[Layer.AREAS]
    town_row = StorageFrame(rows[rows["level"] == "township"])
    metric = to_metric(town_row, metric_crs_for(tuple(town.bounds)))
    assert 25_500 < metric.geometry.area.sum() / 1e6 < 26_500


def test_the_town_lies_in_the_real_county(layers: Layers) -> None:
    beyond = _area(layers, "township").difference(_area(layers, "county"))
    # Rounding to 1e-7 degrees along some 500 km of county line leaves far less than a hectare.
    assert beyond.area < 1e-6


def test_counts_are_those_of_the_pilot_town(layers: Layers) -> None:
    cells, grids = layers[Layer.CELLS], layers[Layer.GRIDS]
    assert 1_400 <= len(cells) <= 1_600
    assert 85 <= len(grids) <= 96
    assert grids["residents"].sum() == cells["residents"].sum() == 67_000
    herders = grids[grids["kind"] == GridKind.PASTORAL]
    assert len(herders) == 6
    assert herders["households"].sum() == 200
    assert herders["residents"].sum() < 1_000
    assert grids.loc[grids["kind"] == GridKind.UNINHABITED, "residents"].sum() == 0


def test_an_all_purpose_grid_has_about_300_households(layers: Layers) -> None:
    grids = layers[Layer.GRIDS]
    households = grids.loc[grids["kind"] == GridKind.ALL_PURPOSE, "households"]
    assert 280 <= households.median() <= 330
    assert households.between(60, 700).all()


def test_every_code_is_unique_and_well_formed(layers: Layers) -> None:
    patterns = {
        Layer.AREAS: r"\d{12}(\d\d)?",
        Layer.CELLS: r"632801100\d{6}",
        Layer.GRIDS: r"632801100\d{3}-\d{3}",
    }
    for layer, pattern in patterns.items():
        codes = layers[layer]["code"]
        assert codes.is_unique
        assert all(re.fullmatch(pattern, code) for code in codes)
    for layer, rows in layers.items():
        assert rows[LAYERS[layer].key].is_unique
        assert rows[LAYERS[layer].key].is_monotonic_increasing


def test_cell_numbers_of_a_village_begin_in_the_north(layers: Layers) -> None:
    cells = layers[Layer.CELLS]
    north = pd.Series(shapely.centroid(cells["geometry"].to_numpy()), index=cells.index).map(
        lambda point: point.y,
    )
    for _, own in cells.groupby(cells["code"].str[:12]):
        third = len(own) // 3
        assert north[own.index[:third]].mean() > north[own.index[-third:]].mean()


def test_every_herding_unit_has_dated_winter_and_summer_pastures_in_the_town(
    layers: Layers,
) -> None:
    shapes, grids = layers[Layer.SHAPES], layers[Layer.GRIDS]
    herding = set(grids.loc[grids["kind"] == GridKind.PASTORAL, "code"])
    assert set(shapes["grid_code"]) == herding
    assert shapes.groupby("grid_code").size().between(2, 3).all()
    assert all(re.fullmatch(r"\d\d-\d\d", text) for text in shapes["starts_md"])
    outside = shapely.difference(shapes["geometry"].to_numpy(), _area(layers, "township"))
    assert shapely.area(outside).max() < 1e-6


def test_every_herding_unit_is_on_one_range_a_day_or_on_none(layers: Layers) -> None:
    shapes = layers[Layer.SHAPES]
    for _, own in shapes.groupby("grid_code"):
        days = zip(own["starts_md"].map(month_day), own["ends_md"].map(month_day), strict=True)
        seasons = [Season(*ends) for ends in days]
        pairs = itertools.combinations(seasons, 2)
        assert not any(one.overlaps(other) for one, other in pairs)


def test_groups_are_made_of_cells_and_hold_every_household(layers: Layers) -> None:
    areas, cells = layers[Layer.AREAS], layers[Layer.CELLS]
    groups = areas[areas["level"] == "group"].reset_index(drop=True)
    inside = shapely.point_on_surface(cells["geometry"].to_numpy())
    cell, group = shapely.STRtree(inside).query(groups["geometry"].to_numpy(), "contains")[::-1]
    assert len(set(cell)) == len(cell)
    assert cells["households"].drop(index=cells.index[cell]).sum() == 0
    held = cells["households"].iloc[cell].groupby(group).sum()
    # Wanted are 75 households a group; a cell is not cut, so groups of a grid differ.
    assert 60 <= held.median() <= 90
    assert (cells["code"].iloc[cell].str[:12].to_numpy() == groups["code"][group].str[:12]).all()
    assert cells["grid_code"].iloc[cell].groupby(group).nunique().max() == 1


def test_groups_are_numbered_within_their_village(layers: Layers) -> None:
    areas = layers[Layer.AREAS].set_index("code")["name"]
    assert areas["63280110021901"] == "和谐村一组"
    assert areas["63280110021921"] == "和谐村二十一组"


def test_coordinates_lie_on_the_grid_of_1e_7_degrees(layers: Layers) -> None:
    coordinates = shapely.get_coordinates(layers[Layer.CELLS]["geometry"].to_numpy())
    assert np.abs(coordinates - np.round(coordinates, 7)).max() < 1e-12


def test_rivers_canals_railway_and_highways_are_barriers(layers: Layers) -> None:
    barriers = layers[Layer.BARRIERS]
    kinds = {"河流", "干渠", "支渠", "铁路", "国道", "省道", "高速公路"}
    assert set(barriers["kind"]) == kinds
    assert {"格尔木河", "青藏铁路", "G3011 柳格高速"} <= set(barriers["name"])


def test_the_river_and_the_canals_run_along_village_borders(layers: Layers) -> None:
    barriers = layers[Layer.BARRIERS].set_index("name")["geometry"]
    borders = shapely.union_all(shapely.boundary(_villages(layers)["geometry"].to_numpy()))
    # Within the oasis, 36.36…36.47 N, hand-placed water and village borders are the same line.
    for name, least_share in (("格尔木河", 0.6), ("西干渠", 0.6)):
        reach = shapely.clip_by_rect(barriers[name], 94.5, 36.36, 95.2, 36.47)
        along = reach.intersection(borders.buffer(0.0015))
        assert along.length / reach.length > least_share
