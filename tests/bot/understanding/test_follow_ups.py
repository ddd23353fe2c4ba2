"""Follow-ups act on what was said last, or ask; answers do what buttons do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import (
    AddFilm,
    Amend,
    Cancel,
    Choose,
    Intent,
    LogWatched,
    More,
    No,
    NotInterested,
    NotSeen,
    Nth,
    Opinion,
    OtherOne,
    Rate,
    Skip,
    ThatFilm,
    Those,
    Undo,
    Viewing,
    Watchlist,
    Why,
    Yes,
)
from bot.understanding.clauses import UNNAMED
from bot.understanding.context import Context, OpenQuestion
from bot.understanding.follow_ups import typed_answer
from bot.understanding.values import value_spans
from recommender.domain import Filters, MovieId
from tests.bot.understanding.chosen import FILM, FIRST, LIST, NOW, acts, clause, mention

SABRINAS = (MovieId(1), MovieId(2))
WHICH = Context(listed=SABRINAS, years=(1954, 1995), question="which_film")
QUESTIONS: tuple[OpenQuestion, ...] = ("which_film", "add_film", "rating", "yes_no", "which_act")


def answer(text: str, context: Context) -> Intent | None:
    return typed_answer(text, value_spans(text, NOW), context)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("texts", "intent"),
    [
        (("yes", "Yes!", "yeah", "ok", "sure", "👍", "yes, please", "ja", "sí", "oui"), Yes()),
        (("no", "nope", "No.", "none of these", "not that one", "👎", "nein", "non"), No()),
        (("skip", "skip it", "pass", "don't know"), Skip()),
        (("cancel", "never mind", "stop", "forget it"), Cancel()),
        (("quit", "exit"), Cancel(leave=True)),
    ],
)
def test_typed_answers_do_what_buttons_do(
    question: OpenQuestion, texts: tuple[str, ...], intent: Intent
) -> None:
    context = Context(question=question)
    assert [answer(text, context) for text in texts] == [intent] * len(texts)


def test_without_a_question_only_leaving_and_cancelling_are_answers() -> None:
    assert answer("quit", FIRST) == Cancel(leave=True)
    assert answer("cancel", FILM) == Cancel()
    assert [answer(text, FILM) for text in ("yes", "no", "skip", "ok", "4")] == [None] * 5


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("2", Choose(Nth(2))),
        ("the second one", Choose(Nth(2))),
        ("the last one", Choose(Nth(2))),
        ("1995", Choose(Nth(2))),
        ("the 1954 one", Choose(Nth(1))),
        ("the newer one", Choose(Nth(2))),
        ("the original", Choose(Nth(1))),
        ("7", None),
        ("the 2005 one", None),
        ("heat", None),
    ],
)
def test_one_of_the_films_offered_is_chosen(text: str, intent: Intent | None) -> None:
    assert answer(text, WHICH) == intent


@pytest.mark.parametrize(
    ("question", "text", "intent"),
    [
        ("rating", "4.5", Rate((Opinion(ThatFilm(), 4.5),))),
        ("rating", "four stars", Rate((Opinion(ThatFilm(), 4.0),))),
        ("rating", "maybe a 4", Rate((Opinion(ThatFilm(), 4.0),))),
        ("rating", "it was great, 4.5", Rate((Opinion(ThatFilm(), 4.5),))),
        ("rating", "loved it", Rate((Opinion(ThatFilm(), 5.0),))),
        ("rating", "a good comedy", None),
        ("rating", "is it any good?", None),
        ("rating", "hereditary 4", None),
        ("rating", "recommend something good", None),
        ("rating", "meh", Rate((Opinion(ThatFilm(), 2.5),))),
        ("year", "1994", AddFilm(year=1994)),
        ("genres", "comedy and romance", AddFilm(genres=("Comedy", "Romance"))),
        ("title", "Dune: Part Two", AddFilm("Dune: Part Two")),
        ("title", "cancel", Cancel()),
    ],
)
def test_an_open_question_takes_its_value(
    question: OpenQuestion, text: str, intent: Intent | None
) -> None:
    context = Context(last_film=MovieId(7), question=question)
    assert answer(text, context) == intent


@given(st.text(), st.sampled_from([FIRST, FILM, LIST, WHICH]))
def test_any_text_may_be_an_answer(text: str, context: Context) -> None:
    assert answer(text, context) is None or len(text) <= 60


def asked(
    label: str, text: str, *films: str, context: Context = FIRST, places: bool = False
) -> tuple[Intent, ...]:
    return acts(text, clause(label, text, *films, places=places), context=context).intents


def test_places_of_the_list_are_pointed_at() -> None:
    assert asked("why", "why 2?", context=LIST, places=True) == (Why(Nth(2)),)
    assert asked("watchlist", "put the third on my list", context=LIST) == (Watchlist((Nth(3),)),)
    assert asked("watchlist", "save the first and the third", context=LIST) == (
        Watchlist((Nth(1), Nth(3))),
    )
    assert asked("watchlist", "add both", context=LIST) == (Watchlist((Those(2),)),)
    assert asked("not_interested", "not the second", context=LIST) == (NotInterested((Nth(2),)),)
    assert asked("not_interested", "none of these", context=LIST) == (NotInterested((Those(),)),)


def test_another_film_of_the_name_is_pointed_at() -> None:
    assert asked("no", "not that, the 2005 one", context=FILM) == (No(OtherOne(2005)),)
    assert asked("no", "the newer one", context=FILM) == (No(OtherOne(age="newer")),)
    assert asked("no", "that's the wrong one, the other one", context=FILM) == (No(OtherOne()),)
    assert asked("no", "sorry, i meant the third one", context=LIST) == (No(Nth(3)),)
    assert asked("amend", "sorry i meant heat", "heat", context=FILM) == (
        No(mention("sorry i meant heat", "heat")),
    )


def test_stars_and_days_are_corrected_of_the_film_talked_about() -> None:
    assert asked("amend", "actually 3 stars", context=FILM) == (Amend(ThatFilm(), 3.0),)
    assert asked("amend", "it was a 3, not a 4", context=FILM) == (Amend(ThatFilm(), 3.0),)
    assert asked("amend", "actually more like 3 stars", context=FILM) == (Amend(ThatFilm(), 3.0),)
    assert asked("undo", "undo that, it was 3", context=FILM) == (Amend(ThatFilm(), 3.0),)
    assert asked("amend", "no, 3.5 was right after all", context=FILM) == (Amend(ThatFilm(), 3.5),)
    (act,) = asked("amend", "sorry, that was yesterday, not today", context=FILM)
    assert isinstance(act, Amend)
    assert (act.film, str(act.watched_on)) == (ThatFilm(), "2026-11-24")


def test_a_named_film_is_corrected() -> None:
    text = "munich was on saturday, not last night"
    (act,) = asked("amend", text, "munich", context=FILM)
    assert isinstance(act, Amend)
    assert (act.film, str(act.watched_on)) == (mention(text, "munich"), "2026-11-21")
    text = "change ronin to 4"
    assert asked("amend", text, "ronin") == (Amend(mention(text, "ronin"), 4.0),)
    text = "Sicario should be 4 and Prisoners 3"
    assert asked("amend", text, "Sicario", "Prisoners") == (
        Amend(mention(text, "Sicario"), 4.0),
        Amend(mention(text, "Prisoners"), 3.0),
    )


@pytest.mark.parametrize("context", [FIRST, LIST])
def test_a_correction_of_no_film_asks_which(context: Context) -> None:
    assert asked("amend", "actually 3 stars", context=context) == (Amend(UNNAMED, 3.0),)
    assert asked("not_interested", "not for me", context=context) == (NotInterested((UNNAMED,)),)


def test_a_list_is_narrowed() -> None:
    assert asked("more", "less scary") == (More(Filters(not_genres=("Horror",))),)
    assert asked("more", "something else") == (More(),)
    assert asked("more", "still boring") == (More(),)
    assert asked("more", "that's old") == (More(Filters(age="newer")),)
    assert asked("more", "these are too old for me") == (More(Filters(age="newer")),)
    assert asked("more", "something older") == (More(Filters(age="older")),)


def test_the_rest_keeps_its_film() -> None:
    assert asked("not_seen", "haven't seen it yet", context=FILM) == (NotSeen((ThatFilm(),)),)
    assert asked("undo", "undo that", context=FILM) == (Undo(),)
    assert asked("watchlist", "take heat off my list", "heat") == (
        Watchlist((mention("take heat off my list", "heat"),), remove=True),
    )
    assert asked("choose", "the second one please", context=WHICH) == (Choose(Nth(2)),)


@pytest.mark.parametrize(
    ("last_act", "intent"),
    [
        ("watchlist", Watchlist((Nth(4),))),
        ("not_interested", NotInterested((Nth(4),))),
        ("log_watched", LogWatched((Viewing(Nth(4), undated=True),))),
        ("recommend", None),
    ],
)
def test_and_the_fourth_too_does_the_same_for_another_film(
    last_act: str, intent: Intent | None
) -> None:
    context = Context(listed=LIST.listed, last_act=last_act)
    for text in ("and the fourth too", "also number 4"):
        assert typed_answer(text, value_spans(text, NOW), context) == intent


def test_not_that_old_asks_for_newer_films_of_the_list() -> None:
    text = "not that old"
    assert typed_answer(text, value_spans(text, NOW), LIST) == More(Filters(age="newer"))


@pytest.mark.parametrize("text", ["put it back", "no wait, put it back"])
def test_put_it_back_takes_an_undo_back_and_nothing_else(text: str) -> None:
    spans = value_spans(text, NOW)
    assert typed_answer(text, spans, Context(last_act="undo")) == Undo(back=True)
    assert typed_answer(text, spans, FIRST) is None
