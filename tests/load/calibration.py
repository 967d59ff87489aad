"""Whether a viewer of the tool waits and weighs as a real browser does, for the same clicks."""

import random
import shutil
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Browser, Page, sync_playwright

from geo.domain.kinds import Language
from geo.messages import text
from geo.services.measures import Measure
from tests.browser.conftest import CHROMIUM_ARGUMENTS, CHROMIUM_NAMES, OFFICE_SCREEN
from tests.browser.opening import wait_until_drawn
from tests.browser.weighing import Scales
from tests.load.viewer import Viewer

FILTER = "指标"
SHOWN_FIRST = Measure.OVERDUE_SHARE


@dataclass(frozen=True, slots=True)
class Calibration:
    """Medians of one act: in Chromium, and by the tool."""

    sessions: int
    acts: int
    browser_ms: float
    tool_ms: float
    browser_kb: float
    tool_kb: float

    def line(self) -> str:
        """Return both in words."""
        return (
            f"calibrated on {self.sessions} Chromium sessions, {self.acts} acts each way: "
            f"browser {self.browser_ms:.0f} ms and {self.browser_kb:.1f} kB an act, "
            f"tool {self.tool_ms:.0f} ms and {self.tool_kb:.1f} kB (medians; "
            f"tool ÷ browser {self.tool_ms / self.browser_ms:.2f} and "
            f"{self.tool_kb / self.browser_kb:.2f})"
        )


def calibrated(address: str, sessions: int, acts: int, rng: random.Random) -> Calibration:
    """Choose the same measures in so many fresh browsers and by as many viewers, one at a time."""
    others = [one.value for one in Measure if one is not SHOWN_FIRST]
    chosen = [rng.sample(others, acts) for _ in range(sessions)]
    browsers, viewers = list[tuple[float, int]](), list[tuple[float, int]]()
    with _chromium() as browser:
        for measures in chosen:
            browsers += _clicked(browser, address, measures)
            viewers += _spoken(address, measures)
    (browser_ms, browser_kb), (tool_ms, tool_kb) = _medians(browsers), _medians(viewers)
    return Calibration(sessions, len(viewers), browser_ms, tool_ms, browser_kb, tool_kb)


def _medians(acts: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return milliseconds and kilobytes."""
    waits_s, moved = zip(*acts, strict=True)
    return statistics.median(waits_s) * 1e3, statistics.median(moved) / 1e3


def _spoken(address: str, measures: Sequence[str]) -> list[tuple[float, int]]:
    """Return seconds and bytes of each choice by a viewer of the tool."""
    one = Viewer(address, "", [{"measure": measure} for measure in measures])
    one.watch([0.0] * len(measures), threading.Barrier(1))
    if one.fault:
        raise one.fault
    # All are due at once: what came before an act is not its own.
    ends = [0.0, *(act.wait_s for act in one.acts)]
    own = [later - earlier for earlier, later in pairwise(ends)]
    return [(wait_s, act.moved_bytes) for wait_s, act in zip(own, one.acts, strict=True)]


def _clicked(browser: Browser, address: str, measures: Sequence[str]) -> list[tuple[float, int]]:
    """Return seconds and bytes of each choice in a fresh profile, from the released mouse on."""
    width, height = OFFICE_SCREEN
    profile = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = profile.new_page()
    scales = Scales(page)
    page.goto(address)
    wait_until_drawn(page)
    seen = [_chosen(page, scales, measure) for measure in measures]
    profile.close()
    return seen


def _chosen(page: Page, scales: Scales, measure: str) -> tuple[float, int]:
    page.get_by_role("combobox", name=FILTER).click()
    word = text(Language.ZH_CN, f"measures.{measure}")
    page.get_by_role("option", name=word, exact=True).hover()
    scales.tare()
    page.mouse.down()
    began_s = time.monotonic()
    page.mouse.up()
    moved = scales.read()
    return scales.last_s - began_s, moved


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = next(found for name in CHROMIUM_NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
