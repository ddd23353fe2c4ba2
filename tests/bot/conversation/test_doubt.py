"""A message read with little confidence: done, asked about, or taken for talk."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.conversation import doubt
from bot.conversation.memory import Talk, WantedRating, WhichAct
from bot.conversation.respond import Conversation
from bot.conversation.turn import Turn
from bot.intents import (
    Intent,
    LogWatched,
    Mention,
    Opinion,
    Other,
    Rate,
    Recommend,
    SmallTalk,
    ThatFilm,
    Viewing,
    Watchlist,
)
from bot.replies import Button, Chat, Incoming, Person, Text
from bot.understanding.understand import Understanding
from recommender.domain import ChatId, Film, MovieId, PersonId, Resolved
from tests import planted

ALIEN = Mention("alien", Resolved(Film(MovieId(1), "Alien", 1979)))
LOG, RATE = LogWatched((Viewing(ALIEN),)), Rate((Opinion(ALIEN, 4.0),))


@pytest.fixture
def turn(core: Conversation) -> Turn:
    at = planted.NOW
    incoming = Incoming(
        Chat(ChatId(7)), Person(PersonId(7), "Ana"), Text("alien maybe"), "test:1", at
    )
    return Turn(incoming, Talk(), core.recommender, core.store, at.astimezone(dt.UTC))


def read(*acts: Intent, confidence: float, second: Intent | None = None) -> Understanding:
    return Understanding("…", acts, confidence, second)


def test_a_sure_message_is_done(turn: Turn) -> None:
    understood = read(LOG, confidence=0.8, second=Watchlist((ALIEN,)))
    assert doubt.weighed(turn, understood) == (LOG,)
    assert doubt.question(turn, understood) is None


def test_an_unsure_write_asks_with_two_buttons_the_first_guess_first(turn: Turn) -> None:
    reply = doubt.question(turn, read(LOG, confidence=0.4, second=Watchlist((ALIEN,))))
    assert reply is not None
    labels = [b.label for row in reply.buttons for b in row if isinstance(b, Button)]
    assert labels == ["Log Alien (1979)", "Put Alien (1979) on my list", "Neither"]
    assert isinstance(turn.talk.question, WhichAct)


def test_where_one_of_the_two_is_just_talk_nothing_is_asked(turn: Turn) -> None:
    understood = read(LOG, confidence=0.4, second=Other((ALIEN,)))
    assert doubt.question(turn, understood) is None
    assert doubt.weighed(turn, understood) == (Other((ALIEN,)),)


def test_a_wish_is_never_doubted(turn: Turn) -> None:
    understood = read(Recommend(), confidence=0.1, second=LOG)
    assert doubt.weighed(turn, understood) == (Recommend(),)
    assert doubt.question(turn, understood) is None


def test_an_unsure_write_without_a_named_film_is_talk(turn: Turn) -> None:
    understood = read(Rate((Opinion(ThatFilm(), 1.0),)), confidence=0.45)
    assert doubt.weighed(turn, understood) == (Other(),)


def test_a_mere_guess_is_talk_about_its_film(turn: Turn) -> None:
    assert doubt.weighed(turn, read(RATE, confidence=0.2)) == (Other((ALIEN,)),)


def test_an_answer_to_our_question_is_never_doubted(turn: Turn) -> None:
    turn.talk.question = WantedRating(MovieId(1))
    rated = Rate((Opinion(ThatFilm(), 4.0),))
    assert doubt.weighed(turn, read(rated, confidence=0.2)) == (rated,)


def test_what_names_a_film_is_no_answer_to_a_question_for_stars(turn: Turn) -> None:
    turn.talk.question = WantedRating(MovieId(43))
    understood = replace(read(LOG, confidence=0.4, second=Other((ALIEN,))), mentions=(ALIEN,))
    assert doubt.weighed(turn, understood) == (Other((ALIEN,)),)


def test_talk_that_is_surely_talk_gets_a_plain_word(turn: Turn) -> None:
    assert doubt.weighed(turn, read(Other(), confidence=0.9)) == (SmallTalk("about_films"),)
