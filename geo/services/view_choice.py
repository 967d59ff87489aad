"""Which boundaries a view may show: today's, those of a past day, a plan's; refuses the rest.

A view is named as `view_name` says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from geo.domain.errors import BadValue, NotFound, Refused
from geo.domain.plans import IN_FORCE, Plan
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.ports.store import Store
from geo.services.snapshot import Snapshot
from geo.services.view_name import borders_of, day_in, is_borders_only

BOUNDS = "bounds"
"""What a view is called in a URL and in a signed link."""
TODAY = ""
_EPOCH = date(1970, 1, 1)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class View:
    """A view that may be shown; `day` and `plan` are None for today's boundaries.

    With `has_figures` a day's view is the town as of that day, else its boundaries alone.
    """

    name: str = TODAY
    day: date | None = None
    plan: Plan | None = None
    has_figures: bool = True


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """Says which views there are on one store; `current` is today's snapshot."""

    store: Store
    current: Callable[[], Snapshot]

    def view(self, actor: Actor, name: str) -> View:
        """Return the view of that name.

        Raises:
            BadValue: it is neither a day nor a plan.
            Refused: nothing is known of that day.
            NotPermitted: it is a plan, and the actor may not see plans.
        """
        if not name:
            return View()
        if day := day_in(name):
            self._require_known(day)
            return View(name, day=day, has_figures=not is_borders_only(name))
        require(actor, Action.VIEW_PLANS)
        try:
            return View(name, plan=self.store.plans.plan(name))
        except NotFound as error:
            raise BadValue("view", value=name) from error

    def holds_people_back(self, actor: Actor, name: str) -> bool:
        """Return whether residents and households of a view are kept from the actor.

        Beside today's they would tell how few change hands by a plan that is not yet in force
        (raises as `view`).
        """
        plan = self.view(actor, name).plan
        is_drawn = plan is not None and plan.state != IN_FORCE
        return is_drawn and not is_permitted(actor.role, Action.EDIT_PLAN)

    def offered(self, actor: Actor) -> tuple[View, ...]:
        """Return today's, the last day of each edition and its boundaries, the plans he may see."""
        days = {one.until_day - _ONE_DAY for one in self.store.plans.editions()}
        first, last = self._known_days()
        known = sorted((day for day in days if first <= day <= last), reverse=True)
        earlier = [
            View(name, day=day, has_figures=not is_borders_only(name))
            for day in known
            for name in (day.isoformat(), borders_of(day))
        ]
        may_see = is_permitted(actor.role, Action.VIEW_PLANS)
        plans = self.store.plans.listed() if may_see else ()
        drawn = [View(one.id, plan=one) for one in plans if one.state != IN_FORCE]
        return (View(), *earlier, *drawn)

    def _known_days(self) -> tuple[date, date]:
        snapshot = self.current()
        days, last = snapshot.incidents.day, snapshot.now.date()
        return (_EPOCH + timedelta(days=int(days.min())) if len(days) else last), last

    def _require_known(self, day: date) -> None:
        first, last = self._known_days()
        if not first <= day <= last:
            raise Refused("view_day", day=str(day), first=str(first), last=str(last))
