"""Comparisons of boundaries, with what plans hold back, put on one store."""

from collections.abc import Callable

from geo.ports.store import Store
from geo.services.drafting.service import Drafts
from geo.services.plan_comparison import PlanComparisons
from geo.services.plan_withheld import PlansWithheld
from geo.services.snapshot import Snapshot
from geo.services.view_choice import ViewChoice


def comparisons_on(
    store: Store, drafts: Drafts, choice: ViewChoice, beside: Callable[[str], Snapshot]
) -> PlanComparisons:
    """Return the comparisons of a store's views; `beside` gives the snapshot of a view."""
    withheld = PlansWithheld(store, drafts.standing, drafts.withheld)
    return PlanComparisons(choice, beside, store.layers, withheld.of)
