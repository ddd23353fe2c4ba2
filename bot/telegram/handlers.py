"""What the bot does about each update: ask the core and deliver the answer, whatever happens."""

import asyncio
import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from telegram.error import TelegramError

from bot.intents import Vote
from bot.presentation.wording import telegram as wording
from bot.replies import Answer, Reply, Text
from bot.store import Received
from bot.telegram.address import Me
from bot.telegram.cards import Cards
from bot.telegram.desk import Desk
from bot.telegram.limits import GROUP, PRIVATE, Limits, Verdict
from bot.telegram.outbox import Outbox
from bot.telegram.received import private_chat, read
from bot.telegram.tally import Tally
from bot.telegram.trouble import reference
from bot.telegram.updates import (
    Asked,
    DeadPress,
    Event,
    Left,
    Lost,
    Migrated,
    Place,
    Pressed,
    Unreadable,
    event,
)
from recommender.errors import StorageError

_REMEMBERED_UPDATES = 4096


class Handlers:
    """Handles one update at a time; the order and the crowd are the business of `Lanes`."""

    def __init__(
        self,
        desk: Desk,
        outbox: Outbox,
        cards: Cards,
        me: Me,
        *,
        typing_after_s: float,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._desk = desk
        self._outbox = outbox
        self._cards = cards
        self._me = me
        self._typing_after_s = typing_after_s
        self._clock = clock
        self._handled: OrderedDict[int, None] = OrderedDict()
        self._limits = Limits()
        self._tallies: dict[str, Tally] = {}
        self._reminding: set[asyncio.Task[None]] = set()

    async def handle(self, kept: Received) -> float:
        """Do what an update asks for. Errors end here.

        Returns:
            How long the next update of its lane should wait, in seconds.
        """
        if kept.update_id in self._handled:
            return 0.0  # delivered twice; the answer is on its way or there
        self._handled[kept.update_id] = None
        if len(self._handled) > _REMEMBERED_UPDATES:
            self._handled.popitem(last=False)
        update = read(kept, self._outbox.bot)
        if update is None:
            return 0.0
        now = self._clock()
        try:
            match event(update, self._me, now):
                case (Asked() | Unreadable()) as limited:
                    return await self._limited(limited, kept)
                case other:
                    await self._handle(other)
        except Exception as error:  # noqa: BLE001 the outermost edge
            reference(f"handling update {kept.update_id}", error)
        return 0.0

    async def caught_up(self, lane: str) -> None:
        """Say what was done in a chat without being answered. Errors end here."""
        tally = self._tallies.pop(lane, None)
        if tally is None or not tally:
            return
        try:
            await self._outbox.say(tally.place, wording.caught_up(tally.done, tally.open))
        except TelegramError as error:
            reference("saying what was done quietly", error)

    async def held_up(self, updates: Sequence[Received]) -> None:
        """Say in private that answers have to wait. Errors end here."""
        for lane in dict.fromkeys(one.lane for one in updates):
            chat_id = private_chat(lane)
            if chat_id is not None:
                try:
                    await self._outbox.say(Place(chat_id), wording.held_up())
                except Exception as error:  # noqa: BLE001 the outermost edge
                    reference("saying that answers have to wait", error)

    async def look_at_the_clock(self) -> None:
        """Say and close what is due by now. Errors end here."""
        try:
            replies = await self._desk.due(self._clock())
        except Exception as error:  # noqa: BLE001 the outermost edge
            reference("asking what is due", error)
            return
        by_chat: dict[int, list[Reply]] = {}
        for reply in replies:
            if reply.chat_id is not None:
                by_chat.setdefault(reply.chat_id, []).append(reply)
        for of_one_chat in by_chat.values():
            # Beside each other, and nobody waits for a chat that is flooded.
            task = asyncio.create_task(self._remind(of_one_chat))
            self._reminding.add(task)
            task.add_done_callback(self._reminding.discard)

    async def reminded(self) -> None:
        """Wait until all that was due is said."""
        while self._reminding:
            await asyncio.wait(self._reminding)

    async def _remind(self, replies: list[Reply]) -> None:
        for reply in replies:
            assert reply.chat_id is not None
            try:
                await self._deliver(reply, Place(reply.chat_id, reply.thread_id), None)
            except Exception as error:  # noqa: BLE001 the outermost edge
                reference(f"saying what was due in {reply.chat_id}", error)

    async def _limited(self, happened: Asked | Unreadable, kept: Received) -> float:
        """Answer within what the person may have answered."""
        who = kept.lane if kept.person_id is None else kept.person_id
        allowance = PRIVATE
        sent_at = kept.received_at
        if isinstance(happened, Asked):
            sent_at = happened.incoming.at.timestamp()
            if happened.incoming.chat.is_group and happened.pressed is None:
                allowance = GROUP
        verdict = self._limits.verdict(
            who, allowance, sent_at=sent_at, received_at=kept.received_at
        )
        began = time.perf_counter()
        try:
            if verdict is Verdict.ANSWER:
                await self._handle(happened)
            else:
                await self._quietly(happened, kept, warns=verdict is Verdict.WARN)
        finally:
            took_s = time.perf_counter() - began
            rest_s = self._limits.rest_s(
                who, allowance, verdict, now=self._clock().timestamp(), took_s=took_s
            )
        return rest_s

    async def _handle(self, happened: Event | None) -> None:
        match happened:
            case None:
                pass
            case Asked() as asked:
                await self._asked(asked)
            case Unreadable(place, remark):
                await self._outbox.say(place, remark)
            case DeadPress(query_id, remark):
                await self._outbox.answer(query_id, remark)
            case Migrated(old, new):
                await self._outbox.moved(old, new)
            case Lost(chat_id):
                await self._desk.lost(chat_id)
            case Left(chat_id, person_id):
                await self._desk.left(chat_id, person_id)
            case rest:
                assert_never(rest)

    async def _quietly(self, happened: Asked | Unreadable, kept: Received, *, warns: bool) -> None:
        """Do what is asked and say nothing, but keep the cards that everybody sees right."""
        if isinstance(happened, Asked):
            tally = self._tallies.setdefault(kept.lane, Tally(happened.place))
            try:
                answer = await self._desk.respond(happened.incoming)
            except Exception as error:  # noqa: BLE001 the outermost edge
                reference(f"answering {happened.incoming.update_key}", error)
                tally.open += 1
                answer = Answer()
            tally.count(answer)
            if happened.pressed is not None:
                toasts = [reply.toast for reply in answer.replies if reply.toast]
                notice = wording.slow_down() if warns else toasts[0] if toasts else None
                await self._outbox.answer(happened.pressed.query_id, notice)
                warns = False
            for reply in answer.replies:
                if reply.card is not None or reply.chat_id is not None:
                    await self._deliver(reply, happened.place, happened.pressed)
        if warns:
            await self._outbox.say(happened.place, wording.slow_down())

    async def _asked(self, asked: Asked) -> None:
        spinning = asked.pressed
        try:
            if isinstance(asked.incoming.what, Vote):
                await self._cards.polls_known()
                asked = await self._known_voter(asked, asked.incoming.what)
            answer = await self._answer(asked)
            if spinning is not None:
                toasts = [reply.toast for reply in answer.replies if reply.toast]
                await self._outbox.answer(spinning.query_id, toasts[0] if toasts else None)
                spinning = None
            place = asked.place
            for reply in answer.replies:
                if _speaks(reply) or asked.pressed is not None:
                    await self._deliver(reply, place, asked.pressed)
                    place = Place(place.chat_id, place.thread_id)  # one quotation is enough
                elif reply.toast and isinstance(asked.incoming.what, Text):
                    await self._outbox.say(place, reply.toast)
        except Exception as error:  # noqa: BLE001 the outermost edge
            ref = reference(f"answering {asked.incoming.update_key}", error)
            excuse = wording.notes_out_of_reach if isinstance(error, StorageError) else None
            await self._apologise(asked, spinning, (excuse or wording.went_wrong)(ref))

    async def _known_voter(self, asked: Asked, vote: Vote) -> Asked:
        """Whoever is in a night votes; of others Telegram knows whether they are of the group."""
        person_id = asked.incoming.person.person_id
        chat_id = await self._desk.stranger_in(vote.poll_id, person_id)
        if chat_id is None or await self._outbox.is_member(chat_id, person_id):
            return asked
        outsider = replace(vote, from_outside=True)
        return replace(asked, incoming=replace(asked.incoming, what=outsider))

    async def _answer(self, asked: Asked) -> Answer:
        thinking = asyncio.ensure_future(self._desk.respond(asked.incoming))
        try:
            await asyncio.wait({thinking}, timeout=self._typing_after_s)
            if not thinking.done() and asked.pressed is None:
                await self._outbox.typing(asked.place)
            return await thinking
        finally:
            thinking.cancel()

    async def _deliver(self, reply: Reply, place: Place, pressed: Pressed | None) -> None:
        if reply.chat_id is not None and reply.chat_id != place.chat_id:
            place, pressed = Place(reply.chat_id, reply.thread_id), None
        elif reply.thread_id is not None:
            place = replace(place, thread_id=reply.thread_id)
        if reply.card is not None:
            await self._cards.show(Place(place.chat_id, place.thread_id), reply, pressed)
        elif pressed is None or not reply.replaces_pressed:
            await self._outbox.send(place, reply)
        elif not _speaks(reply) and not reply.buttons:
            pass  # only a toast
        elif pressed.message_id is None or not await self._outbox.edit(
            place.chat_id, pressed.message_id, reply
        ):
            await self._outbox.send(place, reply)

    async def _apologise(self, asked: Asked, spinning: Pressed | None, excuse: str) -> None:
        if isinstance(asked.incoming.what, Vote):
            return
        try:
            if spinning is not None:
                await self._outbox.answer(spinning.query_id, excuse)
            else:
                await self._outbox.say(asked.place, excuse)
        except TelegramError as error:
            reference("saying sorry", error)


def _speaks(reply: Reply) -> bool:
    return bool(reply.lines) or reply.poll is not None or reply.card is not None
