"""`kill -9` after every single step of a movie night."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from recommender.domain import PersonId
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.real_core import write_movielens
from tests.end_to_end.shown import Shown
from tests.end_to_end.test_killed import PATIENCE_S, process, until_logged


@pytest.mark.slow
def test_a_night_survives_being_killed_after_every_step(
    bot_api: BotApi, api_url: str, tmp_path: Path
) -> None:
    movielens = write_movielens(tmp_path / "movielens")
    group = bot_api.group("Friends")
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")

    def run(step: Callable[["subprocess.Popen[str]"], None]) -> None:
        with process(api_url, movielens) as running:
            step(running)
            bot_api.settled(PATIENCE_S)
            running.kill()
            running.wait(PATIENCE_S)

    def card(words: str) -> Shown:
        found = [shown for shown in group.messages.values() if words in shown.text]
        assert found, [shown.text for shown in group.messages.values()]
        return found[-1]

    def poll() -> Shown:
        return next(shown for shown in group.messages.values() if shown.poll_id is not None)

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
        until(lambda: any(shown.poll_id for shown in group.messages.values()))

    def veto(running: "subprocess.Popen[str]") -> None:
        until(lambda: "vote below" in card("Movie night").text)
        said = group.taps(ben, card("Movie night"), "✗ 1").answer(PATIENCE_S)
        assert said.startswith("Vetoed")

    def first_vote(running: "subprocess.Popen[str]") -> None:
        group.votes(ann, poll(), poll().options[0], poll().options[2])

    def last_vote(running: "subprocess.Popen[str]") -> None:
        group.votes(ben, poll(), poll().options[2])
        until(lambda: any(s.text.startswith("Tonight") for s in group.messages.values()))

    def watched(running: "subprocess.Popen[str]") -> None:
        until(lambda: "Movie night: it's" in card("Movie night").text)
        said = group.taps(ben, card("Tonight"), "We watched it").answer(PATIENCE_S)
        assert said.startswith("Logged ")

    for step in (first_fit, begin, join, start, veto, first_vote, last_vote, watched):
        run(step)

    assert card("Tonight").text.splitlines()[0] == f"Tonight: {poll().options[2]}"
    assert poll().closed
    assert len(group.messages) == 3
    store = Store.open(tmp_path / "data" / "bot.db")
    assert store.watches.count(PersonId(ben.person_id)) == 1
    store.close()
