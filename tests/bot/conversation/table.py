"""A group in front of the bot, without Telegram: cards are posted, edited and tapped here."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from bot.conversation.respond import Conversation
from bot.intents import Vote
from bot.presentation.buttons import encode
from bot.replies import Answer, Button, Chat, Incoming, Person, Press, Reply, Text
from bot.store import PostedCard
from recommender.domain import ChatId, PersonId
from recommender.storage import Store
from tests import planted
from tests.planted import NOW

GROUP = -100


@dataclass(frozen=True)
class Posted:
    """A message of the bot as it stands."""

    message_id: int
    reply: Reply
    poll_id: str | None = None
    is_closed: bool = False

    @property
    def text(self) -> str:
        return self.reply.text

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.reply.buttons for button in row]

    @property
    def options(self) -> tuple[str, ...]:
        return () if self.reply.poll is None else self.reply.poll.options


@dataclass
class Table:
    """People around a table, each with a phone."""

    core: Conversation
    restarted: Callable[[], Conversation] | None = None
    """Where given, the bot is started anew before whatever happens."""
    chat_id: int = GROUP
    now: dt.datetime = NOW
    messages: list[Posted] = field(default_factory=list)
    posts: int = 0
    edits: int = 0
    closings: int = 0
    toast: str | None = None
    """What whoever tapped last was told."""
    can_poll: bool = True
    polls_refused: int = 0
    people: dict[str, int] = field(default_factory=dict)
    _updates: int = 0

    def person(self, name: str) -> Person:
        number = self.people.setdefault(name, 1000 + len(self.people))
        return Person(PersonId(number), name)

    def says(self, name: str, text: str, *, to: Posted | None = None) -> list[Reply]:
        """Write in the group, perhaps in reply to a message; returns what was said back."""
        return self._brings(name, Text(text), replied_to=to.message_id if to else None)

    def writes(self, name: str, text: str) -> Answer:
        """Write to the bot in private."""
        person = self.person(name)
        chat = Chat(ChatId(person.person_id))
        return self.core.respond(Incoming(chat, person, Text(text), self._key(), self.now))

    def taps(self, name: str, label: str, on: str = "", *, times: int = 1) -> str:
        """Press a button of a card; returns the notice."""
        button = self.button(label, on)
        key = self._key()
        for _ in range(times):
            self._brings(name, Press(encode(button.press, button.owner)), key=key)
        return self.toast or ""

    def taps_data(self, name: str, data: str) -> str:
        """Press a button that may no longer be there."""
        self._brings(name, Press(data))
        return self.toast or ""

    def button(self, label: str, on: str = "") -> Button:
        """The newest button whose label contains `label`."""
        for posted in reversed(self.messages):
            if on and on != (posted.reply.card or ""):
                continue
            for row in posted.reply.buttons:
                for button in row:
                    if isinstance(button, Button) and label in button.label:
                        return button
        raise AssertionError(f"no button {label!r} in {[m.labels for m in self.messages]}")

    def votes(self, name: str, *titles: str, times: int = 1) -> None:
        """Vote in the newest poll for the films that contain these words; none retracts."""
        poll = self.poll
        assert not poll.is_closed
        self.votes_in(poll, name, *titles, times=times)

    def votes_in(self, poll: Posted, name: str, *titles: str, times: int = 1) -> None:
        """Vote in a poll, open or not."""
        assert poll.poll_id is not None
        places = [
            place
            for place, option in enumerate(poll.options)
            if any(title in option for title in titles)
        ]
        person, key = self.person(name), self._key()
        for _ in range(times):
            self._restart()
            answer = self.core.respond(
                Incoming(
                    Chat(ChatId(person.person_id)),
                    person,
                    Vote(poll.poll_id, tuple(places)),
                    key,
                    self.now,
                )
            )
            self._see(answer.replies, here=False)

    def waits(self, **time: float) -> list[Reply]:
        """Let time pass and the clock be looked at."""
        self.now += dt.timedelta(**time)
        self._restart()
        return self._see(self.core.due(self.now), here=False)

    @property
    def card(self) -> Posted:
        """The newest card with the people and the list."""
        return self._newest(lambda m: (m.reply.card or "").count(":") == 1)

    @property
    def poll(self) -> Posted:
        """The newest poll."""
        return self._newest(lambda m: m.reply.poll is not None)

    @property
    def film(self) -> Posted:
        """The newest card with a film."""
        return self._newest(lambda m: (m.reply.card or "").endswith(":film"))

    def _newest(self, wanted: Callable[[Posted], bool]) -> Posted:
        found = [message for message in self.messages if wanted(message)]
        assert found, [message.reply.card for message in self.messages]
        return found[-1]

    def _brings(
        self,
        name: str,
        what: Text | Press,
        *,
        key: str | None = None,
        replied_to: int | None = None,
    ) -> list[Reply]:
        self._restart()
        self.toast = None
        chat = Chat(ChatId(self.chat_id), is_group=True, title="Friends")
        incoming = Incoming(chat, self.person(name), what, key or self._key(), self.now, replied_to)
        return self._see(self.core.respond(incoming).replies, here=True)

    def _see(self, replies: tuple[Reply, ...], *, here: bool) -> list[Reply]:
        """Do with replies what the edge does; returns those that are no card."""
        said = []
        for reply in replies:
            assert here or reply.chat_id is not None, f"where does {reply.text!r} go?"
            self.toast = self.toast or reply.toast
            if reply.card is not None:
                self._show(reply)
            elif reply.lines:
                said.append(reply)
                self.messages.append(Posted(self._id(), reply))
        return said

    def _show(self, reply: Reply) -> None:
        assert reply.card is not None
        chat_id = ChatId(self.chat_id)
        cards = self.core.store.cards
        standing = cards.get(chat_id, reply.card)
        closes = reply.poll is not None and reply.poll.closed
        if standing is None and closes:
            return
        if standing is None:
            if reply.poll is not None and not self.can_poll:
                self.polls_refused += 1
                return
            message_id = self._id()
            poll_id = None if reply.poll is None else f"poll-{message_id}"
            cards.post(PostedCard(chat_id, reply.card, message_id, poll_id))
            self.messages.append(Posted(message_id, reply, poll_id))
            self.posts += 1
            return
        for place, message in enumerate(self.messages):
            if message.message_id == standing.message_id:
                if closes:
                    self.closings += not message.is_closed
                    self.messages[place] = Posted(
                        message.message_id, message.reply, message.poll_id, is_closed=True
                    )
                elif message.reply.poll is None:
                    self.edits += message.reply.lines != reply.lines
                    self.messages[place] = Posted(message.message_id, reply, message.poll_id)
                return

    def _restart(self) -> None:
        if self.restarted is not None:
            self.core = self.restarted()

    def _key(self) -> str:
        self._updates += 1
        return f"tg:{self._updates}"

    def _id(self) -> int:
        return len(self.messages) + 1


SPACE_FAN = ("alien", "aliens", "the matrix", "robocop", "predator")
LOVE_FAN = ("notting hill", "ghost", "titanic", "pretty woman", "dirty dancing")


def friends(store: Store, *, restarted: bool = False) -> Table:
    """Ann, who loves space, and Bob, who loves love, around a table.

    Args:
        store: An empty one; it gets what the two have logged.
        restarted: Whether the bot is started anew before whatever happens.
    """
    store.database.conn.deserialize(_logged())
    table = _empty(store, restarted=restarted)
    for name in ("Ann", "Bob"):
        table.person(name)
    table._updates = len(SPACE_FAN) + len(LOVE_FAN)
    return table


@cache
def _logged() -> bytes:
    store = planted.empty_store()
    table = _empty(store)
    for name, films in (("Ann", SPACE_FAN), ("Bob", LOVE_FAN)):
        for film in films:
            assert "Logged " in table.writes(name, f"watched {film} long ago").replies[0].text
    content = store.database.conn.serialize()
    store.close()
    return content


def _empty(store: Store, *, restarted: bool = False) -> Table:
    def started() -> Conversation:
        return Conversation(planted.recommender(store), zone=NOW.tzinfo)

    return Table(started(), restarted=started if restarted else None)
