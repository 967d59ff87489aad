"""Prints what is shown: asks the policy for each part again, and words the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from geo.domain.errors import NotFound
from geo.domain.plans import Plan
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.messages import text
from geo.ports.printed_maps import MapPlate, PrintedMap, ShownMeasure
from geo.ports.store import Store
from geo.ports.workbooks import Workbook
from geo.services.incident_tiles import IncidentTiles
from geo.services.measures import Measures
from geo.services.printing import plate, table, words
from geo.services.printing.order import PrintLayer, PrintOrder, near
from geo.services.printing.spots import spots
from geo.services.scope import grid_position
from geo.services.snapshot import Snapshot
from geo.services.village_names import village_names
from geo.spatial.town_frames import Extent, TownFrames, town_frames

_ACTIONS = {
    PrintLayer.INCIDENTS: Action.VIEW_INCIDENTS,
    PrintLayer.STATIONS: Action.VIEW_STATIONS,
    PrintLayer.CAMERAS: Action.VIEW_CAMERAS,
    PrintLayer.RANGES: Action.VIEW_MAP,
}
_KEYS = {
    PrintLayer.INCIDENTS: "map.incidents",
    PrintLayer.STATIONS: "map.stations",
    PrintLayer.CAMERAS: "printing.cameras",
    PrintLayer.RANGES: "map.ranges",
}


@dataclass(frozen=True, slots=True)
class Prints:
    """Answers with pages and tables of the present snapshot."""

    current: Callable[[], Snapshot]
    store: Store
    measures: Measures
    incident_tiles: IncidentTiles

    def map(self, actor: Actor, order: PrintOrder, at: datetime) -> PrintedMap:
        """Return the page of a view; layers that the actor may not see are left out.

        Raises:
            NotPermitted: the actor may not look at the map, or not see the measure.
            NotFound: no grid goes by the code that is selected.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        chosen = frozenset(one for one in order.layers if is_permitted(actor.role, _ACTIONS[one]))
        frames = _frames(snapshot)
        seen = near(order.box, frames.inset or frames.main) if order.box else frames.main
        drawn = self._plate(actor, order, chosen, seen)
        language, plan = order.language, self._plan(order)
        narrowed = [
            text(language, "printing.filter", label=one, value=said)
            for one, said in words.filters(order, snapshot, plan)
        ]
        return PrintedMap(
            language_tag=text(language, "documents.language_tag"),
            title=words.title(order, snapshot, self.store),
            subtitle=text(language, "printing.join_filters").join(narrowed),
            mark=words.mark(language, snapshot),
            plate=drawn,
            whole=_whole(drawn, snapshot, frames.inset),
            whole_title=text(language, "map.inset"),
            keys=self._keys(order, drawn),
            unknown=text(language, "map.unknown"),
            north=text(language, "documents.north"),
            scale=text(language, "printing.scale"),
            notes=words.notes(order, snapshot, local_date(snapshot, at)),
        )

    def table(self, actor: Actor, order: PrintOrder, at: datetime) -> Workbook:
        """Return the table behind the map: every grid with its value and what it was before.

        Raises:
            NotPermitted: the actor may not export, or not see the measure.
        """
        require(actor, Action.EXPORT_LAYER)
        snapshot = self.current()
        facts = table.Facts(
            title=words.title(order, snapshot, self.store),
            mark=words.mark(order.language, snapshot),
            filters=words.filters(order, snapshot, self._plan(order)),
            notes=words.notes(order, snapshot, local_date(snapshot, at)),
            villages=village_names(self.store.layers),
        )
        return table.workbook(self.measures, actor, order, snapshot, facts)

    def _plate(
        self, actor: Actor, order: PrintOrder, chosen: frozenset[PrintLayer], seen: Extent
    ) -> MapPlate:
        snapshot = self.current()
        selected = grid_position(snapshot, order.selected) if order.selected else None
        measure = self._measure(actor, order)
        shown = plate.plate(snapshot, self.store.layers, seen, measure, selected)
        shown = plate.with_marks(shown, snapshot, chosen)
        if PrintLayer.INCIDENTS not in chosen:
            return shown
        scope = order.scope
        month = order.month or words.month_of(order, snapshot)
        if scope.reported is None and month:
            scope = replace(scope, reported=month.period)
        found = spots(self.incident_tiles, actor, scope, shown.extent, snapshot.metric_crs)
        return replace(shown, incidents=found)

    def _measure(self, actor: Actor, order: PrintOrder) -> ShownMeasure | None:
        if order.measure is None:
            return None
        found = self.measures.of(actor, order.measure, order.month, order.scope)
        return ShownMeasure(
            title=text(order.language, found.title_key),
            unit=text(order.language, found.unit_key),
            values=found.values,
            breaks=found.breaks,
            decimals=found.decimals,
            is_change=found.is_change,
        )

    def _keys(self, order: PrintOrder, drawn: MapPlate) -> dict[str, str]:
        there = {
            PrintLayer.INCIDENTS: drawn.incidents,
            PrintLayer.STATIONS: drawn.stations,
            PrintLayer.CAMERAS: drawn.cameras,
            PrintLayer.RANGES: drawn.ranges,
        }
        keys = {one.value: text(order.language, _KEYS[one]) for one in PrintLayer if there[one]}
        outlined = {"selected": text(order.language, "printing.outlined")} if drawn.outlined else {}
        return keys | outlined

    def _plan(self, order: PrintOrder) -> Plan | None:
        try:
            return self.store.plans.plan(order.bounds) if order.bounds else None
        except NotFound:
            return None


def _frames(snapshot: Snapshot) -> TownFrames:
    bounds = snapshot.grids.geometry.bounds.to_numpy(float)
    return town_frames(bounds, snapshot.grids["area_km2"].to_numpy(float))


def _whole(drawn: MapPlate, snapshot: Snapshot, frame: Extent | None) -> MapPlate | None:
    """Return the whole town of which the frame drawn is a part, in a bimodal one."""
    if frame is None:
        return None
    names = [one for one in drawn.names if one.rank == 0]
    extent = plate.extent_m(snapshot, frame)
    return MapPlate(extent, drawn.grids, drawn.measure, (), names, drawn.outlined)


def local_date(snapshot: Snapshot, at: datetime) -> date:
    """Return the town's day of a moment, by the clock: a page says when it was really printed."""
    return at.astimezone(ZoneInfo(snapshot.timezone)).date()
