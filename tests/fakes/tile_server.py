"""A tile server on this machine: it hands out one picture, and whatever else a test asks of it."""

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def png(colour: tuple[int, int, int], side: int = 256) -> bytes:
    """Return a square picture of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        told = name + body
        return struct.pack(">I", len(body)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(colour) * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SOON_S = 0.01
"""How long a server may take to see that it is to end."""
GREEN = png((90, 170, 90))


@dataclass
class TileServer:
    """What the server answers, and the paths that were asked of it."""

    port: int = 0
    status: int = 200
    body: bytes = GREEN
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "image/png"})
    asked: list[str] = field(default_factory=list)

    def address(self, rest: str = "/{z}/{x}/{y}.png") -> str:
        """Return a template on this server."""
        return f"http://127.0.0.1:{self.port}{rest}"


@contextmanager
def tile_server() -> Iterator[TileServer]:
    """Yield a server that runs while the block does."""
    told = TileServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(SOON_S,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
