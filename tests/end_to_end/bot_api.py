"""A stand-in for Telegram's Bot API: chats, messages, polls, and a queue of updates.

It accepts what Telegram accepts and refuses the rest as Telegram does; a refusal that a correct
bot never meets is also kept in `violations`, which the fixtures check.
"""

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count

from tests.end_to_end.faults import Fault, Refusal, bad_request
from tests.end_to_end.rooms import PATIENCE_S, Person, Room
from tests.end_to_end.rules import FIELDS, BrokenRule, Call, check
from tests.end_to_end.shown import Shown, poll_as_json, rows_of
from tests.end_to_end.telegram_html import parsed

TOKEN = "123456:AAstand-in_for-the_real-thing_0123456"


class BotApi:
    """The state of one make-believe Telegram. Safe to use from many threads."""

    def __init__(self) -> None:
        self.me = {
            "id": 123456,
            "is_bot": True,
            "first_name": "Because You Watched",
            "username": "because_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.token = TOKEN
        self.changed = threading.Condition()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.answers: dict[str, str] = {}
        self.open_queries: set[str] = set()
        self.twice = False
        """Deliver every update two times."""
        self.is_killed = False
        """Whether the bot is killed now and then, and cannot know what presses it has answered."""
        self.closing = False
        self._rooms: dict[int, Room] = {}
        self._pending: list[int] = []
        """Ids of updates that the bot has not confirmed."""
        self.unanswered: set[int] = set()
        """Updates that a bot started by the test has received and not answered."""
        self._redelivered: list[dict[str, object]] = []
        self._history: dict[int, dict[str, object]] = {}
        self._faults: dict[str, deque[Fault]] = {}
        self._ids = count(1000)
        self._update_ids = count(700_000_001)

    def person(
        self, first_name: str, *, username: str | None = None, language_code: str = "en"
    ) -> Person:
        """Somebody new."""
        return Person(self.next_id(), first_name, username, language_code)

    def private(self, person: Person) -> Room:
        """The private chat with a person."""
        with self.changed:
            return self._rooms.setdefault(
                person.person_id, Room(self, person.person_id, "private", person.first_name)
            )

    def group(self, title: str, kind: str = "group") -> Room:
        """A new group with the bot in it."""
        with self.changed:
            chat_id = -self.next_id()
            self._rooms[chat_id] = Room(self, chat_id, kind, title)
            return self._rooms[chat_id]

    def next_id(self) -> int:
        return next(self._ids)

    def happens(self, update: dict[str, object]) -> int:
        """Queue an update; returns its id."""
        with self.changed:
            update_id = next(self._update_ids)
            self._history[update_id] = {"update_id": update_id} | update
            self._pending.append(update_id)
            self.changed.notify_all()
            return update_id

    def redelivers(self, update_id: int) -> None:
        """Deliver an update once more, though it was confirmed."""
        with self.changed:
            self._redelivered.append(self._history[update_id])
            self.changed.notify_all()

    def fails(self, method: str, *faults: Fault) -> None:
        """The next calls of a method go wrong, one after the other."""
        with self.changed:
            self._faults.setdefault(method, deque()).extend(faults)

    def fault(self, method: str) -> Fault | None:
        """The fault that the call now coming in is to meet."""
        with self.changed:
            waiting = self._faults.get(method)
            if not waiting:
                return None
            self.changed.notify_all()
            return waiting.popleft()

    def wait(self, true: Callable[[], bool], complaint: str, timeout_s: float = PATIENCE_S) -> None:
        """Wait until something holds, or fail."""
        with self.changed:
            if not self.changed.wait_for(true, timeout_s):
                raise AssertionError(f"{complaint}; the bot's last calls: {self.calls[-5:]}")

    def settled(self, timeout_s: float = PATIENCE_S) -> None:
        """Wait until the bot has confirmed every update and answered those that it received."""
        self.wait(
            lambda: not self._pending and not self._redelivered and not self.unanswered,
            "not answered",
            timeout_s,
        )

    def receives(self, update_ids: Iterable[int]) -> None:
        """The bot has updates in hand."""
        with self.changed:
            self.unanswered.update(update_ids)

    def has_answer(self, update_id: int) -> None:
        """The bot is done with an update."""
        with self.changed:
            self.unanswered.discard(update_id)
            self.changed.notify_all()

    @property
    def idle(self) -> bool:
        """Whether every update was confirmed."""
        return not self._pending

    def faults_left(self, method: str) -> int:
        """How many injected faults a method has still to meet."""
        with self.changed:
            return len(self._faults.get(method, ()))

    def count(self, method: str) -> int:
        """How many calls of a method came in, refused ones included."""
        with self.changed:
            return sum(call.method == method for call in self.calls)

    def answer(self, method: str, fields: dict[str, str]) -> object:
        """What Telegram answers to one call.

        Raises:
            Refusal: For an answer that is not ok.
        """
        with self.changed:
            if method not in FIELDS:
                self.violations.append(f"no such method: {method}")
                raise Refusal(404, "Not Found")
            call = Call(method, fields, time.monotonic())
            self.calls.append(call)
            try:
                check(call)
                return getattr(self, _snake(method))(call)
            except BrokenRule as broken:
                self.violations.append(f"{method}: {broken} in {fields}")
                raise bad_request(str(broken)) from broken
            finally:
                self.changed.notify_all()

    def as_json(self, room: Room, shown: Shown) -> dict[str, object]:
        """A message of the bot, as the Bot API tells it."""
        message = {
            "message_id": shown.message_id,
            "date": int(time.time()),
            "chat": room.as_json(),
            "from": self.me,
        }
        if shown.thread_id is not None:
            message |= {"message_thread_id": shown.thread_id, "is_topic_message": True}
        if shown.poll_id is None:
            return message | {"text": shown.text}
        return message | {"poll": poll_as_json(shown)}

    def _get_me(self, call: Call) -> object:
        return self.me

    def _get_webhook_info(self, call: Call) -> object:
        return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}

    def _delete_webhook(self, call: Call) -> object:
        return True

    _set_my_commands = _set_my_description = _set_my_short_description = _delete_webhook

    def _get_updates(self, call: Call) -> object:
        offset = int(call.fields.get("offset", "0"))
        self._pending = [update_id for update_id in self._pending if update_id >= offset]
        self.changed.notify_all()
        self.changed.wait_for(
            lambda: self._pending or self._redelivered or self.closing,
            float(call.fields.get("timeout", "0")),
        )
        again, self._redelivered = self._redelivered, []
        pending = self._pending[: int(call.fields.get("limit", "100"))]
        batch = [*(self._history[update_id] for update_id in pending), *again]
        if "allowed_updates" in call.fields:
            wanted: list[str] = json.loads(call.fields["allowed_updates"])
            batch = [each for each in batch if wanted_kind(each, wanted)]
        return batch * 2 if self.twice else batch

    def _send_message(self, call: Call) -> object:
        room = self._writable(call)
        shown = self._new(call, room)
        return self._show(room, replace(shown, text=call.text, html=call.fields["text"]))

    def _edit_message_text(self, call: Call) -> object:
        room, shown = self._editable(call)
        if shown.poll_id is not None:
            raise bad_request("there is no text in the message to edit")
        html = call.fields["text"]
        return self._change(
            room, shown, replace(shown, text=parsed(html)[0], html=html, rows=rows_of(call))
        )

    def _edit_message_reply_markup(self, call: Call) -> object:
        room, shown = self._editable(call)
        return self._change(room, shown, replace(shown, rows=rows_of(call)))

    def _send_poll(self, call: Call) -> object:
        room = self._writable(call)
        if room.no_polls:
            raise bad_request("not enough rights to send polls to the chat")
        return self._show(
            room,
            replace(
                self._new(call, room),
                poll_id=str(5_000_000_000_000 + self.next_id()),
                question=call.fields["question"],
                options=tuple(option["text"] for option in call.json_list("options")),
            ),
        )

    def _stop_poll(self, call: Call) -> object:
        room, shown = self._editable(call)
        if shown.closed:
            raise bad_request("poll has already been closed")
        self._change(room, shown, replace(shown, closed=True, rows=rows_of(call)))
        return poll_as_json(replace(shown, closed=True))

    def _answer_callback_query(self, call: Call) -> object:
        query_id = call.fields["callback_query_id"]
        if query_id in self.answers and not self.is_killed:
            self.violations.append(f"the press {query_id} was answered twice")
        if query_id not in self.open_queries:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self.open_queries.discard(query_id)
        self.answers[query_id] = call.fields.get("text", "")
        return True

    def _send_chat_action(self, call: Call) -> object:
        self._writable(call)
        return True

    def _get_file(self, call: Call) -> object:
        file_id = call.fields["file_id"]
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"documents/{file_id}"}

    def _get_chat_member(self, call: Call) -> object:
        room, user_id = self._writable(call), call.number("user_id")
        outside = user_id in room.outsiders
        user = {"id": user_id, "is_bot": False, "first_name": "Somebody"}
        return {"user": user, "status": "left" if outside else "member"}

    def _writable(self, call: Call) -> Room:
        room = self._rooms.get(call.number("chat_id"))
        if room is None:
            raise bad_request("chat not found")
        if room.forbidden is not None:
            code, _, _ = room.forbidden.partition(":")
            raise Refusal({"Forbidden": 403, "Bad Request": 400}[code], room.forbidden)
        if room.moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=room.moved_to,
            )
        return room

    def _editable(self, call: Call) -> tuple[Room, Shown]:
        room = self._writable(call)
        shown = room.messages.get(call.number("message_id"))
        if shown is None:
            poll = call.method == "stopPoll"
            raise bad_request(f"message {'with poll to stop' if poll else 'to edit'} not found")
        return room, shown

    def _new(self, call: Call, room: Room) -> Shown:
        thread = call.fields.get("message_thread_id")
        quoted = call.json_object("reply_parameters").get("message_id")
        return Shown(
            chat_id=room.chat_id,
            message_id=self.next_id(),
            text="",
            html="",
            rows=rows_of(call),
            thread_id=None if thread is None else int(thread),
            quoted=int(str(quoted)) if quoted else None,
            at=call.at,
        )

    def _change(self, room: Room, before: Shown, after: Shown) -> object:
        if before == after:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        return self._show(room, replace(after, edits=before.edits + 1, at=time.monotonic()))

    def _show(self, room: Room, shown: Shown) -> object:
        room.messages[shown.message_id] = shown
        room.log.append(shown)
        return self.as_json(room, shown)


def _snake(method: str) -> str:
    return "_" + re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", method)


def wanted_kind(update: dict[str, object], wanted: list[str]) -> bool:
    """Whether `allowed_updates` asks for this kind of update."""
    return any(kind in wanted for kind in update if kind != "update_id")
