"""The real app and a real Chromium for the browser tests.

Every test here is marked `browser`. Its page fails the test when anything asks for an address
outside this machine, or writes an error to the console; a failure leaves a picture in `build/`.
"""

import os
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geo.store import open_store
from tests.browser.app_server import ROOT, make_demo_store, serving
from tests.browser.editing import EditorOnPage, editor_on
from tests.browser.opening import (
    EXPECTED_WITHIN_MS,
    PATIENCE_MS,
    Open,
    wait_until_drawn,
    wait_until_quiet,
)
from tests.browser.watching import Watch
from tests.fakes.striped_town import make_town

CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome"]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
OFFICE_SCREEN = (1366, 768)
PICTURES = ROOT / "build"
HERE = Path(__file__).parent
REFUSALS = ("409", "422")
"""A browser logs these answers as errors of its own: they are how the server says no to a step."""
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures see whether their test failed."""
    report = yield
    item.stash.setdefault(FAILED, False)
    item.stash[FAILED] |= report.failed
    return report


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the machine's Chromium; its lack fails in CI and leaves the test out elsewhere."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium: browser tests are never left out in CI")
    if found is None:
        pytest.skip("browser tests left out: install chromium and fonts-noto-cjk")
    return found


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store with the demo town, made once."""
    store = tmp_path_factory.mktemp("store") / "wangge.sqlite"
    make_demo_store(store)
    return store


@pytest.fixture(scope="session")
def app_url(demo_store: Path) -> Iterator[str]:
    """Yield the address of the app, served over the demo town."""
    with serving(demo_store, demo_store.parent / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Yield one Chromium for all tests; each test gets a fresh profile in it."""
    expect.set_options(timeout=EXPECTED_WITHIN_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path, args=CHROMIUM_ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store that holds nothing yet, one a test module."""
    path = tmp_path_factory.mktemp("empty") / "town.sqlite"
    open_store(str(path), create=True).close()
    return path


@pytest.fixture(scope="module")
def empty_app(empty_store: Path) -> Iterator[str]:
    """Yield the address of the app over the empty store."""
    with serving(empty_store, empty_store.parent / "server.log") as address:
        yield address


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """Yield a page of its own, for tests that write."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def striped_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the app over the small town with one draft, one a test module."""
    folder = tmp_path_factory.mktemp("striped")
    make_town(folder / "town.sqlite")
    with serving(folder / "town.sqlite", folder / "server.log") as address:
        yield address


@pytest.fixture(scope="module")
def opened_editor(browser: Browser, striped_app: str) -> Iterator[tuple[EditorOnPage, Watch]]:
    """Yield the editor on the small town's draft, open through a module's tests, and its watch."""
    watch = Watch(striped_app)
    width, height = OFFICE_SCREEN
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{striped_app}/borders?person=planner")
    yield editor_on(page), watch
    context.close()


@pytest.fixture
def editor(opened_editor: tuple[EditorOnPage, Watch]) -> Iterator[EditorOnPage]:
    """Yield the editor; afterwards its steps are undone, and nothing foreign has happened."""
    shown, watch = opened_editor
    yield shown
    shown.page.mouse.up()
    for _ in range(3):
        shown.press("Escape")
    shown.undo_all()
    assert shown.told("window.hacked") is None
    assert watch.left_the_machine == []
    assert [one for one in watch.errors if not any(code in one for code in REFUSALS)] == []


@pytest.fixture
def watch(app_url: str) -> Watch:
    """Return what the page notes: requests that leave the machine, and errors."""
    return Watch(app_url)


@pytest.fixture
def context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """Yield a fresh profile on an office screen, in Chinese."""
    width, height = OFFICE_SCREEN
    profile = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        base_url=watch.address,
    )
    profile.set_default_timeout(PATIENCE_MS)
    watch.attach(profile)
    yield profile
    profile.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, watch: Watch) -> Iterator[Page]:
    """Yield an empty page; afterwards nothing may have left the machine nor been an error."""
    opened = context.new_page()
    yield opened
    wait_until_quiet(opened)
    if request.node.stash.get(FAILED, False) or watch.left_the_machine or watch.errors:
        _take_picture(opened, request.node.name)
    assert watch.left_the_machine == []
    assert watch.errors == []


@pytest.fixture
def open_cold(page: Page) -> Open:
    """Return a command that opens a path of the app and waits until its script has ended."""

    def open_path(path: str) -> Page:
        page.goto(path)
        wait_until_drawn(page)
        return page

    return open_path


def _take_picture(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    file_name = re.sub(r"[^\w-]+", "_", name)
    page.screenshot(path=PICTURES / f"{file_name}.png")
