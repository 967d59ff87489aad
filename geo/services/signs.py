"""网格公示牌: what a grid's public board says, of today's boundaries and the posts that serve it.

A name stands there only where the staff's file has one meant for the board; a phone is the post's.
Without an approval number for its map a sign says across it that it must not hang in public.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np
import shapely

from geo.domain.codes import AreaCode, village_code
from geo.domain.kinds import GridKind, Language, StaffKind
from geo.domain.policy import Action, Actor, require
from geo.messages import text
from geo.ports.documents import DocumentPress, Paper, Sign
from geo.ports.files import Progress
from geo.ports.store import Store
from geo.services.boundary_text import Ranges, ranges_of
from geo.services.grid_names import named_grid
from geo.services.history import local_day
from geo.services.imports import unwatched
from geo.services.map_credit import source_notes
from geo.services.plan_documents.maps import grid_extent, grid_map, ground_lines
from geo.services.scope import grid_position
from geo.services.settings import IS_DEMO, MAP_APPROVAL_NUMBER
from geo.services.snapshot import Snapshot
from geo.services.town_name import town_name
from geo.services.village_names import village_names

_NAMED_MAX = 12


@dataclass(frozen=True, slots=True)
class SignOrder:
    """The sign of a grid, or without a code of all grids that have people to serve."""

    code: str | None
    language: Language
    paper: Paper


@dataclass(frozen=True, slots=True)
class Printed:
    """Signs as one file; `is_proof` says that they must not hang in public yet."""

    body: bytes
    signs: int
    is_proof: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """Prints the signs of one store."""

    store: Store
    current: Callable[[], Snapshot]
    press: DocumentPress

    def printed(
        self, actor: Actor, order: SignOrder, at: datetime, progress: Progress = unwatched
    ) -> Printed:
        """Return the signs that are asked for as one PDF.

        `progress` is told the steps "sign_words" and "sign_pages".

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: no grid goes by this code.
            Refused: there is no font to print with.
        """
        made = self.signs(actor, order.code, order.language, at, progress)
        proof = not self.store.settings().get(MAP_APPROVAL_NUMBER, "")
        body = self.press.signs_pdf(made, order.paper, partial(progress, "sign_pages"))
        return Printed(body, len(made), proof)

    def signs(
        self,
        actor: Actor,
        code: str | None,
        language: Language,
        at: datetime,
        progress: Progress = unwatched,
    ) -> Sequence[Sign]:
        """Return the sign of a grid, or of all, as values (errors as `printed`)."""
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        board = _Board(self.store, snapshot, language, f"{local_day(self.store, at):%Y-%m-%d}")
        if code is not None:
            return [board.sign(grid_position(snapshot, code))]
        kinds = snapshot.grids["kind"].fillna("")
        served = np.flatnonzero((kinds != GridKind.UNINHABITED.value).to_numpy())
        made = []
        for done, position in enumerate(served.tolist(), start=1):
            made.append(board.sign(position))
            progress("sign_words", done / len(served))
        return made


class _Board:
    """Words the signs of one snapshot."""

    def __init__(self, store: Store, snapshot: Snapshot, language: Language, day: str) -> None:
        self._store, self._snapshot, self._language, self._day = store, snapshot, language, day
        self._town = town_name(store)
        self._ranges: Ranges = ranges_of(
            snapshot.grids, store.layers, snapshot.metric_crs, language, self._town
        )
        self._villages = village_names(store.layers)
        west, south, east, north = snapshot.metric_grids.total_bounds.tolist()
        everywhere = (west, south, east, north)
        self._lines = ground_lines(store.layers, snapshot.metric_crs, everywhere)
        self._line_tree = shapely.STRtree([shape for shape, *_ in self._lines])

    def sign(self, position: int) -> Sign:
        """Return the sign of the grid at a position."""
        snapshot, language = self._snapshot, self._language
        settings, grid = snapshot.settings, named_grid(snapshot, position)
        is_demo = settings.get(IS_DEMO) == "1"
        number = settings.get(MAP_APPROVAL_NUMBER, "")
        extent = shapely.box(*grid_extent(snapshot.metric_grids, position))
        near = self._line_tree.query(extent, predicate="intersects")
        lines = [self._lines[place] for place in sorted(near.tolist())]
        return Sign(
            language_tag=text(language, "documents.language_tag"),
            title=text(language, "documents.sign_title", town=self._town).strip(),
            name=grid.name,
            mark=text(language, "common.demo") if is_demo else "",
            across="" if number else text(language, "documents.proof"),
            map=grid_map(snapshot.metric_grids, position, lines, language),
            facts=self._facts(position),
            notes=[
                *source_notes(language, is_demo=is_demo, number=number),
                text(language, "documents.map_dated", day=self._day),
            ],
        )

    def _facts(self, position: int) -> list[tuple[str, str]]:
        language, snapshot = self._language, self._snapshot
        code = str(snapshot.grids["code"].iloc[position])
        village = self._villages.get(village_code(code) or AreaCode(""), "")
        facts = [
            ("sign_code", code),
            ("sign_village", village),
            ("sign_range", self._ranges.told(code)),
            *self._workers(position),
            ("sign_hotline", "12345"),
        ]
        return [(text(language, f"documents.{key}"), said) for key, said in facts if said]

    def _workers(self, position: int) -> list[tuple[str, str]]:
        """Return the post of each worker, and its phone; what is not known is still to come."""
        rows = self._snapshot.staff
        posts = rows[rows["grid"] == position].to_dict("records")
        later = text(self._language, "documents.to_be_announced")
        if not posts:
            return [("sign_worker", later), ("sign_phone", later)]
        names = [_known(one.get("sign_name")) or self._post(one["kind"]) for one in posts]
        phones = [_known(one.get("work_phone")) or later for one in posts]
        if len(posts) > 1:
            phones = [
                text(self._language, "documents.sign_whose", name=name, phone=phone)
                for name, phone in zip(names, phones, strict=True)
            ]
        return [
            ("sign_worker", self._listed(names)),
            ("sign_phone", self._listed(phones)),
        ]

    def _listed(self, said: Sequence[str]) -> str:
        """Return the words once each, of too many the first ones and of how many people."""
        different = list(dict.fromkeys(said))
        listed = text(self._language, "documents.sign_join").join(different[:_NAMED_MAX])
        if len(different) <= _NAMED_MAX:
            return listed
        return text(self._language, "documents.sign_and_others", listed=listed, count=len(said))

    def _post(self, kind: object) -> str:
        known = kind if isinstance(kind, str) and kind in tuple(StaffKind) else "any"
        return text(self._language, f"documents.post_{known}")


def _known(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
