"""Pages fetch from our own mount alone; anything else is refused when the page is made."""

import folium
import folium.plugins
import pytest
from branca.element import Figure

from geo.spatial.town_frames import Extent, TownFrames
from geo.views import assets, map_page

WORDS = {"title": "</script>`${1}"}
FRAMES = TownFrames(Extent(94.0, 36.0, 95.0, 37.0), Extent(90.0, 30.0, 96.0, 38.0))


def test_a_plugin_that_is_not_on_the_list_is_refused() -> None:
    figure = Figure()
    drawn = folium.Map(tiles=None)
    figure.add_child(drawn)
    folium.plugins.HeatMap([[36.0, 94.0]]).add_to(drawn)
    with pytest.raises(assets.ForeignAsset):
        assets.rendered(figure)


def test_a_tile_layer_is_no_asset_but_a_foreign_link_is() -> None:
    figure = Figure()
    figure.add_child(folium.Map(tiles=None))
    figure.header.add_child(folium.Element('<script src="//elsewhere/x.js"></script>'))
    with pytest.raises(assets.ForeignAsset):
        assets.rendered(figure)


def test_the_map_page_names_no_other_machine() -> None:
    page = map_page.html(map_page.MapPage(FRAMES, "zh-CN", WORDS))
    assert "http" not in page.replace("http-equiv", "")


def test_two_frames_are_two_maps_and_one_frame_is_one() -> None:
    two = map_page.html(map_page.MapPage(FRAMES, "zh-CN", WORDS))
    one = map_page.html(map_page.MapPage(TownFrames(FRAMES.main), "zh-CN", WORDS))
    assert (two.count("L.map("), one.count("L.map(")) == (2, 1)


def test_words_cannot_close_the_script_of_the_map_page() -> None:
    page = map_page.html(map_page.MapPage(FRAMES, "zh-CN", WORDS))
    assert WORDS["title"] not in page


def test_the_same_page_is_the_same_text() -> None:
    page = map_page.MapPage(FRAMES, "zh-CN", WORDS)
    assert map_page.html(page) == map_page.html(page)
