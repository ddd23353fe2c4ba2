"""The inbox: what was received stays until it is answered, whatever happens to the process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import BotStore, Received, WaitingLane
from recommender.domain import PersonId
from recommender.storage import Store
from tests import planted

ANN, BEN = PersonId(7), PersonId(8)


@pytest.fixture
def bot() -> Iterator[BotStore]:
    store = planted.empty_store()
    yield BotStore(store.database)
    store.close()


def update(
    number: int, person: PersonId | None = ANN, lane: str = "chat:7", at: float = 1.0
) -> Received:
    return Received(number, f'{{"update_id": {number}}}', person, lane, at)


def waiting(bot: BotStore, lane: str = "chat:7") -> tuple[Received, ...]:
    return bot.inbox.first_of(lane, 100)


def test_updates_wait_in_their_order_across_a_restart(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    BotStore(store.database).inbox.put([update(3), update(1), update(2, None)])
    store.close()

    store = Store.open(tmp_path / "bot.db")
    kept = waiting(BotStore(store.database))
    store.close()

    assert kept == (update(1), update(2, None), update(3))


def test_an_update_that_comes_again_is_kept_once(bot: BotStore) -> None:
    bot.inbox.put([update(1)])
    bot.inbox.put([update(1, at=2.0), update(2)])
    assert waiting(bot) == (update(1), update(2))


def test_an_answered_update_is_gone_and_stays_gone(bot: BotStore) -> None:
    bot.inbox.put([update(1), update(2), update(3)])
    for _ in range(2):
        bot.inbox.remove([1, 3])
    assert waiting(bot) == (update(2),)
    assert bot.inbox.holds(2)
    assert not bot.inbox.holds(1)


def test_nothing_received_changes_nothing(bot: BotStore) -> None:
    bot.inbox.put([])
    bot.inbox.remove([])
    assert bot.inbox.lanes() == ()
    assert bot.inbox.newest(since=0.0) is None


def test_the_lane_that_waits_longest_comes_first_and_only_its_first_updates(bot: BotStore) -> None:
    bot.inbox.put([update(4), update(2, lane="poll:5"), update(6), update(8)])

    assert bot.inbox.lanes() == (WaitingLane("poll:5", 2), WaitingLane("chat:7", 8))
    assert bot.inbox.first_of("chat:7", 2) == (update(4), update(6))


def test_the_newest_number_is_known_for_a_while_though_all_is_answered(bot: BotStore) -> None:
    bot.inbox.put([update(5, at=100.0), update(9, at=100.0)])
    bot.inbox.remove([5, 9])
    assert bot.inbox.newest(since=50.0) == 9
    assert bot.inbox.newest(since=150.0) is None


def test_whoever_is_forgotten_has_nothing_waiting(bot: BotStore) -> None:
    bot.inbox.put([update(1), update(2, BEN), update(3)])
    bot.inbox.forget(ANN)
    assert waiting(bot) == (update(2, BEN),)


def test_what_another_bot_had_received_goes_and_its_numbers_say_nothing(store: Store) -> None:
    inbox = BotStore(store.database).inbox
    assert not inbox.belongs_to(42)
    inbox.put([Received(900, "{}", None, "chat:7", 100.0)])
    assert not inbox.belongs_to(42)
    assert (inbox.newest(since=50.0), len(inbox.lanes())) == (900, 1)
    assert inbox.belongs_to(43)
    assert (inbox.newest(since=50.0), inbox.lanes()) == (None, ())
    inbox.put([Received(5, "{}", None, "chat:7", 101.0)])
    assert inbox.newest(since=50.0) == 5
