"""Reading a small file of text as it stands."""

from pathlib import Path


def text_of(path: Path) -> str | None:
    """Return a file's text, empty where it cannot be read, None where there is no such file."""
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return ""
