"""Every route of ours beside Streamlit's, for `app.py` to hand to `st.App`."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from geo.domain.errors import WanggeError
from geo.http import grid_layers, layers, plan_documents, staffing_layers, vector_tiles
from geo.http.answers import refusal
from geo.http.backdrops import backdrop_tile
from geo.http.brief import brief
from geo.http.draft_routes import draft_routes
from geo.http.fonts import font_routes
from geo.http.index_page import index_routes
from geo.http.linked import Opened, linked
from geo.http.map_frame import map_frame
from geo.http.map_prints import print_map, print_table
from geo.http.sign_in import sign_in_routes
from geo.http.static_files import asset_routes
from geo.http.wall import wall_routes
from geo.http.within import within
from geo.services.links import LinkKind

_ENDPOINTS = {
    LinkKind.FRAME: map_frame,
    LinkKind.GRIDS: grid_layers.grids,
    LinkKind.BACKDROP: layers.backdrop,
    LinkKind.BACKDROP_TILE: backdrop_tile,
    LinkKind.STATIONS: layers.stations,
    LinkKind.CAMERAS: layers.cameras,
    LinkKind.INCIDENTS: vector_tiles.incidents,
    LinkKind.MEASURE: layers.measure,
    LinkKind.PERIODS: layers.periods,
    LinkKind.NEED: staffing_layers.need,
    LinkKind.MOVES: staffing_layers.moves,
    LinkKind.FAULTS: staffing_layers.faults,
    LinkKind.RANGES: layers.ranges,
    LinkKind.BRIEF: brief,
    LinkKind.PRINT_MAP: print_map,
    LinkKind.PRINT_TABLE: print_table,
    LinkKind.PLAN_DOCUMENT: plan_documents.plan_document,
    LinkKind.SIGN: plan_documents.sign,
    LinkKind.WITHIN: within,
}


def routes(opened: Opened, page_paths: Sequence[str]) -> list[BaseRoute]:
    """Return all routes; `opened` gives this process's container when one is first needed."""
    return [
        Route("/health", _health(opened)),
        *asset_routes(),
        *font_routes(opened),
        *sign_in_routes(opened),
        *(linked(kind, opened, endpoint) for kind, endpoint in _ENDPOINTS.items()),
        *draft_routes(opened),
        *wall_routes(opened),
        *index_routes(page_paths),
    ]


def _health(opened: Opened) -> Callable[[Request], Response]:
    def health(_request: Request) -> Response:
        try:
            revisions = opened().store.layers.revisions()
        except WanggeError as error:
            return refusal(error)
        return JSONResponse({"status": "ok", "layers": {str(k): v for k, v in revisions.items()}})

    return health
