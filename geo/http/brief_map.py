"""The printed page's map: the crowded part of the town, and beside it a vast whole."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.messages import text
from geo.services.measures import MeasureValues
from geo.services.sensitive import grid_centres_deg
from geo.services.snapshot import Snapshot
from geo.spatial.frames import metric_xy
from geo.spatial.town_frames import Extent, town_frames
from geo.views import brief as view
from geo.views import choropleth, static_map
from geo.views.map_labels import Box, Label

_ALONE_PX, _MAIN_PX, _WHOLE_PX = (660, 310), (470, 258), (182, 240)
_WHOLE_NAME_PX = 9.0
_GRID_RANK = 3
_LEAST_SHARE = 0.004
"""A grid's own name stands on the map when the grid takes this share of the town."""


def drawn(
    container: Container, language: Language, shown: MeasureValues, numbers: Mapping[int, str]
) -> str:
    """Return the map, or two linked ones, with the legend under them."""
    snapshot = container.snapshots.current()
    frames = town_frames(
        snapshot.grids.geometry.bounds.to_numpy(float),
        snapshot.grids["area_km2"].to_numpy(float),
    )
    classes = choropleth.classes(shown.values, shown.breaks)
    main = static_map.StaticMap(
        grids=snapshot.metric_grids,
        classes=classes,
        numbers=numbers,
        box_m=_box_m(snapshot, frames.main),
        label=text(language, "map.title"),
        names=_names(container, snapshot),
    )
    unknown = text(language, "map.unknown") if choropleth.NO_CLASS in classes else ""
    labels = choropleth.labels(shown.breaks, shown.decimals)
    legend = view.swatches(labels, unknown, is_change=False)
    if frames.inset is None:
        return static_map.svg(main, *_ALONE_PX) + legend
    title = text(language, "map.inset")
    whole = _whole(snapshot, main, title)
    pair = static_map.svg(main, *_MAIN_PX), static_map.svg(whole, *_WHOLE_PX)
    return view.frames(*pair, title) + legend


def _whole(snapshot: Snapshot, main: static_map.StaticMap, title: str) -> static_map.StaticMap:
    return static_map.StaticMap(
        grids=main.grids,
        classes=main.classes,
        numbers={},
        box_m=_bounds(snapshot, np.ones(len(main.grids), dtype=np.bool_)),
        label=title,
        names=[name for name in main.names if name.rank == 0],
        outlined_m=main.box_m,
        name_px=_WHOLE_NAME_PX,
    )


def _box_m(snapshot: Snapshot, frame: Extent) -> Box:
    """Return the box in metres about the grids that lie whole in the frame."""
    west, south, east, north = snapshot.grids.geometry.bounds.to_numpy(float).T
    is_inside = (west >= frame.west_deg) & (east <= frame.east_deg)
    is_inside &= (south >= frame.south_deg) & (north <= frame.north_deg)
    return _bounds(snapshot, is_inside)


def _bounds(snapshot: Snapshot, chosen: NDArray[np.bool_]) -> Box:
    west, south, east, north = snapshot.metric_grids[chosen].total_bounds.tolist()
    return west, south, east, north


def _names(container: Container, snapshot: Snapshot) -> Sequence[Label]:
    places = container.map_layers.places()
    lon = np.array([place.lon for place in places])
    lat = np.array([place.lat for place in places])
    at = metric_xy(lon, lat, snapshot.metric_crs)
    named = [
        Label(place.name, x, y, place.rank)
        for place, (x, y) in zip(places, at.tolist(), strict=True)
    ]
    return [*named, *([] if places else _grid_names(snapshot))]


def _grid_names(snapshot: Snapshot) -> list[Label]:
    """Return the names of larger grids, the largest first, for a town without names of places."""
    centres = grid_centres_deg(snapshot)
    at = metric_xy(centres[:, 0], centres[:, 1], snapshot.metric_crs)
    area = snapshot.grids["area_km2"].to_numpy(float)
    order = np.argsort(-area, kind="stable")[: int((area > _LEAST_SHARE * area.sum()).sum())]
    names = snapshot.grids["name"].fillna(snapshot.grids["code"]).astype(str).tolist()
    return [Label(names[place], at[place, 0], at[place, 1], _GRID_RANK) for place in order.tolist()]
