"""The page inside the editor's iframe, for one draft and one language."""

from starlette.responses import HTMLResponse, Response

from geo.domain.kinds import Language
from geo.http.content_policy import page_headers
from geo.http.draft_door import Asked
from geo.http.index_page import LANGUAGE_TAGS
from geo.messages.catalogue import catalogue
from geo.views import editor_page


def editor_frame(asked: Asked) -> Response:
    """Return the page: words and the town's time zone; all else comes by the link it opens by."""
    language = asked.editing.language
    words = _said(language, "editor.") | _said(language, "common.", "common.kind_")
    words["zone"] = asked.desk.zone()
    page = editor_page.html(LANGUAGE_TAGS[language], words)
    return HTMLResponse(page, headers=page_headers(page))


def _said(language: Language, section: str, beginning: str = "") -> dict[str, str]:
    """Return the messages of a section, those that begin so, by their names without it."""
    return {
        key.removeprefix(section): said
        for key, said in catalogue(language).items()
        if key.startswith(beginning or section)
    }
