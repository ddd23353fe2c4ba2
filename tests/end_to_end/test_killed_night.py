"""`kill -9` after every single step of a movie night.

A bot that is killed between sending a message and noting which one it is sends that message again:
Telegram offers no way to ask. Then a card, a poll or the answer to a press may come twice. All else
happens once: nobody is counted twice, no vote and no veto is lost, and the newest poll counts.
"""

import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import BotStore
from recommender.domain import ChatId, PersonId
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.real_core import write_movielens
from tests.end_to_end.shown import Shown
from tests.end_to_end.test_killed import PATIENCE_S, process, until_logged


def rows(database: Path, query: str) -> list[tuple[str | int, ...]]:
    """What the bot has kept by now."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def soon(true: Callable[[], bool]) -> None:
    """Wait until the bot has kept something."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "when all is noted"])
def test_a_night_survives_being_killed_after_every_step(
    bot_api: BotApi, api_url: str, tmp_path: Path, *, at_once: bool
) -> None:
    movielens = write_movielens(tmp_path / "movielens")
    database = tmp_path / "data" / "bot.db"
    bot_api.is_killed = at_once
    group = bot_api.group("Friends")
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")

    def run(step: Callable[["subprocess.Popen[str]"], None]) -> None:
        with process(api_url, movielens) as running:
            step(running)
            bot_api.settled(PATIENCE_S)
            if not at_once:
                soon(lambda: not rows(database, "SELECT 1 FROM inbox"))
            running.kill()
            running.wait(PATIENCE_S)

    def card(words: str) -> Shown:
        found = [shown for shown in group.messages.values() if words in shown.text]
        assert found, [shown.text for shown in group.messages.values()]
        return found[-1]

    def polls() -> list[Shown]:
        return [shown for shown in group.messages.values() if shown.poll_id is not None]

    def counted_poll() -> Shown:
        known = "SELECT poll_id FROM cards WHERE poll_id IS NOT NULL"
        soon(lambda: bool(rows(database, known)))
        newest = polls()[-1]
        assert rows(database, known) == [(newest.poll_id,)]
        return newest

    def until(true: Callable[[], bool]) -> None:
        bot_api.wait(true, "the step did not happen", PATIENCE_S)

    def first_fit(running: "subprocess.Popen[str]") -> None:
        until_logged(running, "new model is served")

    def begin(running: "subprocess.Popen[str]") -> None:
        group.says(ann, "/movienight")
        group.until(lambda shown: "In: Ann" in shown.text, PATIENCE_S)

    def join(running: "subprocess.Popen[str]") -> None:
        assert group.taps(ben, card("Movie night"), "I'm in").answer(PATIENCE_S) == "You're in."

    def start(running: "subprocess.Popen[str]") -> None:
        group.taps(ann, card("Movie night"), "Start the vote").answer(PATIENCE_S)
        until(lambda: bool(polls()))  # and the bot is killed, knowing of it or not

    def veto(running: "subprocess.Popen[str]") -> None:
        until(lambda: "vote below" in card("Movie night").text)
        counted_poll()
        said = group.taps(ben, card("Movie night"), "✗ 1").answer(PATIENCE_S)
        assert said.startswith("Vetoed")

    def first_vote(running: "subprocess.Popen[str]") -> None:
        poll = counted_poll()
        group.votes(ann, poll, poll.options[0], poll.options[2])

    def last_vote(running: "subprocess.Popen[str]") -> None:
        poll = counted_poll()
        group.votes(ben, poll, poll.options[2])
        until(lambda: any(s.text.startswith("Tonight") for s in group.messages.values()))

    def watched(running: "subprocess.Popen[str]") -> None:
        until(lambda: "Movie night: it's" in card("Movie night").text)
        said = group.taps(ben, card("Tonight"), "We watched it").answer(PATIENCE_S)
        assert said.startswith("Logged ")

    for step in (first_fit, begin, join, start, veto, first_vote, last_vote, watched):
        run(step)

    texts = [shown.text for shown in group.messages.values()]
    sent = [sum(text.startswith(words) for text in texts) for words in ("Movie night", "Tonight")]
    sent.append(len(polls()))
    assert sum(sent) == len(texts)  # and no word of trouble
    assert all(times in ((1, 2) if at_once else (1,)) for times in sent)
    *_, counted = polls()
    assert {poll.options for poll in polls()} == {counted.options}
    assert counted.closed
    assert card("Tonight").text.splitlines()[0] == f"Tonight: {counted.options[2]}"

    store = Store.open(database)
    nights = BotStore(store.database).nights
    night = nights.get(1)
    assert night is not None
    assert (night.kind, nights.get(2), nights.open_in(ChatId(group.chat_id))) == (
        "settled",
        None,
        None,
    )
    ann_id, ben_id = PersonId(ann.person_id), PersonId(ben.person_id)
    assert night.people == (ann_id, ben_id)
    first, _, third, *rest = night.options
    assert (first.votes, first.vetoes) == ((ann_id,), (ben_id,))
    assert (third.movie_id, third.votes, third.vetoes) == (night.winner, (ann_id, ben_id), ())
    assert not any(option.votes or option.vetoes for option in rest)
    assert night.watched_by == (ben_id,)
    assert store.watches.count(ben_id) == 1
    store.close()
