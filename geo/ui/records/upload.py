"""An uploaded file as a path for the services, gone after use; its name holds no folder."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.runtime.uploaded_file_manager import UploadedFile

_STEM_BYTES_MOST = 160
_SUFFIX_MOST = 16


@contextmanager
def on_disk(uploaded: UploadedFile) -> Iterator[Path]:
    """Yield the path of a copy that is deleted when the block ends, however it ends."""
    with TemporaryDirectory(prefix="wangge-") as folder:
        path = Path(folder) / _safe(uploaded.name)
        path.write_bytes(uploaded.getbuffer())
        yield path


def _safe(name: str) -> str:
    """Return the name without folders and hidden characters, short enough for any file system."""
    shown = (mark if _is_harmless(mark) else "_" for mark in name)
    bare = Path("".join(shown))
    stem = bare.stem.encode()[:_STEM_BYTES_MOST].decode(errors="ignore").strip(".")
    return f"{stem or 'file'}{bare.suffix[:_SUFFIX_MOST]}"


def _is_harmless(mark: str) -> bool:
    # Format characters turn the direction of what follows: an .exe can read as a .csv.
    return mark not in "/\\" and unicodedata.category(mark) not in {"Cc", "Cf", "Cs"}
