"""What kind of file this is, by extension and by its first bytes, which must agree."""

from enum import StrEnum
from pathlib import Path

from geo.domain.errors import BadFile

_EXTENSIONS = {".geojson": "geojson", ".json": "geojson", ".csv": "csv"}
_BINARY_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF", b"Rar!")
_HEAD_BYTES = 65_536
_BYTES_PER_MB = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class FileKind(StrEnum):
    """The two kinds of files that are read."""

    GEOJSON = "geojson"
    CSV = "csv"


def file_kind(path: Path, max_bytes: int) -> FileKind:
    """Return the kind of an ordinary file that is not too big and is what its name says.

    Raises:
        BadFile: missing, a folder, empty, too big, or another kind than its extension says.
    """
    if not path.is_file():
        raise BadFile("missing", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise BadFile("empty", file=path.name)
    if size > max_bytes:
        megabytes = max_bytes // _BYTES_PER_MB
        raise BadFile("too_big", file=path.name, limit_mb=megabytes)
    kind = _EXTENSIONS.get(path.suffix.lower())
    if kind is None:
        raise BadFile("kind", file=path.name)
    _require_content(path, FileKind(kind))
    return FileKind(kind)


def _require_content(path: Path, kind: FileKind) -> None:
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if head.startswith(_BINARY_STARTS) or b"\x00" in head:
        raise BadFile("binary", file=path.name)
    starts_as_json = head.removeprefix(BYTE_ORDER_MARK).lstrip()[:1] in (b"{", b"[")
    if kind is FileKind.CSV and starts_as_json:
        raise BadFile("json_as_csv", file=path.name)
    if kind is FileKind.GEOJSON and not starts_as_json:
        raise BadFile("not_geojson", file=path.name)
