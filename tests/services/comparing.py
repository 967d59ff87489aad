"""The comparisons of a desk's town, as the container wires them."""

from geo.services.boundary_views import BoundaryViews
from geo.services.plan_comparison import PlanComparisons
from geo.services.plan_withheld import PlansWithheld
from geo.services.view_choice import ViewChoice
from tests.services.drafted import Desk


def comparisons(desk: Desk) -> PlanComparisons:
    """Return the comparisons of a desk's store, its drafts as they stand."""
    views = BoundaryViews(
        desk.store, lambda plan: desk.drafts.standing(plan).boundaries, desk.clock
    )
    return PlanComparisons(
        ViewChoice(desk.store, desk.snapshots.current),
        views.beside(desk.snapshots.current),
        desk.store.layers,
        PlansWithheld(desk.store, desk.drafts.standing, desk.drafts.withheld).of,
    )


def edited(desk: Desk, *edits: object) -> str:
    """Take steps on the desk's draft and return its id, which names the view of it."""
    revision = 0
    for edit in edits:
        revision = desk.drafts.apply(desk.by(), revision, edit, "试").revision
    return desk.plan.id
