"""The routes of the boundary editor, all under the link of one draft."""

from starlette.routing import Route

from geo.http import drafts
from geo.http.draft_door import OpenedDesk, draft_route
from geo.http.editor_frame import editor_frame
from geo.services.links import LinkKind

_READ = {
    "frame": editor_frame,
    "state": drafts.state,
    "cells": drafts.cells,
    "outlines": drafts.outlines,
    "nodes": drafts.nodes,
    "since": drafts.since,
    "rebalance": drafts.seen_balance,
}
_WRITE = {
    "edit": drafts.edit,
    "preview": drafts.preview,
    "undo": drafts.undo,
    "redo": drafts.redo,
    "rebalance": drafts.begin_balance,
    "rebalance/stop": drafts.stop_balance,
}


def draft_routes(opened: OpenedDesk) -> list[Route]:
    """Return the routes; `opened` gives the services when one is first needed."""
    root = LinkKind.DRAFT.value
    return [
        draft_route(method, f"{root}/{name}", opened, endpoint)
        for method, endpoints in (("GET", _READ), ("POST", _WRITE))
        for name, endpoint in endpoints.items()
    ]
