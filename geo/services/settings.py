"""The town's settings as values, and their change; the signing key never leaves through here."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from geo.domain.errors import BadValue, NotFound, Refused
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor, require
from geo.ports.store import Store

DEFAULT_TIMEZONE = "Asia/Shanghai"
TIMEZONE, NOW, TOWN_NAME, IS_DEMO = "timezone", "now", "town_name", "is_demo"
MAP_APPROVAL_NUMBER = "map_approval_number"
_EDITABLE = frozenset({TIMEZONE, NOW, TOWN_NAME, MAP_APPROVAL_NUMBER})


@dataclass(frozen=True, slots=True)
class TownSettings:
    """What a store says of its town; `now` is ISO local time, empty when data alone decide it."""

    town_name: str
    timezone: str
    now: str
    is_demo: bool
    map_approval_number: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Reads and changes the settings of one store."""

    store: Store

    def current(self) -> TownSettings:
        """Return the settings, defaults where nothing was set."""
        known = self.store.settings()
        return TownSettings(
            town_name=known.get(TOWN_NAME, ""),
            timezone=known.get(TIMEZONE, DEFAULT_TIMEZONE),
            now=known.get(NOW, ""),
            is_demo=known.get(IS_DEMO) == "1",
            map_approval_number=known.get(MAP_APPROVAL_NUMBER, ""),
        )

    def change(self, actor: Actor, key: str, value: str, at: datetime) -> None:
        """Set one setting.

        Raises:
            NotPermitted: the actor may not manage the store.
            NotFound: no setting of that key can be changed.
            BadValue: the value is no time zone, or no ISO time.
            Refused: days were already counted in another time zone.
        """
        require(actor, Action.MANAGE_STORE)
        if key not in _EDITABLE:
            raise NotFound(what="setting", key=key)
        self._require_valid(key, value)
        with self.store.write(actor, Action.MANAGE_STORE, key, at) as transaction:
            transaction.put_setting(key, value.strip())
            transaction.note(value.strip())

    def _require_valid(self, key: str, value: str) -> None:
        if key == NOW and value and not _is_iso_time(value):
            raise BadValue(field=key, value=value)
        if key != TIMEZONE:
            return
        if value not in available_timezones():
            raise BadValue(field=key, value=value)
        if value != self.current().timezone and self.store.layers.count(Layer.INCIDENTS):
            raise Refused("timezone_in_use")


def _is_iso_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
