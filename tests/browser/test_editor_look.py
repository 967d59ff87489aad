"""How the boundary editor looks and speaks: room for the map, contrast, names, still motion."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.editing import EditorOnPage, editor_on
from tests.browser.opening import PATIENCE_MS
from tests.fakes.striped_town import corner

pytestmark = pytest.mark.browser
SCREENS = [(1366, 768), (1920, 1080)]
MAP_WIDTH_SHARE, MAP_HEIGHT_SHARE = 0.6, 0.65
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum) for text below 24 px."""
CONTRASTS = """() => {
  const light = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const shares = [0.2126, 0.7152, 0.0722];
  const bright = (colour) =>
    shares.reduce((sum, share, i) => sum + share * light(colour[i] / 255), 0);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const isText = (node) => node.nodeType === 3 && node.textContent.trim();
  const found = [];
  for (const one of document.querySelectorAll('#editor *')) {
    if (![...one.childNodes].some(isText)) continue;
    if (!one.checkVisibility() || one.closest(':disabled, .veil, option')) continue;
    const both = [parts(getComputedStyle(one).color), ground(one)].map(bright);
    const [a, b] = both.sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), one.textContent.trim().slice(0, 30)]);
  }
  return found;
}"""
UNNAMED = """() => [...document.querySelectorAll('button, select, input, summary, canvas')]
  .filter((one) => one.checkVisibility() && !one.getAttribute('aria-label'))
  .filter((one) => !one.textContent.trim() || one.matches('select'))
  .filter((one) => !one.labels?.[0]?.textContent.trim())
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_map_has_most_of_the_screen(editor: EditorOnPage, width: int, height: int) -> None:
    editor.page.set_viewport_size({"width": width, "height": height})
    main = editor.page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight - one.clientHeight") == 0
    box = editor.frame.locator(".map").bounding_box()
    assert box
    assert box["width"] >= MAP_WIDTH_SHARE * width
    assert box["height"] >= MAP_HEIGHT_SHARE * height
    editor.page.set_viewport_size({"width": 1366, "height": 768})


def test_every_text_stands_out_from_its_ground(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("r")
    editor.hold([corner(2.5, 1.5), corner(2.6, 1.5)])
    editor.page.mouse.up()
    editor.expect_step(1)
    editor.press("e")
    expect(editor.frame.locator(".balance")).to_be_visible()
    editor.page.mouse.move(0, 0)
    found = editor.frame.evaluate(CONTRASTS)
    assert len(found) > 40
    assert [one for one in found if one[0] < LEAST_CONTRAST] == []


def test_everything_that_can_be_used_has_a_name(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("e")
    expect(editor.frame.locator(".balance")).to_be_visible()
    assert editor.frame.evaluate(UNNAMED) == []


def test_the_view_jumps_for_those_who_want_no_motion(browser: Browser, striped_app: str) -> None:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{striped_app}/borders?person=planner&lang=en")
    editor = editor_on(page)
    zoom = editor.told("editor.view.map.getZoom()")
    # No frame passes between the press and the view it leads to.
    shown = editor.told("(editor.view.map.zoomIn(), editor.view.map.getZoom())")
    assert shown == pytest.approx(zoom + 1)
    assert editor.told("document.querySelector('.map canvas').getAttribute('aria-label')") == (
        "Editing map"
    )
    context.close()


def test_the_editor_breaks_no_rule_of_accessibility(editor: EditorOnPage) -> None:
    editor.select(1)
    assert faults(editor.page) == []
