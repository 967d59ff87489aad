"""The store as a whole: readers for everything, and `write` for every change.

Times are aware datetimes; they are kept to the second and come back in UTC.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.domain.records import AuditEntry, Decision, Norm, QuarantinedRow
from geo.domain.wall_lead import Lead
from geo.ports.accounts import AccountReader, AccountWriter
from geo.ports.layers import LayerReader
from geo.ports.plans import PlanReader
from geo.ports.transactions import Transaction


class Ground(Protocol):
    """What an analysis reads: layers, norms and settings."""

    @property
    def layers(self) -> LayerReader:
        """Return the reader of layers."""

    def norms(self) -> Mapping[str, Norm]:
        """Return every norm by its key."""

    def settings(self) -> Mapping[str, str]:
        """Return every setting by its key."""


class Reading(Ground, Protocol):
    """Readers of everything a store keeps; they see only what was committed."""

    @property
    def plans(self) -> PlanReader:
        """Return the reader of plans, boundary sets and editions."""

    @property
    def accounts(self) -> AccountReader:
        """Return the reader of accounts and sessions."""

    def settings_revision(self) -> int:
        """Return a number that rises with every change of a norm or a setting."""

    def wall_lead(self) -> Lead:
        """Return what the walls were told last."""

    def quarantined(self, layer: Layer | None = None) -> Sequence[QuarantinedRow]:
        """Return quarantined rows, oldest first, each with its id."""

    def decisions(self) -> Sequence[Decision]:
        """Return recorded decisions, newest first."""

    def audit(self, limit: int = 100) -> Sequence[AuditEntry]:
        """Return the newest audit rows first."""


class Store(Reading, Protocol):
    """One town's store."""

    def at_one_moment(self) -> AbstractContextManager[Reading]:
        """Return readers that all see the same committed state, whatever is written meanwhile."""

    def write(
        self,
        actor: Actor,
        action: Action,
        subject: str,
        at: datetime,
    ) -> AbstractContextManager[Transaction]:
        """Open a transaction in the fair queue; checks the policy, writes the audit row.

        An exception inside rolls everything back.

        Raises:
            NotPermitted: the actor's role may not do this action.
        """

    def lead_walls(
        self, actor: Actor, change: Callable[[Lead], Lead], at: datetime, told: str = ""
    ) -> Lead:
        """Return the lead as changed, one revision further; no process changes it in between.

        The audit row's subject is `told`; without it nothing is audited.

        Raises:
            NotPermitted: the actor's role may not lead walls.
        """

    def record_sign_in(self, entry: AuditEntry | None) -> AbstractContextManager[AccountWriter]:
        """Open a transaction for sessions and failures alone: nobody is known yet to be asked.

        Without an entry nothing is audited: a session was merely used.
        """
