"""The maps of documents as shapes in metres: a plan before and after, one grid among others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.messages import text
from geo.ports.documents import Extent, MapName, MapSheet, Tone
from geo.ports.layers import LayerReader
from geo.services.backdrop import line_kind
from geo.services.drafting.handover import moved_cells
from geo.services.plan_documents.ground import PlanGround
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame

_MARGIN_SHARE = 0.12
_LEAST_M = 200.0
_TIMES_MOVED = 12.0
"""A map is at most so many times as wide as the land that changes hands, or that is lost on it."""
_WATER = frozenset({"water", "canal"})
_SUBJECT_RANK, _GRID_RANK, _LINE_RANK = 0, 1, 2

Lines = list[tuple[shapely.Geometry, Tone, str]]


def plan_maps(
    ground: PlanGround, layers: LayerReader, language: Language
) -> tuple[MapSheet, MapSheet]:
    """Return the maps before and after, of one extent: changed grids, and land that changes hands.

    Without changed grids both show the whole town.
    """
    crs = ground.standing.base.crs
    before = frames.to_metric(ground.before.grids, crs)
    after = frames.to_metric(ground.after.grids, crs)
    moved = _moved_land(ground, crs)
    changed = [*_of(before, ground.changed_before()), *_of(after, ground.changed())]
    extent = _extent_of(changed or list(before.geometry), moved)
    lines = ground_lines(layers, crs, extent)
    legend = _plan_legend(language, lines, has_moved=bool(moved))
    scene = _Scene(extent, lines, legend, text(language, "documents.north"), moved)
    titles = (text(language, f"documents.map_{when}") for when in ("before", "after"))
    return (
        scene.sheet(next(titles), before, ground.changed_before()),
        scene.sheet(next(titles), after, ground.changed()),
    )


def grid_map(grids: MetricFrame, position: int, lines: Lines, language: Language) -> MapSheet:
    """Return the map of one grid with its neighbours; `lines` are those near it."""
    codes = grids["code"].astype(str).tolist()
    legend = [
        (Tone.SUBJECT, text(language, "documents.legend_subject")),
        (Tone.OTHER, text(language, "documents.legend_other")),
        *_line_legend(language, lines),
    ]
    extent, north = grid_extent(grids, position), text(language, "documents.north")
    scene = _Scene(extent, lines, legend, north, tone=Tone.SUBJECT)
    return scene.sheet(codes[position], grids, [codes[position]])


def grid_extent(grids: MetricFrame, position: int) -> Extent:
    """Return what the map of one grid shows."""
    return _extent_of([grids.geometry.iloc[position]], [])


def ground_lines(layers: LayerReader, crs: MetricCrs, extent: Extent) -> Lines:
    """Return the roads, rails and waters that cross an extent, in metres, with their names."""
    found: Lines = []
    box = shapely.box(*extent)
    for layer, column in ((Layer.ROADS, "class"), (Layer.BARRIERS, "kind")):
        rows = frames.to_metric(layers.shapes(layer), crs)
        near = rows[shapely.intersects(rows.geometry.to_numpy(), box)]
        for shape, kind, name in zip(near.geometry, near[column], near["name"], strict=True):
            tone = Tone.WATER if line_kind(kind) in _WATER else Tone.ROAD
            found.append((shape, tone, name.strip() if isinstance(name, str) else ""))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """What the maps of one document have in common; `tone` is that of the grids outlined."""

    extent: Extent
    lines: Lines
    legend: Sequence[tuple[Tone, str]]
    north: str
    moved: Sequence[shapely.Geometry] = ()
    tone: Tone = Tone.CHANGED

    def sheet(self, title: str, grids: MetricFrame, outlined: Collection[str]) -> MapSheet:
        """Return the map of some grids, those of the codes given outlined."""
        box = shapely.box(*self.extent)
        near = grids[shapely.intersects(grids.geometry.to_numpy(), box)]
        codes, shapes = near["code"].astype(str), near.geometry.to_numpy()
        is_outlined = codes.isin(list(outlined)).to_numpy()
        tones = [self.tone if one else Tone.OTHER for one in is_outlined]
        names = near["name"].fillna(codes).astype(str).tolist()
        named = [*zip(shapes, names, is_outlined.tolist(), strict=True)]
        moved = ((one, Tone.MOVED) for one in self.moved)
        return MapSheet(
            title=title,
            extent=self.extent,
            areas=[*zip(shapes, tones, strict=True), *moved],
            lines=[(shape, kind) for shape, kind, _ in self.lines],
            outlined=list(shapes[is_outlined]),
            names=[*_grid_names(named, self.extent), *_line_names(self.lines, self.extent)],
            legend=self.legend,
            north=self.north,
        )


def _grid_names(
    named: Sequence[tuple[shapely.Geometry, str, bool]], extent: Extent
) -> list[MapName]:
    found = []
    for shape, name, is_subject in named:
        seen = shapely.clip_by_rect(shape, *extent)
        if seen.area > 0:
            at = shapely.point_on_surface(seen)
            rank = _SUBJECT_RANK if is_subject else _GRID_RANK
            found.append(MapName(name, at.x, at.y, rank))
    return found


def _line_names(lines: Lines, extent: Extent) -> list[MapName]:
    """Return each name once, at the middle of the longest stretch that the map shows."""
    longest: dict[str, shapely.LineString] = {}
    for shape, _, name in lines:
        for part in shapely.get_parts(shapely.clip_by_rect(shape, *extent)):
            known = longest[name].length if name in longest else 0.0
            if name and isinstance(part, shapely.LineString) and part.length > known:
                longest[name] = part
    middles = {
        name: shapely.line_interpolate_point(part, 0.5, normalized=True)
        for name, part in longest.items()
    }
    return [MapName(name, at.x, at.y, _LINE_RANK) for name, at in middles.items()]


def _plan_legend(language: Language, lines: Lines, *, has_moved: bool) -> list[tuple[Tone, str]]:
    tones = [Tone.CHANGED, *([Tone.MOVED] if has_moved else []), Tone.OTHER]
    named = [(tone, text(language, f"documents.legend_{tone}")) for tone in tones]
    return [*named, *_line_legend(language, lines)]


def _line_legend(language: Language, lines: Lines) -> list[tuple[Tone, str]]:
    there = {tone for _, tone, _ in lines}
    return [
        (tone, text(language, f"documents.legend_{tone}"))
        for tone in (Tone.ROAD, Tone.WATER)
        if tone in there
    ]


def _moved_land(ground: PlanGround, crs: MetricCrs) -> list[shapely.Geometry]:
    standing = ground.standing
    cells = frames.to_metric(standing.boundaries.cells, crs)
    codes = {str(one.cell) for one in moved_cells(standing.base, standing.state)}
    return list(cells.geometry[cells["code"].isin(codes)])


def _of(grids: MetricFrame, codes: Collection[str]) -> list[shapely.Geometry]:
    return list(grids.geometry[grids["code"].isin(list(codes))])


def _extent_of(shapes: Sequence[shapely.Geometry], moved: Sequence[shapely.Geometry]) -> Extent:
    """Return the box about the shapes with a margin; nearer where moved land would be lost."""
    box = _bounds(shapes)
    if moved:
        inner = _bounds(moved)
        most = _TIMES_MOVED * max(inner[2] - inner[0], inner[3] - inner[1], _LEAST_M)
        if max(box[2] - box[0], box[3] - box[1]) > most:
            x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
            box = (x - most / 2, y - most / 2, x + most / 2, y + most / 2)
    margin = _MARGIN_SHARE * max(box[2] - box[0], box[3] - box[1], _LEAST_M)
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _bounds(shapes: Sequence[shapely.Geometry]) -> Extent:
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return west, south, east, north
