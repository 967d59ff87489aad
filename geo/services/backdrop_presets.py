"""Backdrops whose addresses everybody needs: 天地图, which asks for a key of one's own."""

from geo.domain.backdrops import Backdrop, BackdropKind

_HOST = "https://t0.tianditu.gov.cn"
_LAYERS = {"vec": ("vec", "cva"), "img": ("img", "cia")}
"""The ground and its names, in web Mercator (`w`)."""
TIANDITU = tuple(sorted(_LAYERS))


def tianditu(kind: str, name: str, attribution: str) -> Backdrop:
    """Return the backdrop of a kind, `img` (pictures) or `vec` (a drawn map), with its names."""
    addresses = tuple(
        f"{_HOST}/{layer}_w/wmts?LAYER={layer}&TILEMATRIXSET=w&FORMAT=tiles&tk={{key}}"
        for layer in _LAYERS[kind]
    )
    return Backdrop(f"tianditu_{kind}", name, BackdropKind.WMTS, addresses, attribution)
