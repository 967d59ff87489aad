"""四至 in words: the range of a grid as a sentence, names where known, codes where not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.messages import has, text
from geo.ports.layers import LayerReader
from geo.spatial import frames
from geo.spatial.four_sides import (
    NO_LINE,
    OUTSIDE,
    Bound,
    GridRange,
    Side,
    Sides,
    Surroundings,
    grid_range,
)
from geo.spatial.frames import MetricCrs, StorageFrame

_LINE_LAYERS = (Layer.BARRIERS, Layer.ROADS)


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """The ranges of the grids of one set of boundaries, told in one language.

    `edge` is what the end of the jurisdiction is called there.
    """

    language: Language
    around: Surroundings
    codes: Sequence[str]
    names: Sequence[str]
    lines: Sequence[str]
    edge: str

    def told(self, code: str) -> str:
        """Return the 四至 of a grid (ValueError when there is none of that code)."""
        return range_words(self, grid_range(self.around, self.codes.index(code)))


def ranges_of(
    grids: StorageFrame, layers: LayerReader, crs: MetricCrs, language: Language, town: str
) -> Ranges:
    """Return the ranges of a layer of grids, among the named roads and barriers of a store."""
    shapes, names = _named_lines(layers, crs)
    distinct, line_of = np.unique(np.array(names, dtype=str), return_inverse=True)
    codes = grids["code"].astype(str)
    return Ranges(
        language=language,
        around=Surroundings(
            frames.to_metric(grids, crs).geometry.to_numpy(), shapes, line_of.astype(np.int64)
        ),
        codes=codes.tolist(),
        names=grids["name"].fillna(codes).astype(str).tolist(),
        lines=distinct.tolist(),
        edge=edge_of(language, town),
    )


def edge_of(language: Language, town: str) -> str:
    """Return what the end of a jurisdiction is called: 镇界 of a 镇, …, else 辖区界."""
    key = f"boundary_text.edge_{town[-1:]}"
    return text(language, key if has(key, language) else "boundary_text.edge")


def range_words(ranges: Ranges, found: GridRange) -> str:
    """Return a range as one sentence; exclaves and what lies inside follow the main part."""
    language, (main, *apart) = ranges.language, found.parts
    parts = [_sides_words(ranges, main)]
    if apart:
        told = text(language, "boundary_text.part_join").join(
            _sides_words(ranges, one) for one in apart
        )
        parts.append(text(language, "boundary_text.apart", count=len(apart), parts=told))
    if found.inside:
        names = [_name(ranges, one, "boundary_text.foreign") for one in found.inside]
        parts.append(text(language, "boundary_text.inside", names=_listed(language, names)))
    return text(language, "boundary_text.whole", parts="".join(parts))


def _sides_words(ranges: Ranges, sides: Sides) -> str:
    language, reached = ranges.language, set(sides.values())
    if len(reached) == 1 and len(only := next(iter(reached))) == 1:
        return text(language, "boundary_text.all_sides", reached=_bound_words(ranges, only[0]))
    return text(language, "boundary_text.side_join").join(
        text(
            language,
            f"boundary_text.side_{side}",
            reached=_listed(language, [_bound_words(ranges, one) for one in sides[side]]),
        )
        for side in Side
    )


def _bound_words(ranges: Ranges, bound: Bound) -> str:
    names = [_name(ranges, one, "") for one in bound.neighbours]
    beyond = _listed(ranges.language, names)
    if bound.line == NO_LINE:
        return beyond
    line = ranges.lines[bound.line]
    key = "along_edge" if bound.neighbours == (OUTSIDE,) else "along"
    return text(ranges.language, f"boundary_text.{key}", line=line, beyond=beyond)


def _name(ranges: Ranges, position: int, outside: str) -> str:
    if position == OUTSIDE:
        return text(ranges.language, outside) if outside else ranges.edge
    return ranges.names[position]


def _listed(language: Language, names: Sequence[str]) -> str:
    return text(language, "boundary_text.name_join").join(names)


def _named_lines(layers: LayerReader, crs: MetricCrs) -> "tuple[np.ndarray, list[str]]":
    """Return the lines that have a name, in metres, and their names."""
    shapes: list[shapely.Geometry] = []
    names: list[str] = []
    for layer in _LINE_LAYERS:
        rows = layers.shapes(layer)
        named = frames.as_storage(rows[rows["name"].fillna("").str.strip() != ""])
        shapes += list(frames.to_metric(named, crs).geometry)
        names += [str(name).strip() for name in pd.Series(named["name"])]
    return np.array(shapes, dtype=object), names
