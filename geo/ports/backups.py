"""Copying a whole store out and back, for stores that live in a file."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from geo.domain.policy import Actor


class BackedUp(Protocol):
    """A store that can be copied while it is used."""

    def backup_to(self, path: Path) -> None:
        """Write a consistent copy; it appears whole or not at all."""

    def restore_from(self, path: Path, actor: Actor, at: datetime) -> None:
        """Replace everything by a copy, for every reader at once; the old state is kept beside.

        Every revision rises above both states', and an audit row says who did it.

        Raises:
            NotPermitted: the actor may not manage the store.
            StoreMissing, StoreTooNew, StoreFault: the copy cannot be used; nothing changed.
        """
