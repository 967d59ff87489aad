"""The routes of the boundary editor, all under the link of one draft."""

from datetime import UTC, datetime

from starlette.routing import Route

from geo.bootstrap import Container
from geo.http import drafts
from geo.http.draft_door import DraftDesk, draft_route
from geo.http.editor_frame import editor_frame
from geo.http.linked import Opened
from geo.services.links import LinkKind

_READ = {
    "frame": editor_frame,
    "state": drafts.state,
    "cells": drafts.cells,
    "outlines": drafts.outlines,
    "nodes": drafts.nodes,
    "since": drafts.since,
    "rebalance": drafts.seen_balance,
    "rebalance/offer": drafts.offered_balance,
}
_WRITE = {
    "edit": drafts.edit,
    "preview": drafts.preview,
    "undo": drafts.undo,
    "redo": drafts.redo,
    "rebalance": drafts.begin_balance,
    "rebalance/stop": drafts.stop_balance,
}


def draft_routes(opened: Opened) -> list[Route]:
    """Return the routes; `opened` gives this process's container when one is first needed."""
    root = LinkKind.DRAFT.value
    return [
        draft_route(method, f"{root}/{name}", lambda: _desk(opened()), endpoint)
        for method, endpoints in (("GET", _READ), ("POST", _WRITE))
        for name, endpoint in endpoints.items()
    ]


def _desk(container: Container) -> DraftDesk:
    return DraftDesk(
        links=container.links,
        drafts=container.drafts,
        balances=container.balancing,
        zone=lambda: container.snapshots.current().timezone,
        holder=lambda said, secret: container.access.opened(said, secret, datetime.now(UTC)),
    )
