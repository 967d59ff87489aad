"""The layers and their fields: one table that import, store, export and command line all read."""

from dataclasses import dataclass
from enum import StrEnum

from geo.domain.kinds import (
    AreaLevel,
    CameraState,
    Channel,
    GridKind,
    IncidentState,
    StaffKind,
)


class Layer(StrEnum):
    """What can be imported, stored and exported."""

    AREAS = "areas"
    CELLS = "cells"
    GRIDS = "grids"
    INCIDENTS = "incidents"
    CAMERAS = "cameras"
    STATIONS = "stations"
    STAFF = "staff"
    ROADS = "roads"
    BUILDINGS = "buildings"
    BARRIERS = "barriers"
    PLACES = "places"
    SHAPES = "shapes"


class FieldKind(StrEnum):
    """How a value is read, checked and stored. TIME is stored as UTC seconds since 1970.

    A MONTH_DAY is a day of any year, stored as 05-20.
    """

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    DEGREE = "degree"
    TIME = "time"
    DATE = "date"
    MONTH_DAY = "month_day"
    FLAG = "flag"
    CHOICE = "choice"
    POLYGON = "polygon"
    LINE = "line"


GEOMETRY_KINDS = frozenset({FieldKind.POLYGON, FieldKind.LINE})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a layer. `low` and `high` bound numbers, inclusively."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """The fields of one layer; `key` names the field that is unique in the store."""

    layer: Layer
    key: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return the field of that name (KeyError when the layer has none)."""
        return {field.name: field for field in self.fields}[name]

    @property
    def geometry_kind(self) -> FieldKind | None:
        """Return POLYGON or LINE when rows carry a geometry, else None (points are lon/lat)."""
        kinds = [field.kind for field in self.fields if field.kind in GEOMETRY_KINDS]
        return kinds[0] if kinds else None

    @property
    def is_point(self) -> bool:
        """Return whether rows are located by `lon_deg` and `lat_deg`."""
        return any(field.kind is FieldKind.DEGREE for field in self.fields)


def _must(name: str, kind: FieldKind = FieldKind.TEXT) -> Field:
    return Field(name, kind, required=True)


def _choice(name: str, choices: type[StrEnum], *, required: bool = False) -> Field:
    return Field(name, FieldKind.CHOICE, required, tuple(choices))


_POLYGON = _must("geometry", FieldKind.POLYGON)
# Far above any grid or cell there is; what lies beyond is a slip of the keys or of the columns.
_PEOPLE = (
    Field("residents", FieldKind.COUNT, low=0, high=1_000_000),
    Field("households", FieldKind.COUNT, low=0, high=500_000),
)
_POINT = (
    Field("lon_deg", FieldKind.DEGREE, required=True, low=-180, high=180),
    Field("lat_deg", FieldKind.DEGREE, required=True, low=-90, high=90),
)

_SPECS = (
    LayerSpec(
        Layer.AREAS,
        "code",
        (_must("code"), _must("name"), _choice("level", AreaLevel, required=True), _POLYGON),
    ),
    LayerSpec(Layer.CELLS, "code", (_must("code"), _POLYGON, Field("grid_code"), *_PEOPLE)),
    LayerSpec(
        Layer.GRIDS,
        "code",
        (Field("code"), Field("name"), _POLYGON, _choice("kind", GridKind), *_PEOPLE),
    ),
    LayerSpec(
        Layer.INCIDENTS,
        "id",
        (
            _must("id"),
            _must("reported_at", FieldKind.TIME),
            _must("category"),
            *_POINT,
            Field("due_at", FieldKind.TIME),
            Field("closed_at", FieldKind.TIME),
            _choice("state", IncidentState),
            _choice("channel", Channel),
            Field("address"),
        ),
    ),
    LayerSpec(
        Layer.CAMERAS,
        "id",
        (
            _must("id"),
            *_POINT,
            Field("bearing_deg", FieldKind.NUMBER, low=0, high=360),
            Field("angle_deg", FieldKind.NUMBER, low=0, high=360),
            Field("range_m", FieldKind.NUMBER, low=0, high=20_000),
            _choice("state", CameraState),
            Field("owner_kind"),
            Field("place_kind"),
            Field("filed_on", FieldKind.DATE),
            Field("sign", FieldKind.FLAG),
        ),
    ),
    LayerSpec(
        Layer.STATIONS,
        "id",
        (
            _must("id"),
            _must("kind"),
            *_POINT,
            Field("name"),
            Field("desks", FieldKind.COUNT, low=0, high=1_000),
            Field("opening_hours"),
        ),
    ),
    LayerSpec(
        Layer.STAFF,
        "id",
        (
            _must("id"),
            _must("grid_code"),
            _choice("kind", StaffKind),
            Field("hours_week", FieldKind.NUMBER, low=0, high=168),
            Field("mobile", FieldKind.FLAG),
            Field("home_village_code"),
            Field("work_phone"),
            Field("sign_name"),
        ),
    ),
    LayerSpec(
        Layer.ROADS,
        "id",
        (
            _must("geometry", FieldKind.LINE),
            Field("id"),
            Field("name"),
            Field("class"),
            Field("speed_kmh", FieldKind.NUMBER, low=0, high=200),
        ),
    ),
    LayerSpec(Layer.BUILDINGS, "id", (_POLYGON, Field("id"), Field("name"), Field("kind"))),
    LayerSpec(
        Layer.BARRIERS,
        "id",
        (_must("geometry", FieldKind.LINE), Field("id"), Field("name"), Field("kind")),
    ),
    LayerSpec(Layer.PLACES, "id", (_must("name"), *_POINT, Field("id"), Field("kind"))),
    LayerSpec(
        Layer.SHAPES,
        "id",
        (
            _must("grid_code"),
            _must("season"),
            _must("starts_md", FieldKind.MONTH_DAY),
            _must("ends_md", FieldKind.MONTH_DAY),
            _POLYGON,
            Field("id"),
        ),
    ),
)

LAYERS: dict[Layer, LayerSpec] = {spec.layer: spec for spec in _SPECS}
