"""The pages before anybody is known: sign in, change a password, a refusal; in either language."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from starlette.responses import HTMLResponse, Response

from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.http.content_policy import content_policy
from geo.http.index_page import LANGUAGE_TAGS
from geo.messages import sentence, text
from geo.views.sign_in import Door, Field, html

SIGN_IN, CHANGE, SIGN_OUT, STATE = "/sign-in", "/sign-in/password", "/sign-out", "/session"
_NOT_NEXT = frozenset({SIGN_IN, CHANGE, SIGN_OUT, STATE})


def safe_next(address: str) -> str:
    """Return where to go afterwards: a path of ours with its query, else the start page."""
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and address.startswith("/")
    is_plain = address.isprintable() and not address.startswith("//") and "\\" not in address
    return address if is_ours and is_plain and parts.path not in _NOT_NEXT else "/"


def sign_in_address(next_page: str, language: Language) -> str:
    """Return the address of the sign-in page that leads on to another."""
    asked = {"next": next_page, "lang": language.value}
    return f"{SIGN_IN}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who stands at the door: language, where he goes on to, the name he typed, what was wrong."""

    language: Language
    next_page: str
    name: str = ""
    error: WanggeError | None = None


def sign_in_page(visit: Visit) -> Response:
    """Return the page that asks for name and password."""
    fields = (_name(visit), _secret(visit, "password", "current-password"))
    return _page(visit, SIGN_IN, fields, "title", "button", "note")


def change_page(visit: Visit) -> Response:
    """Return the page that changes a password."""
    fields = (
        _name(visit),
        _secret(visit, "old_password", "current-password"),
        _secret(visit, "new_password", "new-password"),
    )
    return _page(visit, CHANGE, fields, "change_title", "change_button", "change_note")


def refused_page(language: Language, error: WanggeError) -> Response:
    """Return a refusal as a page, for who opened an address."""
    return _answer(
        Door(
            language_tag=LANGUAGE_TAGS[language],
            product=text(language, "common.product"),
            title=text(language, "sign_in.refused_title"),
            refused=sentence(language, error),
        ),
        403,
    )


def _name(visit: Visit) -> Field:
    label = text(visit.language, "sign_in.name")
    return Field("name", label, "text", "username", visit.name)


def _secret(visit: Visit, name: str, told: str) -> Field:
    return Field(name, text(visit.language, f"sign_in.{name}"), "password", told)


def _page(visit: Visit, action: str, fields: tuple[Field, ...], *words: str) -> Response:
    language = visit.language
    title, button, note = (text(language, f"sign_in.{word}") for word in words)
    return _answer(
        Door(
            language_tag=LANGUAGE_TAGS[language],
            product=text(language, "common.product"),
            title=title,
            action=action,
            fields=fields,
            hidden={"next": visit.next_page, "lang": language.value},
            button=button,
            refused=sentence(language, visit.error) if visit.error else "",
            note=note,
            links=_elsewhere(visit, action),
        ),
        401 if visit.error else 200,
    )


def _elsewhere(visit: Visit, action: str) -> tuple[tuple[str, str], ...]:
    """Return the links to this page in the other language and to the other page."""
    language, next_page = visit.language, visit.next_page
    other = Language.EN if language is Language.ZH_CN else Language.ZH_CN
    switch = urlencode({"next": next_page, "lang": other.value})
    here = urlencode({"next": next_page, "lang": language.value})
    aside, named = (SIGN_IN, "title") if action == CHANGE else (CHANGE, "change_title")
    return (
        (text(other, f"common.language_{other}"), f"{action}?{switch}"),
        (text(language, f"sign_in.{named}"), f"{aside}?{here}"),
    )


def _answer(door: Door, status: int) -> Response:
    page = html(door)
    headers = {
        "content-security-policy": content_policy(page, has_form=bool(door.fields)),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
    }
    return HTMLResponse(page, status, headers)
