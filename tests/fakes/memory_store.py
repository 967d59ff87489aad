"""A store in memory that fulfils the same port as the real ones, for tests of services."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

import pandas as pd

from geo.domain.errors import BadValue
from geo.domain.layers import LAYERS, Layer
from geo.domain.policy import Action, Actor, require
from geo.domain.records import AuditEntry, Decision, Norm, QuarantinedRow
from geo.domain.wall_lead import Lead
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from tests.fakes.checks import checked_records, plain_frame
from tests.fakes.memory_accounts import AccountState, MemoryAccounts
from tests.fakes.memory_plans import MemoryPlans, PlanState

_WKB = "geometry_wkb"


@cache
def _nothing(layer: Layer) -> pd.DataFrame:
    rows = plain_frame(layer, [])
    return rows.assign(**{_WKB: pd.Series([], dtype=object)}) if _has_shape(layer) else rows


def _has_shape(layer: Layer) -> bool:
    return LAYERS[layer].geometry_kind is not None


def _to_the_second(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return at.astimezone(UTC).replace(microsecond=0)


@dataclass
class _State:
    layers: dict[Layer, pd.DataFrame] = field(
        default_factory=lambda: {layer: _nothing(layer) for layer in Layer},
    )
    revisions: dict[Layer, int] = field(default_factory=lambda: dict.fromkeys(Layer, 0))
    settings_revision: int = 0
    norms: dict[str, Norm] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=lambda: {"signing_key": "0" * 64})
    quarantine: list[QuarantinedRow] = field(default_factory=list)
    quarantine_ids: int = 0
    decisions: list[Decision] = field(default_factory=list)
    audit: list[AuditEntry] = field(default_factory=list)
    lead: Lead = field(default_factory=lambda: Lead("memory"))
    plans: PlanState = field(default_factory=PlanState)
    accounts: AccountState = field(default_factory=AccountState)

    def copy(self) -> "_State":
        return replace(
            self,
            layers=dict(self.layers),
            revisions=dict(self.revisions),
            norms=dict(self.norms),
            settings=dict(self.settings),
            quarantine=list(self.quarantine),
            decisions=list(self.decisions),
            audit=list(self.audit),
            plans=self.plans.copy(),
            accounts=self.accounts.copy(),
        )


class MemoryReading:
    def __init__(self, state: _State) -> None:
        self._state = state

    @property
    def layers(self) -> "MemoryReading":
        return self

    @property
    def plans(self) -> MemoryPlans:
        return MemoryPlans(self._state.plans)

    @property
    def accounts(self) -> MemoryAccounts:
        return MemoryAccounts(self._state.accounts)

    def revision(self, layer: Layer) -> int:
        return self._state.revisions[layer]

    def revisions(self) -> Mapping[Layer, int]:
        return dict(self._state.revisions)

    def count(self, layer: Layer) -> int:
        return len(self._state.layers[layer])

    def rows(self, layer: Layer) -> pd.DataFrame:
        return self._state.layers[layer].drop(columns=_WKB, errors="ignore").copy()

    def shapes(self, layer: Layer) -> StorageFrame:
        return frames.from_wkb(self.rows(layer), self._state.layers[layer][_WKB].to_list())

    def norms(self) -> Mapping[str, Norm]:
        return dict(sorted(self._state.norms.items()))

    def settings(self) -> Mapping[str, str]:
        return dict(sorted(self._state.settings.items()))

    def settings_revision(self) -> int:
        return self._state.settings_revision

    def wall_lead(self) -> Lead:
        return self._state.lead

    def quarantined(self, layer: Layer | None = None) -> Sequence[QuarantinedRow]:
        return [row for row in self._state.quarantine if layer in (None, row.layer)]

    def decisions(self) -> Sequence[Decision]:
        return self._state.decisions[::-1]

    def audit(self, limit: int = 100) -> Sequence[AuditEntry]:
        return self._state.audit[::-1][:limit]


class MemoryTransaction:
    def __init__(self, state: _State) -> None:
        self._state = state
        self._changed: set[Layer] = set()
        self._settings_changed = False
        self._notes: list[str] = []

    @property
    def plans(self) -> MemoryPlans:
        return MemoryPlans(self._state.plans)

    @property
    def accounts(self) -> MemoryAccounts:
        return MemoryAccounts(self._state.accounts)

    def append(self, layer: Layer, rows: pd.DataFrame) -> None:
        records, wkb = checked_records(layer, rows)
        typed = plain_frame(layer, records)
        if _has_shape(layer):
            typed[_WKB] = pd.Series(wkb, dtype=object)
        key, held = LAYERS[layer].key, self._state.layers[layer]
        taken = typed.loc[typed[key].isin(held[key]), key]
        if len(taken):
            raise BadValue("duplicate", field=key, value=str(taken.iloc[0]))
        merged = pd.concat([held, typed]) if len(held) else typed
        self._state.layers[layer] = merged.sort_values(key, ignore_index=True)
        self._changed.add(layer)

    def clear(self, layer: Layer) -> None:
        self._state.layers[layer] = _nothing(layer)
        self._changed.add(layer)

    def quarantine(self, rows: Sequence[QuarantinedRow]) -> None:
        for row in rows:
            self._state.quarantine_ids += 1
            self._state.quarantine.append(replace(row, id=self._state.quarantine_ids))

    def release(self, ids: Sequence[int]) -> None:
        self._state.quarantine = [row for row in self._state.quarantine if row.id not in ids]

    def put_norm(self, norm: Norm) -> None:
        self._state.norms[norm.key] = norm
        self._settings_changed = True

    def put_setting(self, key: str, value: str) -> None:
        self._state.settings[key] = value
        self._settings_changed = True

    def record(self, decision: Decision) -> None:
        number = len(self._state.decisions) + 1
        kept = replace(decision, id=number, at=_to_the_second(decision.at))
        self._state.decisions.append(kept)

    def note(self, detail: str) -> None:
        self._notes.append(detail)

    def closed(self, entry: AuditEntry) -> _State:
        for layer in self._changed:
            self._state.revisions[layer] += 1
        self._state.settings_revision += self._settings_changed
        self._state.audit.append(replace(entry, detail="; ".join(self._notes)))
        return self._state


class MemoryStore(MemoryReading):
    """One town's store that lives as long as the object."""

    def __init__(self) -> None:
        super().__init__(_State())
        self._writing_now = threading.Lock()

    @contextmanager
    def at_one_moment(self) -> Iterator[MemoryReading]:
        yield MemoryReading(self._state)

    def write(
        self,
        actor: Actor,
        action: Action,
        subject: str,
        at: datetime,
    ) -> AbstractContextManager[MemoryTransaction]:
        require(actor, action)
        moment = _to_the_second(at)
        return self._writing(AuditEntry(moment, actor.id, actor.role.value, action.value, subject))

    @contextmanager
    def _writing(self, entry: AuditEntry) -> Iterator[MemoryTransaction]:
        with self._writing_now:
            transaction = MemoryTransaction(self._state.copy())
            yield transaction
            self._state = transaction.closed(entry)

    def lead_walls(
        self, actor: Actor, change: Callable[[Lead], Lead], at: datetime, told: str = ""
    ) -> Lead:
        require(actor, Action.LEAD_WALL)
        entry = AuditEntry(
            _to_the_second(at), actor.id, actor.role.value, Action.LEAD_WALL.value, told
        )
        with self._writing_now:
            state, before = self._state.copy(), self._state.lead
            state.lead = replace(change(before), revision=before.revision + 1)
            state.audit += [entry] if told else []
            self._state = state
            return state.lead

    @contextmanager
    def record_sign_in(self, entry: AuditEntry | None) -> Iterator[MemoryAccounts]:
        with self._writing_now:
            state = self._state.copy()
            yield MemoryAccounts(state.accounts)
            if entry is not None:
                state.audit.append(replace(entry, at=_to_the_second(entry.at)))
            self._state = state
