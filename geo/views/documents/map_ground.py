"""Raster tiles under a printed map: put together, turned from web Mercator into metres."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from geo.ports.printed_maps import GroundTiles
from geo.spatial import frames, tiles
from geo.views.sheet import Sheet

_TILE_PX, _STEPS = 256, 12
_PX_PER_PT = 200 / 72
_LAND = (238, 241, 236)


def draw_ground(canvas: Any, ground: GroundTiles | None, paper: Sheet) -> None:
    """Draw the tiles over the whole frame; where one lacks the quiet land shows."""
    if ground is None or not ground.images:
        return
    picture = turned(ground, paper)
    canvas.drawImage(ImageReader(picture), 0, 0, paper.width_px, paper.height_px)


def turned(ground: GroundTiles, paper: Sheet) -> Image.Image:
    """Return the frame's picture: each of a hundred and more small squares is warped by corners."""
    mosaic, corner = _mosaic(ground)
    size = round(paper.width_px * _PX_PER_PT), round(paper.height_px * _PX_PER_PT)
    across = np.linspace(0, size[0], _STEPS + 1).round().astype(int)
    down = np.linspace(0, size[1], _STEPS + 1).round().astype(int)
    at = _mosaic_px(across, down, ground, paper) - corner
    mesh = []
    for row in range(_STEPS):
        for column in range(_STEPS):
            box = (across[column], down[row], across[column + 1], down[row + 1])
            # Upper left, lower left, lower right, upper right, as Pillow takes a quad.
            quad = (at[row, column], at[row + 1, column], at[row + 1, column + 1],
                    at[row, column + 1])  # fmt: skip
            mesh.append((tuple(map(int, box)), tuple(np.concatenate(quad).tolist())))
    return mosaic.transform(
        size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=_LAND
    )


def _mosaic(ground: GroundTiles) -> tuple[Image.Image, NDArray[np.float64]]:
    """Return the tiles side by side, and where their upper left corner lies in the world's px."""
    places = np.array(sorted(ground.images))
    (west, north), (east, south) = places.min(axis=0), places.max(axis=0)
    size = (int(east - west + 1) * _TILE_PX, int(south - north + 1) * _TILE_PX)
    mosaic = Image.new("RGB", size, _LAND)
    for (x, y), body in ground.images.items():
        try:
            with Image.open(io.BytesIO(body)) as opened:
                tile = opened.convert("RGBA").resize((_TILE_PX, _TILE_PX))
        except (UnidentifiedImageError, OSError):
            continue
        mosaic.paste(tile, (int(x - west) * _TILE_PX, int(y - north) * _TILE_PX), tile)
    return mosaic, np.array([west, north], float) * _TILE_PX


def _mosaic_px(
    across: NDArray[np.int64], down: NDArray[np.int64], ground: GroundTiles, paper: Sheet
) -> NDArray[np.float64]:
    """Return (rows, columns, 2): where each corner of the squares lies in the world's pixels."""
    x, y = np.meshgrid(across / _PX_PER_PT, down / _PX_PER_PT)
    on_paper = np.column_stack((x.ravel(), y.ravel()))
    metres = (on_paper - paper.shift) / [paper.px_per_m, -paper.px_per_m]
    lon, lat = frames.storage_xy(metres, ground.crs).T
    world = tiles.world_xy(lon, lat) * (_TILE_PX * float(1 << ground.zoom))
    return world.reshape(len(down), len(across), 2)
