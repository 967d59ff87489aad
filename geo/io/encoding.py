"""How a CSV file is encoded: UTF-8, with or without a mark, or GB18030. Nothing else is read."""

import codecs
from pathlib import Path

from geo.domain.errors import BadFile

_CHUNK_BYTES = 4_000_000


def encoding_of(path: Path) -> str:
    """Return `utf-8-sig` (also for UTF-8 without a mark) or `gb18030`, whichever decodes it all.

    Raises:
        BadFile: neither does; `row` is the line of the first byte that UTF-8 does not allow.
    """
    bad_line = _first_bad_line(path, "utf-8")
    if bad_line is None:
        return "utf-8-sig"
    if _first_bad_line(path, "gb18030") is None:
        return "gb18030"
    raise BadFile("encoding", file=path.name, row=bad_line)


def _first_bad_line(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return line + chunk[: error.start].count(b"\n")
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return None
