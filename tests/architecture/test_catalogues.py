"""The catalogues say the same things in both languages, and every key that code names exists."""

from tests.architecture import text_rules
from tests.architecture.sources import Source, product


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    chinese, english = text_rules.catalogue("zh_CN"), text_rules.catalogue("en")
    assert chinese
    assert text_rules.catalogue_differences(chinese, english) == []


def test_a_missing_key_and_a_forgotten_placeholder_are_caught() -> None:
    chinese = {"a.one": "一", "a.two": "{n} 件"}
    english = {"a.two": "cases", "a.three": "three"}
    assert text_rules.catalogue_differences(chinese, english) == [
        "a.one: in one language only",
        "a.three: in one language only",
        "a.two: ['n'] against []",
    ]


def test_english_speaks_no_chinese_but_for_the_names_of_languages() -> None:
    chinese = [key for key, message in text_rules.catalogue("en").items() if _chinese(message)]
    assert [key for key in chinese if "language_" not in key] == []


def test_every_key_that_code_names_has_a_message() -> None:
    known = text_rules.catalogue("zh_CN")
    assert [o for source in product() for o in text_rules.unknown_keys(source, known)] == []


def test_a_key_without_message_is_caught() -> None:
    source = Source("pages/a/b.py", "st.title(t('nav.gone'))\ntext(language, 'nav.home')\n")
    assert text_rules.unknown_keys(source, {"nav.home": "首页"}) == [
        "pages/a/b.py:1: no message goes by nav.gone"
    ]


def _chinese(message: str) -> bool:
    return bool(text_rules.CJK.search(message))
