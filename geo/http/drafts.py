"""Endpoints of the boundary editor: a draft's state and shapes, its steps, and what is new."""

from typing import Any

from starlette.responses import JSONResponse, Response

from geo.domain.edits import Edit, edit_from_json
from geo.domain.errors import BadEdit, DraftMoved, EditRefused
from geo.http.answers import layer_answer
from geo.http.draft_door import Asked, balances_of, whole
from geo.http.draft_json import applied_json, nodes_json, steps_json, view_json
from geo.services.draft_values import Applied

_FRESH = {"cache-control": "no-store"}


def _json(told: Any) -> Response:
    return JSONResponse(told, headers=_FRESH)


def state(asked: Asked) -> Response:
    """Return the draft as it stands."""
    return _json(view_json(asked.desk.drafts.open(asked.editing)))


def cells(asked: Asked) -> Response:
    """Return every cell; the browser asks again each time, and is told when nothing changed."""
    answer = layer_answer(asked.request, asked.desk.drafts.cells(asked.editing))
    answer.headers["cache-control"] = "private, no-cache"
    return answer


def outlines(asked: Asked) -> Response:
    """Return the grids as they were when the draft was begun."""
    return layer_answer(asked.request, asked.desk.drafts.outlines(asked.editing))


def nodes(asked: Asked) -> Response:
    """Return the vertices and edges of one grid."""
    grid = asked.request.query_params.get("grid", "")
    return _json(nodes_json(asked.desk.drafts.nodes(asked.editing, grid)))


def since(asked: Asked) -> Response:
    """Return what others did since a revision; 204 when nothing."""
    revision = whole(asked.request.query_params, "revision")
    found = asked.desk.drafts.steps_since(asked.editing, revision)
    return (
        Response(status_code=204, headers=_FRESH) if found is None else _json(applied_json(found))
    )


def edit(asked: Asked) -> Response:
    """Take a step and keep it; 409 with the others' steps when the draft has moved on."""
    revision, wanted = whole(asked.body, "revision"), _edit(asked)
    try:
        applied = asked.desk.drafts.apply(asked.editing, revision, wanted, _override(asked))
    except DraftMoved as moved:
        return _moved(asked, revision, moved)
    return _json(applied_json(applied))


def preview(asked: Asked) -> Response:
    """Return what a step would do; keeps nothing.

    A refusal is an answer here, not a failure: it is what the planner is told while drawing.
    """
    revision, wanted = whole(asked.body, "revision"), _edit(asked)
    try:
        found = asked.desk.drafts.preview(asked.editing, revision, wanted, _override(asked))
    except (DraftMoved, EditRefused) as refused:
        return _json({"refused": asked.told(refused)})
    return _json(applied_json(found))


def undo(asked: Asked) -> Response:
    """Take the last step back."""
    return _stepped(asked, is_undo=True)


def redo(asked: Asked) -> Response:
    """Put the step that was taken back in force again."""
    return _stepped(asked, is_undo=False)


def offered_balance(asked: Asked) -> Response:
    """Return what a search for fairer boundaries can heed."""
    return _json(dict(balances_of(asked).offered(asked.editing)))


def begin_balance(asked: Asked) -> Response:
    """Begin to look for fairer boundaries."""
    return _json({"job": balances_of(asked).start(asked.editing, asked.body)})


def seen_balance(asked: Asked) -> Response:
    """Return how far a job has come and what it has found."""
    job = asked.request.query_params.get("job", "")
    return _json(dict(balances_of(asked).seen(asked.editing, job)))


def stop_balance(asked: Asked) -> Response:
    """End a job."""
    balances_of(asked).stop(asked.editing, str(asked.body.get("job", "")))
    return _json({})


def _stepped(asked: Asked, *, is_undo: bool) -> Response:
    drafts, revision = asked.desk.drafts, whole(asked.body, "revision")
    try:
        applied = (drafts.undo if is_undo else drafts.redo)(asked.editing, revision)
    except DraftMoved as moved:
        return _moved(asked, revision, moved)
    return _json(applied_json(applied))


def _moved(asked: Asked, revision: int, moved: DraftMoved) -> Response:
    """Return the refusal together with what the others did."""
    found: Applied | None = asked.desk.drafts.steps_since(asked.editing, revision)
    told = {
        "error": asked.told(moved),
        "steps": steps_json(found.history_tail) if found else [],
        "since": applied_json(found) if found else None,
    }
    return JSONResponse(told, status_code=409, headers=_FRESH)


def _edit(asked: Asked) -> Edit:
    values = asked.body.get("edit")
    if not isinstance(values, dict):
        raise BadEdit(kind="")
    return edit_from_json(values)


def _override(asked: Asked) -> str:
    said = asked.body.get("override") or ""
    if not isinstance(said, str):
        raise BadEdit(kind="override")
    return said.strip()
