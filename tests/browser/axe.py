"""What axe-core finds on a page and in each of its frames; nothing that it finds is excused.

The library (MPL-2.0, unmodified) is read into the tested page; nothing serves it.
"""

from functools import cache
from pathlib import Path

from playwright.sync_api import Frame, Page, expect

from tests.browser.opening import PATIENCE_MS

_AXE = Path(__file__).parents[2] / "geo/web/node_modules/axe-core/axe.min.js"
_LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

UNFINISHED = (
    "[data-testid='stSkeleton'], .copy:empty, .map-host:empty,"
    " iframe[src*='/map/frame']:not([data-drawn])"
)
"""What stands on a page while its components are still being fetched, or its map drawn."""

_RUN = """async (levels) => {
  const options = { iframes: false, resultTypes: ["violations"], runOnly: levels };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => {
    const [why] = [...any, ...all, ...none].map(({ message }) => message);
    return `${id}: ${html.slice(0, 240)} (${why})`;
  }));
}"""


def faults(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page or in a frame of it, one line an element."""
    expect(page.locator(UNFINISHED)).to_have_count(0, timeout=PATIENCE_MS)
    return [fault for frame in page.frames for fault in _in_frame(frame)]


@cache
def _library() -> str:
    return _AXE.read_text(encoding="utf-8")


def _in_frame(frame: Frame) -> list[str]:
    # A map under its veil has no colours of its own yet.
    expect(frame.locator(".veil:visible")).to_have_count(0, timeout=PATIENCE_MS)
    frame.evaluate(_library())
    return [str(one) for one in frame.evaluate(_RUN, list(_LEVELS))]
