"""The routes of coming and going: the sign-in page, its form, a changed password, signing out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from geo.bootstrap import Container
from geo.domain.errors import SignInRefused, WanggeError
from geo.domain.kinds import Role
from geo.http import doors
from geo.http.answers import refusal
from geo.http.callers import Caller
from geo.http.index_page import language_of
from geo.http.linked import Opened

_FORM_BYTES_MOST = 8_192
_START, _WALL = "/", "/wall?embed=true"
Form = Mapping[str, str]


def sign_in_routes(opened: Opened) -> list[BaseRoute]:
    """Return the routes; `opened` gives this process's container when one is first needed."""

    def shown(request: Request) -> Response:
        visit = _visit(request.query_params)
        if _is_known(opened(), request):
            onward = _onward(opened(), Caller(request).secret, visit.next_page)
            # The empty fragment keeps a wall's token from staying behind in the address.
            return RedirectResponse(f"{onward}#", 303)
        return doors.sign_in_page(visit)

    def change_shown(request: Request) -> Response:
        return doors.change_page(_visit(request.query_params))

    async def entered(request: Request) -> Response:
        return await _posted(request, opened, _sign_in)

    async def changed(request: Request) -> Response:
        return await _posted(request, opened, _change_password)

    async def left(request: Request) -> Response:
        return await _posted(request, opened, _sign_out)

    def state(request: Request) -> Response:
        body = {"live": _is_known(opened(), request)}
        return JSONResponse(body, headers={"cache-control": "no-store"})

    return [
        Route(doors.SIGN_IN, shown, methods=["GET"]),
        Route(doors.SIGN_IN, entered, methods=["POST"]),
        Route(doors.CHANGE, change_shown, methods=["GET"]),
        Route(doors.CHANGE, changed, methods=["POST"]),
        Route(doors.SIGN_OUT, left, methods=["POST"]),
        Route(doors.STATE, state, methods=["GET"]),
    ]


Post = Callable[[Container, Caller, Form], Response]


async def _posted(request: Request, opened: Opened, act: Post) -> Response:
    """Read the form and act beside the event loop; another site's form is refused."""
    caller = Caller(request)
    if not caller.posts_from_our_page:
        return refusal(SignInRefused("foreign"))
    form = await _form(request)
    try:
        return await run_in_threadpool(act, opened(), caller, form)
    except WanggeError as error:
        return refusal(error)


async def _form(request: Request) -> Form:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _FORM_BYTES_MOST:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _sign_in(container: Container, caller: Caller, form: Form) -> Response:
    visit, wall = _visit(form), form.get("wall")
    sessions, now = container.sessions, datetime.now(UTC)
    try:
        if wall is None:
            secret = sessions.sign_in(visit.name, form.get("password", ""), now)
        else:
            secret = sessions.sign_in_wall(wall, now)
    except SignInRefused as error:
        return doors.sign_in_page(replace(visit, error=error))
    return _entered(container, caller, secret, visit.next_page)


def _change_password(container: Container, caller: Caller, form: Form) -> Response:
    visit, old, new = _visit(form), form.get("old_password", ""), form.get("new_password", "")
    try:
        secret = container.sessions.change_password(visit.name, old, new, datetime.now(UTC))
    except WanggeError as error:
        return doors.change_page(replace(visit, error=error))
    return _entered(container, caller, secret, visit.next_page)


def _entered(container: Container, caller: Caller, secret: str, next_page: str) -> Response:
    """Lead on under the new session; the one this browser had before ends."""
    container.sessions.sign_out(caller.secret, datetime.now(UTC))
    answer = RedirectResponse(_onward(container, secret, next_page), 303)
    caller.hand_over(secret, answer)
    return answer


def _onward(container: Container, secret: str, next_page: str) -> str:
    """Return where a session goes on to; the start page of a wall is the wall."""
    if next_page != _START:
        return next_page
    with suppress(SignInRefused):
        if container.access.account(secret, datetime.now(UTC)).role is Role.SCREEN:
            return _WALL
    return next_page


def _sign_out(container: Container, caller: Caller, _form: Form) -> Response:
    container.sessions.sign_out(caller.secret, datetime.now(UTC))
    answer = Response(status_code=204)
    caller.take_back(answer)
    return answer


def _visit(said: Mapping[str, str]) -> doors.Visit:
    next_page = doors.safe_next(said.get("next", "/"))
    return doors.Visit(language_of(said.get("lang")), next_page, said.get("name", ""))


def _is_known(container: Container, request: Request) -> bool:
    """Return whether whoever asks may enter: signed in, or at a store without accounts."""
    access, secret = container.access, Caller(request).secret
    try:
        access.account(secret, datetime.now(UTC))
    except SignInRefused:
        return not access.is_sign_in_on()
    return True
