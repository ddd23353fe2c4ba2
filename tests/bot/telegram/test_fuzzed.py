"""Updates as no Telegram sends them: read, answered and rendered, or left; never an exception."""

import json
import logging
import random
from collections.abc import Callable

import pytest
from telegram import Bot, Update

from bot.conversation.respond import Conversation
from bot.intents import Undo
from bot.presentation.buttons import encode
from bot.telegram.address import Me
from bot.telegram.received import read, received
from bot.telegram.render import rendered, toast
from bot.telegram.updates import Asked, event
from bot.telegram.wire import UNREAD
from recommender.storage import Store
from tests import planted
from tests.bot.telegram.moments import NOW

ME = Me(42, "WatchBot", frozenset({"similar"}))
ANN = {"id": 7, "is_bot": False, "first_name": "Ann"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP = {"id": -100, "type": "supergroup", "title": "Friends"}
SAID = (
    "watched heat, 4.5",
    "recommend for me",
    "more",
    "why the second?",
    "undo",
    "/movienight comedy at 21:00",
    "/add The Zyzzyva Heist (2024)",
    "skip",
    "saw alien, aliens and the thing (1982)",
    "my log",
)
WILD_TEXTS = ("", "\ud800", "x\udfff" * 50, "\x00", "🎬" * 400, "ʼ" * 3000, "/", "@WatchBot", "٤٫٥")
WILD_NUMBERS = (0, -1, 2**31, 2**52, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 1e308)
CODES = ("rc", "si", "se", "wy", "lw", "ra", "am", "ni", "wl", "un", "hi", "ch", "af", "nt", "ct")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BOT = Bot("42:token")


def button(rng: random.Random) -> str:
    """The bytes of some button, with numbers of any size."""
    fields = [
        "".join(
            rng.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=rng.choice((1, 2, 7, 13, 20)))
        )
        for _ in range(rng.randrange(5))
    ]
    return f"1{rng.choice(CODES)}:{':'.join(fields)}"[:64]


def update(rng: random.Random, number: int) -> dict[str, object]:
    """A message, a press or a vote."""
    chat = rng.choice((PRIVATE, GROUP))
    message = {"message_id": number, "date": int(NOW.timestamp()), "chat": chat, "from": ANN}
    kind = rng.randrange(10)
    if kind < 5:
        return {"update_id": number, "message": message | {"text": rng.choice(SAID)}}
    if kind < 9:
        data = button(rng) if rng.random() < 0.9 else encode(Undo(number))
        query = {"id": "1", "from": ANN, "chat_instance": "1", "message": message, "data": data}
        return {"update_id": number, "callback_query": query}
    answer = {"poll_id": "1", "user": ANN, "option_ids": [rng.randrange(6)]}
    return {"update_id": number, "poll_answer": answer}


def bent(rng: random.Random, value: object, often: float) -> object:
    """A value with some of its parts replaced by something of the same or another type."""
    if rng.random() < often:
        return rng.choice((*WILD_TEXTS, *WILD_NUMBERS, None, [], {}, True))
    match value:
        case dict():
            return {name: bent(rng, one, often) for name, one in value.items()}
        case list():
            return [bent(rng, one, often) for one in value]
        case str() if rng.random() < often:
            place = rng.randrange(len(value) + 1)
            return value[:place] + rng.choice(WILD_TEXTS) + value[place:]
        case _:
            return value


def happens(core: Conversation, fetched: object) -> None:
    """All that the bot does about what a fetch brought, but for sending."""
    kept = received(Update(0, api_kwargs={UNREAD: [fetched]}), NOW.timestamp())
    core.store.inbox.put(kept)
    for one in kept:
        parsed = read(one, BOT)
        happened = None if parsed is None else event(parsed, ME, NOW)
        if isinstance(happened, Asked):
            for reply in core.respond(happened.incoming).replies:
                ready = rendered(reply, "WatchBot")
                json.dumps([*ready.messages, toast(reply.toast or "")]).encode()
                "".join(ready.messages).encode()
    core.store.inbox.remove([one.update_id for one in kept])


def fuzz(store: Store, numbers: range) -> None:
    core = Conversation(planted.recommender(store, index=planted.titles()), zone=planted.NOW.tzinfo)
    for number in numbers:
        rng = random.Random(number)
        happens(core, bent(rng, update(rng, number), rng.choice((0.0, 0.02, 0.1))))


def test_no_update_raises(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "bot.telegram.received")
    fuzz(store, range(1, 500))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_no_update_of_fifty_thousand_raises(
    store: Store, part: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "bot.telegram.received")
    fuzz(store, range(1 + 5000 * part, 1 + 5000 * (part + 1)))


@pytest.mark.parametrize(
    "bend",
    [
        lambda update: update["message"]["from"].update(first_name="A\ud800nn"),
        lambda update: update["message"].update(text="watched \udc00heat"),
        lambda update: update["message"]["chat"].update(title="\ud83c"),
        lambda update: update["message"].update(message_id=2**63),
        lambda update: update["message"]["from"].update(id=2**70),
        lambda update: update["message"]["chat"].update(id=-(2**64)),
    ],
)
def test_half_characters_and_endless_numbers_reach_no_database(
    store: Store, bend: Callable[[dict[str, dict[str, dict[str, object]]]], None]
) -> None:
    core = Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)
    message = {"message_id": 3, "date": int(NOW.timestamp()), "chat": dict(GROUP)}
    sent: dict[str, object] = {
        "update_id": 5,
        "message": message | {"from": dict(ANN), "text": "/watched heat"},
    }
    bend(sent)  # type: ignore[arg-type]
    happens(core, sent)


def test_a_poll_of_half_a_character_has_a_lane(store: Store) -> None:
    core = Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)
    happens(
        core, {"update_id": 5, "poll_answer": {"poll_id": "\ud800", "user": ANN, "option_ids": []}}
    )


@pytest.mark.parametrize(
    "data", ["1un:1y2p0ij32e8e8", "1ch:zzzzzzzzzzzzzzzz", "1ra:1y2p0ij32e8e8:5"]
)
def test_a_button_of_a_number_that_no_database_holds_is_stale(store: Store, data: str) -> None:
    talker = planted.Talker(Conversation(planted.recommender(store)))
    assert "no longer works" in talker.press(data).replies[0].text
