"""Opening the app in a browser and waiting, by its own word, until it has drawn."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as BrowserTimeout

PATIENCE_MS = 30_000
EXPECTED_WITHIN_MS = 15_000
"""What a slow machine is given; what a person waits for is timed where it matters."""
SETTLE_MS = 5_000

Open = Callable[[str], Page]


def wait_until_drawn(page: Page) -> None:
    """Wait until Streamlit has connected and its script is no longer running."""
    app = page.locator("[data-testid='stApp']")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE_MS)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE_MS)
    wait_until_quiet(page)


def wait_until_quiet(page: Page) -> None:
    """Wait until nothing has been requested for half a second, so that stragglers are seen."""
    with suppress(BrowserTimeout):
        page.wait_for_load_state("networkidle", timeout=SETTLE_MS)
