"""The map of a page as a test sees it: its frame, whether it has drawn, where a grid lies."""

from dataclasses import dataclass

from playwright.sync_api import Frame, Page, expect

PATIENCE_MS = 30_000

_PLACE_OF = """code => {
  let place = null;
  window.wanggeMaps.main.eachLayer((layer) => {
    if (layer.feature?.id !== code || place || !layer.options.fill) return;
    const at = window.wanggeMaps.main.latLngToContainerPoint(layer.getBounds().getCenter());
    place = { x: at.x, y: at.y };
  });
  return place;
}"""


@dataclass(frozen=True, slots=True)
class MapOnPage:
    """One map; open it with `map_on`."""

    page: Page
    frame: Frame

    def hide_points(self) -> None:
        """Switch every layer of points off, so that a click meets a grid."""
        for box in self.frame.locator(".switch input").all():
            box.uncheck()

    def place_of(self, code: str) -> tuple[float, float]:
        """Return where the middle of a grid lies on the page."""
        inside = self.frame.evaluate(_PLACE_OF, code)
        box = self.page.locator("iframe").bounding_box()
        assert inside
        assert box
        return box["x"] + inside["x"], box["y"] + inside["y"]

    def click(self, code: str) -> None:
        """Click the middle of a grid."""
        self.page.mouse.click(*self.place_of(code))

    def zoom(self) -> float:
        """Return the main map's zoom."""
        return float(self.frame.evaluate("window.wanggeMaps.main.getZoom()"))


def map_on(page: Page) -> MapOnPage:
    """Return the page's map once it has drawn all that it was asked to show."""
    iframe = page.locator("iframe").first
    iframe.wait_for(timeout=PATIENCE_MS)
    handle = iframe.element_handle(timeout=PATIENCE_MS)
    frame = handle.content_frame()
    assert frame
    # A frame that has not loaded yet has no veil either.
    frame.locator(".veil").wait_for(state="attached", timeout=PATIENCE_MS)
    expect(frame.locator(".veil")).to_be_hidden(timeout=PATIENCE_MS)
    return MapOnPage(page, frame)
