"""Everything that leaves as a document: of plans, and the public boards of today's grids."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.ports.documents import GeoPackages
from geo.ports.printed_maps import MapPress
from geo.ports.store import Store
from geo.services.drafting.service import Drafts
from geo.services.plan_documents.service import PlanDocuments
from geo.services.signs import Signs
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one store."""

    plans: PlanDocuments
    signs: Signs
    press: MapPress


def documents_on(
    drafts: Drafts,
    store: Store,
    current: Callable[[], Snapshot],
    press: MapPress,
    packages: GeoPackages,
) -> Documents:
    """Return the documents of a store; signs are of the boundaries that are `current`."""
    plans = PlanDocuments(store, drafts.standing, drafts.open, press, packages)
    return Documents(plans, Signs(store, current, press), press)
