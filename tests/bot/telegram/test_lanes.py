"""Updates in work: each lane in order, the lanes side by side, few in memory, none lost."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Received
from bot.telegram.lanes import Lanes
from tests.end_to_end.running import ScriptedDesk


class Workshop:
    """Lanes over a desk in memory, and what became of each update."""

    def __init__(self, *, most_lanes: int = 256, slow: Callable[[Received], bool] = bool) -> None:
        self.desk = ScriptedDesk()
        self.done: list[int] = []
        self.caught_up: list[str] = []
        self.most_held = 0
        self.gate = asyncio.Event()
        self._is_slow = slow
        self.lanes = Lanes(
            self.desk,
            self._handle,
            self._catch_up,
            first_pause_s=0,
            most_lanes=most_lanes,
        )

    async def arrives(self, *updates: Received) -> None:
        """Updates are kept and handed on, as the poller does it."""
        await self.desk.receive(updates)
        self.lanes.take(updates)

    async def quiet(self) -> None:
        """Wait until nothing more happens without the gate being opened."""
        for _ in range(2000):
            await asyncio.sleep(0)
            if not self.desk.inbox:
                return

    async def _handle(self, update: Received) -> float:
        self.most_held = max(self.most_held, self.lanes.held)
        if self._is_slow(update):
            await self.gate.wait()
        await asyncio.sleep(0)
        self.done.append(update.update_id)
        return 0.0

    async def _catch_up(self, lane: str) -> None:
        self.caught_up.append(lane)


def never(_: Received) -> bool:
    return False


def update(number: int, lane: str = "a") -> Received:
    return Received(number, "{}", None, lane)


def test_chats_run_side_by_side_and_each_in_order() -> None:
    async def main() -> None:
        shop = Workshop(slow=lambda one: one.update_id == 1)
        await shop.arrives(*(update(n, lane) for n, lane in enumerate("aabab", start=1)))
        await shop.quiet()
        assert shop.done == [3, 5]
        shop.gate.set()
        await shop.quiet()
        assert shop.done == [3, 5, 1, 2, 4]

    asyncio.run(main())


def test_a_chat_that_floods_delays_no_other_and_fills_no_memory() -> None:
    async def main() -> None:
        shop = Workshop(slow=lambda one: one.lane == "flood")
        await shop.arrives(*(update(n, "flood") for n in range(3000)))
        await shop.arrives(*(update(n, f"chat {n % 50}") for n in range(3000, 3100)))
        await shop.quiet()
        assert sorted(shop.done) == list(range(3000, 3100))
        assert shop.lanes.held == 4
        shop.gate.set()
        while shop.desk.inbox:
            await shop.quiet()
        assert [n for n in shop.done if n < 3000] == list(range(3000))

    asyncio.run(main())


def test_more_chats_than_there_is_room_for_take_turns() -> None:
    async def main() -> None:
        shop = Workshop(most_lanes=2, slow=never)
        await shop.arrives(*(update(n, f"{n % 10}") for n in range(500)))
        await shop.quiet()
        assert sorted(shop.done) == list(range(500))
        assert shop.most_held <= 8
        # Nobody is finished before everybody had a turn.
        assert {n % 10 for n in shop.done[:300]} == set(range(10))
        for lane in range(10):
            of_lane = [n for n in shop.done if n % 10 == lane]
            assert of_lane == sorted(of_lane)

    asyncio.run(main())


@given(
    batches=st.lists(st.lists(st.sampled_from("abcde"), max_size=12), max_size=6),
    most_lanes=st.integers(1, 4),
    again=st.integers(0, 3),
)
def test_whatever_arrives_is_done_once_and_in_the_order_of_its_chat(
    batches: list[list[str]], most_lanes: int, again: int
) -> None:
    async def main() -> None:
        shop = Workshop(most_lanes=most_lanes, slow=never)
        numbers = iter(range(1000))
        lanes: dict[int, str] = {}
        for batch in batches:
            updates = [update(next(numbers), lane) for lane in batch]
            lanes |= {one.update_id: one.lane for one in updates}
            await shop.arrives(*updates, *updates[:again])  # delivered twice within one answer
            await asyncio.sleep(0)
        await shop.quiet()
        for lane in "abcde":
            assert [n for n in shop.done if lanes[n] == lane] == [
                n for n in lanes if lanes[n] == lane
            ]
        await asyncio.sleep(0)
        assert shop.lanes.held == 0

    asyncio.run(main())


def test_what_an_earlier_run_left_is_done_in_the_order_of_its_chat() -> None:
    async def main() -> None:
        shop = Workshop(slow=never)
        await shop.desk.receive([update(n, lane) for n, lane in enumerate("abcab" * 9)])
        await shop.lanes.resume()
        await shop.quiet()
        assert sorted(shop.done) == list(range(45))
        for lane, places in {"a": (0, 3), "b": (1, 4), "c": (2,)}.items():
            of_lane = [n for n in shop.done if n % 5 in places]
            assert of_lane == sorted(of_lane), lane

    asyncio.run(main())


def test_a_chat_is_told_when_it_is_through() -> None:
    async def main() -> None:
        shop = Workshop(slow=never)
        await shop.arrives(*(update(n) for n in range(20)))
        await shop.quiet()
        await asyncio.sleep(0)
        assert shop.caught_up == ["a"]

    asyncio.run(main())


def test_a_stop_finishes_what_is_in_work_and_leaves_the_rest_in_the_inbox() -> None:
    async def main() -> None:
        shop = Workshop(slow=lambda one: one.update_id == 2)
        await shop.arrives(update(1, "a"), update(2, "b"), update(3, "a"), update(4, "b"))
        await asyncio.sleep(0)
        await shop.lanes.finish(within_s=0.01)
        assert shop.done == [1]
        assert set(shop.desk.inbox) == {2, 3, 4}

    asyncio.run(main())


def test_an_update_that_cannot_be_taken_out_of_the_inbox_is_tried_again_and_done_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        shop = Workshop(slow=never)
        failures = iter([OSError("disk full"), OSError("disk full")])
        remove = shop.desk.answered

        async def answered(update_id: int) -> None:
            for failure in failures:
                raise failure
            await remove(update_id)

        shop.desk.answered = answered  # type: ignore[method-assign]
        await shop.arrives(update(1), update(2))
        await shop.quiet()
        assert shop.done == [1, 2]

    asyncio.run(main())
    assert "taking an update out of the inbox" in caplog.text
