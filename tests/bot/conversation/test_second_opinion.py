"""An unsure message beside a second reader's opinion: done, asked about, or as it would be."""

import datetime as dt

import pytest

from bot.conversation import doubt
from bot.conversation.memory import Offered, Talk, WantedRating, WhichAct
from bot.conversation.respond import Conversation
from bot.conversation.turn import Turn
from bot.intents import (
    Intent,
    LogWatched,
    Mention,
    Opinion,
    Other,
    Privacy,
    Rate,
    Recommend,
    ThatFilm,
    Viewing,
    Watchlist,
    Yes,
)
from bot.replies import Button, Chat, Incoming, Person, Reply, Text
from bot.understanding.second_opinion import SecondOpinion
from bot.understanding.understand import Understanding
from recommender.domain import ChatId, Film, MovieId, NotFound, PersonId, Resolved
from tests import planted

ALIEN = Mention("alien", Resolved(Film(MovieId(1), "Alien", 1979)))
HEAT = Mention("heat", Resolved(Film(MovieId(43), "Heat", 1995)))
LOG, RATE = LogWatched((Viewing(ALIEN),)), Rate((Opinion(ALIEN, 4.0),))

STRANGE = (
    "zag Alien jl. zo'n beetje",
    "Alien qwx bnm",
    "tja heat ofzo maar wel alien he",
    "Jag tror Alien kanske var den",
    "alien ... heat hm hm wat nou",
    "och Alien nog es keer dan",
    "pfff alien dus zeg maar",
    "olen katsonut elokuvan Alien",
    "widziałem Alien chyba kiedyś tam",
    "Alien izledim galiba",
)
"""Messages of which at least one is read with little confidence, whatever the weights."""


@pytest.fixture
def turn(core: Conversation) -> Turn:
    incoming = written("alien maybe")
    return Turn(incoming, Talk(), core.recommender, core.store, planted.NOW.astimezone(dt.UTC))


def written(text: str, key: str = "test:1") -> Incoming:
    return Incoming(Chat(ChatId(7)), Person(PersonId(7), "Ana"), Text(text), key, planted.NOW)


def read(*acts: Intent, confidence: float = 1.0) -> Understanding:
    return Understanding("…", acts, confidence)


def labels(reply: Reply | None) -> list[str]:
    assert reply is not None
    return [b.label for row in reply.buttons for b in row if isinstance(b, Button)]


def test_only_one_act_of_little_confidence_is_unsure(turn: Turn) -> None:
    assert doubt.is_unsure(turn, read(LOG, confidence=0.4))
    assert not doubt.is_unsure(turn, read(LOG, confidence=0.6))
    assert not doubt.is_unsure(turn, read(LOG, Recommend(), confidence=0.4))


def test_an_answer_to_our_question_is_shown_to_nobody(turn: Turn) -> None:
    turn.talk.question = WantedRating(MovieId(1))
    assert not doubt.is_unsure(turn, read(LOG, confidence=0.1))


def test_two_readers_that_agree_are_sure() -> None:
    agreed = doubt.agreed(read(LOG, confidence=0.2), read(LOG))
    assert agreed is not None
    assert (agreed.acts, agreed.confidence) == ((LOG,), 1.0)


def test_a_wish_or_talk_is_taken_from_the_second_reader() -> None:
    for act in (Recommend(), Other((ALIEN,))):
        agreed = doubt.agreed(read(LOG, confidence=0.4), read(act))
        assert agreed is not None
        assert agreed.acts == (act,)


@pytest.mark.parametrize("own", [RATE, Other(), Recommend(), LogWatched((Viewing(HEAT),))])
def test_a_change_is_never_done_on_its_word_alone(own: Intent) -> None:
    assert doubt.agreed(read(own, confidence=0.4), read(LOG)) is None


def test_two_changes_are_asked_about_the_second_readers_first(turn: Turn) -> None:
    reply = doubt.question_of_two(turn, read(RATE, confidence=0.4), read(Watchlist((ALIEN,))))
    assert labels(reply) == ["Put Alien (1979) on my list", "Rate Alien (1979)", "Neither"]
    assert isinstance(turn.talk.question, WhichAct)


@pytest.mark.parametrize("own", [Other(), LogWatched((Viewing(HEAT),)), Recommend()])
def test_a_change_that_only_it_sees_is_offered(turn: Turn, own: Intent) -> None:
    reply = doubt.question_of_two(turn, read(own, confidence=0.4), read(LOG))
    assert labels(reply) == ["Log Alien (1979)", "No"]
    assert isinstance(turn.talk.question, Offered)


@pytest.mark.parametrize(
    "second",
    [
        LogWatched((Viewing(ThatFilm()),)),
        LogWatched((Viewing(ALIEN), Viewing(HEAT))),
        LogWatched((Viewing(Mention("zyzzyva", NotFound("zyzzyva"))),)),
    ],
)
def test_what_no_button_can_say_is_left_to_our_own_reading(turn: Turn, second: Intent) -> None:
    assert doubt.question_of_two(turn, read(Other(), confidence=0.4), read(second)) is None
    assert turn.talk.question is None


def unsure_text(core: Conversation) -> str:
    return next(text for text in STRANGE if core.is_unsure(written(text)))


def logged(core: Conversation) -> int:
    return core.recommender.count_watches(PersonId(7))


def test_being_unsure_changes_nothing(core: Conversation) -> None:
    for text in STRANGE:
        core.is_unsure(written(text))
    assert core.recommender.person(PersonId(7)) is None
    assert not core.is_unsure(written("/history"))
    assert not core.is_unsure(written("x" * 5000))
    assert not core.is_unsure(written(" "))


def test_a_change_seen_by_the_second_reader_is_written_after_a_yes(core: Conversation) -> None:
    text = unsure_text(core)
    opinion = SecondOpinion("watchlist", ("alien",))
    answer = core.respond(written(text), opinion)
    assert "Put Alien (1979) on my list" in labels(answer.replies[0])
    assert core.recommender.watchlist(PersonId(7)) == ()
    person = Person(PersonId(7), "Ana")
    core.respond(Incoming(Chat(ChatId(7)), person, Yes(), "test:2", planted.NOW))
    assert core.recommender.watchlist(PersonId(7)) == (MovieId(1),)


def test_a_wish_seen_by_the_second_reader_is_answered(core: Conversation) -> None:
    answer = core.respond(written(unsure_text(core)), SecondOpinion("recommend"))
    assert isinstance(answer.intent, Recommend)
    assert logged(core) == 0


@pytest.mark.parametrize(
    "opinion",
    [
        SecondOpinion("log_watched", ("Titanic",)),
        SecondOpinion("forget_me"),
        SecondOpinion("undo"),
        SecondOpinion("no such act"),
    ],
)
def test_an_opinion_that_cannot_be_right_counts_for_nothing(
    core: Conversation, opinion: SecondOpinion
) -> None:
    text = unsure_text(core)
    other = Conversation(planted.recommender(planted.empty_store()), zone=planted.NOW.tzinfo)
    assert core.respond(written(text), opinion) == other.respond(written(text))
    other.recommender.close()


def test_a_sure_message_is_not_changed_by_an_opinion(core: Conversation) -> None:
    text = "watched Alien yesterday, 4 stars"
    assert not core.is_unsure(written(text))
    answer = core.respond(written(text), SecondOpinion("other"))
    assert isinstance(answer.intent, LogWatched)
    assert logged(core) == 1


def test_privacy_names_the_server_only_where_there_is_one(core: Conversation) -> None:
    asked = Incoming(Chat(ChatId(7)), Person(PersonId(7)), Privacy(), "test:1", planted.NOW)
    assert "language model" not in core.respond(asked).replies[0].text
    told = Conversation(core.recommender, second_reader="llm.example.org").respond(asked)
    assert "language model at llm.example.org" in told.replies[0].text
