"""Figures and the health check over real HTTP, and what they do not hold."""

import datetime as dt

import httpx
import pytest

from bot.conversation.board import Board
from bot.runtime.metrics import HEALTHY_S, Metrics, served
from bot.runtime.refit import FitOutcome

NOW = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC)


def get(port: int | None, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False)


def free_port() -> int:
    import socket  # noqa: PLC0415  (only here)

    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port: int = reserved.getsockname()[1]
        return port


def test_figures_are_served_where_they_are_asked_for() -> None:
    metrics = Metrics()
    with metrics.answers.time():
        pass
    with pytest.raises(ValueError), metrics.failures.count_exceptions():  # noqa: PT011
        raise ValueError
    refused = FitOutcome(False, "it was refused", NOW, 3.0)
    for _ in range(2):
        metrics.look(Board(errors_today=3), refused, waiting=7, model_at=None)
    with served(metrics, free_port()) as port:
        told = get(port, "/metrics").text.split("\n")
        assert get(port, "/").status_code == 404
    for line in (
        "bot_answer_seconds_count 1.0",
        "bot_failed_answers_total 1.0",
        'bot_refits_total{outcome="failed"} 1.0',
        "bot_waiting_updates 7.0",
        "bot_errors_today 3.0",
        "bot_model_age_seconds -1.0",
        "bot_backup_age_seconds -1.0",
    ):
        assert line in told


def test_a_core_that_hangs_is_not_healthy() -> None:
    now = [0.0]
    metrics = Metrics(lambda: now[0])
    with served(metrics, free_port()) as port:
        assert get(port, "/healthz").text == "ok\n"
        now[0] += HEALTHY_S + 1
        assert get(port, "/healthz").status_code == 503
        metrics.look(Board(), None, waiting=0, model_at=None)
        assert get(port, "/healthz").status_code == 200


def test_nothing_is_served_unless_a_port_is_given() -> None:
    with served(Metrics(), None) as port:
        assert port is None
