"""Looking at the wall as a browser does: its frame, what it says of itself, time passed by pace."""

from playwright.sync_api import Frame, FrameLocator, Page, expect

WALL = "/wall?embed=true"
FRAME = "#wangge-wall"
FIRST_PICTURE_MS = 180_000
"""The scripts of deck.gl are read and its shaders made, without a graphics card."""


def open_wall(page: Page, path: str = WALL) -> FrameLocator:
    """Open the wall and wait until it shows its first picture."""
    page.goto(path)
    wall = page.frame_locator(FRAME)
    expect(wall.locator("html[data-changes]")).to_have_count(1, timeout=FIRST_PICTURE_MS)
    return wall


def frame_of(page: Page) -> Frame:
    """Return the wall's frame, to ask what it says of itself."""
    return next(one for one in page.frames if "/walls/frame" in one.url)


def said(page: Page, name: str) -> str:
    """Return one of the marks the wall sets on its own document."""
    return str(frame_of(page).evaluate(f"document.documentElement.dataset.{name} ?? ''"))


def wait_for(page: Page, condition: str, timeout_ms: float = 60_000) -> None:
    """Wait until an expression over the wall's marks `said` is true."""
    script = f"() => {{ const said = document.documentElement.dataset; return {condition}; }}"
    frame_of(page).wait_for_function(script, timeout=timeout_ms)
