"""Plans on the small town: drawn and led in this process, then seen in the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from geo import bootstrap
from geo.domain.edits import Edit
from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.services.draft_values import Editing
from geo.services.plans import ChainMove, PlanText
from tests.browser.opening import wait_until_drawn
from tests.fakes.striped_town import AT, PLANNER

LEADER = Actor("local-leader", Role.LEADER)
UP_TO_FILED = (
    (PLANNER, "consultation"),
    (PLANNER, "town_review"),
    (LEADER, "centre_agreed"),
    (LEADER, "filed"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan to prepare: its title, its edits, and how many steps of the chain it has passed."""

    title: str
    edits: Sequence[Edit]
    passed: int = 0


def prepared(store: Path, plans: Sequence[Drawn]) -> list[str]:
    """Write plans into a store that no server holds yet, and return their ids."""
    container = bootstrap.container(str(store))
    begun = []
    for drawn in plans:
        plan = container.plans.begin(PLANNER, PlanText(drawn.title), AT)
        editing = Editing(PLANNER, plan.id, Language.ZH_CN)
        for revision, edit in enumerate(drawn.edits):
            container.drafts.apply(editing, revision, edit, "")
        for actor, state in UP_TO_FILED[: drawn.passed]:
            container.plans.lead(actor, plan.id, ChainMove(state), AT)
        begun.append(plan.id)
    bootstrap.close_containers()
    return begun


@dataclass(frozen=True, slots=True)
class PlanOnPage:
    """One plan on the page of plans, as one person sees it."""

    page: Page

    def open(self, address: str, plan_id: str, person: str) -> None:
        """Open the page with that plan chosen."""
        self.page.goto(f"{address}/plans?person={person}&plan={plan_id}")
        wait_until_drawn(self.page)

    def here(self) -> Locator:
        """Return the step at which the plan stands."""
        return self.page.locator(".wg-chain [aria-current=step]")

    def expect_at(self, state: str) -> None:
        """Wait until the plan stands at a step; an old chain may be there for a moment."""
        expect(self.here().locator("b")).to_have_text([state])

    def fill(self, label: str, words: str) -> None:
        """Fill a line of the next step's panel and wait until the page has taken it."""
        line = self.panel("ways").get_by_label(label)
        line.fill(words)
        line.press("Tab")
        wait_until_drawn(self.page)

    def press(self, name: str) -> None:
        """Press a button of the next step's panel."""
        self.panel("ways").get_by_role("button", name=name, exact=True).click()

    def confirm(self) -> None:
        """Say that all was checked."""
        self.panel("ways").get_by_text("我已核对，现在生效").click()
        expect(self.panel("ways").get_by_role("button", name="使方案生效")).to_be_enabled()

    def panel(self, key: str) -> Locator:
        """Return a panel of the page."""
        return self.page.locator(f".st-key-panel_{key}")
