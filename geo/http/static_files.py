"""Our own scripts and styles and the few third-party packages, all from this machine."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from geo.views.assets import MOUNT, VENDOR
from geo.views.wall.page import DECK_MOUNT, deck_folder

_WEB = Path(__file__).resolve().parent.parent / "web"
_PACKAGES = (
    "leaflet",
    "leaflet.markercluster",
    "maplibre-gl",
    "protomaps-leaflet",
    "terra-draw",
    "terra-draw-maplibre-gl-adapter",
    "@fontsource/noto-sans-sc",
)


def asset_routes() -> list[BaseRoute]:
    """Return the mounts; a package that is not installed answers 404."""
    packages = [
        Mount(f"{VENDOR}/{name}", StaticFiles(directory=_installed(name), check_dir=False))
        for name in _PACKAGES
    ]
    ours = [Mount(f"{MOUNT}/{part}", StaticFiles(directory=_WEB / part)) for part in ("js", "css")]
    deck = Mount(DECK_MOUNT, StaticFiles(directory=deck_folder(), check_dir=False))
    return [*packages, deck, *ours]


def _installed(name: str) -> Path:
    return _WEB / "node_modules" / name
