"""The map's layer of pastures in use: each grid's seasonal range of the day, in words."""

import json

import pandas as pd

from geo.domain.kinds import Language
from geo.messages.season_words import season_names, season_span
from geo.services.grid_names import named_grid
from geo.services.map_layers import rounded_geojson, written
from geo.services.pastures import ranges
from geo.services.snapshot import Snapshot
from geo.spatial import frames


def range_body(snapshot: Snapshot, language: Language) -> bytes:
    """Return `{ranges: [{code, name, season, words, geometry}]}` of the grids on a range today."""
    held = {place: one for place, one in sorted(ranges(snapshot).items()) if one.geometry}
    shapes = frames.from_wkb(
        pd.DataFrame(index=range(len(held))),
        [one.geometry.wkb for one in held.values() if one.geometry],
    )
    today = snapshot.now.date()
    told = [
        {
            "code": str(named_grid(snapshot, place).code),
            "name": named_grid(snapshot, place).name,
            "season": season_names(language, one.spell.seasons),
            "words": season_span(language, one.spell, today),
            "geometry": json.loads(shape),
        }
        for (place, one), shape in zip(held.items(), rounded_geojson(shapes), strict=True)
    ]
    return written({"ranges": told})


def has_ranges(snapshot: Snapshot) -> bool:
    """Return whether any grid has dated shapes, so that there is a layer to offer."""
    return bool(ranges(snapshot))
