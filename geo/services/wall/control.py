"""What a phone tells the walls: a scene held, a step, a drill; kept in this process alone.

A restart lets every wall go on by itself, which is the state that needs nobody.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from geo.domain.errors import NotFound
from geo.domain.policy import Action, Actor, require

_TERM_BYTES = 4


@dataclass(frozen=True, slots=True)
class Lead:
    """What was asked last. `steps` counts asked steps, forward positive; `pinned` is a scene's id.

    `term` names the process, so that a wall knows counts of another one from its own.
    """

    term: str
    revision: int = 0
    pinned: str = ""
    steps: int = 0
    is_paused: bool = False
    drill: str = ""


class WallControl:
    """Holds the lead; every change needs somebody who may lead walls."""

    def __init__(self, scene_ids: Callable[[], tuple[str, ...]]) -> None:
        self._scene_ids = scene_ids
        self._lead = Lead(secrets.token_hex(_TERM_BYTES))
        self._turn = Lock()

    def lead(self, actor: Actor) -> Lead:
        """Return what was asked last (NotPermitted)."""
        require(actor, Action.VIEW_WALL)
        return self._lead

    def pin(self, actor: Actor, scene_id: str) -> Lead:
        """Hold a scene on every wall; an empty id lets them go on.

        Raises:
            NotPermitted: the actor may not lead walls.
            NotFound: there is no such scene.
        """
        require(actor, Action.LEAD_WALL)
        if scene_id and scene_id not in self._scene_ids():
            raise NotFound(what="scene", key=scene_id)
        return self._changed(lambda lead: replace(lead, pinned=scene_id))

    def step(self, actor: Actor, by: int) -> Lead:
        """Go so many scenes on, back when negative (NotPermitted)."""
        require(actor, Action.LEAD_WALL)
        return self._changed(lambda lead: replace(lead, steps=lead.steps + by, pinned=""))

    def pause(self, actor: Actor, *, is_paused: bool) -> Lead:
        """Hold every wall where it is, or let it go on (NotPermitted)."""
        require(actor, Action.LEAD_WALL)
        return self._changed(lambda lead: replace(lead, is_paused=is_paused))

    def drill(self, actor: Actor) -> Lead:
        """Let a drill take the screens over once (NotPermitted)."""
        require(actor, Action.LEAD_WALL)
        return self._changed(lambda lead: replace(lead, drill=f"{lead.term}.{lead.revision + 1}"))

    def _changed(self, change: Callable[[Lead], Lead]) -> Lead:
        with self._turn:
            changed = change(self._lead)
            self._lead = replace(changed, revision=changed.revision + 1)
            return self._lead
