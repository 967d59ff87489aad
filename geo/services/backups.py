"""Takes and restores copies of the store for whom the policy lets manage it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from geo.domain.policy import Action, Actor
from geo.ports.backups import BackedUp
from geo.ports.store import Store


class _BackedUpStore(Store, BackedUp, Protocol):
    pass


@dataclass(frozen=True, slots=True)
class Backups:
    """Copies of one store."""

    store: _BackedUpStore

    def back_up(self, actor: Actor, path: Path, at: datetime) -> None:
        """Write a copy to `path`, audited (NotPermitted: the actor may not manage the store)."""
        with self.store.write(actor, Action.MANAGE_STORE, "backup", at) as transaction:
            transaction.note(path.name)
        self.store.backup_to(path)

    def restore(self, actor: Actor, path: Path, at: datetime) -> None:
        """Replace the store's content by a copy's (raises as `BackedUp.restore_from`)."""
        self.store.restore_from(path, actor, at)
