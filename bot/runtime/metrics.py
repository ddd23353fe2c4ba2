"""Figures for Prometheus and a health check, over HTTP on this machine, when a port is given.

A thread of its own serves them, so they are there also when the bot is busy. They hold no word and
no name of anybody.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_wsgi_app

from bot.conversation.board import Board
from bot.runtime.refit import FitOutcome

HEALTHY_S = 60.0
"""The core's thread must have had its turn so lately."""
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures. Any thread may change them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looked_at = clock()
        self.registry = CollectorRegistry()
        self.answers = Histogram(
            "bot_answer_seconds",
            "From a message's turn to its answer, without sending",
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.failures = Counter(
            "bot_failed_answers", "Messages that ended in an error", registry=self.registry
        )
        self._refits = Counter(
            "bot_refits", "Refits that ended", ["outcome"], registry=self.registry
        )
        self._waiting = Gauge("bot_waiting_updates", "Unanswered", registry=self.registry)
        self._errors = Gauge("bot_errors_today", "Errors of a day", registry=self.registry)
        self._model_age = Gauge("bot_model_age_seconds", "-1: no model", registry=self.registry)
        self._backup_age = Gauge("bot_backup_age_seconds", "-1: none", registry=self.registry)
        self._last: FitOutcome | None = None

    def look(
        self, board: Board, last: FitOutcome | None, *, waiting: int, model_at: float | None
    ) -> None:
        """Take over what is known now. Called on the core's thread: that it is called is health."""
        self._looked_at = self._clock()
        now = dt.datetime.now(dt.UTC)
        self._waiting.set(waiting)
        self._errors.set(board.errors_today)
        self._model_age.set(-1 if model_at is None else now.timestamp() - model_at)
        backup = board.last_backup
        self._backup_age.set(-1 if backup is None else (now - backup).total_seconds())
        if last is not None and last is not self._last and (last.succeeded or last.failed):
            self._refits.labels("succeeded" if last.succeeded else "failed").inc()
            self._last = last

    def is_healthy(self) -> bool:
        """Whether the core's thread does its work."""
        return self._clock() - self._looked_at < HEALTHY_S


@contextmanager
def served(metrics: Metrics, port: int | None) -> Iterator[int | None]:
    """Serve /metrics and /healthz on 127.0.0.1; gives the port, None where none was asked for.

    Raises:
        OSError: If somebody else has the port.
    """
    if port is None:
        yield None
        return
    figures = make_wsgi_app(metrics.registry)

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        match environ["PATH_INFO"]:
            case "/metrics":
                shown: Iterable[bytes] = figures(environ, start_response)
                return shown
            case "/healthz":
                well = metrics.is_healthy()
                status = "200 OK" if well else "503 Service Unavailable"
                start_response(status, [("Content-Type", "text/plain")])
                return [b"ok\n" if well else b"the core does not answer\n"]
            case _:
                start_response("404 Not Found", [("Content-Type", "text/plain")])
                return [b"/metrics or /healthz\n"]

    server = make_server("127.0.0.1", port, application, WSGIServer, _Silent)
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        """Log no request."""
