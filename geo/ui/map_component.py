"""The map on a page: a folium page in an iframe; clicks come back, pan and zoom do not.

A map takes the links of the layers to show: a click on a grid is written to the URL choice `grid`,
a click on a point to the choice its layer is given.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2s

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.domain.errors import BadValue
from geo.domain.layers import Layer
from geo.domain.policy import is_permitted
from geo.messages import text
from geo.services.area_query.shape import shape_drawn, shape_in
from geo.services.links import ACTION_FOR, LinkKind
from geo.services.view_choice import BOUNDS
from geo.ui import choices, ground, identity, session, widgets

_KEY_BYTES = 8
_LOADER = """
const module = import(location.origin + "/assets/js/map_component.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_map = st.components.v2.component("wangge_map", html='<div class="map-host"></div>', js=_LOADER)

_MAP_AND_PANEL = (0.7, 0.3)
_LEAST_PX = 500
_ON_FIRST = frozenset({"incidents", "stations", "ranges"})

_REVISED_BY: Mapping[LinkKind, tuple[Layer, ...]] = {
    LinkKind.FRAME: (Layer.GRIDS,),
    LinkKind.GRIDS: (Layer.GRIDS,),
    LinkKind.BACKDROP: (Layer.AREAS, Layer.BARRIERS, Layer.ROADS, Layer.PLACES),
    LinkKind.INCIDENTS: (Layer.INCIDENTS, Layer.GRIDS),
    LinkKind.CAMERAS: (Layer.CAMERAS,),
    LinkKind.STATIONS: (Layer.STATIONS,),
    LinkKind.FAULTS: (Layer.GRIDS,),
}
_LAYER_NAMES = {
    LinkKind.GRIDS: "grids",
    LinkKind.BACKDROP: "backdrop",
    LinkKind.MEASURE: "measure",
    LinkKind.NEED: "measure",
    LinkKind.MOVES: "moves",
    LinkKind.FAULTS: "faults",
    LinkKind.RANGES: "ranges",
    LinkKind.INCIDENTS: "incidents",
    LinkKind.STATIONS: "stations",
    LinkKind.CAMERAS: "cameras",
}


@dataclass(frozen=True, slots=True)
class TimeSteps:
    """The months that a map steps through (YYYY-MM), the one shown, and what measure it shows."""

    first: str
    last: str
    at: str
    chosen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows: choices for each kind of layer; a kind that is not there is not drawn.

    `point_choice` names the URL choice that takes the id of a clicked point; `point` (lon, lat in
    degrees) is the one selected, ringed and brought into view. With `bounds` the map stands on
    that view instead of the page's; maps of one name in `linked` look at one place, first that of
    the one that `leads`; `outlined` are codes of grids to outline, brought into view once. With
    `time` a bar steps through months; where it rests is written to the URL's month. `same_classes`
    lets the legend say that every month has the same. With `has_tools` shapes can be asked about
    and measured; one asked about stands in the URL.
    """

    layers: Mapping[LinkKind, Mapping[str, str]]
    height: str = "var(--map)"
    point_choice: str = ""
    on_first: frozenset[str] = _ON_FIRST
    point: tuple[float, float] | None = None
    bounds: str | None = None
    linked: str = ""
    leads: bool = False
    outlined: tuple[str, ...] = ()
    time: TimeSteps | None = None
    same_classes: bool = False
    has_tools: bool = False

    def on_view(self, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the choices of a layer, on the boundaries that this map stands on."""
        view = {} if self.bounds is None else {BOUNDS: self.bounds}
        return {**view, **(chosen or {})}


def draw_map_beside(panel: str, content: MapContent, key: str = "map") -> DeltaGenerator:
    """Draw the page's map and return the panel beside it, as high as the map, to draw in."""
    with st.container(key="beside_map"):
        map_side, panel_side = st.columns(_MAP_AND_PANEL, gap="small")
    with map_side:
        draw_map(content, key)
    with panel_side:
        return widgets.panel(panel, height=_LEAST_PX)


def draw_map(content: MapContent, key: str = "map") -> None:
    """Draw the map; layers that the actor may not see are left out."""
    language = choices.language()
    drawn = {LinkKind.GRIDS: {}, LinkKind.BACKDROP: {}, **content.layers}
    layers = {
        _LAYER_NAMES[kind]: layer_link(kind, content.on_view(chosen))
        for kind, chosen in drawn.items()
        if is_permitted(choices.actor().role, ACTION_FOR[kind])
    }
    selection = choices.value(choices.GRID) or None
    _map(
        key=key,
        data={
            "title": text(language, "map.title"),
            "height": content.height,
            "frame": layer_link(LinkKind.FRAME, content.on_view()),
            "linked": content.linked,
            "show": {
                "layers": layers,
                "selection": selection,
                "on_first": sorted(content.on_first),
                "point": _place(content.point or choices.place()),
                "linked": content.linked,
                "leads": content.leads,
                "outlined": content.outlined,
                "time": _time(content),
                "note": text(language, "map.same_classes") if content.same_classes else "",
                "opened": _opened(),
                "ground": ground.offered(),
                "has_tools": content.has_tools,
                "shape": _shape() if content.has_tools else None,
            },
        },
        on_selected_change=lambda: _take_grid(key),
        on_point_change=lambda: _take_point(key, content.point_choice),
        on_time_change=lambda: _take_month(key),
        on_ground_change=lambda: ground.take(key),
        on_shape_change=lambda: _take_shape(key, content.point_choice),
    )


def _time(content: MapContent) -> dict[str, object] | None:
    steps = content.time
    if steps is None:
        return None
    link = layer_link(LinkKind.PERIODS, content.on_view(steps.chosen))
    return {"first": steps.first, "last": steps.last, "at": steps.at, "link": link}


def _opened() -> dict[str, object] | None:
    """Return what the address says of the map when it is opened: where it looks, its layers."""
    said = {choices.VIEW: choices.opened_view(), choices.LAYERS: choices.value(choices.LAYERS)}
    return {name: one for name, one in said.items() if one} or None


def _place(point: tuple[float, float] | None) -> dict[str, float] | None:
    return None if point is None else {"lon": round(point[0], 5), "lat": round(point[1], 5)}


def layer_link(kind: LinkKind, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the link and a key that changes only when what it shows does."""
    chosen = chosen or {}
    view = chosen.get(BOUNDS, choices.value(BOUNDS))
    revisions = session.container_on(view).snapshots.current().revisions
    layers = _REVISED_BY.get(kind, tuple(Layer))
    revised = ".".join(str(revisions.get(layer, 0)) for layer in layers)
    shown = {**chosen, BOUNDS: view, "revision": revised}
    told = "&".join(f"{name}={value}" for name, value in sorted(shown.items()))
    role, language = choices.actor().role, choices.language()
    told = f"{kind.value}?{told}&{language.value}&{role.value}"
    return {
        "key": blake2s(told.encode(), digest_size=_KEY_BYTES).hexdigest(),
        "url": identity.link(kind, shown),
    }


def _take_grid(key: str) -> None:
    chosen = st.session_state[key].selected
    if chosen is not None:
        choices.put(**{choices.GRID: str(chosen), choices.AT: ""})


def _shape() -> dict[str, object] | None:
    """Return the outline of the shape that the URL holds; one that cannot be read is none."""
    try:
        shape = shape_in(choices.value(choices.WITHIN))
    except BadValue:
        return None
    ring = [(round(lon, 5), round(lat, 5)) for lon, lat in shape.ring]
    return {"ring": ring}


def _take_shape(key: str, point_choice: str) -> None:
    said = st.session_state[key].shape
    if not said:
        return
    with suppress(BadValue):
        selected = {
            choices.GRID: "",
            choices.AT: "",
            **({point_choice: ""} if point_choice else {}),
        }
        choices.put(**{choices.WITHIN: shape_drawn(said).text(), **selected})


def _take_point(key: str, choice: str) -> None:
    point = st.session_state[key].point
    if point and choice:
        choices.put(**{choice: str(point["id"])})


def _take_month(key: str) -> None:
    if month := st.session_state[key].time:
        choices.put(**{choices.MONTH: str(month)})
