"""A whole layer as one blob (Parquet, geometry as WKB), for states that are kept for ever."""

import io

import pandas as pd

from geo.domain.layers import LAYERS, Layer
from geo.spatial.frames import StorageFrame
from geo.store.columns import checked, plain_fields, typed_rows, with_geometry

_WKB = "geometry"


def packed(layer: Layer, rows: pd.DataFrame) -> bytes:
    """Return the rows of a layer, its geometry included, as one blob.

    Raises:
        BadColumns, BadValue: as for `append`.
    """
    typed, wkb = checked(layer, rows)
    if wkb is not None:
        typed[_WKB] = pd.Series(list(wkb), dtype=object)
    blob = io.BytesIO()
    typed.to_parquet(blob, index=False)
    return blob.getvalue()


def unpacked_rows(layer: Layer, blob: bytes) -> pd.DataFrame:
    """Return a packed layer as `LayerReader.rows` does; a field newer than it is unknown."""
    found = pd.read_parquet(io.BytesIO(blob))
    found = found.reindex(columns=[*found.columns, *_newer(layer, found)])
    columns = {
        name: found[name].astype(object).where(found[name].notna(), None).tolist()
        for name in plain_fields(layer)
    }
    return typed_rows(layer, columns)


def _newer(layer: Layer, found: pd.DataFrame) -> list[str]:
    return [name for name in plain_fields(layer) if name not in found.columns]


def unpacked_shapes(layer: Layer, blob: bytes) -> StorageFrame:
    """Return a packed polygon or line layer as `LayerReader.shapes` does."""
    if LAYERS[layer].geometry_kind is None:
        raise ValueError(layer)
    found = pd.read_parquet(io.BytesIO(blob), columns=[_WKB])
    return with_geometry(unpacked_rows(layer, blob), found[_WKB].tolist())
