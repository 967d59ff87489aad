"""What the editor's routes ask of drafts; any service with these methods can stand behind them."""

from collections.abc import Mapping
from typing import Any, Protocol

from geo.domain.edits import Edit
from geo.services.draft_values import Applied, DraftView, Editing, Nodes


class DraftService(Protocol):
    """Opens drafts and takes their steps; writes raise DraftMoved unless `at_revision` stands.

    Every method raises NotPermitted or NotFound; `apply` and `preview` an EditRefused as well.
    """

    def open(self, editing: Editing) -> DraftView:
        """Return the draft as it stands."""
        ...

    def cells(self, editing: Editing) -> bytes:
        """Return all cells as a GeoJSON collection (UTF-8); id is the code."""
        ...

    def outlines(self, editing: Editing) -> bytes:
        """Return the grids of the base as a GeoJSON collection (UTF-8)."""
        ...

    def nodes(self, editing: Editing, grid: str) -> Nodes:
        """Return the vertices and edges of one grid."""
        ...

    def apply(self, editing: Editing, at_revision: int, edit: Edit, override: str) -> Applied:
        """Take a step and keep it."""
        ...

    def preview(self, editing: Editing, at_revision: int, edit: Edit, override: str) -> Applied:
        """Return what a step would do; keeps nothing."""
        ...

    def undo(self, editing: Editing, at_revision: int) -> Applied:
        """Put the last step in force out of force."""
        ...

    def redo(self, editing: Editing, at_revision: int) -> Applied:
        """Put the step after the last one in force again."""
        ...

    def steps_since(self, editing: Editing, at_revision: int) -> Applied | None:
        """Return what happened since a revision, None when nothing did."""
        ...


class BalanceService(Protocol):
    """Looks for fairer boundaries of a draft; answers are plain JSON values."""

    def offered(self, editing: Editing) -> Mapping[str, Any]:
        """Return what a search can heed."""
        ...

    def start(self, editing: Editing, asked: Mapping[str, Any]) -> str:
        """Begin and return the job's id."""
        ...

    def seen(self, editing: Editing, job: str) -> Mapping[str, Any]:
        """Return progress, the best so far and the answers."""
        ...

    def stop(self, editing: Editing, job: str) -> None:
        """End a job; what it has found stays."""
        ...
