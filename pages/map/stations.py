"""调解站: what does each station carry, and who lives far from one?"""

from geo.messages import text
from geo.services.links import LinkKind
from geo.services.measures import Measure
from geo.ui import choices, session, widgets
from geo.ui.map_component import MapContent, draw_map

language, actor, container = choices.language(), choices.actor(), session.container()
load = container.stations_load.table(actor)

widgets.title(text(language, "stations.title", count=len(load)))
draw_map(
    MapContent(
        {LinkKind.MEASURE: {"measure": Measure.STATION_DISTANCE_KM}, LinkKind.STATIONS: {}},
        height="460px",
        on_first=frozenset({"stations"}),
    ),
)
columns = ("name", "disputes", "backlog", "median_days", "median_km")
widgets.table(
    load.sort_values("backlog", ascending=False),
    {
        name: widgets.Column(
            text(language, f"stations.column_{name}"),
            "%.1f" if name.startswith("median") else "%d",
        )
        for name in columns
    },
    "stations",
)
