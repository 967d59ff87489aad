"""Reads the demo's tables: real figures in `data/reference`, invented ones beside this module."""

import csv
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

Row = Mapping[str, Any]

_INVENTED = Path(__file__).parent / "invented"
_REFERENCE = Path(__file__).parents[2] / "data" / "reference"

COUNTY_CODE = "632801000000"
TOWN_CODE = "632801100000"
TOWN_UNIT_PREFIX = "632801100"


@cache
def invented(name: str) -> Mapping[str, Any]:
    """Return one invented table by its file name without ending."""
    return tomllib.loads((_INVENTED / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def features(name: str) -> tuple[tuple[Row, BaseGeometry], ...]:
    """Return properties and geometry (degrees) of a GeoJSON file in `data/reference`."""
    document = json.loads((_REFERENCE / f"{name}.geojson").read_text(encoding="utf-8"))
    return tuple(
        (feature["properties"], shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in document["features"]
    )


@cache
def division_names() -> Mapping[str, str]:
    """Return the real names of Golmud's divisions by their twelve digits."""
    with (_REFERENCE / "golmud_divisions.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def unit_codes() -> tuple[str, ...]:
    """Return the codes of the town's 22 units in their order."""
    return tuple(
        code
        for code in sorted(division_names())
        if code.startswith(TOWN_UNIT_PREFIX) and code != TOWN_CODE
    )


def short_name(code: str) -> str:
    """Return a unit's name as people say it: without the committee's ending."""
    name = division_names()[code]
    for ending in invented("town")["committee_endings"]:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def placed_points() -> list[dict[str, str]]:
    """Return the hand-placed place names: name, lon_deg, lat_deg, kind."""
    with (_REFERENCE / "golmud_places.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
