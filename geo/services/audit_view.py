"""The audit trail, for whom the policy lets see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.domain.policy import Action, Actor, require
from geo.domain.records import AuditEntry
from geo.ports.store import Store


@dataclass(frozen=True, slots=True)
class AuditView:
    """Lists the audit rows of one store."""

    store: Store

    def listed(self, actor: Actor, limit: int = 100) -> Sequence[AuditEntry]:
        """Return the newest audit rows first.

        Raises:
            NotPermitted: the actor may not see the audit trail.
        """
        require(actor, Action.VIEW_AUDIT)
        return self.store.audit(limit)
