"""One container a process and store, seeded when it is new."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import bootstrap
from geo.domain.errors import StoreMissing


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    bootstrap.close_containers()


def test_a_path_and_its_url_share_one_container(tmp_path: Path) -> None:
    made = bootstrap.container(str(tmp_path / "a.sqlite"), create=True)
    assert bootstrap.container(f"sqlite:///{tmp_path}/a.sqlite") is made
    assert bootstrap.container(str(tmp_path / "b.sqlite"), create=True) is not made


def test_a_missing_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        bootstrap.container(str(tmp_path / "a.sqlite"))


def test_a_new_store_has_the_shipped_norms_and_says_who_put_them(tmp_path: Path) -> None:
    store = bootstrap.container(str(tmp_path / "a.sqlite"), create=True).store
    assert "handling_min.default" in store.norms()
    assert [entry.actor_id for entry in store.audit()] == ["system"]


def test_the_store_meant_without_a_name_is_the_variables_or_the_projects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(bootstrap.STORE_VARIABLE, raising=False)
    assert bootstrap.default_address() == str(bootstrap.ROOT / "data/local/wangge.sqlite")
    monkeypatch.setenv(bootstrap.STORE_VARIABLE, "data/local/other.sqlite")
    assert bootstrap.default_address() == str(bootstrap.ROOT / "data/local/other.sqlite")
    monkeypatch.setenv(bootstrap.STORE_VARIABLE, "/srv/town.sqlite")
    assert bootstrap.default_address() == "/srv/town.sqlite"
