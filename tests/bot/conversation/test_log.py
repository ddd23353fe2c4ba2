"""Logging through the conversation: at once, once, and never for good."""

import datetime as dt

import pytest

from bot.conversation.respond import Conversation
from bot.intents import (
    ById,
    Intent,
    LogWatched,
    NotInterested,
    Opinion,
    Rate,
    Start,
    Undo,
    Viewing,
)
from bot.presentation.buttons import encode
from bot.replies import Answer, Button
from recommender.domain import MovieId, PersonId
from recommender.storage import Cause, Store
from tests import planted
from tests.planted import NOW, Talker

ANA = PersonId(7)
ALIEN, HEAT = MovieId(1), MovieId(43)


def button(answer: Answer, label: str) -> str:
    """The bytes of the button with this label."""
    for reply in answer.replies:
        for row in reply.buttons:
            for one in row:
                if isinstance(one, Button) and one.label == label:
                    return encode(one.press)
    raise AssertionError(f"no button {label!r} in {answer}")


def films(answer: Answer) -> list[int]:
    return [film for reply in answer.replies for film in reply.films]


def test_a_log_made_a_second_ago_changes_the_next_list_and_is_not_in_it(ana: Talker) -> None:
    before = films(ana.say("recommend for me"))
    ana.say("watched heat last night, 4.5")
    ana.say("saw blade runner")
    ana.say("saw predator, 5 stars")
    after = films(ana.say("recommend for me"))
    assert after != before
    assert not {43, 3, 11} & set(after)
    assert all(movie_id < 20 or movie_id > 40 for movie_id in after[:3]), "a space lover's list"


def test_the_same_update_twice_logs_once_and_answers_the_same(ana: Talker, store: Store) -> None:
    first = ana.say("watched heat last night, 4.5", update=900)
    again = ana.say("watched heat last night, 4.5", update=900)
    assert again == first
    assert store.watches.count(ANA) == 1


def test_a_message_that_takes_a_film_back_and_logs_it_does_both(
    ana: Talker, core: Conversation
) -> None:
    ana.say("saw heat 5 stars")
    (reply,) = ana.say("undo that, I saw heat yesterday").replies
    assert [line.text for line in reply.lines] == [
        "Took Heat (1995) back out of your log.",
        "Logged Heat (1995), yesterday",
    ]
    (watch,) = core.recommender.watches(ana.person.person_id)
    assert (watch.rating, watch.watched_on) == (None, NOW.date() - dt.timedelta(days=1))
    ana.say("undo")
    (watch,) = core.recommender.watches(ana.person.person_id)
    assert (watch.rating, watch.watched_on) == (5.0, NOW.date())


def test_an_undo_delivered_twice_takes_back_one_change(ana: Talker, store: Store) -> None:
    ana.say("watched heat")
    ana.say("watched predator")
    first = ana.say("undo", update=901)
    again = ana.say("undo", update=901)
    assert again == first
    assert [entry.movie_id for entry in store.watches.history(ANA)] == [HEAT]


def test_a_tap_on_stars_rates_the_film_that_was_logged(ana: Talker, store: Store) -> None:
    logged = ana.say("watched heat yesterday")
    ana.press(button(logged, "4★"))
    (entry,) = store.watches.history(ANA)
    yesterday = (NOW - dt.timedelta(days=1)).date()
    assert entry.rating == 4.0
    assert entry.at is not None
    assert dt.datetime.fromtimestamp(entry.at, dt.UTC).date() == yesterday


def test_every_change_can_be_undone_from_its_own_confirmation(ana: Talker, store: Store) -> None:
    said = ["watched heat", "rate predator 4 stars", "put titanic on my list"]
    pressed: list[Intent] = [
        NotInterested((ById(MovieId(2)),)),
        Rate((Opinion(ById(MovieId(3)), 2.0),)),
    ]
    answers = [ana.say(text) for text in said] + [ana.press(encode(one)) for one in pressed]
    for answer in reversed(answers):
        ana.press(button(answer, "Undo"))
    assert store.watches.history(ANA) == ()
    assert store.watches.wanted(ANA) == ()


def test_a_button_works_after_a_restart(ana: Talker, core: Conversation, store: Store) -> None:
    logged = ana.say("watched heat")
    restarted = Talker(Conversation(core.recommender, zone=NOW.tzinfo))
    restarted.count = 50
    restarted.press(button(logged, "Undo"))
    assert store.watches.count(ANA) == 0


def test_somebody_elses_undo_button_changes_nothing(
    ana: Talker, core: Conversation, store: Store
) -> None:
    logged = ana.say("watched heat")
    ben = Talker(core, "Ben", 8)
    answer = ben.press(button(logged, "Undo"))
    assert "nothing to take back" in answer.replies[0].text
    assert store.watches.count(ANA) == 1


def test_forged_buttons_get_a_kind_answer_and_change_nothing(ana: Talker, store: Store) -> None:
    forged = [
        "",
        "x" * 64,
        "1lw:zzzzzzzzzzzz",
        "🎬" * 16,
        "'; DROP TABLE watches; --",
        encode(LogWatched((Viewing(ById(MovieId(999_999))),))),
        encode(Undo(10**15)),
    ]
    for data in forged:
        (reply,) = ana.press(data).replies
        assert reply.text
    assert store.journal.position() == 0


def test_a_dismissed_film_is_never_suggested_again(ana: Talker) -> None:
    ana.say("watched alien, 5 stars")
    first = films(ana.say("recommend for me"))[0]
    ana.press(encode(NotInterested((ById(MovieId(first)),))))
    listed = films(ana.say("recommend for me"))
    while more := films(ana.say("more")):
        listed += more
    assert first not in listed


def test_watching_a_film_again_on_another_day_is_a_second_watch(ana: Talker, store: Store) -> None:
    ana.say("watched heat on 3 march")
    ana.say("watched heat again yesterday")
    assert store.watches.count(ANA) == 2


def test_a_logged_film_leaves_the_watchlist_and_an_undo_puts_it_back(
    ana: Talker, store: Store
) -> None:
    ana.say("put Heat (1995) on my list")
    logged = ana.say("watched heat")
    assert store.watches.wanted(ANA) == ()
    ana.press(button(logged, "Undo"))
    assert store.watches.wanted(ANA) == (HEAT,)


def test_an_added_film_that_others_have_logged_stays_when_its_adder_undoes(
    store: Store,
) -> None:
    core = Conversation(planted.recommender(store, index=planted.titles()))
    ana, ben = Talker(core), Talker(core, "Ben", 8)
    ana.press(encode(Start()))
    film, change_id = core.recommender.add_film(Cause(ANA, "add", 1.0), "Zyzzyva", 2021, ())
    ben.press(encode(LogWatched((Viewing(ById(film.movie_id)),))))  # as of a movie night
    assert change_id is not None
    ana.press(encode(Undo(change_id)))
    assert "Zyzzyva (2021)" in ben.say("what have i seen").replies[0].text
    assert film.movie_id in core.recommender.catalogue


def ratings(core: Conversation) -> dict[int, float | None]:
    return {watch.movie_id: watch.rating for watch in core.recommender.watches(ANA)}


def test_stars_behind_a_film_are_no_place_in_the_list_shown_before(
    ana: Talker, core: Conversation
) -> None:
    ana.say("we watched alien and heat")
    ana.say("recommend for me")
    ana.say("alien should be 4 and heat 3")
    assert ratings(core) == {ALIEN: 4.0, HEAT: 3.0}


def test_three_films_and_three_stars_go_together_in_order(ana: Talker, core: Conversation) -> None:
    ana.say("Alien, Heat and Blade Runner: 5, 4.5, 4")
    assert ratings(core) == {ALIEN: 5.0, HEAT: 4.5, MovieId(3): 4.0}


def test_one_more_film_at_the_end_of_a_sentence_gets_what_the_first_got(
    ana: Talker, core: Conversation
) -> None:
    ana.say("put Heat on my list, and Blade Runner too, which my brother keeps talking about")
    assert set(core.recommender.watchlist(ANA)) == {HEAT, MovieId(3)}


def test_a_film_named_again_behind_a_list_starts_a_verdict_of_its_own(
    ana: Talker, core: Conversation
) -> None:
    ana.say("already seen Alien and Heat, Heat wasn't for me (maybe a 2) while Alien was a 4.5")
    assert ratings(core) == {ALIEN: 4.5, HEAT: 2.0}


def test_one_button_takes_back_all_that_a_message_did_and_says_so(
    ana: Talker, core: Conversation
) -> None:
    told = ana.say("put Heat on my list. watched Alien 4/5")
    rows = [row for reply in told.replies for row in reply.buttons]
    assert [one.label for row in rows for one in row].count("Undo") == 1
    (undone,) = ana.press(button(told, "Undo")).replies
    assert [line.text for line in undone.lines] == [
        "Took Alien (1979) back out of your log.",
        "Off your list: Heat (1995).",
    ]
    assert list(core.recommender.watchlist(ANA)) == []
    assert ratings(core) == {}


@pytest.mark.parametrize("text", ["thanks!", "cool", "ok", "yes"])
def test_no_film_is_taken_where_one_of_several_was_asked_for(
    ana: Talker, core: Conversation, text: str
) -> None:
    asked = ana.say("watched sabrina, 2 stars")
    assert "Which" in asked.replies[0].text
    ana.say(text)
    assert ratings(core) == {}


UNCLEAR = "watched sabrina 2/5, the zzyzx chronicles of doom 5/5"


def names_the_other(answer: Answer) -> bool:
    return any("zzyzx" in line.text for reply in answer.replies for line in reply.lines)


def test_films_that_are_not_clear_are_asked_about_one_after_another(
    ana: Talker, core: Conversation
) -> None:
    asked = ana.say(UNCLEAR)
    assert names_the_other(asked)
    then = ana.press(button(asked, "Sabrina (1995)"))
    assert ratings(core) == {MovieId(46): 2.0}
    assert names_the_other(then)
    ana.press(button(then, "Never mind"))
    assert ratings(core) == {MovieId(46): 2.0}


@pytest.mark.parametrize("refused", ["no", "skip", "none of these"])
def test_a_film_that_is_given_up_keeps_the_next_one_waiting_no_longer(
    ana: Talker, refused: str
) -> None:
    ana.say(UNCLEAR)
    answer = ana.say(refused)
    if not names_the_other(answer):  # "none of these": we ask for its full title once
        answer = ana.say("no")
    assert names_the_other(answer)


def test_who_talks_of_something_else_is_asked_no_more(ana: Talker, core: Conversation) -> None:
    ana.say(UNCLEAR)
    ana.say("recommend for me")
    answer = ana.say("watched sabrina (1954)")
    assert not names_the_other(answer)
    assert ratings(core) == {MovieId(45): None}


def test_stars_behind_an_unknown_name_are_not_the_film_s_before_it(
    ana: Talker, core: Conversation
) -> None:
    ana.say("watched heat 2/5, qwertzuiop 5/5")
    assert ratings(core)[HEAT] == 2.0


@pytest.mark.parametrize(
    "text", ["saw prdator yesterdy 4", "watchd zzyzx last nigth 4.5", "saw qwertzuiop 2"]
)
def test_a_misspelt_message_behind_a_list_logs_no_film_of_the_list(
    ana: Talker, core: Conversation, text: str
) -> None:
    listed = films(ana.say("similar to alien"))
    ana.say(text)
    assert not set(ratings(core)) & {*listed} - {MovieId(11)}


def test_put_it_back_takes_back_the_last_undo_and_nothing_older(
    ana: Talker, core: Conversation
) -> None:
    ana.say("watched alien 4/5")
    ana.say("watched heat 3/5")
    ana.say("undo")
    ana.say("put it back")
    assert ratings(core) == {ALIEN: 4.0, HEAT: 3.0}
    ana.say("put it back")
    assert ratings(core) == {ALIEN: 4.0, HEAT: 3.0}


def test_a_correction_that_names_its_film_is_of_that_film(ana: Talker, core: Conversation) -> None:
    ana.say("watched predator 4/5 and heat 3/5")
    ana.say("hm actually predator was more a 5")
    assert ratings(core) == {MovieId(11): 5.0, HEAT: 3.0}


def test_how_many_this_month_counts_the_log(ana: Talker) -> None:
    ana.say("watched heat 3/5")
    assert "1" in ana.say("how many films did i see this month").replies[0].text


def test_never_show_me_a_genre_is_a_list_without_it(ana: Talker, core: Conversation) -> None:
    ana.say("saw predator, 5 stars")
    (reply,) = ana.say("never show me horror").replies
    assert ALIEN not in reply.films
    assert not core.recommender.watchlist(ANA)
