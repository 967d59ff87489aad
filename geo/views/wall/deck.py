"""A step of a scene as pydeck layers; the browser puts the ground's shapes in by their name.

No map provider and no map style: nothing is asked of any server but ours.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pydeck
from pydeck.types import String

from geo.messages.wall_scenes import Column, Mark, Step
from geo.views.wall import colours

FONT = "Noto Sans SC"
_EASE_MS = 900
_TALL_SHARE = 0.3
_RADIUS_SHARE = 0.006
_LABEL_PX = 40
_NAME_PX = 40
_DOT_PX = 5
_MARK_PX = 9


def layers(step: Step, drawn: tuple[str, ...], side_m: float) -> list[dict[str, Any]]:
    """Return the layers of a step as deck.gl's JSON; `side_m` is the longer side of what is seen.

    Layers named `ground`, `lines` and `outlined` hold no shapes of their own.
    """
    made = [_ground("borders" in drawn), *_lines(drawn), _outlined()]
    tall_m = side_m * _TALL_SHARE
    if "columns" in drawn and step.columns:
        made += [_columns(step.columns, side_m, tall_m), _tops(step.columns, tall_m)]
    if step.marks:
        made.append(_dots(step.marks))
        made.append(_names(step.marks))
    deck = pydeck.Deck(layers=made, map_provider=None, map_style=None, initial_view_state=None)
    told: list[dict[str, Any]] = json.loads(deck.to_json())["layers"]
    return told


def _ground(is_bordered: bool) -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        id="ground",
        data=[],
        filled=True,
        stroked=is_bordered,
        get_fill_color=colours.GROUND,
        get_line_color=colours.BORDER,
        line_width_units=String("pixels"),
        get_line_width=1.2,
    )


def _lines(drawn: tuple[str, ...]) -> list[pydeck.Layer]:
    roads = colours.ROAD if "roads" in drawn else [0, 0, 0, 0]
    water = colours.WATER if "water" in drawn else [0, 0, 0, 0]
    is_water = "properties.kind == 'water' || properties.kind == 'canal'"
    is_border = "properties.kind == 'village' || properties.kind == 'town'"
    return [
        pydeck.Layer(
            "GeoJsonLayer",
            id="lines",
            data=[],
            filled=False,
            get_line_color=f"{is_border} ? [0, 0, 0, 0] : ({is_water} ? {water} : {roads})",
            line_width_units=String("pixels"),
            get_line_width=2,
        )
    ]


def _outlined() -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        id="outlined",
        data=[],
        filled=True,
        get_fill_color=[*colours.CLASSES[1], 70],
        get_line_color=colours.BRIGHT,
        line_width_units=String("pixels"),
        get_line_width=3,
    )


def _columns(columns: tuple[Column, ...], side_m: float, tall_m: float) -> pydeck.Layer:
    return pydeck.Layer(
        "ColumnLayer",
        id="columns",
        data=[
            {"at": [one.lon_deg, one.lat_deg], "high": one.share, "of": colours.of_share(one.share)}
            for one in columns
        ],
        get_position="at",
        get_elevation="high",
        get_fill_color="of",
        elevation_scale=tall_m,
        radius=side_m * _RADIUS_SHARE,
        disk_resolution=6,
        extruded=True,
        transitions={
            "getElevation": _EASE_MS,
            "getFillColor": _EASE_MS,
            "elevationScale": _EASE_MS,
            "radius": _EASE_MS,
        },
    )


def _tops(columns: tuple[Column, ...], tall_m: float) -> pydeck.Layer:
    places_deg = [one.lon_deg for one in columns]
    middle_deg = (min(places_deg, default=0.0) + max(places_deg, default=0.0)) / 2
    named = [
        {
            "at": [one.lon_deg, one.lat_deg, one.share * tall_m],
            "words": one.words,
            # Away from what is written at the side of the screen that it stands on.
            "anchor": "start" if one.lon_deg < middle_deg else "end",
        }
        for one in columns
        if one.words
    ]
    return _text("tops", named, _LABEL_PX, -24)


def _names(marks: tuple[Mark, ...]) -> pydeck.Layer:
    named = [
        {"at": [one.lon_deg, one.lat_deg], "words": one.words, "anchor": "middle"}
        for one in marks
        if one.words
    ]
    return _text("names", named, _NAME_PX, -28)


def _text(name: str, named: Sequence[Mapping[str, Any]], size_px: int, up_px: int) -> pydeck.Layer:
    letters = "".join(sorted({letter for one in named for letter in str(one["words"])} or {" "}))
    return pydeck.Layer(
        "TextLayer",
        id=name,
        data=named,
        get_position="at",
        get_text="words",
        get_size=size_px,
        get_color=colours.INK,
        get_text_anchor="anchor",
        get_pixel_offset=[0, up_px],
        font_family=String(FONT),
        font_weight=700,
        character_set=String(letters),
        background=True,
        get_background_color=[*colours.NIGHT, 190],
        background_padding=[8, 4],
    )


def _dots(marks: tuple[Mark, ...]) -> pydeck.Layer:
    return pydeck.Layer(
        "ScatterplotLayer",
        id="sites",
        data=[
            {
                "at": [one.lon_deg, one.lat_deg],
                "of": colours.TONES[one.tone],
                "px": _MARK_PX if one.words else _DOT_PX,
            }
            for one in marks
        ],
        get_position="at",
        get_fill_color="of",
        radius_units=String("pixels"),
        get_radius="px",
        stroked=True,
        get_line_color=colours.NIGHT,
        line_width_units=String("pixels"),
        get_line_width=2,
    )
