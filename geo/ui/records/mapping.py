"""Which column fills which field: proposed, then confirmed or changed by the user."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.layers import LAYERS, Field, Layer
from geo.messages import text
from geo.ports.files import ColumnProposal
from geo.ui import choices, widgets

_ABREAST = 4
_FROM_SHAPE = "geometry"


def draw(container: Container, path: Path, layer: Layer, key: str) -> Mapping[str, str] | None:
    """Draw a choice of column for each field; return them, None while a required one lacks.

    Raises:
        BadInput: the file cannot be opened, or a chosen column is about persons.
    """
    language = choices.language()
    proposed = container.imports.propose(path, layer)
    widgets.title(text(language, "data.columns_title"))
    places = st.columns(_ABREAST)
    chosen: dict[str, str] = {}
    for number, field in enumerate(_asked(layer, proposed)):
        with places[number % _ABREAST]:
            chosen[field.name] = _choice(language, field, proposed, f"{key}:{layer}:{field.name}")
    confirmed = container.imports.propose(path, layer, chosen)
    return chosen if _told(language, confirmed) else None


def _asked(layer: Layer, proposed: ColumnProposal) -> list[Field]:
    """Return the fields that a column can fill; what the file's own shapes fill is not asked."""
    return [
        field
        for field in LAYERS[layer].fields
        if proposed.mapping.get(field.name) != _FROM_SHAPE or _FROM_SHAPE in proposed.columns
    ]


def _choice(language: Language, field: Field, proposed: ColumnProposal, key: str) -> str:
    label = text(language, f"data.field_{field.name}")
    if field.required:
        label = text(language, "data.field_required", field=label)
    options = ["", *proposed.columns]
    taken = proposed.mapping.get(field.name, "")
    return str(
        st.selectbox(
            label,
            options,
            index=options.index(taken) if taken in options else 0,
            format_func=lambda column: column or text(language, "data.not_taken"),
            key=f"column:{key}",
        )
    )


def _told(language: Language, found: ColumnProposal) -> bool:
    """Say what is dropped and what lacks; return whether nothing required lacks."""
    dropped = ", ".join(found.dropped)
    key = "dropped" if dropped else "dropped_none"
    widgets.words(text(language, f"data.{key}", columns=dropped))
    names = [text(language, f"data.field_{field}") for field in found.missing]
    if names:
        widgets.words(text(language, "data.missing_fields", fields=", ".join(names)))
    return not names
