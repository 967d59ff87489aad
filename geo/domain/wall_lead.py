"""What a phone told the walls last: one value for all of them; no clock."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Lead:
    """What was asked last. `steps` counts asked steps, forward positive; `pinned` is a scene's id.

    `term` names the store, so that a wall knows counts of another one from its own.
    """

    term: str
    revision: int = 0
    pinned: str = ""
    steps: int = 0
    is_paused: bool = False
    drill: str = ""

    def pinned_to(self, scene_id: str) -> "Lead":
        """Return it with a scene held; an empty id holds none."""
        return replace(self, pinned=scene_id)

    def stepped(self, by: int) -> "Lead":
        """Return it so many scenes further, back when negative; no scene is held."""
        return replace(self, steps=self.steps + by, pinned="")

    def paused(self) -> "Lead":
        """Return it with every wall standing where it is."""
        return replace(self, is_paused=True)

    def going(self) -> "Lead":
        """Return it with nothing held."""
        return replace(self, is_paused=False, pinned="")

    def drilled(self) -> "Lead":
        """Return it with a drill that was not there before."""
        return replace(self, drill=f"{self.term}.{self.revision + 1}")
