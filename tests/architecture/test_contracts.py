"""The import contracts and the dependency guard really refuse: each is shown one offender."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FLOORS = [
    "ui", "http", "cli", "bootstrap", "store", "io", "views", "samples", "services", "ports",
    "staffing", "spatial", "messages", "domain", "__main__",
]  # fmt: skip
OFFENDERS = [
    ("geo/domain/grid.py", "import geo.spatial", "floors"),
    ("geo/store/rows.py", "import geo.io", "floors"),
    ("geo/ui/shell.py", "import geo.http", "floors"),
    ("geo/extra.py", "", "floors"),
    ("geo/views/maps.py", "import geo.services", "adapters"),
    ("geo/ports/store.py", "import geo.staffing", "ports"),
    ("geo/staffing/need.py", "import geo.messages", "pure-floors"),
    ("pages/now/overview.py", "import geo.store", "pages"),
    ("pages/now/overview.py", "import sqlalchemy", "pages"),
    ("geo/ui/shell.py", "import pages.now.overview", "pages-on-top"),
    ("geo/services/counts.py", "import sqlalchemy", "sqlalchemy"),
    ("geo/views/charts.py", "import streamlit", "streamlit"),
    ("geo/ui/widgets.py", "import folium", "drawing"),
    ("geo/io/reader.py", "import geo.io.writer", "circles"),
]


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Return an empty project with every floor and this project's contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for floor in FLOORS:
        (tmp_path / "geo" / floor).mkdir(parents=True)
        (tmp_path / "geo" / floor / "__init__.py").touch()
    (tmp_path / "geo/__init__.py").touch()
    (tmp_path / "geo/io/writer.py").write_text("import geo.io.reader\n")
    (tmp_path / "geo/io/reader.py").touch()
    (tmp_path / "pages/now").mkdir(parents=True)
    (tmp_path / "pages/now/overview.py").touch()
    return tmp_path


def test_a_skeleton_of_empty_floors_is_accepted(skeleton: Path) -> None:
    result = _lint(skeleton)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("path", "line", "contract"), OFFENDERS)
def test_an_import_against_the_floors_is_refused(
    skeleton: Path, path: str, line: str, contract: str
) -> None:
    (skeleton / path).write_text(f"{line}\n")
    result = _lint(skeleton, "--contract", contract)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout or "Missing layer" in result.stdout, result.stdout


def test_a_library_that_nobody_declared_is_refused(skeleton: Path) -> None:
    (skeleton / "geo/io/reader.py").write_text("import yaml\n")
    (skeleton / "requirements.txt").write_text("")
    result = _run(skeleton, "deptry", ".")
    assert result.returncode == 1
    assert "DEP001" in result.stderr


def _lint(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return _run(project, "lint-imports", "--no-cache", "--no-logo", *arguments)


def _run(project: Path, tool: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).parent / tool), *arguments]
    return subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
