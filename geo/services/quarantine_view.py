"""Rows that were not accepted, for whom the policy lets see them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor, require
from geo.domain.records import QuarantinedRow
from geo.ports.store import Store


@dataclass(frozen=True, slots=True)
class QuarantineView:
    """Lists and counts the quarantine of one store."""

    store: Store

    def listed(self, actor: Actor, layer: Layer | None = None) -> Sequence[QuarantinedRow]:
        """Return quarantined rows, oldest first.

        Raises:
            NotPermitted: the actor may not see quarantined rows.
        """
        require(actor, Action.VIEW_QUARANTINE)
        return self.store.quarantined(layer)

    def counts(self, actor: Actor) -> Mapping[tuple[Layer, str], int]:
        """Return how many rows are held, by layer and problem (NotPermitted as `listed`)."""
        return Counter((row.layer, row.problem) for row in self.listed(actor))
