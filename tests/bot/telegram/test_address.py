import datetime as dt
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity, User

from bot.telegram.address import Me, words_for
from tests.end_to_end.rooms import entities

ME = Me(42, "WatchBot", frozenset({"similar", "recommend"}))
_ANN = User(1, "Ann", is_bot=False)
_BOT = User(42, "Watch Bot", is_bot=True, username="WatchBot")
_BOB = User(2, "Bob", is_bot=False)
_ids = count(1)


def _message(text: str, *, answers: User | None = None, in_group: bool = True) -> Message:
    chat = Chat(-5, Chat.GROUP) if in_group else Chat(1, Chat.PRIVATE)
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    answered = None if answers is None else Message(next(_ids), now, chat, from_user=answers)
    return Message(
        next(_ids),
        now,
        chat,
        from_user=_ANN,
        text=text,
        entities=[MessageEntity(**entity) for entity in entities(text)],
        reply_to_message=answered,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("similar to heat", None),
        ("@bob similar to heat", None),
        ("@watchbots similar to heat", None),
        ("ann@watchbot.com", None),
        ("/similar heat", "/similar heat"),
        ("/Similar heat", "/similar heat"),
        ("/similar@watchbot heat", "/similar heat"),
        ("/similar@WatchBot", "/similar"),
        ("/similar@otherbot heat", None),
        ("/ban @bob", None),
        ("/ban@watchbot @bob", "/ban @bob"),
        ("please /similar heat", None),
        ("@WatchBot similar to heat", "similar to heat"),
        ("@watchbot: similar to heat", "similar to heat"),
        ("@watchbot, similar to heat", "similar to heat"),
        ("similar to heat @watchbot", "similar to heat"),
        ("similar to heat, @watchbot", "similar to heat"),
        ("hey @watchbot what's good?", "hey what's good?"),
        ("🎬 @watchbot 🎬 similar to heat", "🎬 🎬 similar to heat"),
        ("@watchbot what should @bob and I watch", "what should @bob and I watch"),
        ("@watchbot @watchbot", ""),
        ("@watchbot\nsimilar to heat", "similar to heat"),
    ],
)
def test_in_a_group_the_bot_hears_only_what_names_it(text: str, expected: str | None) -> None:
    assert words_for(ME, _message(text), in_group=True) == expected


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("more", _BOT, "more"),
        ("more", _BOB, None),
        ("@bob look", _BOT, None),
        ("@watchbot similar to that", _BOB, "similar to that"),
        ("/similar@otherbot heat", _BOT, None),
    ],
)
def test_a_reply_to_the_bot_is_for_the_bot_unless_it_names_somebody_else(
    text: str, answers: User, expected: str | None
) -> None:
    assert words_for(ME, _message(text, answers=answers), in_group=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("similar to heat", "similar to heat"),
        ("/similar@watchbot heat", "/similar heat"),
        ("/unheard of", "/unheard of"),
        ("/similar@otherbot heat", None),
        ("@bob is a film, isn't it", "@bob is a film, isn't it"),
        ("@watchbot similar to heat", "similar to heat"),
        ("- heat -", "- heat -"),
    ],
)
def test_in_private_everything_is_for_the_bot_but_other_bots_commands(
    text: str, expected: str | None
) -> None:
    assert words_for(ME, _message(text, in_group=False), in_group=False) == expected


def test_a_mention_by_name_instead_of_username_counts() -> None:
    entity = MessageEntity(MessageEntity.TEXT_MENTION, 0, 9, user=_BOT)
    message = _message("Watch Bot similar to heat")
    named = Message(
        message.message_id, message.date, message.chat, text=message.text, entities=[entity]
    )

    assert words_for(ME, named, in_group=True) == "similar to heat"


@settings(deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_of_a_private_chat_arrives(text: str) -> None:
    message = _message(text, in_group=False)

    heard = words_for(ME, message, in_group=False)

    if text and not message.entities:
        assert heard == text
