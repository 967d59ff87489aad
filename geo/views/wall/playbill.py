"""All that walls show as one JSON object: words, figures, panels, cameras and layers."""

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.messages.figures import KeyFigure
from geo.messages.wall_scenes import Camera, Panel, Scene, Shot, Shown, Step, Takeover
from geo.spatial.town_frames import TownFrames, town_frames
from geo.views.wall.deck import layers

_M_PER_DEG = 111_320.0
_LEAST_DEG = 0.01
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Playbill:
    """Writes what is shown for one town's grids: `bounds_deg` (n, 4) and `area_km2` (n)."""

    def __init__(self, bounds_deg: NDArray[np.float64], area_km2: NDArray[np.float64]) -> None:
        self._bounds = bounds_deg
        self._frames: TownFrames = town_frames(bounds_deg, area_km2)

    def written(self, shown: Shown) -> dict[str, Any]:
        """Return the object; its keys are what `geo/web/js/wall` reads."""
        return {
            "revision": shown.revision,
            "town": shown.town,
            "data_at": shown.data_at,
            "is_demo": shown.is_demo,
            "refresh_s": shown.refresh_s,
            "source": shown.source,
            "scenes": [self._scene(one) for one in shown.scenes],
            "takeovers": [self._takeover(one) for one in shown.takeovers],
        }

    def _scene(self, scene: Scene) -> dict[str, Any]:
        return {
            "id": scene.id,
            "kind": scene.kind,
            "title": scene.title,
            "note": scene.note,
            "at_once": scene.at_once,
            "steps": [self._step(one, scene.layers) for one in scene.steps],
        }

    def _takeover(self, one: Takeover) -> dict[str, Any]:
        step = self._step(one.step, ("borders", "roads", "water", "names"))
        return {
            "key": one.key,
            "title": one.title,
            "seconds": one.seconds,
            "is_drill": one.is_drill,
            "step": step,
        }

    def _step(self, step: Step, drawn: tuple[str, ...]) -> dict[str, Any]:
        box = self._box(step.camera)
        return {
            "seconds": step.seconds,
            "said": step.said,
            "box": [round(side, 5) for side in box],
            "tilt": step.camera.tilt_deg,
            "turn": step.camera.turn_deg,
            "figures": [_figure(one) for one in step.figures],
            "panel": _panel(step.panel),
            "shades": step.shades if "shades" in drawn else "",
            "legend": list(step.legend) if "shades" in drawn else [],
            "outlined": list(step.outlined),
            "layers": layers(step, drawn, _side_m(box)),
        }

    def _box(self, camera: Camera) -> Box:
        if camera.shot is Shot.FOCUS and camera.focus:
            return _around(self._bounds[list(camera.focus)])
        frames = self._frames
        whole = frames.inset or frames.main
        extent = whole if camera.shot is Shot.TOWN else frames.main
        return extent.west_deg, extent.south_deg, extent.east_deg, extent.north_deg


def _around(bounds_deg: NDArray[np.float64]) -> Box:
    west, south = bounds_deg[:, :2].min(axis=0)
    east, north = bounds_deg[:, 2:].max(axis=0)
    room = max(_LEAST_DEG, (east - west) / 4, (north - south) / 4)
    return float(west - room), float(south - room), float(east + room), float(north + room)


def _side_m(box: Box) -> float:
    west, south, east, north = box
    wide_m = (east - west) * _M_PER_DEG * float(np.cos(np.radians((south + north) / 2)))
    return max(wide_m, (north - south) * _M_PER_DEG)


def _figure(figure: KeyFigure) -> dict[str, Any]:
    notes = [{"words": note.words, "tone": note.tone.value} for note in figure.notes]
    return {
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "tone": notes[0]["tone"] if notes else "plain",
        "notes": [note for note in notes if note["words"]],
    }


def _panel(panel: Panel | None) -> dict[str, Any] | None:
    if panel is None:
        return None
    return {"kind": type(panel).__name__.lower(), **asdict(panel)}
