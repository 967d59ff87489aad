"""The routes behind the gate over a real store with one account a role, asked without a server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from geo import bootstrap
from geo.domain.kinds import Role
from geo.http.gate import Gate
from geo.http.routes import routes
from geo.services.sessions import SESSION_COOKIE
from tests.fakes.asgi_client import HERE, Answer, Way, ask, enters
from tests.fakes.crowd_town import fill
from tests.services.accounts_town import CHEAP, PASSWORD, SOMEBODY

PAGE = {"accept": "text/html"}
STREAM = "/_stcore/stream"
OUR_PAGE = {"origin": "http://127.0.0.1"}


@dataclass
class AccountsApp:
    """Container and app; `sign_in` returns the headers that a signed-in browser sends."""

    container: bootstrap.Container

    def __post_init__(self) -> None:
        async def stream(websocket: WebSocket) -> None:
            await websocket.accept()

        # As in app.py: ours and Streamlit's behind one gate; a socket stands for Streamlit's.
        ours = [*routes(lambda: self.container, ["/", "/incidents"])]
        self.app: ASGIApp = Starlette(
            routes=[WebSocketRoute(STREAM, stream), *ours],
            middleware=[Middleware(Gate, opened=lambda: self.container)],
        )

    def add_accounts(self) -> None:
        for role in sorted(Role, key=lambda one: one is not Role.ADMINISTRATOR):
            now = datetime.now(UTC)
            self.container.accounts.add(SOMEBODY, role.value, role, PASSWORD, now)

    def sign_in(self, role: Role, way: Way = HERE) -> Mapping[str, str]:
        answer = self.post("/sign-in", way=way, name=role.value, password=PASSWORD)
        assert answer.status == 303, answer.body.decode()
        return {"cookie": answer.headers["set-cookie"].partition(";")[0]}

    def get(self, path: str, headers: Mapping[str, str] | None = None, way: Way = HERE) -> Answer:
        return ask(self.app, path, headers=headers, way=way)

    def post(
        self, path: str, headers: Mapping[str, str] | None = None, way: Way = HERE, **form: str
    ) -> Answer:
        origin = {"origin": f"{way.scheme}://{way.host}"}
        sent = origin | dict(headers or {})
        return ask(
            self.app, path, method="POST", headers=sent, body=urlencode(form).encode(), way=way
        )

    def streams(self, headers: Mapping[str, str], way: Way = HERE) -> bool:
        return enters(self.app, STREAM, headers, way)


def made(folder: Path) -> AccountsApp:
    """Return the app over a small town in that folder, without an account yet."""
    container = bootstrap.container(str(folder / "town.sqlite"), create=True)
    fill(container.store, 2, 20)
    object.__setattr__(container.sessions, "passwords", CHEAP)
    object.__setattr__(container.accounts, "passwords", CHEAP)
    return AccountsApp(container)


def secret_in(headers: Mapping[str, str]) -> str:
    """Return the secret that a signed-in browser sends."""
    return headers["cookie"].removeprefix(f"{SESSION_COOKIE}=")
