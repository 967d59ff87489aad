"""视频点位: what do the cameras see of each grid, and which of them are dead?"""

from geo.messages import text
from geo.services.links import LinkKind
from geo.services.measures import Measure
from geo.ui import choices, session, widgets
from geo.ui.map_component import MapContent, draw_map

language, actor, container = choices.language(), choices.actor(), session.container()
counts = container.cameras.counts(actor)

widgets.title(text(language, "cameras.title", count=counts.sites))
draw_map(
    MapContent(
        {LinkKind.MEASURE: {"measure": Measure.COVERED_SHARE}, LinkKind.CAMERAS: {}},
        height="460px",
        on_first=frozenset({"cameras"}),
    ),
)
widgets.words(
    text(
        language,
        "cameras.counts",
        alive=counts.alive,
        dead=counts.dead,
        state_unknown=counts.state_unknown,
        unsigned=counts.unsigned,
        sign_unknown=counts.sign_unknown,
        sector_unknown=counts.sector_unknown,
    ),
)
formats = {"grid": "", "cameras": "%d", "covered_share": "percent", "incidents_total": "%d"}
widgets.table(
    container.coverage.table(actor).sort_values("covered_share", ascending=False),
    {
        name: widgets.Column(text(language, f"cameras.column_{name}"), shape)
        for name, shape in formats.items()
    },
    "coverage",
    choice=choices.GRID,
    choice_column="grid",
)
