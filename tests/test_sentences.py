"""What a user reads for an error: words for codes, in either language."""

import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import Action
from geo.messages import has, sentence


def test_a_refusal_names_role_and_action_in_words() -> None:
    error = NotPermitted(role="worker", action="view_staffing")
    assert sentence(Language.ZH_CN, error) == "“网格员”身份不能查看力量配置。"
    assert sentence(Language.EN, error).endswith("you may not see staffing.")


def test_what_is_not_found_is_named_in_words() -> None:
    error = NotFound(what="grid", key="NOPE")
    assert sentence(Language.ZH_CN, error) == "找不到网格：NOPE。"


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.EN])
def test_every_action_and_role_of_the_policy_has_a_word(language: Language) -> None:
    keys = [f"errors.action_{one}" for one in Action] + [f"common.role_{one}" for one in Role]
    assert [key for key in keys if not has(key, language)] == []
