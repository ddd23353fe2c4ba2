"""A stand-in for an OpenAI-compatible server, which answers well or as badly as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

Body: TypeAlias = bytes | Iterator[bytes]


def completion(content: object) -> bytes:
    """What a server wraps a model's words in."""
    return json.dumps(
        {"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
    ).encode()


def reading(act: object, *films: object) -> bytes:
    """A completion in our schema."""
    return completion(json.dumps({"act": act, "films": films}))


@dataclass
class LlmServer:
    """How it answers, and what it was asked."""

    body: Callable[[], Body] = lambda: reading("other")
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)
    """No answer before it is set."""
    entered: threading.Event = field(default_factory=threading.Event)
    requests: list[dict[str, object]] = field(default_factory=list)
    sent_headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def llm_server() -> Iterator[LlmServer]:
    """Serve on a free port of this machine; the gate is open."""
    stand_in = LlmServer()
    stand_in.gate.set()

    class Door(_Door):
        llm = stand_in

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stand_in
    finally:
        stand_in.gate.set()
        server.shutdown()
        serving.join()
        server.server_close()


class _Door(BaseHTTPRequestHandler):
    llm: LlmServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.llm.requests.append(json.loads(self.rfile.read(length)))
        self.llm.sent_headers.append(dict(self.headers))
        self.llm.paths.append(self.path)
        self.llm.entered.set()
        self.llm.gate.wait(10)
        try:
            self.send_response(self.llm.status)
            for name, value in self.llm.headers.items():
                self.send_header(name, value)
            self.end_headers()
            body = self.llm.body()
            for piece in (body,) if isinstance(body, bytes) else body:
                self.wfile.write(piece)
        except ConnectionError:
            pass  # whoever asked has gone

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Nothing to standard error."""
