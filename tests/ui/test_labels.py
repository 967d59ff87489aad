"""Names that a town gives stay text in the labels of buttons and lines, which Streamlit reads."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

PATIENCE_S = 60
SEEN = r"\[a\]\(b\) \:red\[c\]"
"""What the name on the page must be in a label to be read as itself."""


def test_no_name_of_a_scene_or_a_state_is_read_as_markdown() -> None:
    page = AppTest.from_file(
        str(Path(__file__).with_name("labelled.py")), default_timeout=PATIENCE_S
    )
    page.run()
    assert not page.exception
    labels = [one.label for one in (*page.button, *page.text_input)]
    # The scene's button, the state's line in the chain, the number it asks for, the way to it.
    assert len([label for label in labels if SEEN in label]) == 4
    assert not [label for label in labels if "[a](b)" in label]
