"""What a map may have under its grids, and which of it the URL chooses."""

from hashlib import blake2s

import streamlit as st

from geo.domain.backdrops import Backdrop
from geo.services.links import LinkKind
from geo.ui import choices, identity, session

_KEY_BYTES = 8


def offered() -> dict[str, object] | None:
    """Return the backdrops by id and name and the one chosen; None where there is none."""
    found = session.container().backdrops.offered(choices.actor())
    if not found:
        return None
    chosen = next((one for one in found if one.id == choices.value(choices.GROUND)), None)
    return {
        "offered": [{"id": one.id, "name": one.name} for one in found],
        "chosen": None if chosen is None else _drawn(chosen),
    }


def _drawn(backdrop: Backdrop) -> dict[str, object]:
    """Return how the browser asks for its tiles: of us alone, so no address goes out."""
    told = "\n".join((backdrop.id, *backdrop.addresses)).encode()
    return {
        "id": backdrop.id,
        "said": " · ".join(one for one in (backdrop.attribution, backdrop.approval) if one),
        "layers": len(backdrop.addresses),
        "zoom_max": backdrop.zoom_max,
        "link": {
            "key": blake2s(told, digest_size=_KEY_BYTES).hexdigest(),
            "url": identity.link(LinkKind.BACKDROP_TILE, {choices.GROUND: backdrop.id}),
        },
    }


def take(key: str) -> None:
    """Write the map's choice to the URL; the map's own ground is none."""
    said = st.session_state[key].ground
    if said is not None:
        choices.put(**{choices.GROUND: str(said)})
