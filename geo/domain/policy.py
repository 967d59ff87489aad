"""The one policy table: which role may do which action. Every service asks it, hidden or not."""

from dataclasses import dataclass
from enum import StrEnum

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role


class Action(StrEnum):
    """What can be done; named in every audit row."""

    VIEW_MAP = "view_map"
    VIEW_INCIDENTS = "view_incidents"
    VIEW_DISPUTE_POINTS = "view_dispute_points"
    VIEW_CAMERAS = "view_cameras"
    VIEW_STATIONS = "view_stations"
    VIEW_STAFFING = "view_staffing"
    VIEW_DATA = "view_data"
    VIEW_QUARANTINE = "view_quarantine"
    VIEW_AUDIT = "view_audit"
    DECIDE_SUGGESTION = "decide_suggestion"
    EDIT_NORM = "edit_norm"
    IMPORT_LAYER = "import_layer"
    EXPORT_LAYER = "export_layer"
    MANAGE_STORE = "manage_store"
    VIEW_PLANS = "view_plans"
    EDIT_PLAN = "edit_plan"
    MOVE_PLAN = "move_plan"
    PUBLISH_PLAN = "publish_plan"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_WALL = "view_wall"
    LEAD_WALL = "lead_wall"


_LOOK = frozenset({Action.VIEW_MAP, Action.VIEW_CAMERAS, Action.VIEW_STATIONS, Action.VIEW_WALL})
_DESK = _LOOK | {
    Action.VIEW_INCIDENTS,
    Action.VIEW_STAFFING,
    Action.VIEW_DATA,
    Action.LEAD_WALL,
}
_PLANS = frozenset({Action.VIEW_PLANS, Action.MOVE_PLAN, Action.PUBLISH_PLAN})

POLICY: dict[Role, frozenset[Action]] = {
    Role.LEADER: _DESK | _PLANS | {Action.DECIDE_SUGGESTION, Action.EXPORT_LAYER},
    Role.PLANNER: _DESK
    | _PLANS
    | {
        Action.EDIT_PLAN,
        Action.DECIDE_SUGGESTION,
        Action.EDIT_NORM,
        Action.IMPORT_LAYER,
        Action.EXPORT_LAYER,
        Action.VIEW_QUARANTINE,
    },
    Role.DISPATCHER: (_DESK - {Action.VIEW_STAFFING}) | {Action.VIEW_DISPUTE_POINTS},
    Role.WORKER: _LOOK | {Action.VIEW_INCIDENTS},
    Role.SCREEN: frozenset({Action.VIEW_WALL}),
    Role.ADMINISTRATOR: frozenset(Action) - {Action.VIEW_DISPUTE_POINTS, Action.DECIDE_SUGGESTION},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A named person who acts, with one role."""

    id: str
    role: Role


LOCAL_ACTORS: tuple[Actor, ...] = tuple(Actor(f"local-{role}", role) for role in Role)
"""The named local persons of a store without sign-in, one a role."""


def is_permitted(role: Role, action: Action) -> bool:
    """Return whether the policy table lists this action for this role."""
    return action in POLICY[role]


def require(actor: Actor, action: Action) -> None:
    """Return when the actor may do this.

    Raises:
        NotPermitted: the policy table does not list it.
    """
    if not is_permitted(actor.role, action):
        raise NotPermitted(role=actor.role.value, action=action.value)
