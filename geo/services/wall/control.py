"""What a phone tells the walls: a scene held, a step, a drill; kept in the store.

So it holds in every process on that store, and outlives a restart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from geo.domain.errors import NotFound
from geo.domain.policy import Action, Actor, require
from geo.domain.wall_lead import Lead
from geo.ports.store import Store


@dataclass(frozen=True, slots=True)
class WallControl:
    """Reads and changes the lead; every change needs somebody who may lead walls.

    The audit trail says what was held, let go or drilled; steps, pressed one after another, leave
    no trace.
    """

    store: Store
    scene_ids: Callable[[], tuple[str, ...]]

    def lead(self, actor: Actor) -> Lead:
        """Return what was asked last.

        Raises:
            NotPermitted: the actor may not look at walls.
            StoreFault: the store cannot be read now.
        """
        require(actor, Action.VIEW_WALL)
        return self.store.wall_lead()

    def pin(self, actor: Actor, scene_id: str, at: datetime) -> Lead:
        """Hold a scene on every wall.

        Raises:
            NotPermitted: the actor may not lead walls.
            NotFound: there is no such scene.
        """
        require(actor, Action.LEAD_WALL)
        if scene_id not in self.scene_ids():
            raise NotFound(what="scene", key=scene_id)
        told = f"pin {scene_id}"
        return self.store.lead_walls(actor, lambda lead: lead.pinned_to(scene_id), at, told)

    def step(self, actor: Actor, by: int, at: datetime) -> Lead:
        """Go so many scenes on, back when negative (NotPermitted)."""
        return self.store.lead_walls(actor, lambda lead: lead.stepped(by), at)

    def pause(self, actor: Actor, at: datetime) -> Lead:
        """Hold every wall where it is (NotPermitted)."""
        return self.store.lead_walls(actor, Lead.paused, at, "pause")

    def let_go(self, actor: Actor, at: datetime) -> Lead:
        """Let every wall go on by itself: no scene is held (NotPermitted)."""
        return self.store.lead_walls(actor, Lead.going, at, "go")

    def drill(self, actor: Actor, at: datetime) -> Lead:
        """Let a drill take the screens over once (NotPermitted)."""
        return self.store.lead_walls(actor, Lead.drilled, at, "drill")
