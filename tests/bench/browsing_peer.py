"""What the app's map is compared with: a bare page with one map, chosen by `?kind=`.

`empty` is a folium map of nothing, `folium` has the grids inline as GeoJSON, `pydeck` the same.
Files come from this machine as the app's own do. WANGGE_STORE names the store.
"""

import json

import folium
import numpy as np
import pydeck
import streamlit as st
from branca.element import Figure

from geo.bootstrap import container
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.services.measures import Measure
from geo.views import assets, palette

HEIGHT_PX = 500


@st.cache_resource
def coloured() -> dict[str, object]:
    """Return the grids as GeoJSON with the colour of each."""
    town = container()
    body = json.loads(town.map_layers.grids())
    found = town.measures.of(Actor("local-leader", Role.LEADER), Measure.OVERDUE_SHARE)
    place = np.searchsorted(found.breaks, np.nan_to_num(found.values), side="right")
    for feature, one in zip(body["features"], place.tolist(), strict=True):
        colour = palette.SEQUENTIAL[one]
        rgb = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        feature["properties"] |= {"colour": colour, "rgb": rgb}
    return body


def folium_page(body: dict[str, object] | None) -> str:
    """Return a folium page, empty or with the grids inline."""
    figure = Figure()
    drawn = folium.Map([36.62, 101.72], zoom_start=10, tiles=None, prefer_canvas=True)
    figure.add_child(drawn)
    if body:
        folium.GeoJson(
            body,
            style_function=lambda feature: {
                "fillColor": feature["properties"]["colour"],
                "fillOpacity": 0.88,
                "color": "#ffffff",
                "weight": 0.8,
            },
            tooltip=folium.GeoJsonTooltip(["name"], labels=False),
        ).add_to(drawn)
    return assets.rendered(figure)


st.set_page_config(layout="wide")
kind = st.query_params.get("kind", "empty")
if kind == "pydeck":
    shapes = pydeck.Layer(
        "GeoJsonLayer", coloured(), get_fill_color="properties.rgb", pickable=True
    )
    view = pydeck.ViewState(latitude=36.62, longitude=101.72, zoom=9)
    deck = pydeck.Deck([shapes], initial_view_state=view, map_provider=None)
    st.pydeck_chart(deck, height=HEIGHT_PX)
else:
    page = folium_page(coloured() if kind == "folium" else None)
    st.iframe(page, height=HEIGHT_PX)
