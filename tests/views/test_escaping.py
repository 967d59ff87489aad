"""Nothing a file can hold becomes markup, script or Markdown."""

import json

import pytest

from geo.views.escaping import markdown, markup, script_json

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`${alert(1)}`",
    "\"onmouseover='alert(1)'",
    "\u2028alert(1)\u2029",
    "[x](javascript:alert(1))",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_leaves_nothing_to_run(name: str) -> None:
    assert not set(markup(name)) & set("<>\"'`${}")


@pytest.mark.parametrize("name", HOSTILE)
def test_json_in_a_script_reads_back_and_cannot_close_it(name: str) -> None:
    written = script_json({"name": name})
    assert json.loads(written) == {"name": name}
    assert not set(written) & set("<>&`$\u2028\u2029")


def test_markdown_reads_as_it_is_written() -> None:
    assert markdown("*a* [b](c) :red[d]\n# e") == (r"\*a\* \[b\]\(c\) \:red\[d\] \# e")
