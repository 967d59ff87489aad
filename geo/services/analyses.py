"""Every service that reads a snapshot, put on one: today's, or that of other boundaries."""

from typing import Any

from geo.ports.store import Store
from geo.services.beside import Besides
from geo.services.cameras import Cameras
from geo.services.counts import Counts
from geo.services.coverage import Coverage
from geo.services.decisions import Decisions
from geo.services.far_grids import FarGrids
from geo.services.fault_view import FaultView
from geo.services.grid_card import GridCards
from geo.services.incident_rows import IncidentRows
from geo.services.incident_tiles import IncidentTiles
from geo.services.incidents import Incidents
from geo.services.indicators import Indicators
from geo.services.lookup import Lookup
from geo.services.map_layers import MapLayers
from geo.services.measures import Measures
from geo.services.overview import Overviews
from geo.services.period_values import PeriodMeasures
from geo.services.printing.service import Prints
from geo.services.ranking import Rankings
from geo.services.silence import Silences
from geo.services.snapshots import SnapshotSource
from geo.services.staffing_desk import StaffingDesk
from geo.services.stations_load import StationsLoad
from geo.services.suggestions import Suggestions
from geo.services.trends import Trends


def analyses_on(store: Store, snapshots: SnapshotSource, decisions: Decisions) -> dict[str, Any]:
    """Return every service that reads a snapshot, by its field in the container."""
    current = snapshots.current
    suggestions, indicators, trends = Suggestions(current), Indicators(current), Trends(current)
    rankings = Rankings(current, suggestions.hours_per_worker)
    cards = GridCards(current)
    measures, tiles = Measures(current, suggestions.hours_per_worker), IncidentTiles(current)
    return {
        "snapshots": snapshots,
        "map_layers": MapLayers(current, store.layers),
        "incident_tiles": tiles,
        "prints": Prints(current, store, measures, tiles),
        "counts": Counts(current),
        "silences": Silences(current),
        "faults": FaultView(current),
        "coverage": Coverage(current),
        "suggestions": suggestions,
        "staffing": StaffingDesk(current, suggestions, decisions),
        "indicators": indicators,
        "measures": measures,
        "besides": Besides(current, measures),
        "period_measures": PeriodMeasures(current),
        "rankings": rankings,
        "trends": trends,
        "overviews": Overviews(indicators, rankings, trends, suggestions, cards, decisions),
        "lookup": Lookup(current),
        "incidents": Incidents(current),
        "incident_rows": IncidentRows(current),
        "cameras": Cameras(current),
        "stations_load": StationsLoad(current),
        "far_grids": FarGrids(current),
    }
