"""Backdrops of one store: configured by an administrator, fetched by the server, kept on the disk.

A key is a setting of its own: it enters an address when a tile is fetched, and nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import numpy as np

from geo.domain import backdrops as rules
from geo.domain.backdrops import Backdrop, BackdropKind
from geo.domain.errors import BackdropDown, BadValue, NotFound
from geo.domain.policy import Action, Actor, require
from geo.ports.store import Store
from geo.ports.tiles import TileImage, TilePlaces
from geo.services.snapshot import Snapshot
from geo.spatial.tiles import Tile, world_xy

_LIST, _KEY = "backdrops", "backdrop_key."
_KEY_MAX = 200
_MOST = 12
_CHECKED_ZOOM = 12


@dataclass(frozen=True, slots=True)
class Configured:
    """A backdrop and whether its key is set."""

    backdrop: Backdrop
    has_key: bool

    @property
    def key_state(self) -> str:
        """Return whether a key is set, lacks, or is not asked for."""
        if not self.backdrop.needs_key:
            return "key_none"
        return "key_set" if self.has_key else "key_lacks"


@dataclass(frozen=True, slots=True)
class Backdrops:
    """Configures backdrops and answers with their tiles."""

    store: Store
    places: TilePlaces

    def offered(self, actor: Actor) -> tuple[Backdrop, ...]:
        """Return those that a map may show (NotPermitted: the actor may not look at the map)."""
        require(actor, Action.VIEW_MAP)
        return self._all()

    def configured(self, actor: Actor) -> tuple[Configured, ...]:
        """Return all with what is set of each (NotPermitted: may not manage the store)."""
        require(actor, Action.MANAGE_STORE)
        keys = self.store.settings()
        return tuple(Configured(one, bool(keys.get(_KEY + one.id))) for one in self._all())

    def put(self, actor: Actor, backdrop: Backdrop, key: str | None, at: datetime) -> Backdrop:
        """Add a backdrop or replace that of its id; a key of None leaves the one that is set.

        Raises:
            NotPermitted: the actor may not manage the store.
            BadValue: something about it does not do; the reason names the fault.
        """
        require(actor, Action.MANAGE_STORE)
        good = rules.checked(backdrop)
        if key is not None and (len(key) > _KEY_MAX or not key.isprintable()):
            raise BadValue("backdrop_key", field="key", value="")
        with self.store.write(actor, Action.MANAGE_STORE, f"{_LIST}:{good.id}", at) as transaction:
            known = {one.id: one for one in self._all()}
            moved = good.id in known and good.hosts() != known[good.id].hosts()
            if key is None and moved:
                key = ""  # A key is for the hosts it was given for, and for no others.
            known[good.id] = good
            if len(known) > _MOST:
                raise BadValue("backdrop_many", value=len(known), most=_MOST)
            transaction.put_setting(_LIST, _written(known))
            if key is not None:
                transaction.put_setting(_KEY + good.id, key.strip())
            transaction.note(f"{good.name} · {good.kind.value} · {good.host()}")
        return good

    def remove(self, actor: Actor, backdrop_id: str, at: datetime) -> None:
        """Take a backdrop and its key away (NotPermitted; NotFound: there is none of that id)."""
        require(actor, Action.MANAGE_STORE)
        gone = self._one(backdrop_id)
        subject = f"{_LIST}:{gone.id}"
        with self.store.write(actor, Action.MANAGE_STORE, subject, at) as transaction:
            left = {one.id: one for one in self._all() if one.id != gone.id}
            transaction.put_setting(_LIST, _written(left))
            transaction.put_setting(_KEY + gone.id, "")
            transaction.note(f"− {gone.name}")

    def tile(self, actor: Actor, backdrop_id: str, layer: int, tile: Tile) -> TileImage:
        """Return a tile: as kept while it holds, else fetched, else as kept once.

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: there is no such backdrop, layer or zoom.
            BackdropDown: its source cannot be reached, and nothing is kept.
        """
        require(actor, Action.VIEW_MAP)
        backdrop = self._one(backdrop_id)
        if not 0 <= layer < len(backdrop.addresses) or tile.zoom > backdrop.zoom_max:
            raise NotFound(what="backdrop", key=f"{backdrop_id}/{layer}/{tile.zoom}")
        if backdrop.kind is BackdropKind.PMTILES:
            return self._fetched(backdrop, layer, tile)
        kept = self.places.cache.read(_name(backdrop, layer, tile))
        if kept and kept[1]:
            return kept[0]
        try:
            return self._fetched(backdrop, layer, tile)
        except BackdropDown:
            if kept:
                return kept[0]
            raise

    def checked(self, actor: Actor, backdrop_id: str, tile: Tile) -> list[TileImage]:
        """Return the tile of every layer, fetched anew (NotPermitted, NotFound, BackdropDown)."""
        require(actor, Action.MANAGE_STORE)
        backdrop = self._one(backdrop_id)
        while tile.zoom > backdrop.zoom_max:
            tile = Tile(tile.zoom - 1, tile.x // 2, tile.y // 2)
        layers = range(len(backdrop.addresses))
        return [self._fetched(backdrop, layer, tile) for layer in layers]

    def _fetched(self, backdrop: Backdrop, layer: int, tile: Tile) -> TileImage:
        if backdrop.kind is BackdropKind.PMTILES:
            return self.places.archives.read(backdrop.addresses[layer], tile.zoom, tile.x, tile.y)
        key = self.store.settings().get(_KEY + backdrop.id, "")
        if backdrop.needs_key and not key:
            raise BackdropDown("no_key", host=backdrop.host())
        address = _filled(backdrop.addresses[layer], tile, key)
        fetched = self.places.source.fetch(address, is_local=backdrop.is_local)
        self.places.cache.write(_name(backdrop, layer, tile), fetched)
        return fetched

    def _all(self) -> tuple[Backdrop, ...]:
        written = self.store.settings().get(_LIST, "")
        return tuple(rules.from_json(one) for one in json.loads(written or "[]"))

    def _one(self, backdrop_id: str) -> Backdrop:
        found = next((one for one in self._all() if one.id == backdrop_id), None)
        if found is None:
            raise NotFound(what="backdrop", key=backdrop_id[: rules.NAME_MAX])
        return found


def middle_tile(snapshot: Snapshot) -> Tile:
    """Return a tile in the middle of the town, near enough to show streets."""
    if snapshot.grids.empty:
        return Tile(1, 0, 0)
    west, south, east, north = snapshot.grids.total_bounds
    middle = world_xy(np.array([(west + east) / 2]), np.array([(south + north) / 2]))[0]
    side = 1 << _CHECKED_ZOOM
    return Tile(_CHECKED_ZOOM, *(min(int(one * side), side - 1) for one in middle))


def _written(known: Mapping[str, Backdrop]) -> str:
    return json.dumps([rules.to_json(one) for one in known.values()], ensure_ascii=False)


def _filled(address: str, tile: Tile, key: str) -> str:
    places = {"{z}": tile.zoom, "{x}": tile.x, "{y}": tile.y}
    for place, number in places.items():
        address = address.replace(place, str(number))
    return address.replace("{key}", quote(key, safe=""))


def _name(backdrop: Backdrop, layer: int, tile: Tile) -> str:
    """Return what a tile is kept under: another address is another tile, another key is not."""
    address = hashlib.sha256(backdrop.addresses[layer].encode()).hexdigest()
    return f"{address}/{tile.zoom}/{tile.x}/{tile.y}"
