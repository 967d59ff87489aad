"""Column mapping: a column is taken when its name means one field and no other column does."""

from collections.abc import Mapping

from geo.domain.errors import BadColumns
from geo.domain.layers import LAYERS, Layer
from geo.io.source import Source
from geo.io.synonyms import datum_in, field_names, is_person_column
from geo.ports.files import ColumnProposal

_NAMED_EITHER_WAY = {Layer.GRIDS: ("code", "name")}
GEOMETRY = "geometry"
"""Stands in a mapping for the geometry that GeoJSON features carry."""


def proposal(source: Source, layer: Layer, overrides: Mapping[str, str]) -> ColumnProposal:
    """Return the mapping for this file; `overrides` (field → column, "" for none) come first.

    Raises:
        BadColumns: an override names an unknown field or column, or a column about persons.
    """
    _require_overrides(source, layer, overrides)
    taken = set(overrides.values())
    open_columns = [c for c in source.columns if c not in taken and not is_person_column(c)]
    mapping = {field: column for field, column in overrides.items() if column}
    rivals = dict[str, tuple[str, ...]]()
    for field, names in field_names(layer).items():
        if field in overrides or (source.geometry_type and field in _from_geometry(source, layer)):
            continue
        candidates = _candidates(open_columns, names)
        if len(candidates) == 1:
            mapping[field] = candidates[0]
        elif candidates:
            rivals[field] = tuple(candidates)
    mapping |= dict.fromkeys(_from_geometry(source, layer), GEOMETRY)
    dropped = tuple(c for c in source.columns if c not in mapping.values())
    missing = _missing(layer, mapping)
    return ColumnProposal(source.columns, mapping, missing, rivals, dropped)


def require_complete(layer: Layer, found: ColumnProposal) -> None:
    """Return when every required field has its one column.

    Raises:
        BadColumns: a required field has none, or a field has rivals; says the proposed mapping.
    """
    if not found.missing and not found.rivals:
        return
    rivals = "; ".join(f"{f}: {' / '.join(names)}" for f, names in found.rivals.items())
    raise BadColumns(
        "" if found.missing else "rivals",
        layer=layer.value,
        missing=", ".join(found.missing) or "—",
        rivals=rivals,
        proposed=", ".join(f"{f}={c}" for f, c in found.mapping.items()) or "—",
        columns=", ".join(found.columns),
    )


def _require_overrides(source: Source, layer: Layer, overrides: Mapping[str, str]) -> None:
    known = field_names(layer)
    for field, column in overrides.items():
        if field not in known:
            raise BadColumns("field", field=field, layer=layer.value)
        if column and column not in source.columns:
            columns = ", ".join(source.columns)
            raise BadColumns("column", column=column, columns=columns)
        if column and is_person_column(column):
            raise BadColumns("person", column=column)


def _candidates(columns: list[str], names: tuple[str, ...]) -> list[str]:
    """Return the columns of the field's very name, else all that are synonyms of it."""
    own = [c for c in columns if datum_in(c) == (None, names[0])]
    return own or [c for c in columns if datum_in(c)[1] in names]


def _from_geometry(source: Source, layer: Layer) -> tuple[str, ...]:
    if source.geometry_type is None:
        return ()
    spec = LAYERS[layer]
    if spec.geometry_kind:
        return (GEOMETRY,)
    return ("lon_deg", "lat_deg") if spec.is_point else ()


def _missing(layer: Layer, mapping: Mapping[str, str]) -> tuple[str, ...]:
    spec = LAYERS[layer]
    missing = [f.name for f in spec.fields if f.required and f.name not in mapping]
    either = _NAMED_EITHER_WAY.get(layer, ())
    if either and not any(name in mapping for name in either):
        missing.insert(0, " / ".join(either))
    return tuple(missing)
