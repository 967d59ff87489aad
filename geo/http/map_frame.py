"""The page inside the map's iframe, for one language and one set of grids."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.http.content_policy import page_headers
from geo.http.index_page import LANGUAGE_TAGS
from geo.messages import text
from geo.services.links import Claim
from geo.services.map_credit import credit
from geo.services.snapshot import Snapshot
from geo.spatial.town_frames import town_frames
from geo.views import map_page

_WORDS = (
    "title",
    "inset",
    "loading",
    "failed",
    "unknown",
    "map_keys",
    "incidents",
    "incident_mark",
    "stations",
    "cameras",
    "fold",
    "zoom_in",
    "zoom_out",
    "camera_alive",
    "camera_dead",
    "camera_dead_key",
    "camera_sees",
    "camera_unknown",
    "camera_no_sector",
    "moves",
    "faults",
    "changed",
    "level_town",
    "level_village",
    "ranges",
    "ground",
    "ground_own",
    "ground_down",
    "ground_gaps",
    "time",
    "time_keys",
    "time_play",
    "time_pause",
    "time_next",
    "time_speed",
    "time_speed_0",
    "time_speed_1",
    "time_speed_2",
    "time_empty",
    "time_failed",
)
_MONTH_WORDS = ("month_name", *(f"month_{number}" for number in range(1, 13)))


_TOOL_WORDS = (
    "tools",
    *(f"tool_{name}" for name in ("query", "distance", "area", "polygon", "rectangle", "circle")),
    *(f"tool_{name}" for name in ("finish", "back", "end", "radius")),
    *(f"hint_{name}" for name in ("polygon", "rectangle", "circle", "distance", "area")),
    *(f"hint_{name}" for name in ("keys", "most")),
    *(f"unit_{name}" for name in ("m", "km", "m2", "km2", "mu")),
)


def map_frame(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the folium page; its layers come by links that the component hands it."""
    snapshot = container.snapshots.current()
    page = map_page.html(_page(snapshot, claim.language))
    return HTMLResponse(page, headers=page_headers(page))


def _page(snapshot: Snapshot, language: Language) -> map_page.MapPage:
    words = {name: text(language, f"map.{name}") for name in _WORDS}
    words |= {name: text(language, f"common.{name}") for name in _MONTH_WORDS}
    words |= {name: text(language, f"within.{name}") for name in _TOOL_WORDS}
    words["source"], words["approval"] = credit(language, snapshot)
    frames = town_frames(
        snapshot.grids.geometry.bounds.to_numpy(float),
        snapshot.grids["area_km2"].to_numpy(float),
    )
    return map_page.MapPage(frames, LANGUAGE_TAGS[language], words)
