"""Where a store is: a path or a SQLAlchemy URL, as users give it, made absolute."""

from pathlib import Path

from sqlalchemy import URL, make_url


def store_url(address: str) -> URL:
    """Return the URL of a store given by path or URL; SQLite paths are made absolute."""
    url = make_url(address) if "://" in address else URL.create("sqlite", database=address)
    if url.get_backend_name() != "sqlite" or not url.database:
        return url
    return url.set(database=str(Path(url.database).expanduser().resolve()))


def shown(url: URL) -> str:
    """Return how a store is named to a user: its path, or its URL without the password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def file_of(url: URL) -> Path:
    """Return the path of an embedded store."""
    return Path(str(url.database))
