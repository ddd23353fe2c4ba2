"""Many chats side by side, each in order, and a bounded number of updates in memory.

What waits lies in the database. A lane holds a few of its updates and fetches the next ones when
those are answered, so a chat that sends thousands of messages has one of them in work at a time,
like every other chat.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.store import Received
from bot.telegram.desk import Desk
from bot.telegram.trouble import reference, until_done

MOST_LANES = 256
"""Lanes at work at once, those included that wait for Telegram's leave to send."""
MOST_HELD = 4
"""Updates of one lane in memory: together 1,024 at most."""
_TURNS = 16
"""Updates of one lane after which others that wait get its place."""


_Result = TypeVar("_Result")


class Lanes:
    """The updates that are not answered yet, and the work on them.

    Args:
        desk: What keeps them.
        handle: Does what an update asks for; tells how many seconds its lane should rest then.
        caught_up: Called when nothing waits in a lane any more.
        first_pause_s: Wait after a failure of the database; it doubles with each further one.
        most_lanes: Lanes at work at once.
        most_held: Updates of one lane in memory.
    """

    def __init__(
        self,
        desk: Desk,
        handle: Callable[[Received], Awaitable[float]],
        caught_up: Callable[[str], Awaitable[None]],
        *,
        first_pause_s: float,
        most_lanes: int = MOST_LANES,
        most_held: int = MOST_HELD,
    ) -> None:
        self._desk = desk
        self._handle_one = handle
        self._caught_up = caught_up
        self._first_pause_s = first_pause_s
        self._most_lanes = most_lanes
        self._most_held = most_held
        self._held: dict[str, deque[Received]] = {}
        """Of lanes at work: what they handle next."""
        self._behind: dict[str, int] = {}
        """Lanes with updates that lie in the database only, and the number of the last."""
        self._working: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    @property
    def held(self) -> int:
        """How many updates are in memory."""
        return sum(len(held) for held in self._held.values())

    async def resume(self) -> None:
        """Go on with what an earlier run left."""
        for waiting in await self._patiently(self._desk.waiting_lanes, "reading the inbox"):
            self._behind[waiting.lane] = waiting.newest
        self._admit()

    def take(self, updates: Sequence[Received]) -> None:
        """Handle updates that are in the database now; it waits for nothing."""
        for update in updates:
            lane = update.lane
            held = self._held.get(lane)
            if held is not None and any(one.update_id == update.update_id for one in held):
                continue  # delivered twice
            full = (
                len(self._working) >= self._most_lanes
                if held is None
                else (len(held) >= self._most_held)
            )
            if full or lane in self._behind:
                self._behind[lane] = max(update.update_id, self._behind.get(lane, 0))
            elif held is None:
                self._begin(lane, update)
            else:
                held.append(update)
        self._admit()

    async def finish(self, within_s: float) -> None:
        """Let what is in work come to its end; all else waits for the next start."""
        self._stopping = True
        working = set(self._working.values())
        if working:
            _, late = await asyncio.wait(working, timeout=within_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    def _begin(self, lane: str, *updates: Received) -> None:
        self._held[lane] = deque(updates)
        self._working[lane] = asyncio.create_task(self._work(lane))

    def _admit(self) -> None:
        """Start lanes that wait, as far as there is room."""
        if self._stopping or len(self._working) >= self._most_lanes:
            return
        for lane in self._behind:
            if lane not in self._working:
                self._begin(lane)
                if len(self._working) >= self._most_lanes:
                    return

    async def _work(self, lane: str) -> None:
        held = self._held[lane]
        turns = 0
        try:
            while not self._stopping:
                if held:
                    await self._handle(held)
                    turns += 1
                    if turns >= _TURNS and self._gives_way(lane, held):
                        return
                elif lane in self._behind:
                    await self._load(lane, held)
                else:
                    await self._caught_up(lane)
                    if not held and lane not in self._behind:
                        return
        finally:
            del self._working[lane], self._held[lane]
            self._admit()

    async def _handle(self, held: deque[Received]) -> None:
        update = held[0]
        try:
            rest_s = await self._handle_one(update)
        except Exception as error:  # noqa: BLE001 the outermost edge: the lane goes on
            reference(f"handling update {update.update_id}", error)
            rest_s = 0.0
        await self._patiently(
            lambda: self._desk.answered(update.update_id), "taking an update out of the inbox"
        )
        held.popleft()
        if rest_s:
            await asyncio.sleep(rest_s)

    async def _load(self, lane: str, held: deque[Received]) -> None:
        newest = self._behind[lane]
        updates = await self._patiently(
            lambda: self._desk.first_waiting(lane, self._most_held), "reading the inbox"
        )
        held.extend(updates)
        if len(updates) < self._most_held and self._behind[lane] == newest:
            del self._behind[lane]  # nothing came meanwhile, so this is all

    def _gives_way(self, lane: str, held: deque[Received]) -> bool:
        """Whether other lanes wait for a place and get this one's."""
        if len(self._working) < self._most_lanes or all(
            waiting in self._working for waiting in self._behind
        ):
            return False
        last = max((one.update_id for one in held), default=0)
        newest = max(last, self._behind.pop(lane, 0))
        if newest:
            self._behind[lane] = newest  # at the end of those that wait
        return True

    async def _patiently(self, job: Callable[[], Awaitable[_Result]], doing: str) -> _Result:
        return await until_done(job, doing, self._first_pause_s)
