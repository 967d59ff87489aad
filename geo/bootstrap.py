"""The one place that picks a store and wires the services; one container a process and store."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.io import LocalFiles, LocalGeoPackages, document_fonts, text_of, tile_places
from geo.ports.store import Store
from geo.services.access import Access
from geo.services.accounts import Accounts
from geo.services.analyses import analyses_on
from geo.services.area_query.files import AreaFiles, area_files_on
from geo.services.audit_view import AuditView
from geo.services.backdrops import Backdrops
from geo.services.backups import Backups
from geo.services.beside import Besides
from geo.services.boundary_views import BoundaryViews, FixedView, is_view
from geo.services.cameras import Cameras
from geo.services.chain_setting import ChainSetting
from geo.services.comparisons import comparisons_on
from geo.services.counts import Counts
from geo.services.coverage import Coverage
from geo.services.decisions import Decisions
from geo.services.documents import Documents, documents_on
from geo.services.drafting.balancing import Balancing
from geo.services.drafting.carrying import Carrying
from geo.services.drafting.service import Drafts
from geo.services.exports import ExportService
from geo.services.far_grids import FarGrids
from geo.services.fault_view import FaultView
from geo.services.imports import ImportService
from geo.services.incident_rows import IncidentRows
from geo.services.incident_tiles import IncidentTiles
from geo.services.incidents import Incidents
from geo.services.indicators import Indicators
from geo.services.links import Links
from geo.services.lookup import Lookup
from geo.services.map_layers import MapLayers
from geo.services.measures import Measures
from geo.services.norms import Norms, norms_in
from geo.services.overview import Overviews
from geo.services.passwords import Passwords
from geo.services.period_values import PeriodMeasures
from geo.services.plan_comparison import PlanComparisons
from geo.services.plans import Plans
from geo.services.printing.service import Prints
from geo.services.publish_preview import PublishPreviews
from geo.services.publishing import Publishing
from geo.services.quarantine_view import QuarantineView
from geo.services.ranking import Rankings
from geo.services.sessions import Sessions
from geo.services.settings import Settings
from geo.services.silence import Silences
from geo.services.snapshots import Snapshots, SnapshotSource
from geo.services.staffing_desk import StaffingDesk
from geo.services.stations_load import StationsLoad
from geo.services.store_check import StoreCheck
from geo.services.suggestions import Suggestions
from geo.services.trends import Trends
from geo.services.view_choice import ViewChoice
from geo.services.wall.wall import Wall, wall_on
from geo.store import SqlStore, open_store
from geo.store.address import shown, store_url
from geo.views.documents.press import Press

ROOT = Path(__file__).resolve().parent.parent
STORE_VARIABLE = "WANGGE_STORE"
SCENES_VARIABLE = "WANGGE_WALL"
_DEFAULT_STORE = "data/local/wangge.sqlite"
_USUAL_SCENES = ROOT / "data/reference/wall.toml"
_NORMS_FILE = ROOT / "data" / "norms.csv"
_FONTS = document_fonts(ROOT)
_PRESS = Press(_FONTS.path, _FONTS.is_kept)
_SYSTEM = Actor("system", Role.ADMINISTRATOR)
"""Who seeds what the product brings along."""

_guard = threading.Lock()
_aside = ThreadPoolExecutor(1, "wangge-aside")
"""Notes what nobody should wait for."""
_containers: dict[str, "Container"] = {}
_open_stores: list[SqlStore] = []
_KEPT_VIEWS = 4


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
    snapshots: SnapshotSource
    links: Links
    map_layers: MapLayers
    incident_tiles: IncidentTiles
    imports: ImportService
    exports: ExportService
    check: StoreCheck
    counts: Counts
    coverage: Coverage
    suggestions: Suggestions
    staffing: StaffingDesk
    indicators: Indicators
    measures: Measures
    besides: Besides
    prints: Prints
    period_measures: PeriodMeasures
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
    plans: Plans
    drafts: Drafts
    balancing: Balancing
    carrying: Carrying
    publishing: Publishing
    previews: PublishPreviews
    chain_setting: ChainSetting
    documents: Documents
    views: BoundaryViews
    view_choice: ViewChoice
    comparisons: PlanComparisons
    wall: Wall
    area_files: AreaFiles
    backdrops: Backdrops
    _on: dict[str, "Container"] = field(default_factory=dict)

    def on(self, view: str) -> "Container":
        """Return the same services on other boundaries: as of an ISO day, or of a plan's id.

        An empty view is today's, so is one that names nothing.
        """
        if not view or not is_view(self.store.plans, view):
            return self
        if view not in self._on:
            while len(self._on) >= _KEPT_VIEWS:
                self._on.pop(next(iter(self._on)), None)
            fixed = FixedView(self.views, view)
            self._on[view] = replace(self, **analyses_on(self.store, fixed, self.decisions))
        return self._on[view]


def container(url: str | None = None, *, create: bool = False) -> Container:
    """Return this process's container for a store given by path or URL.

    Without `url` it is `WANGGE_STORE`, else `data/local/wangge.sqlite`; relative paths start at
    the project's root only for these two.

    Raises:
        StoreFault: the store is missing (and `create` is false), too new, busy or not ours.
    """
    address = url if url is not None else default_address()
    name = _name_of(address)
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


@cache
def _name_of(address: str) -> str:
    return shown(store_url(address))


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
    snapshots = Snapshots(store, clock=_now)
    decisions = Decisions(store)
    drafts = Drafts(store, snapshots.current, _now)
    views = BoundaryViews(store, lambda plan_id: drafts.standing(plan_id).boundaries, _now)
    view_choice = ViewChoice(store, snapshots.current)
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
        links=Links(store.settings()["signing_key"]),
        imports=ImportService(store, LocalFiles()),
        exports=ExportService(store, LocalFiles()),
        check=StoreCheck(store),
        plans=Plans(store),
        drafts=drafts,
        balancing=Balancing(drafts),
        carrying=Carrying(store, snapshots.current, _now),
        publishing=Publishing(store, drafts.standing),
        previews=PublishPreviews(store, drafts.standing, drafts.open),
        chain_setting=ChainSetting(store),
        documents=documents_on(drafts, store, snapshots.current, _PRESS, LocalGeoPackages()),
        views=views,
        view_choice=view_choice,
        comparisons=comparisons_on(store, drafts, view_choice, views.beside(snapshots.current)),
        backdrops=Backdrops(store, tile_places(ROOT)),
        area_files=area_files_on(snapshots.current, store.layers),
        wall=wall_on(store, snapshots.current, (_own_scenes(), _USUAL_SCENES), text_of),
        **analyses_on(store, snapshots, decisions),
    )


def _own_scenes() -> Path:
    return Path(os.environ.get(SCENES_VARIABLE) or ROOT / "data/local/wall.toml")


def _now() -> datetime:
    return datetime.now(UTC)
