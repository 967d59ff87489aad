"""What code may call or touch, over the whole product; each rule is shown to catch an offender."""

from collections.abc import Callable

import pytest

from tests.architecture import code_rules, text_rules
from tests.architecture.sources import Source, product, sources

Rule = Callable[[Source], list[str]]

FRAME = "import geopandas as gpd\nframe = gpd.GeoDataFrame({})\n"
OFFENDERS: list[tuple[Rule, str, str]] = [
    (code_rules.foreign_frames, "geo/io/reader.py", "grids = grids.to_crs(4326)\n"),
    (code_rules.foreign_frames, "geo/views/maps.py", FRAME),
    (code_rules.foreign_frames, "geo/store/rows.py", "frame = StorageFrame(raw)\n"),
    (code_rules.foreign_frames, "geo/store/rows.py", "frame = cast('MetricFrame', raw)\n"),
    (code_rules.session_state_outside_ui, "pages/a/b.py", "st.session_state['grid'] = 1\n"),
    (code_rules.unescaped_html, "geo/views/maps.py", "import folium\nfolium.Popup(name)\n"),
    (
        code_rules.unescaped_html,
        "geo/views/maps.py",
        "import folium\nfolium.Marker([0, 0], tooltip=name)\n",
    ),
    (code_rules.clocks_in_pure_floors, "geo/staffing/need.py", "day = datetime.now(tz)\n"),
    (code_rules.libraries_in_domain, "geo/domain/codes.py", "import numpy as np\n"),
    (code_rules.importers_of_app, "geo/ui/shell.py", "from app import app\n"),
    (code_rules.too_long, "geo/io/reader.py", "x = 1\n" * 251),
    (text_rules.chinese_in_code, "geo/ui/shell.py", "title = '网格'\n"),
    (text_rules.chinese_in_code, "pages/a/b.py", "title = f'{town}的网格'\n"),
    (text_rules.literals_on_screen, "pages/a/b.py", "st.title('Overview')\n"),
    (text_rules.literals_on_screen, "pages/a/b.py", "st.html(f'<b>{n}</b> open cases')\n"),
    (text_rules.literals_on_screen, "geo/views/charts.py", "alt.X('n', title='Incidents')\n"),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in OFFENDERS))


def assert_none(offences: list[str]) -> None:
    if offences:
        pytest.fail("\n".join(offences), pytrace=False)


def name_of(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_product_keeps_the_rule(rule: Rule) -> None:
    assert_none([offence for source in product() for offence in rule(source)])


@pytest.mark.parametrize(("rule", "path", "text"), OFFENDERS, ids=name_of)
def test_the_rule_catches_an_offender(rule: Rule, path: str, text: str) -> None:
    assert len(rule(Source(path, text))) == 1


def test_frames_py_itself_may_mint() -> None:
    assert code_rules.foreign_frames(Source(code_rules.FRAMES, FRAME)) == []


def test_docstrings_may_speak_chinese_and_markup_is_no_text() -> None:
    assert text_rules.chinese_in_code(Source("geo/ui/a.py", '"""网格."""\n')) == []
    assert (
        text_rules.literals_on_screen(Source("geo/ui/a.py", "st.html('<hr class=\"a\">')\n")) == []
    )


def test_app_py_only_puts_the_faces_together() -> None:
    assert [
        offence for app in sources("app.py") for offence in code_rules.imports_of_app(app)
    ] == []


def test_the_rule_on_app_py_catches_an_offender() -> None:
    assert code_rules.imports_of_app(Source("app.py", "import geo.store\nimport geo.ui\n")) == [
        "app.py:1: app.py only puts ui and http together: geo.store"
    ]
