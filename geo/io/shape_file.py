"""One polygon from a GeoJSON file, as the corners of its ring; nothing else of the file is read."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.domain.errors import BadFile

_MOST_BYTES = 5_000_000

Ring = Sequence[Sequence[float]]


def ring_in(path: Path) -> Ring:
    """Return lon and lat of each corner, as the file closes them.

    Raises:
        BadFile: it is missing, no JSON, or holds anything but one polygon without holes.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadFile("one_polygon", file=path.name)
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadFile("missing", file=str(path)) from error
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadFile("no_json", file=path.name) from error
    ring = _only_ring(said)
    if ring is None or not all(_is_place(place) for place in ring):
        raise BadFile("one_polygon", file=path.name)
    return ring


def _only_ring(said: Any) -> list[Any] | None:
    """Return the ring of a polygon, of a feature, or of a collection of one feature."""
    feature = _one(_named(said, "FeatureCollection", "features")) or said
    geometry = _named(feature, "Feature", "geometry") or feature
    ring = _one(_named(geometry, "Polygon", "coordinates"))
    return ring if isinstance(ring, list) else None


def _named(said: Any, kind: str, name: str) -> Any:
    """Return a member of an object of that kind, None where it is another."""
    return said.get(name) if isinstance(said, dict) and said.get("type") == kind else None


def _one(said: Any) -> Any:
    """Return the only member of a list, None where there is none or another."""
    return said[0] if isinstance(said, list) and len(said) == 1 else None


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, list)
        and len(place) >= 2
        and all(isinstance(one, int | float) for one in place[:2])
    )
