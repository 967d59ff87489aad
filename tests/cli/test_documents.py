"""`plan-export` and `signs`: files whole or not at all, one object out, refusals in a sentence."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import docx
import pyogrio
import pytest
from pypdf import PdfReader

from geo.cli.command import Call
from geo.cli.documents import tell_of_fonts
from geo.cli.main import main
from geo.cli.terminal import Terminal
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.plans import Plans, PlanText
from geo.store import open_store
from tests.services.drafted import PLANNER, drafted_town

pytestmark = pytest.mark.slow
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


class Shell:
    """Runs commands on the drafted town and reads their answer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.out = folder / "out"
        self.out.mkdir()
        self.store = folder / "town.sqlite"
        store, town = open_store(str(self.store), create=True), drafted_town().store()
        with store.write(PLANNER, Action.IMPORT_LAYER, "town", AT) as transaction:
            for layer in (Layer.GRIDS, Layer.CELLS):
                transaction.append(layer, town.layers.shapes(layer))
        self.plan = Plans(store).begin(PLANNER, PlanText("试调方案"), AT).id
        store.close()

    def __call__(self, *words: str) -> tuple[int, dict]:
        self.capsys.readouterr()
        status = main(["--store", str(self.store), *words, "--json"])
        return status, json.loads(self.capsys.readouterr().out)

    def left(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir())


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_a_plan_is_written_as_each_kind_by_its_id_or_its_title(shell: Shell) -> None:
    for name, kind in (("p.pdf", "pdf"), ("p.DOCX", "docx"), ("p.gpkg", "gpkg")):
        out = shell.out / name
        said = shell.plan if kind == "pdf" else "试调方案"
        status, told = shell("plan-export", said, "--out", str(out))
        assert (status, told["plan"], told["kind"]) == (0, shell.plan, kind)
        assert told["bytes"] == out.stat().st_size
    assert "试调方案" in PdfReader(shell.out / "p.pdf").pages[0].extract_text()
    body = io.BytesIO((shell.out / "p.DOCX").read_bytes())
    assert docx.Document(body).paragraphs[0].text == "试调方案"
    assert len(pyogrio.read_dataframe(shell.out / "p.gpkg", layer="grids")) == 4
    assert shell.left() == ["p.DOCX", "p.gpkg", "p.pdf"]


def test_the_language_of_a_memo_is_the_one_asked_for(shell: Shell) -> None:
    out = shell.out / "p.pdf"
    assert shell("--lang", "en", "plan-export", shell.plan, "--out", str(out))[0] == 0
    assert "Maps before and after" in PdfReader(out).pages[0].extract_text()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("plan-export", "none", "--out", "p.pdf"), "not_found"),
        (("plan-export", "none", "--out", "p.exe"), "bad_file"),
        (("signs", "--out", "s.docx"), "bad_file"),
        (("signs", "--out", "s.pdf", "--grid", "Z"), "not_found"),
        (("signs", "--out", "nowhere/s.pdf", "--grid", "A"), "bad_file"),
        (("plan-export", "试调方案", "--out", "p.pdf", "--as", "worker"), "not_permitted"),
    ],
)
def test_a_refusal_is_one_object_and_leaves_nothing(
    shell: Shell, words: tuple[str, ...], code: str
) -> None:
    place = words.index("--out") + 1
    asked = [*words[:place], str(shell.out / words[place]), *words[place + 1 :]]
    status, told = shell(*asked)
    assert (status, told["error"]["code"]) == (1, code)
    assert told["error"]["message"]
    assert shell.left() == []


def test_beside_the_one_object_the_progress_and_the_warning_are_told(shell: Shell) -> None:
    out = shell.out / "s.pdf"
    main(["--store", str(shell.store), "signs", "--out", str(out), "--json"])
    heard = shell.capsys.readouterr()
    assert json.loads(heard.out)["signs"] == 4
    told = [line for line in heard.err.splitlines() if "字体" not in line]
    # Four signs worded and four pages printed, then that they are proofs.
    assert told[:4] == [f"编写公示牌（{done}%）" for done in (25, 50, 75, 100)]
    assert told[4:8] == [f"排印公示牌（{done}%）" for done in (25, 50, 75, 100)]
    assert told[8:] == ["未设置审图号：这是样张，不得公开张贴。"]


@pytest.mark.parametrize(("is_ready", "told"), [(False, "正在准备字体（只需一次）\n"), (True, "")])
def test_the_wait_for_the_fonts_is_told_when_there_is_one(
    capsys: pytest.CaptureFixture[str], is_ready: bool, told: str
) -> None:
    press = SimpleNamespace(is_ready=lambda: is_ready)
    services = SimpleNamespace(documents=SimpleNamespace(press=press))
    terminal = Terminal(Language.ZH_CN, as_json=True)
    tell_of_fonts(cast("Call", SimpleNamespace(services=services, terminal=terminal)))
    heard = capsys.readouterr()
    assert (heard.out, heard.err) == ("", told)


def test_signs_are_written_and_told_to_be_proofs(shell: Shell) -> None:
    out = shell.out / "s.pdf"
    status, told = shell("signs", "--out", str(out), "--paper", "a4")
    assert (status, told) == (0, {"signs": 4, "is_proof": True, "out": str(out)})
    assert len(PdfReader(out).pages) == 4
    assert shell("signs", "--out", str(out), "--grid", "B")[1]["signs"] == 1
    assert len(PdfReader(out).pages) == 1
