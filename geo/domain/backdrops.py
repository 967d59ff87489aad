"""Raster backdrops that an administrator configures: what one is, and which are refused and why.

A backdrop is one or more layers of tiles in web Mercator. Its key is kept apart, and stands in its
addresses as {key} alone. One of a local file names that file as its only address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from geo.domain.errors import BadValue

ZOOM_MAX, LAYERS_MAX, NAME_MAX, WORDS_MAX, ADDRESS_MAX = 22, 4, 40, 120, 1000
_ID = re.compile(r"[a-z][a-z0-9_-]{0,29}")
_PLACES = re.compile(r"\{([^{}]*)\}")
_KNOWN = frozenset({"z", "x", "y", "key"})
_WMTS_NAMES = frozenset(
    {
        "SERVICE", "REQUEST", "VERSION", "STYLE", "FORMAT", "LAYER", "TILEMATRIXSET",
        "TILEMATRIX", "TILEROW", "TILECOL",
    }
)  # fmt: skip
_WMTS_PLACES = {"tilematrix": "z", "tilerow": "y", "tilecol": "x"}
_SHIFTED = re.compile(
    r"(^|\.)(amap\.com|autonavi\.com|gaode\.com|qq\.com|tencent\.com|gtimg\.com|gtimg\.cn"
    r"|google\.cn|ditu\.google\.com|baidu\.com|bdimg\.com|bdstatic\.com|mapabc\.com|sogou\.com"
    r"|huaweicloud-mapkit\.cn|petalmaps\.com)$"
)
_KEY_NAMES = frozenset({"tk", "key", "ak", "token", "apikey", "api_key", "access_token"})
_FILE = re.compile(r"[\w][\w .-]{0,80}\.pmtiles")
_GEOGRAPHIC = frozenset({"c", "epsg:4490", "epsg:4326", "4490", "4326", "worldcrs84quad"})


class BackdropKind(StrEnum):
    """How tiles are asked for."""

    XYZ = "xyz"
    WMTS = "wmts"
    PMTILES = "pmtiles"


@dataclass(frozen=True, slots=True)
class Backdrop:
    """One backdrop; `addresses` have {z}, {x}, {y} and maybe {key}, drawn in order.

    `approval` is its 审图号. `is_local` lets the server fetch from this machine or the local
    network, which is refused otherwise.
    """

    id: str
    name: str
    kind: BackdropKind
    addresses: tuple[str, ...]
    attribution: str
    approval: str = ""
    zoom_max: int = 18
    is_local: bool = False

    def host(self) -> str:
        """Return the host of the first layer, or the local file."""
        return urlsplit(self.addresses[0]).hostname or self.addresses[0]

    def hosts(self) -> frozenset[str]:
        """Return every host that its addresses lead to."""
        return frozenset(urlsplit(one).netloc for one in self.addresses)

    @property
    def needs_key(self) -> bool:
        """Return whether an address asks for the key."""
        return any("{key}" in one for one in self.addresses)


def checked(backdrop: Backdrop) -> Backdrop:
    """Return the backdrop, its addresses with {z}, {x}, {y}, once nothing is wrong with it.

    Raises:
        BadValue: an id, name or address does not do; the reason names the fault.
    """
    if not _ID.fullmatch(backdrop.id):
        raise BadValue("backdrop_id", field="id", value=backdrop.id)
    for field, most in (("name", NAME_MAX), ("attribution", WORDS_MAX), ("approval", WORDS_MAX)):
        said = getattr(backdrop, field)
        if len(said) > most or (field != "approval" and not said.strip()):
            raise BadValue("backdrop_words", field=field, value=said[:most], limit=most)
    if not 1 <= backdrop.zoom_max <= ZOOM_MAX:
        raise BadValue("backdrop_zoom", value=backdrop.zoom_max, most=ZOOM_MAX)
    if not 1 <= len(backdrop.addresses) <= LAYERS_MAX:
        raise BadValue("backdrop_layers", value=len(backdrop.addresses), most=LAYERS_MAX)
    addresses = tuple(_address(one.strip(), backdrop.kind) for one in backdrop.addresses)
    return Backdrop(
        backdrop.id, backdrop.name.strip(), backdrop.kind, addresses, backdrop.attribution.strip(),
        backdrop.approval.strip(), backdrop.zoom_max, backdrop.is_local,
    )  # fmt: skip


def _address(written: str, kind: BackdropKind) -> str:
    if kind is BackdropKind.PMTILES:
        return _file(written)
    parts = _parts(written)
    shown = parts.hostname or written[:NAME_MAX]
    if parts.scheme not in ("http", "https") or not parts.hostname or len(written) > ADDRESS_MAX:
        raise BadValue("backdrop_address", value=shown)
    if parts.username or parts.password or "{" in parts.netloc:
        raise BadValue("backdrop_address", value=shown)
    if _SHIFTED.search(parts.hostname.lower().rstrip(".")):
        raise BadValue("backdrop_shifted", value=shown)
    _require_mercator(parts)
    if any(name.lower() in _KEY_NAMES and said != "{key}" for name, said in parse_qsl(parts.query)):
        raise BadValue("backdrop_key_written", value=shown)
    address = _wmts(written) if kind is BackdropKind.WMTS else written
    found = set(_PLACES.findall(address))
    if not {"z", "x", "y"} <= found or not found <= _KNOWN:
        raise BadValue("backdrop_places", value=shown)
    return address


def _file(written: str) -> str:
    if not _FILE.fullmatch(written):
        raise BadValue("backdrop_file", value=written[:NAME_MAX])
    return written


def _parts(written: str) -> SplitResult:
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError as error:
        raise BadValue("backdrop_address", value=written[:NAME_MAX]) from error
    return parts


def _require_mercator(parts: SplitResult) -> None:
    """Refuse tiles in degrees: 天地图 names them `…_c`, others by their matrix set."""
    asked = {name.lower(): value for name, value in parse_qsl(parts.query)}
    matrix = asked.get("tilematrixset", "")
    named = [*parts.path.split("/"), asked.get("t", ""), asked.get("layer", "")]
    if matrix.lower() in _GEOGRAPHIC or any(one.lower().endswith("_c") for one in named):
        raise BadValue("backdrop_matrix", value=matrix or "c")


def _wmts(written: str) -> str:
    """Return the address of a WMTS with our own place-holders; KVP is completed where it lacks."""
    address = _PLACES.sub(_renamed, written)
    parts = urlsplit(address)
    if {"z", "x", "y"} <= set(_PLACES.findall(address)):
        return address
    # Names of the standard are written large; a key's name stays as its source knows it.
    asked = {
        name.upper() if name.upper() in _WMTS_NAMES else name: value
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    }
    if not asked.get("LAYER"):
        raise BadValue("backdrop_places", value=parts.hostname or "")
    usual = {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "STYLE": "default",
        "FORMAT": "tiles", "TILEMATRIXSET": "w",
    }  # fmt: skip
    query = usual | asked | {"TILEMATRIX": "{z}", "TILEROW": "{y}", "TILECOL": "{x}"}
    return urlunsplit((*parts[:3], urlencode(query, safe="{}:/"), ""))


def _renamed(place: re.Match[str]) -> str:
    said = place[1]
    return "{" + _WMTS_PLACES.get(said.lower(), said) + "}"


def to_json(backdrop: Backdrop) -> dict[str, Any]:
    """Return the backdrop as plain values; its key is not among them."""
    return {
        "id": backdrop.id,
        "name": backdrop.name,
        "kind": backdrop.kind.value,
        "addresses": list(backdrop.addresses),
        "attribution": backdrop.attribution,
        "approval": backdrop.approval,
        "zoom_max": backdrop.zoom_max,
        "is_local": backdrop.is_local,
    }


def from_json(values: Mapping[str, Any]) -> Backdrop:
    """Return the backdrop that `to_json` wrote."""
    given = {**values, "kind": BackdropKind(values["kind"])}
    return Backdrop(**given | {"addresses": tuple(values["addresses"])})
