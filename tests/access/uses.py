"""One call of a service for each action, so that each cell of the matrix is tried for real.

A call that is allowed may still be refused for another reason (no such plan): only the policy's
own refusal counts as one.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from geo.bootstrap import Container
from geo.domain.codes import GridCode
from geo.domain.errors import NotPermitted, WanggeError
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.domain.records import Verdict
from geo.domain.staffing import ActionKind, Reason, StaffingAction
from geo.services.import_options import ImportOptions
from geo.services.plans import ChainMove, PlanText
from geo.services.sensitive import hidden_flags

Use = Callable[[Container, Actor], object]
AT = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
NOWHERE = Path("/nowhere/at-all.csv")
REMEDY = StaffingAction(
    next(iter(ActionKind)), GridCode("632801100000000"), Reason("hours", {}), 1.0
)


def _sees_every_point(container: Container, actor: Actor) -> None:
    """Raise as a refusal would: this action widens what is seen instead of opening something."""
    if hidden_flags(container.snapshots.current(), actor).any():
        raise NotPermitted(role=actor.role.value, action=Action.VIEW_DISPUTE_POINTS.value)


USES: Mapping[Action, Use] = {
    Action.VIEW_MAP: lambda c, actor: c.lookup.places(actor, "网格"),
    Action.VIEW_INCIDENTS: lambda c, actor: c.incidents.counts(actor),
    Action.VIEW_DISPUTE_POINTS: _sees_every_point,
    Action.VIEW_CAMERAS: lambda c, actor: c.cameras.counts(actor),
    Action.VIEW_STATIONS: lambda c, actor: c.stations_load.totals(actor),
    Action.VIEW_STAFFING: lambda c, actor: c.decisions.listed(actor),
    Action.VIEW_DATA: lambda c, actor: c.norms.listed(actor),
    Action.VIEW_QUARANTINE: lambda c, actor: c.quarantine.listed(actor),
    Action.VIEW_AUDIT: lambda c, actor: c.audit.listed(actor),
    Action.DECIDE_SUGGESTION: lambda c, actor: c.decisions.decide(
        actor, REMEDY, Verdict.DECLINED, "没有编制", AT
    ),
    Action.EDIT_NORM: lambda c, actor: c.norms.edit(actor, "visit_min", 30.0, AT),
    Action.IMPORT_LAYER: lambda c, actor: c.imports.run(
        actor, NOWHERE, Layer.STAFF, ImportOptions(), AT
    ),
    Action.EXPORT_LAYER: lambda c, actor: c.exports.run(actor, Layer.GRIDS, NOWHERE),
    Action.MANAGE_STORE: lambda c, actor: c.settings.change(actor, "town_name", "镇", AT),
    Action.VIEW_PLANS: lambda c, actor: c.plans.listed(actor),
    Action.EDIT_PLAN: lambda c, actor: c.plans.begin(actor, PlanText("试"), AT),
    Action.MOVE_PLAN: lambda c, actor: c.plans.lead(actor, "none", ChainMove("filed"), AT),
    Action.PUBLISH_PLAN: lambda c, actor: c.publishing.publish(
        actor, "none", ChainMove("in_force"), AT
    ),
    Action.MANAGE_ACCOUNTS: lambda c, actor: c.accounts.listed(actor),
    Action.VIEW_WALL: lambda c, actor: c.wall.board.shown(actor, Language.ZH_CN),
    Action.LEAD_WALL: lambda c, actor: c.wall.control.step(actor, 1, AT),
}


def is_allowed(container: Container, actor: Actor, action: Action) -> bool:
    """Return whether the service lets this actor do it."""
    try:
        USES[action](container, actor)
    except NotPermitted:
        return False
    except WanggeError:
        return True
    return True
