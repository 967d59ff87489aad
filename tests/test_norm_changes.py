"""A norm's change as the history tells it: words, never the audit trail's own marks."""

import pytest

from geo.domain.kinds import Language
from geo.messages.norm_changes import norm_change_words
from geo.messages.norm_names import norm_label, source_label


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("+66", "载入 66 项"),
        ("40 → 50", "由 40 改为 50 分钟"),
        ("→ 50", "新增：50 分钟"),
        ("40 → 50; 试点三个月", "由 40 改为 50 分钟；理由：试点三个月"),
        ("restored", "restored"),
    ],
)
def test_a_note_becomes_words(detail: str, said: str) -> None:
    assert norm_change_words(Language.ZH_CN, detail, "min") == said


def test_an_english_reader_is_told_category_and_source_in_english() -> None:
    assert "井盖" not in norm_label(Language.EN, "handling_min.井盖缺失")
    assert source_label(Language.EN, "行业惯例").isascii()
