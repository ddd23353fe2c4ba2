"""A server on the loopback that holds MovieLens sets and misbehaves as told."""

import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def packed(name: str, files: Mapping[str, str]) -> bytes:
    """A zip with one folder, as GroupLens packs its sets."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file, text in files.items():
            zipped.writestr(f"{name}/{file}", text)
    return memory.getvalue()


def md5_line(name: str, data: bytes) -> bytes:
    """What GroupLens publishes beside a zip."""
    return f"MD5 ({name}.zip) = {hashlib.md5(data, usedforsecurity=False).hexdigest()}\n".encode()


@dataclass
class Site:
    """What the server holds, how it behaves, and what it was asked."""

    pages: dict[str, bytes] = field(default_factory=dict)
    etag: str | None = '"v1"'
    ranges: bool = True
    length: bool = True
    drop_after: list[int] = field(default_factory=list)
    """Bytes of the body after which each coming answer breaks off."""
    stall_after: int | None = None
    """Bytes of the body after which an answer waits for `go_on`."""
    go_on: threading.Event = field(default_factory=threading.Event)
    mute: frozenset[str] = frozenset()
    """Paths on which it hangs up without a word."""
    on_drop: Callable[[], None] = lambda: None
    asked: list[tuple[str, str | None, int]] = field(default_factory=list)
    """Path, Range header and status of every answer."""
    url: str = ""

    def statuses(self, path: str) -> list[int]:
        return [status for where, _, status in self.asked if where == path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path, wanted = handler.path, handler.headers.get("Range")
        if path in self.mute:
            handler.close_connection = True
            return
        body = self.pages.get(path)
        status, extra, start = 200, {}, 0
        if path == "/moved.zip":
            status, body, extra = 302, b"", {"Location": next(iter(self.pages))}
        elif path == "/circle.zip":
            status, body, extra = 302, b"", {"Location": path}
        elif body is None:
            status, body = 404, b"<html>nothing here</html>"
        elif wanted and self.ranges and handler.headers.get("If-Range") in (None, self.etag):
            match = re.fullmatch(r"bytes=(\d+)-", wanted)
            assert match
            start = int(match[1])
            status, extra = 206, {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            if start >= len(body):
                status, extra = 416, {"Content-Range": f"bytes */{len(body)}"}
        self.asked.append((path, wanted, status))
        rest = body[start:]
        handler.send_response(status)
        for key, value in extra.items():
            handler.send_header(key, value)
        if self.etag:
            handler.send_header("ETag", self.etag)
        if self.length:
            handler.send_header("Content-Length", str(len(rest)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        if self.drop_after and path.endswith(".zip"):
            handler.wfile.write(rest[: self.drop_after.pop(0)])
            self.on_drop()
        elif self.stall_after is not None and path.endswith(".zip"):
            handler.wfile.write(rest[: self.stall_after])
            self.go_on.wait()
            handler.wfile.write(rest[self.stall_after :])
        else:
            handler.wfile.write(rest)


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests."""


@contextmanager
def hosted(site: Site) -> Iterator[None]:
    """Serve the site; its address is in `url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing: the tests look at `site.asked`."""

    with QuietServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        site.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield
        finally:
            site.go_on.set()
            server.shutdown()
            thread.join()
