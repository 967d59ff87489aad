"""The one place that picks a store and wires the services; one container a process and store."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.io import LocalFiles
from geo.ports.store import Store
from geo.services.access import Access
from geo.services.accounts import Accounts
from geo.services.audit_view import AuditView
from geo.services.backups import Backups
from geo.services.cameras import Cameras
from geo.services.counts import Counts
from geo.services.coverage import Coverage
from geo.services.decisions import Decisions
from geo.services.exports import ExportService
from geo.services.far_grids import FarGrids
from geo.services.fault_view import FaultView
from geo.services.grid_card import GridCards
from geo.services.imports import ImportService
from geo.services.incident_rows import IncidentRows
from geo.services.incidents import Incidents
from geo.services.indicators import Indicators
from geo.services.links import Links
from geo.services.lookup import Lookup
from geo.services.map_layers import MapLayers
from geo.services.measures import Measures
from geo.services.norms import Norms, norms_in
from geo.services.overview import Overviews
from geo.services.passwords import Passwords
from geo.services.quarantine_view import QuarantineView
from geo.services.ranking import Rankings
from geo.services.sessions import Sessions
from geo.services.settings import Settings
from geo.services.silence import Silences
from geo.services.snapshots import Snapshots
from geo.services.staffing_desk import StaffingDesk
from geo.services.stations_load import StationsLoad
from geo.services.store_check import StoreCheck
from geo.services.suggestions import Suggestions
from geo.services.trends import Trends
from geo.store import SqlStore, open_store
from geo.store.address import shown, store_url

ROOT = Path(__file__).resolve().parent.parent
STORE_VARIABLE = "WANGGE_STORE"
_DEFAULT_STORE = "data/local/wangge.sqlite"
_NORMS_FILE = ROOT / "data" / "norms.csv"
_SYSTEM = Actor("system", Role.ADMINISTRATOR)
"""Who seeds what the product brings along."""

_guard = threading.Lock()
_aside = ThreadPoolExecutor(1, "wangge-aside")
"""Notes what nobody should wait for."""
_containers: dict[str, "Container"] = {}
_open_stores: list[SqlStore] = []


@dataclass(frozen=True, slots=True)
class Container:
    """A store and every service on it. A new service adds its field here and in `_wired`."""

    store: Store
    access: Access
    accounts: Accounts
    sessions: Sessions
    norms: Norms
    decisions: Decisions
    settings: Settings
    quarantine: QuarantineView
    audit: AuditView
    backups: Backups
    snapshots: Snapshots
    links: Links
    map_layers: MapLayers
    imports: ImportService
    exports: ExportService
    check: StoreCheck
    counts: Counts
    coverage: Coverage
    suggestions: Suggestions
    staffing: StaffingDesk
    indicators: Indicators
    measures: Measures
    rankings: Rankings
    trends: Trends
    silences: Silences
    faults: FaultView
    overviews: Overviews
    lookup: Lookup
    incidents: Incidents
    incident_rows: IncidentRows
    cameras: Cameras
    stations_load: StationsLoad
    far_grids: FarGrids


def container(url: str | None = None, *, create: bool = False) -> Container:
    """Return this process's container for a store given by path or URL.

    Without `url` it is `WANGGE_STORE`, else `data/local/wangge.sqlite`; relative paths start at
    the project's root only for these two.

    Raises:
        StoreFault: the store is missing (and `create` is false), too new, busy or not ours.
    """
    address = url if url is not None else default_address()
    name = shown(store_url(address))
    with _guard:
        if name not in _containers:
            store = open_store(address, create=create)
            _open_stores.append(store)
            _containers[name] = _wired(store)
        return _containers[name]


def default_address() -> str:
    """Return the store that is meant when none is named."""
    address = os.environ.get(STORE_VARIABLE) or _DEFAULT_STORE
    return address if "://" in address else str(ROOT / address)


def close_containers() -> None:
    """Close every store this process has open and forget the containers."""
    with _guard:
        for store in _open_stores:
            store.close()
        _open_stores.clear()
        _containers.clear()


def _wired(store: SqlStore) -> Container:
    norms = Norms(store)
    seeds = norms_in(_NORMS_FILE.read_text(encoding="utf-8").splitlines())
    norms.seed(_SYSTEM, seeds, datetime.now(UTC))
    passwords = Passwords()
    snapshots = Snapshots(store, clock=lambda: datetime.now(UTC))
    suggestions = Suggestions(snapshots.current)
    indicators = Indicators(snapshots.current)
    rankings = Rankings(snapshots.current, suggestions.hours_per_worker)
    trends, decisions = Trends(snapshots.current), Decisions(store)
    return Container(
        store=store,
        access=Access(store, _aside.submit),
        accounts=Accounts(store, passwords),
        sessions=Sessions(store, passwords),
        norms=norms,
        decisions=decisions,
        settings=Settings(store),
        quarantine=QuarantineView(store),
        audit=AuditView(store),
        backups=Backups(store),
        snapshots=snapshots,
        links=Links(store.settings()["signing_key"]),
        map_layers=MapLayers(snapshots.current, store.layers),
        imports=ImportService(store, LocalFiles()),
        exports=ExportService(store, LocalFiles()),
        check=StoreCheck(store),
        counts=Counts(snapshots.current),
        silences=Silences(snapshots.current),
        faults=FaultView(snapshots.current),
        coverage=Coverage(snapshots.current),
        suggestions=suggestions,
        staffing=StaffingDesk(snapshots.current, suggestions, decisions),
        indicators=indicators,
        measures=Measures(snapshots.current, suggestions.hours_per_worker),
        rankings=rankings,
        trends=trends,
        overviews=Overviews(
            indicators, rankings, trends, suggestions, GridCards(snapshots.current), decisions
        ),
        lookup=Lookup(snapshots.current),
        incidents=Incidents(snapshots.current),
        incident_rows=IncidentRows(snapshots.current),
        cameras=Cameras(snapshots.current),
        stations_load=StationsLoad(snapshots.current),
        far_grids=FarGrids(snapshots.current),
    )
