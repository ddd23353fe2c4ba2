"""The real bot application, run beside a test, and a desk that says what a test tells it to."""

import asyncio
import datetime as dt
import threading
from collections.abc import Callable, Sequence

from bot.replies import Answer, Forwarded, Incoming, Line, Press, Reply, Text
from bot.store import PostedCard, Received, WaitingLane
from bot.telegram.app import Tempo, run
from bot.telegram.desk import Desk
from recommender.domain import ChatId, PersonId
from tests.end_to_end.bot_api import BotApi

HURRY = Tempo(
    poll_s=2,
    stop_s=0.5,
    card_interval_s=0.2,
    clock_s=0.05,
    group_messages=1000,
    group_period_s=1.0,
    typing_after_s=0.1,
    first_pause_s=0.05,
)


class RunningBot:
    """The bot in a thread of its own."""

    def __init__(self, desk: Desk, api_url: str, token: str, tempo: Tempo = HURRY) -> None:
        self.exit_code: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._ready = threading.Event()

        async def main() -> None:
            self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
            self._ready.set()
            self.exit_code = await run(
                desk, token=token, api_url=api_url, stop=self._stop, tempo=tempo
            )

        self._thread = threading.Thread(target=asyncio.run, args=(main(),))
        self._thread.start()
        self._ready.wait()

    def wait(self, timeout_s: float = 10.0) -> int | None:
        """Wait for it to end by itself; its exit code."""
        self._thread.join(timeout_s)
        assert not self._thread.is_alive(), "the bot does not stop"
        return self.exit_code

    def stop(self) -> int | None:
        """Ask it to stop; its exit code."""
        assert self._loop is not None
        assert self._stop is not None
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        return self.wait()


class ScriptedDesk:
    """Answers by a function, and keeps the books of a real desk in memory."""

    def __init__(self, answer: Callable[[Incoming], Answer] | None = None) -> None:
        self.answer = answer or echo
        self.incoming: list[Incoming] = []
        self.cards: dict[tuple[ChatId, str], PostedCard] = {}
        self.polls: dict[str, tuple[ChatId, str]] = {}
        self.moves: list[tuple[ChatId, ChatId]] = []
        self.lost_chats: list[ChatId] = []
        self.leavers: list[tuple[ChatId, PersonId]] = []
        self.due_replies: list[Reply] = []
        self.names: list[tuple[str, bool]] = []
        self.inbox: dict[int, Received] = {}
        self.newest: int | None = None

    async def respond(self, incoming: Incoming) -> Answer:
        self.incoming.append(incoming)
        return await asyncio.to_thread(self.answer, incoming)

    async def receive(self, updates: Sequence[Received]) -> None:
        for one in updates:
            self.inbox.setdefault(one.update_id, one)
            self.newest = one.update_id

    async def waiting_lanes(self) -> tuple[WaitingLane, ...]:
        newest = {one.lane: one.update_id for one in self.inbox.values()}
        return tuple(WaitingLane(*each) for each in newest.items())

    async def first_waiting(self, lane: str, most: int) -> tuple[Received, ...]:
        return tuple(one for one in self.inbox.values() if one.lane == lane)[:most]

    async def newest_received(self) -> int | None:
        return self.newest

    async def answered(self, update_id: int) -> None:
        self.inbox.pop(update_id, None)

    async def card(self, chat_id: ChatId, card: str) -> PostedCard | None:
        return self.cards.get((chat_id, card))

    async def posted(self, posted: PostedCard) -> None:
        self.cards[posted.chat_id, posted.card] = posted
        if posted.poll_id is not None:
            self.polls[posted.poll_id] = (posted.chat_id, posted.card)

    async def shows(self, edited: PostedCard) -> None:
        self.cards[edited.chat_id, edited.card] = edited

    async def closed(self, chat_id: ChatId, card: str) -> None:
        self.cards.pop((chat_id, card), None)

    async def stranger_in(self, poll_id: str, person_id: PersonId) -> ChatId | None:
        return None

    async def connected(self, bot_id: int, username: str, *, reads_all_messages: bool) -> None:
        self.names.append((username, reads_all_messages))

    async def migrated(self, old: ChatId, new: ChatId) -> None:
        self.moves.append((old, new))

    async def lost(self, chat_id: ChatId) -> None:
        self.lost_chats.append(chat_id)

    async def left(self, chat_id: ChatId, person_id: PersonId) -> None:
        self.leavers.append((chat_id, person_id))

    async def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        due, self.due_replies = self.due_replies, []
        return tuple(due)


def said(incoming: Incoming) -> str:
    """What a person typed or the data of the button they pressed."""
    match incoming.what:
        case Text(text):
            return text
        case Press(data):
            return data
        case Forwarded():
            return "forwarded"
        case intent:
            return intent.kind


def echo(incoming: Incoming) -> Answer:
    """Says what was said."""
    return Answer((Reply((Line(f"You said: {said(incoming)}"),)),))


class CountedDesk:
    """A desk whose unanswered updates the make-believe Telegram knows of."""

    def __init__(self, desk: Desk, bot_api: BotApi) -> None:
        self._desk = desk
        self._bot_api = bot_api

    async def respond(self, incoming: Incoming) -> Answer:
        return await self._desk.respond(incoming)

    async def receive(self, updates: Sequence[Received]) -> None:
        self._bot_api.receives(one.update_id for one in updates)
        await self._desk.receive(updates)

    async def waiting_lanes(self) -> tuple[WaitingLane, ...]:
        return await self._desk.waiting_lanes()

    async def first_waiting(self, lane: str, most: int) -> tuple[Received, ...]:
        waiting = await self._desk.first_waiting(lane, most)
        self._bot_api.receives(one.update_id for one in waiting)
        return waiting

    async def answered(self, update_id: int) -> None:
        await self._desk.answered(update_id)
        self._bot_api.has_answer(update_id)

    async def newest_received(self) -> int | None:
        return await self._desk.newest_received()

    async def card(self, chat_id: ChatId, card: str) -> PostedCard | None:
        return await self._desk.card(chat_id, card)

    async def posted(self, posted: PostedCard) -> None:
        await self._desk.posted(posted)

    async def shows(self, edited: PostedCard) -> None:
        await self._desk.shows(edited)

    async def closed(self, chat_id: ChatId, card: str) -> None:
        await self._desk.closed(chat_id, card)

    async def stranger_in(self, poll_id: str, person_id: PersonId) -> ChatId | None:
        return await self._desk.stranger_in(poll_id, person_id)

    async def connected(self, bot_id: int, username: str, *, reads_all_messages: bool) -> None:
        await self._desk.connected(bot_id, username, reads_all_messages=reads_all_messages)

    async def migrated(self, old: ChatId, new: ChatId) -> None:
        await self._desk.migrated(old, new)

    async def lost(self, chat_id: ChatId) -> None:
        await self._desk.lost(chat_id)

    async def left(self, chat_id: ChatId, person_id: PersonId) -> None:
        await self._desk.left(chat_id, person_id)

    async def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        return await self._desk.due(now)
