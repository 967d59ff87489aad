"""`rebalance` on the store's own grids and cells: what a draft on them would find."""

import json
from pathlib import Path

import pytest

from geo.bootstrap import container
from geo.cli.main import main
from geo.domain.layers import Layer
from tests.cli.test_rebalance import FIELDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> str:
    """The demo town in a store of its own."""
    store = str(tmp_path_factory.mktemp("rebalance") / "town.sqlite")
    assert main(["init", "--demo", "golmud", "--store", store]) == 0
    return store


@pytest.fixture
def shell(town, capsys):
    def run(*words: str) -> tuple[int, dict, str]:
        capsys.readouterr()
        status = main(["rebalance", "--store", town, *words, "--json"])
        said = capsys.readouterr()
        return status, json.loads(said.out), said.err

    return run


def deviation(store: str, grid_of: dict[str, str]) -> float:
    """The largest deviation of households from the mean of a village's all-purpose grids.

    A grid's code is its village's twelve digits and three more.
    """
    layers = container(store).store.layers
    grids = layers.rows(Layer.GRIDS)
    plain = grids[grids["kind"].isna() | (grids["kind"] == "all_purpose")]["code"].astype(str)
    cells = layers.rows(Layer.CELLS)
    homes = cells["households"].fillna(0).astype(int).groupby(cells["code"].map(grid_of)).sum()
    kept = homes.reindex(plain).fillna(0)
    village = kept.groupby(kept.index.str[:12])
    several = village.transform("size") >= 2
    return float((kept / village.transform("mean") - 1)[several].abs().max())


def test_the_answer_has_the_figures_of_the_contract_and_what_was_heeded(shell, town, tmp_path):
    out = tmp_path / "cells.geojson"
    words = ["--weight", "households", "--tolerance", "15%", "--out", str(out)]
    status, told, said = shell(*words)
    assert status == 0
    assert set(told) == FIELDS | {"barriers", "refused"}
    layers = container(town).store.layers
    assert told["barriers"] == layers.count(Layer.BARRIERS) > 0
    assert str(told["barriers"]) in said
    cells = layers.rows(Layer.CELLS)
    before = dict(zip(cells["code"], cells["grid_code"], strict=True))
    features = json.loads(Path(out).read_text("utf-8"))["features"]
    after = {one["properties"]["code"]: one["properties"]["grid_code"] for one in features}
    assert sum(after[code] != grid for code, grid in before.items()) == told["cells_moved"]
    assert told["max_deviation_before"] == pytest.approx(deviation(town, before), abs=1e-5)
    assert told["max_deviation_after"] == pytest.approx(deviation(town, after), abs=1e-5)
    assert told["max_deviation_after"] <= told["max_deviation_before"]


def test_nothing_is_written_to_the_store(shell, town):
    revisions = container(town).store.layers.revisions()
    assert shell("--tolerance", "0.1", "--answer", "all")[0] == 0
    assert container(town).store.layers.revisions() == revisions


def test_a_locked_grid_is_known_by_its_name_and_one_unknown_is_refused(shell, town):
    grids = container(town).store.layers.rows(Layer.GRIDS)
    assert shell("--tolerance", "0.3", "--lock", str(grids["name"].iloc[0]))[0] == 0
    status, told, _ = shell("--lock", "no-such-grid")
    assert (status, told["error"]["code"]) == (1, "not_found")


@pytest.mark.parametrize(
    "words", [["--group", "grid"], ["--barriers", "x"], ["--weight", "people"], ["--whole", "row"]]
)
def test_what_goes_with_a_file_alone_is_bad_usage(shell, words):
    with pytest.raises(SystemExit) as stopped:
        shell(*words)
    assert stopped.value.code == 2


def test_who_may_not_draw_plans_may_not(shell):
    status, told, _ = shell("--as", "worker")
    assert (status, told["error"]["code"]) == (1, "not_permitted")
