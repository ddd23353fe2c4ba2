"""The inbox: what was received stays until it is answered, whatever happens to the process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import BotStore, Received
from recommender.domain import PersonId
from recommender.storage import Store
from tests import planted

ANN, BEN = PersonId(7), PersonId(8)


@pytest.fixture
def bot() -> Iterator[BotStore]:
    store = planted.empty_store()
    yield BotStore(store.database)
    store.close()


def update(number: int, person: PersonId | None = ANN) -> Received:
    return Received(number, f'{{"update_id": {number}}}', person)


def test_updates_wait_in_their_order_across_a_restart(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    BotStore(store.database).inbox.put([update(3), update(1), update(2, None)], at=1.0)
    store.close()

    store = Store.open(tmp_path / "bot.db")
    waiting = BotStore(store.database).inbox.waiting()
    store.close()

    assert waiting == (update(1), update(2, None), update(3))


def test_an_update_that_comes_again_is_kept_once(bot: BotStore) -> None:
    bot.inbox.put([update(1)], at=1.0)
    bot.inbox.put([update(1), update(2)], at=2.0)
    assert [one.update_id for one in bot.inbox.waiting()] == [1, 2]


def test_an_answered_update_is_gone_and_stays_gone(bot: BotStore) -> None:
    bot.inbox.put([update(1), update(2)], at=1.0)
    for _ in range(2):
        bot.inbox.remove(1)
    assert bot.inbox.waiting() == (update(2),)


def test_nothing_received_changes_nothing(bot: BotStore) -> None:
    bot.inbox.put([], at=1.0)
    assert bot.inbox.waiting() == ()
    assert bot.inbox.newest(since=0.0) is None


def test_the_newest_number_is_known_for_a_while_though_all_is_answered(bot: BotStore) -> None:
    bot.inbox.put([update(5), update(9)], at=100.0)
    for number in (5, 9):
        bot.inbox.remove(number)
    assert bot.inbox.newest(since=50.0) == 9
    assert bot.inbox.newest(since=150.0) is None


def test_whoever_is_forgotten_has_nothing_waiting(bot: BotStore) -> None:
    bot.inbox.put([update(1), update(2, BEN), update(3)], at=1.0)
    bot.inbox.forget(ANN)
    assert bot.inbox.waiting() == (update(2, BEN),)
