"""Opens pages of a running app as a browser does, over its websocket, and reads what is drawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

STREAM = "/_stcore/stream"
PATIENCE_S = 60
HELD_RUNS = 2
"""For so many runs a browser keeps a message it did not meet again (Streamlit's own default)."""
_KEY = re.compile(r"^\$\$ID-[0-9a-f]+-")
_FORM = re.compile(r"^FormSubmitter:(.+?)-.*$")
_NUMBER = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one run of the script drew."""

    messages: Sequence[ForwardMsg]

    @property
    def deltas(self) -> list[Delta]:
        return [one.delta for one in self.messages if one.WhichOneof("type") == "delta"]

    @property
    def alerts(self) -> list[str]:
        """Return the sentences in boxes: refusals, faults, what was done."""
        return [str(one.new_element.alert.body) for one in self._elements("alert")]

    @property
    def controls(self) -> set[str]:
        """Return what can be clicked: keys of buttons and uploads, `form <key>`, `link`.

        A number at the end, which counts rows, is left out.
        """
        found = {"link"} if self._elements("link_button") else set()
        for kind in ("button", "download_button", "file_uploader"):
            for one in self._elements(kind):
                key = _KEY.sub("", getattr(one.new_element, kind).id)
                found.add(_NUMBER.sub("", _FORM.sub(r"form \1", key)))
        return found

    def form(self, key: str) -> "Form":
        """Return the form whose text line has a key that begins so."""
        lines = [one.new_element.text_input for one in self._elements("text_input")]
        (line,) = [one for one in lines if f"-{key}" in one.id]
        buttons = [one.new_element.button for one in self._elements("button")]
        (button,) = [one.id for one in buttons if one.form_id == line.form_id and line.form_id]
        return Form(str(line.id), str(button))

    def _elements(self, kind: str) -> list[Delta]:
        drawn = [one for one in self.deltas if one.WhichOneof("type") == "new_element"]
        return [one for one in drawn if one.new_element.WhichOneof("type") == kind]


@dataclass(frozen=True, slots=True)
class Form:
    """One text line and the button that submits it, by the ids the page gave them."""

    line: str
    button: str

    def filled(self, text: str) -> list[WidgetState]:
        """Return what a browser sends when the line is filled and the button clicked."""
        return [
            WidgetState(id=self.line, string_value=text),
            WidgetState(id=self.button, trigger_value=True),
        ]


class Tab:
    """One tab: a websocket and the page it shows."""

    session_id = ""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._held = dict[str, tuple[ForwardMsg, int]]()
        self._runs = 0
        self.moved_bytes = 0

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
        asked.rerun_script.cached_message_hashes.extend(self._held)
        self._send(asked)
        return Drawn(self._until_finished())

    def _send(self, asked: BackMsg) -> None:
        written = asked.SerializeToString()
        self.moved_bytes += len(written)
        self._socket.send(written)

    def _until_finished(self) -> list[ForwardMsg]:
        read = list[ForwardMsg]()
        while not read or read[-1].WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            received = self._socket.recv(PATIENCE_S)
            assert isinstance(received, bytes)
            self.moved_bytes += len(received)
            message.ParseFromString(received)
            read.append(self._whole(message))
            if message.WhichOneof("type") == "new_session":
                self.session_id = message.new_session.initialize.session_id
        self._runs += 1
        young = self._runs - HELD_RUNS
        self._held = {key: kept for key, kept in self._held.items() if kept[1] > young}
        return read

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """Return a message as a browser takes it: kept where it may be, put in where named."""
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self._held[message.ref_hash][0])
            whole.metadata.CopyFrom(message.metadata)
            self._held[message.ref_hash] = (whole, self._runs)
            return whole
        if message.metadata.cacheable:
            self._held[message.hash] = (message, self._runs)
        return message


@contextmanager
def tab(address: str, cookie: str = "", resumed: str = "") -> Iterator[Tab]:
    """Yield a tab that sends the cookie; `resumed` names a tab that was lost, to go on with.

    PermissionError: the server does not let it in.
    """
    url = address.replace("http", "ws", 1) + STREAM
    headers = {"Cookie": cookie} if cookie else {}
    # As Streamlit's own page does: the name, a token it does not ask for, the earlier session.
    names = ["streamlit", "none", resumed] if resumed else ["streamlit"]
    try:
        socket = connect(
            url, origin=address, additional_headers=headers, subprotocols=names,
            max_size=None, proxy=None,
        )  # fmt: skip
    except InvalidStatus as error:
        raise PermissionError(error.response.status_code) from error
    with socket:
        yield Tab(socket)


def signed_in(address: str, name: str, password: str) -> str:
    """Return the cookie of a new session (PermissionError: refused)."""
    form = urlencode({"name": name, "password": password})
    status, cookie = posted(address, "/sign-in", form, {})
    if status != 303:
        raise PermissionError(status)
    return cookie.partition(";")[0]


def sign_out(address: str, cookie: str) -> None:
    """End a session as the button in the bar does."""
    status, _ = posted(address, "/sign-out", "", {"Cookie": cookie})
    assert status == 204


def posted(address: str, path: str, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
    """Return status and cookie of the answer to a form."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_S)) as connection:
        connection.request("POST", path, body, {"Origin": address} | headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("set-cookie", "")
