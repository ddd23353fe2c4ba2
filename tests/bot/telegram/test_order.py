import asyncio
from collections.abc import Awaitable, Callable

from telegram import Chat, Message, PollAnswer, Update, User

from bot.telegram.order import ChatOrder
from tests.bot.telegram.moments import NOW

_ANN = User(1, "Ann", is_bot=False)


def _said(chat_id: int, update_id: int) -> Update:
    return Update(update_id, message=Message(update_id, NOW, Chat(chat_id, Chat.PRIVATE)))


def _voted(poll_id: str, update_id: int) -> Update:
    return Update(update_id, poll_answer=PollAnswer(poll_id, [0], _ANN, option_persistent_ids=[]))


def _finishing_order(
    updates: list[Update], most_at_once: int, slow: Callable[[Update], bool]
) -> list[int]:
    """The updates' numbers in the order in which they end, when the slow ones wait for the rest."""
    finished: list[int] = []

    async def work(update: Update, gate: asyncio.Event) -> None:
        if slow(update):
            await gate.wait()
        finished.append(update.update_id)

    async def main() -> None:
        order, gate = ChatOrder(most_at_once), asyncio.Event()
        started: list[Awaitable[None]] = [
            asyncio.create_task(order.process_update(update, work(update, gate)))
            for update in updates
        ]
        for _ in range(10):
            await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*started)

    asyncio.run(main())
    return finished


def test_chats_run_side_by_side_and_each_in_order() -> None:
    updates = [_said(1, 1), _said(1, 2), _said(2, 3), _said(1, 4), _said(2, 5)]

    assert _finishing_order(updates, 10, lambda update: update.update_id == 1) == [3, 5, 1, 2, 4]


def test_votes_keep_their_order_within_a_poll() -> None:
    updates = [_voted("a", 1), _voted("a", 2), _voted("b", 3)]

    assert _finishing_order(updates, 10, lambda update: update.update_id == 1) == [3, 1, 2]


def test_a_stop_leaves_no_work_unstarted_and_unclosed() -> None:
    async def main() -> None:
        order, never = ChatOrder(10), asyncio.Event()

        async def work() -> None:
            await never.wait()

        tasks = [
            asyncio.create_task(order.process_update(_said(1, number), work()))
            for number in range(3)
        ]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert all(task.cancelled() for task in tasks)

    asyncio.run(main())  # "never awaited" would be a warning, and so an error
