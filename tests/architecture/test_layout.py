"""Which files there are and what they may name; each rule is shown to catch an offender."""

from tests.architecture import layout_rules
from tests.architecture.sources import ROOT, tracked_files

NAVIGATION = ROOT / "geo/ui/navigation.py"


def test_the_top_level_holds_only_what_the_layout_names() -> None:
    assert layout_rules.strangers_at_the_top(tracked_files()) == []
    assert layout_rules.strangers_at_the_top(["notes/a.txt", "geo/a.py"]) == ["notes"]


def test_no_page_lies_flat_in_pages() -> None:
    present = [path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")]
    assert layout_rules.flat_pages(present) == []
    assert layout_rules.flat_pages(["pages/a.py", "pages/now/b.py"]) == ["pages/a.py"]


def test_every_page_is_registered_in_the_navigation() -> None:
    present = [path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")]
    navigation = NAVIGATION.read_text(encoding="utf-8")
    assert layout_rules.unregistered_pages(present, navigation) == []


def test_an_unregistered_page_is_caught() -> None:
    pages = ["pages/now/overview.py", "pages/now/hidden.py"]
    assert layout_rules.unregistered_pages(pages, '"now/overview.py"') == ["pages/now/hidden.py"]


def test_no_file_names_a_registry_an_asset_network_or_a_tile_server() -> None:
    named = [
        offence
        for path in tracked_files()
        for offence in layout_rules.hosts_named(path, _text(path))
    ]
    assert named == []


def test_a_named_registry_is_caught() -> None:
    text = "index = " + layout_rules.HOSTS[0]
    assert layout_rules.hosts_named("a.toml", text) == [f"a.toml: {layout_rules.HOSTS[0]}"]


def test_data_holds_reference_files_and_norms_alone() -> None:
    assert layout_rules.written_outside_local(tracked_files()) == []
    assert layout_rules.written_outside_local(["data/rows.csv"]) == ["data/rows.csv"]


def test_reference_files_stay_small() -> None:
    held = [ROOT / path for path in tracked_files() if path.startswith("data/reference/")]
    assert sum(path.stat().st_size for path in held) <= 500_000


def _text(path: str) -> str:
    return (ROOT / path).read_bytes().decode("utf-8", errors="replace")
