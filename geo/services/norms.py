"""The figures that the workload rests on: listed with their source, edited within bounds, seeded.

A norm whose `source` is empty is a local setting (本地设定), and shown as one.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.domain.errors import BadValue, NotFound
from geo.domain.policy import Action, Actor, require
from geo.domain.records import AuditEntry, Norm
from geo.ports.store import Store
from geo.services.norm_bounds import bounds_of
from geo.services.reasons import given

_AUDIT_ROWS_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Norms:
    """Lists and edits the norms of one store."""

    store: Store

    def listed(self, actor: Actor) -> Sequence[Norm]:
        """Return every norm, ordered by key.

        Raises:
            NotPermitted: the actor may not see data.
        """
        require(actor, Action.VIEW_DATA)
        return tuple(norm for _, norm in sorted(self.store.norms().items()))

    def edit(  # noqa: PLR0913, PLR0917 - who, what, when and why; all of them are asked
        self,
        actor: Actor,
        key: str,
        value: float,
        at: datetime,
        source: str = "",
        reason: str | None = None,
    ) -> Norm:
        """Set a norm and return it; without a source it becomes a local setting.

        A reason, where one is asked for, stands in the audit trail beside the change.

        A key `family.variant` that is new takes its unit from the family, so a category can get
        its own handling time.

        Raises:
            NotPermitted: the actor may not edit norms.
            NotFound: there is no norm of that key, nor a family it would belong to.
            BadValue: the value is no number or outside its bounds, or the reason is empty.
        """
        require(actor, Action.EDIT_NORM)
        known = self.store.norms()
        before = known.get(key)
        unit = before.unit if before else _unit_of_family(key, known.values())
        _require_bounds(key, unit, value)
        why = () if reason is None else (given(reason),)
        norm = Norm(key, float(value), unit, source.strip(), before.note if before else "")
        with self.store.write(actor, Action.EDIT_NORM, key, at) as transaction:
            transaction.put_norm(norm)
            change = f"{before.value:g} → {value:g}" if before else f"→ {value:g}"
            for words in (change, *why):
                transaction.note(words)
        return norm

    def history(self, actor: Actor) -> Sequence[AuditEntry]:
        """Return who changed which norm and when, newest first (NotPermitted as `listed`)."""
        require(actor, Action.VIEW_DATA)
        newest = self.store.audit(_AUDIT_ROWS_MOST)
        return tuple(entry for entry in newest if entry.action == Action.EDIT_NORM)

    def seed(self, actor: Actor, seeds: Sequence[Norm], at: datetime) -> int:
        """Put the norms whose keys the store lacks; return how many. Edited ones stay."""
        known = self.store.norms()
        lacking = [norm for norm in seeds if norm.key not in known]
        if lacking:
            with self.store.write(actor, Action.EDIT_NORM, "seed", at) as transaction:
                for norm in lacking:
                    transaction.put_norm(norm)
                transaction.note(f"+{len(lacking)}")
        return len(lacking)


def norms_in(lines: Iterable[str]) -> Sequence[Norm]:
    """Return the norms of a CSV with the columns key, value, unit, source, note."""
    return tuple(
        Norm(row["key"], float(row["value"]), row["unit"], row["source"], row["note"])
        for row in csv.DictReader(lines)
    )


def _unit_of_family(key: str, norms: Iterable[Norm]) -> str:
    family, _, variant = key.partition(".")
    units = [norm.unit for norm in norms if norm.key.split(".", 1)[0] == family]
    if not (variant.strip() and units):
        raise NotFound(what="norm", key=key)
    return units[0]


def _require_bounds(key: str, unit: str, value: float) -> None:
    low, high = bounds_of(key, unit)
    if not (math.isfinite(value) and low <= value <= high):
        raise BadValue("out_of_bounds", field=key, value=value, low=low, high=high)
