"""The stand-in's door: HTTP on a free port of this machine."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote

from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.faults import BadGateway, Conflict, Dropped, Fault, Flood, Refusal, Refused


@contextmanager
def served(api: BotApi, port: int = 0) -> Iterator[str]:
    """Serve the stand-in; yields its base address."""

    class Door(_Door):
        bot_api = api

    server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        with api.changed:
            api.closing = True
            api.changed.notify_all()
        server.shutdown()
        serving.join()
        server.server_close()


class _Door(BaseHTTPRequestHandler):
    bot_api: BotApi
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:  # the bot was killed while it sent this
            self.close_connection = True
            return
        # A server of one's own may live under a path of its own.
        _, bot, method = unquote(self.path).rsplit("/", 2)
        if bot != f"bot{self.bot_api.token}":
            self._answers(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        fault = self.bot_api.fault(method)
        if fault is not None and fault != Dropped(took_effect=True):
            self._goes_wrong(fault)
            return
        try:
            fields, document = self._fields(body)
            answer = {"ok": True, "result": self.bot_api.answer(method, fields, document)}
            code = 200
        except Refusal as refusal:
            code = refusal.code
            answer = {"ok": False, "error_code": code, "description": refusal.description}
            if refusal.parameters:
                answer["parameters"] = refusal.parameters
        if fault is None:
            self._answers(code, answer)
        else:
            self._hangs_up()

    def do_GET(self) -> None:
        _, _, path = unquote(self.path).partition(f"/file/bot{self.bot_api.token}/")
        content = self.bot_api.files.get(path, f"contents of {path.rpartition('/')[2]}".encode())
        self._sends(200 if path else 404, "application/octet-stream", content)

    def _fields(self, body: bytes) -> tuple[dict[str, str], tuple[str, bytes]]:
        """The fields of a call, and the document that comes with it."""
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("multipart/form-data"):
            text = body.decode()
            pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))
            return dict(pairs), ("", b"")
        whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
        fields: dict[str, str] = {}
        document = ("", b"")
        for part in whole.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            if (file := part.get_filename()) is not None:
                # the library names the part, and says in the field which part it is
                document = (file, content)
                fields.setdefault("document", name)
            else:
                fields[name] = content.decode()
        return fields, document

    def _goes_wrong(self, fault: Fault) -> None:
        match fault:
            case Flood(seconds):
                said = f"Too Many Requests: retry after {seconds}"
                answer = {"ok": False, "error_code": 429, "description": said}
                self._answers(429, answer | {"parameters": {"retry_after": seconds}})
            case BadGateway():
                self._sends(502, "text/html", b"<html><h1>502 Bad Gateway</h1></html>")
            case Conflict():
                said = "Conflict: terminated by other getUpdates request"
                self._answers(409, {"ok": False, "error_code": 409, "description": said})
            case Refused(description):
                said = f"Bad Request: {description}"
                self._answers(400, {"ok": False, "error_code": 400, "description": said})
            case Dropped():
                self._hangs_up()

    def _hangs_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _answers(self, code: int, answer: dict[str, object]) -> None:
        self._sends(code, "application/json", json.dumps(answer).encode())

    def _sends(self, code: int, kind: str, body: bytes) -> None:
        try:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the bot is gone: it stopped while it was polling

    def log_message(self, *args: object) -> None:
        pass
