"""Writing: one transaction, one actor, one audit row."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from geo.domain.layers import Layer
from geo.domain.records import Decision, Norm, QuarantinedRow
from geo.ports.accounts import AccountWriter
from geo.ports.plans import PlanWriter


class Transaction(Protocol):
    """What may be changed inside `Store.write`: all of it becomes visible, or none."""

    @property
    def plans(self) -> PlanWriter:
        """Return the writer of plans."""

    @property
    def accounts(self) -> AccountWriter:
        """Return the writer of accounts and sessions."""

    def append(self, layer: Layer, rows: pd.DataFrame) -> None:
        """Add rows (a StorageFrame where the layer has a geometry) and raise the revision."""

    def clear(self, layer: Layer) -> None:
        """Remove every row of the layer and raise the revision."""

    def quarantine(self, rows: Sequence[QuarantinedRow]) -> None:
        """Keep rows that were not accepted."""

    def release(self, ids: Sequence[int]) -> None:
        """Remove rows from quarantine."""

    def put_norm(self, norm: Norm) -> None:
        """Set one norm by its key."""

    def put_setting(self, key: str, value: str) -> None:
        """Set one setting by its key."""

    def record(self, decision: Decision) -> None:
        """Add one decision."""

    def note(self, detail: str) -> None:
        """Say in the audit row what came of the action."""
