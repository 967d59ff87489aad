"""The one place that picks a store and wires the services; one container a process and store."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from geo.store import SqlStore, open_store
from geo.store.address import shown, store_url

ROOT = Path(__file__).resolve().parent.parent
STORE_VARIABLE = "WANGGE_STORE"
_DEFAULT_STORE = "data/local/wangge.sqlite"

_guard = threading.Lock()
_containers: dict[str, "Container"] = {}


@dataclass(frozen=True, slots=True)
class Container:
    """A store and every service on it. A new service adds its field here and in `_wired`."""

    store: SqlStore


def container(url: str | None = None, *, create: bool = False) -> Container:
    """Return this process's container for a store given by path or URL.

    Without `url` it is `WANGGE_STORE`, else `data/local/wangge.sqlite`; relative paths start at
    the project's root only for these two.

    Raises:
        StoreFault: the store is missing (and `create` is false), too new, busy or not ours.
    """
    address = url if url is not None else default_address()
    name = shown(store_url(address))
    with _guard:
        if name not in _containers:
            _containers[name] = _wired(open_store(address, create=create))
        return _containers[name]


def default_address() -> str:
    """Return the store that is meant when none is named."""
    address = os.environ.get(STORE_VARIABLE) or _DEFAULT_STORE
    return address if "://" in address else str(ROOT / address)


def close_containers() -> None:
    """Close every store this process has open and forget the containers."""
    with _guard:
        for made in _containers.values():
            made.store.close()
        _containers.clear()


def _wired(store: SqlStore) -> Container:
    return Container(store=store)
