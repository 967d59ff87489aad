"""Signed, short-lived links to map layers and printed pages; knows nothing of what they show.

A link names its kind, the actor it was made for and the choices it shows. Its expiry is rounded to
the hour, so that the same page drawn twice emits the same text and a browser keeps its copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from itsdangerous import BadData, URLSafeSerializer

from geo.domain.errors import LinkRefused
from geo.domain.kinds import Language, Role
from geo.domain.policy import Action, Actor, require

_HOUR_S = 3_600
_SALT = "wangge.link"


class LinkKind(StrEnum):
    """What a link leads to; the value is its path on the server."""

    FRAME = "/map/frame"
    GRIDS = "/layers/grids"
    MEASURE = "/layers/measure"
    PERIODS = "/layers/periods"
    BACKDROP = "/layers/backdrop"
    BACKDROP_TILE = "/backdrops/tile"
    INCIDENTS = "/layers/incidents"
    CAMERAS = "/layers/cameras"
    STATIONS = "/layers/stations"
    NEED = "/layers/need"
    MOVES = "/layers/moves"
    FAULTS = "/layers/faults"
    RANGES = "/layers/ranges"
    BRIEF = "/print/brief"
    PRINT_MAP = "/print/map"
    PRINT_TABLE = "/print/table"
    PLAN_DOCUMENT = "/documents/plan"
    SIGN = "/documents/sign"
    WITHIN = "/documents/within"
    DRAFT = "/drafts"
    WALL = "/walls"


ACTION_FOR: Mapping[LinkKind, Action] = {
    LinkKind.FRAME: Action.VIEW_MAP,
    LinkKind.GRIDS: Action.VIEW_MAP,
    LinkKind.MEASURE: Action.VIEW_MAP,
    LinkKind.PERIODS: Action.VIEW_MAP,
    LinkKind.BACKDROP: Action.VIEW_MAP,
    LinkKind.BACKDROP_TILE: Action.VIEW_MAP,
    LinkKind.INCIDENTS: Action.VIEW_INCIDENTS,
    LinkKind.CAMERAS: Action.VIEW_CAMERAS,
    LinkKind.STATIONS: Action.VIEW_STATIONS,
    LinkKind.NEED: Action.VIEW_STAFFING,
    LinkKind.MOVES: Action.VIEW_STAFFING,
    LinkKind.FAULTS: Action.VIEW_MAP,
    LinkKind.RANGES: Action.VIEW_MAP,
    LinkKind.BRIEF: Action.VIEW_STAFFING,
    LinkKind.PRINT_MAP: Action.VIEW_MAP,
    LinkKind.PRINT_TABLE: Action.EXPORT_LAYER,
    LinkKind.PLAN_DOCUMENT: Action.VIEW_PLANS,
    LinkKind.SIGN: Action.VIEW_MAP,
    LinkKind.WITHIN: Action.EXPORT_LAYER,
    LinkKind.DRAFT: Action.VIEW_PLANS,
    LinkKind.WALL: Action.VIEW_WALL,
}
"""What a role must be allowed to do before a link of that kind is signed or served.

What is written under a link asks for more: steps of a draft for EDIT_PLAN.
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a verified link says: for whom, in which language, showing which choices.

    `session` refers to the session it was made in, and is empty for local persons.
    """

    kind: LinkKind
    actor: Actor
    language: Language
    choices: Mapping[str, str] = field(default_factory=dict)
    session: str = ""


def expiry_s(now_s: float) -> int:
    """Return when a link made now lapses: the end of the hour after this one."""
    return (int(now_s) // _HOUR_S + 2) * _HOUR_S


@dataclass(frozen=True, slots=True)
class Links:
    """Signs and verifies links with the store's key."""

    signing_key: str

    def path(self, claim: Claim, now_s: float) -> str:
        """Return the path and query that shows what the claim says, until it lapses.

        Raises:
            NotPermitted: the actor's role may not see this kind.
        """
        require(claim.actor, ACTION_FOR[claim.kind])
        payload = [
            claim.kind.value,
            claim.actor.id,
            claim.actor.role.value,
            claim.language.value,
            sorted(claim.choices.items()),
            expiry_s(now_s),
            claim.session,
        ]
        return f"{claim.kind.value}?t={self._serializer().dumps(payload)}"

    def verified(self, token: str, kind: LinkKind, now_s: float) -> Claim:
        """Return the claim of a token made for this kind; `Access.opened` looks who holds it now.

        Raises:
            LinkRefused: the token is forged, lapsed or made for another kind.
            NotPermitted: the policy no longer lets the role see it.
        """
        try:
            said = self._serializer().loads(token)
            named, actor_id, role, language, choices, expires_s, session = said
        except (BadData, ValueError, TypeError) as error:
            raise LinkRefused from error
        if named != kind.value or now_s >= expires_s:
            raise LinkRefused
        actor = Actor(actor_id, Role(role))
        require(actor, ACTION_FOR[kind])
        return Claim(kind, actor, Language(language), dict(choices), session)

    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.signing_key, salt=_SALT)
