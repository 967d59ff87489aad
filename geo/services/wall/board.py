"""What all walls show, worked out once a refresh for all of them; one answer a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from geo.domain.errors import NotFound
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.plans import Plan
from geo.domain.policy import Action, Actor, require
from geo.messages import text
from geo.messages.wall_scenes import Scene, Shown, Step
from geo.ports.store import Store
from geo.services.backdrop import short_name
from geo.services.map_credit import credit
from geo.services.plan_conflicts import plan_in_force
from geo.services.snapshot import Snapshot
from geo.services.town_name import town_name
from geo.services.village_names import village_names
from geo.services.wall.control import WallControl
from geo.services.wall.scene_file import SceneBook, SceneSpec, scene_title
from geo.services.wall.scene_kinds import SceneKind
from geo.services.wall.scene_shelf import Held, SceneShelf
from geo.services.wall.scenes import coverage, due, hours, plan, stations, trend, villages, workload
from geo.services.wall.takeover import takeovers
from geo.services.wall.town import WallTown

Hours = Callable[[Snapshot], NDArray[np.float64]]
Steps = Callable[[WallTown, SceneSpec], tuple[Step, ...]]
_KEY_BYTES = 8

STEPS: Mapping[SceneKind, Steps] = {
    SceneKind.WORKLOAD: workload.steps,
    SceneKind.HOURS: hours.steps,
    SceneKind.VILLAGES: villages.steps,
    SceneKind.STATIONS: stations.steps,
    SceneKind.COVERAGE: coverage.steps,
    SceneKind.DUE: due.steps,
    SceneKind.TREND: trend.steps,
    SceneKind.PLAN: plan.steps,
}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is shown, and the snapshot it was made from."""

    shown: Shown
    snapshot: Snapshot


@dataclass(slots=True)
class WallBoard:
    """Answers walls from the present snapshot; who asks in between is given the same value."""

    store: Store
    current: Callable[[], Snapshot]
    hours: Hours
    shelf: SceneShelf
    control: WallControl
    _kept: dict[Language, Picture] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def shown(self, actor: Actor, language: Language) -> Shown:
        """Return everything to show; raises what `picture` does."""
        return self.picture(actor, language).shown

    def picture(self, actor: Actor, language: Language) -> Picture:
        """Return everything to show, with the snapshot that it was worked out from.

        Raises:
            NotPermitted: the actor may not look at the wall.
            StoreFault: the store cannot be read now.
        """
        drill = self.control.lead(actor).drill
        with self._turn:
            snapshot, held = self.current(), self.shelf.current()
            revision = self._revision(snapshot, held, drill, language)
            kept = self._kept.get(language)
            if kept is None or kept.shown.revision != revision:
                made = self._made(snapshot, held.book, language, (revision, drill))
                kept = Picture(made, snapshot)
                self._kept[language] = kept
            return kept

    def scenes(self, actor: Actor, language: Language) -> tuple[Scene, ...]:
        """Return the scenes there are, for who leads walls (NotPermitted)."""
        require(actor, Action.LEAD_WALL)
        return self.shown(actor, language).scenes

    def _revision(self, snapshot: Snapshot, held: Held, drill: str, language: Language) -> str:
        layers = sorted(snapshot.revisions.items())
        told = (layers, self.store.settings_revision(), held.key, drill, language.value)
        return blake2s(repr(told).encode(), digest_size=_KEY_BYTES).hexdigest()

    def _made(
        self, snapshot: Snapshot, book: SceneBook, language: Language, key: tuple[str, str]
    ) -> Shown:
        revision, drill = key
        town = self._town(snapshot, book, language)
        return Shown(
            revision=revision,
            town=town_name(self.store) or text(language, "shell.town_unnamed"),
            data_at=f"{snapshot.now:%Y-%m-%d %H:%M}",
            is_demo=snapshot.settings.get("is_demo") == "1",
            refresh_s=book.refresh_s,
            source=" · ".join(credit(language, snapshot)),
            scenes=tuple(_scene(town, number, spec) for number, spec in enumerate(book.scenes, 1)),
            takeovers=takeovers(town, drill),
        )

    def _town(self, snapshot: Snapshot, book: SceneBook, language: Language) -> WallTown:
        in_force, named = plan_in_force(self.store), village_names(self.store.layers)
        return WallTown(
            snapshot=snapshot,
            book=book,
            language=language,
            names={code: short_name(name) for code, name in named.items()},
            hours=self._hours(snapshot),
            plan=in_force,
            changed=self._changed(snapshot, in_force),
        )

    def _hours(self, snapshot: Snapshot) -> NDArray[np.float64]:
        """Return the hours per worker, unknown where the store lacks a norm they rest on."""
        try:
            return self.hours(snapshot)
        except NotFound:
            return np.full(len(snapshot.grids), np.nan)

    def _changed(self, snapshot: Snapshot, in_force: Plan | None) -> tuple[int, ...]:
        """Return the grids whose shape is not that of before the plan."""
        if in_force is None:
            return ()
        before = self.store.plans.boundaries(in_force.base_set, Layer.GRIDS)
        shapes = dict(zip(before["code"], before.geometry, strict=True))
        now = zip(snapshot.grids["code"], snapshot.grids.geometry, strict=True)
        return tuple(
            place
            for place, (code, shape) in enumerate(now)
            if code not in shapes or not shape.equals(shapes[code])
        )


def scene_ids(book: SceneBook) -> tuple[str, ...]:
    """Return the id of each scene: its number in the file and its kind."""
    return tuple(f"{number}-{spec.kind.value}" for number, spec in enumerate(book.scenes, 1))


def _scene(town: WallTown, number: int, spec: SceneSpec) -> Scene:
    return Scene(
        id=f"{number}-{spec.kind.value}",
        kind=spec.kind.value,
        title=scene_title(spec, town.language),
        note=town.say(f"note_{spec.kind.value}"),
        layers=tuple(layer.value for layer in spec.layers),
        steps=STEPS[spec.kind](town, spec),
        at_once=spec.at_once if spec.kind is SceneKind.VILLAGES else 0,
    )
