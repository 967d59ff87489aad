"""Opens pages of a running app as a browser does, over its websocket, and reads what is drawn."""

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

STREAM = "/_stcore/stream"
PATIENCE_S = 60
_RENDERED = "HTTPRedirectHandler"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one run of the script drew."""

    messages: Sequence[ForwardMsg]

    @property
    def deltas(self) -> list[Delta]:
        return [one.delta for one in self.messages if one.WhichOneof("type") == "delta"]

    @property
    def kinds(self) -> list[str]:
        """Return the kind of every element drawn."""
        return [
            str(one.new_element.WhichOneof("type"))
            for one in self.deltas
            if one.WhichOneof("type") == "new_element"
        ]

    @property
    def texts(self) -> str:
        """Return everything drawn, as text to look for words in."""
        return "\n".join(str(one) for one in self.deltas)

    def element(self, kind: str, label: str) -> str:
        """Return the id of the one widget of that kind and label."""
        widgets = [
            getattr(one.new_element, kind)
            for one in self.deltas
            if one.WhichOneof("type") == "new_element"
            and one.new_element.WhichOneof("type") == kind
        ]
        (found,) = [one.id for one in widgets if one.label == label]
        return str(found)


class Tab:
    """One tab: a websocket and the page it shows."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def open(self, page: str, **query: str) -> Drawn:
        """Open a page (its address without the slash) and return what is drawn."""
        return self._run(page, query, [])

    def use(self, page: str, widgets: Sequence[WidgetState], **query: str) -> Drawn:
        """Send widgets as a click or a submitted form does, and return what is drawn."""
        return self._run(page, query, widgets)

    def _run(self, page: str, query: Mapping[str, str], widgets: Sequence[WidgetState]) -> Drawn:
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(query)
        asked.rerun_script.page_name = page
        asked.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=widgets))
        self._socket.send(asked.SerializeToString())
        return Drawn(self._until_finished())

    def _until_finished(self) -> list[ForwardMsg]:
        read = list[ForwardMsg]()
        while not read or read[-1].WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            received = self._socket.recv(PATIENCE_S)
            assert isinstance(received, bytes)
            message.ParseFromString(received)
            read.append(message)
        return read


@contextmanager
def tab(address: str, cookie: str = "") -> Iterator[Tab]:
    """Yield a tab that sends the cookie (PermissionError: the server does not let it in)."""
    url = address.replace("http", "ws", 1) + STREAM
    headers = {"Cookie": cookie} if cookie else {}
    try:
        socket = connect(
            url, origin=address, additional_headers=headers, subprotocols=["streamlit"],
            max_size=None, proxy=None,
        )  # fmt: skip
    except InvalidStatus as error:
        raise PermissionError(error.response.status_code) from error
    with socket:
        yield Tab(socket)


def signed_in(address: str, name: str, password: str) -> str:
    """Return the cookie of a new session (PermissionError: refused)."""
    form = urlencode({"name": name, "password": password}).encode()
    asked = urllib.request.Request(f"{address}/sign-in", form, {"Origin": address})
    answer = _opened(asked)
    if answer.status != 303:
        raise PermissionError(answer.status)
    return str(answer.headers["set-cookie"]).partition(";")[0]


def sign_out(address: str, cookie: str) -> None:
    """End a session as the button in the bar does."""
    headers = {"Origin": address, "Cookie": cookie}
    answer = _opened(urllib.request.Request(f"{address}/sign-out", b"", headers))
    assert answer.status == 204


class _Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _opened(asked: urllib.request.Request) -> "urllib.error.HTTPError":
    try:
        return urllib.request.build_opener(_Unfollowed).open(asked, timeout=PATIENCE_S)
    except urllib.error.HTTPError as answer:
        return answer
