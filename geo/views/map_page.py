"""The folium page that browsers show in an iframe: one map, or two linked ones; no layer inside.

Layers come by URL, choices by `postMessage`; the page itself holds extents, colours and words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import folium
from branca.element import Element, Figure
from folium.elements import JSCSSMixin
from folium.template import Template

from geo.spatial.town_frames import Extent, TownFrames
from geo.views import assets, escaping, palette

_ENTRY = f"{assets.MOUNT}/js/map_frame.js"
_STYLE = f"{assets.MOUNT}/css/map_frame.css"
_WHEEL_STEPS_PX = 90
_NO_ZOOM = re.compile(r",\s*maximum-scale=[\d.]+,\s*user-scalable=no")
_MIN_ZOOM, _MAX_ZOOM = 4, 18


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the page says: the town's frames, the language tag, and `words` by name."""

    frames: TownFrames
    language_tag: str
    words: Mapping[str, str]


class _Start(JSCSSMixin):
    """Hands the maps and their settings to our module."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.wanggeMaps = {main: {{ this.main }}, inset: {{ this.inset or "null" }}};
            window.wanggeSettings = {{ this.settings }};
        {% endmacro %}
        """,
    )
    default_js = [  # noqa: RUF012  (folium's own contract: lists on the class)
        ("markerclusterjs", "markercluster"),
        ("protomaps", "protomaps"),
    ]
    default_css = [("markerclustercss", "markercluster")]  # noqa: RUF012

    def __init__(self, maps: list[folium.Map], settings: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium's mixin is untyped
        self._name = "Start"
        self._id = "start"
        self.main = maps[0].get_name()
        self.inset = maps[1].get_name() if len(maps) > 1 else None
        self.settings = settings


def _map(figure: Figure, name: str, extent: Extent) -> folium.Map:
    (south, west), (north, east) = extent.corners()
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        position="absolute",
        font_size="12px",
        attribution_control=False,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=_WHEEL_STEPS_PX,
    )
    # folium keeps these two for tiles alone; clusters need them on the map.
    drawn.options |= {"min_zoom": _MIN_ZOOM, "max_zoom": _MAX_ZOOM}
    drawn._id = name
    figure.add_child(drawn)
    return drawn


def _settings(page: MapPage) -> str:
    extents = {"main": page.frames.main, "inset": page.frames.inset}
    return escaping.script_json(
        {
            "extents": {name: box.corners() for name, box in extents.items() if box},
            "words": dict(page.words),
            "sequential": palette.SEQUENTIAL,
            "diverging": palette.DIVERGING,
            "unknown": palette.UNKNOWN,
            "ink": palette.INK,
            "warm": palette.WARM,
            "accent": palette.ACCENT,
            "caution": palette.CAUTION,
            "range": palette.RANGE,
            "backdrop": dict(palette.BACKDROP),
        },
    )


def html(page: MapPage) -> str:
    """Return the page's HTML; every file it fetches lies on our mount.

    Raises:
        ForeignAsset: folium would fetch something else.
    """
    figure = Figure(title=escaping.markup(page.words["title"]))
    maps = [_map(figure, "main", page.frames.main)]
    if page.frames.inset:
        maps.append(_map(figure, "inset", page.frames.inset))
    figure.add_child(_Start(maps, _settings(page)))
    for number, href in enumerate((assets.FONT_STYLES, _STYLE)):
        link = Element(f'<link rel="stylesheet" href="{href}"/>')
        figure.header.add_child(link, name=f"style_{number}")
    entry = Element(f'<script type="module" src="{_ENTRY}"></script>')
    figure.header.add_child(entry, name="entry")
    # folium forbids a phone to enlarge the page.
    written = _NO_ZOOM.sub("", assets.rendered(figure))
    return written.replace("<html", f'<html lang="{escaping.markup(page.language_tag)}"', 1)
