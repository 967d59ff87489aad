"""An uploaded file as a path for the services, gone after use; its name holds no folder."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.runtime.uploaded_file_manager import UploadedFile

_UNSAFE = re.compile(r"[/\\\x00-\x1f]")
_NAME_MOST = 80


@contextmanager
def on_disk(uploaded: UploadedFile) -> Iterator[Path]:
    """Yield the path of a copy that is deleted when the block ends, however it ends."""
    with TemporaryDirectory(prefix="wangge-") as folder:
        path = Path(folder) / _safe(uploaded.name)
        path.write_bytes(uploaded.getbuffer())
        yield path


def _safe(name: str) -> str:
    bare = Path(_UNSAFE.sub("_", name))
    return f"{bare.stem[:_NAME_MOST].strip('.') or 'file'}{bare.suffix}"
