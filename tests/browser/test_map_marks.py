"""Names on the map stand whole and clear of marks; the legend tells what cameras look like."""

from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.maps import map_on
from tests.browser.opening import Open


def boxes(drawn: Locator) -> list[FloatRect]:
    found = [one.bounding_box() for one in drawn.all()]
    return [box for box in found if box]


def overlap(one: FloatRect, other: FloatRect) -> bool:
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    down = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    return across and down


def test_no_name_is_cut_by_the_frame_of_the_pastures_and_every_pasture_is_named(
    open_cold: Open,
) -> None:
    inset = map_on(open_cold("/cameras")).frame.locator("#map_inset")
    expect(inset.locator(".name", has_text="牧委会")).to_have_count(6)
    (frame,) = boxes(inset)
    for box in boxes(inset.locator(".name")):
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_no_name_lies_under_a_cluster_or_a_station(open_cold: Open) -> None:
    town = map_on(open_cold("/")).frame.locator("#map_main")
    expect(town.locator(".station").first).to_be_visible()
    expect(town.locator(".ring").first).to_be_visible()
    marks = boxes(town.locator(".ring")) + boxes(town.locator(".station"))
    names = boxes(town.locator(".name"))
    assert len(names) >= 5
    assert [name for name in names for mark in marks if overlap(name, mark)] == []


def test_the_legend_tells_hollow_and_pointless_cameras_while_they_are_on(open_cold: Open) -> None:
    drawn = map_on(open_cold("/cameras"))
    keys = drawn.frame.locator(".keys", has_text="空心")
    for words in ("空心", "状态未知", "朝向或范围未知"):
        expect(keys).to_contain_text(words)
    drawn.hide_points()
    expect(keys).to_be_hidden()


def test_the_legend_and_the_scale_stand_clear_of_one_another(open_cold: Open) -> None:
    for language in ("zh", "en"):
        frame = map_on(open_cold(f"/?lang={language}")).frame
        (legend,), (corner,) = boxes(frame.locator(".legend")), boxes(frame.locator(".corner"))
        assert not overlap(legend, corner)
