"""Where the camera stands in a scene."""

from geo.messages.wall_scenes import Camera, Shot
from geo.services.wall.scene_file import SceneSpec


def cameras(spec: SceneSpec) -> tuple[Camera, ...]:
    """Return the positions that the file names, the oasis where it names none."""
    shots = spec.camera or (Shot.DENSE.value,)
    return tuple(Camera(Shot(name), spec.tilt_deg, spec.turn_deg) for name in shots)


def on_grids(spec: SceneSpec, grids: tuple[int, ...]) -> Camera:
    """Return the position from which these grids are seen whole."""
    return Camera(Shot.FOCUS, spec.tilt_deg, spec.turn_deg, grids)
