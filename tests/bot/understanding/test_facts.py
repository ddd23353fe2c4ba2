"""Each value goes to its film, and an act to the films that the message names or points at."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import (
    Amend,
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    No,
    NotInterested,
    NotSeen,
    Nth,
    Opinion,
    Rate,
    SmallTalk,
    ThatFilm,
    Undo,
    Viewing,
    Watchlist,
)
from bot.understanding.clauses import UNNAMED
from bot.understanding.context import Context
from tests.bot.understanding.chosen import FILM, LIST, NOW, acts, clause, mention, missing, unsure

TODAY = NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


def ratings(text: str, *films: str, intent: str = "rate") -> dict[str, float | None]:
    (act,) = acts(text, clause(intent, text, *films)).intents
    assert isinstance(act, Rate | LogWatched)
    items = act.opinions if isinstance(act, Rate) else act.viewings
    found: dict[str, float | None] = {}
    for item in items:
        assert isinstance(item.film, Mention)
        found[item.film.surface] = item.rating
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heat 4/5, alien 5/5", {"heat": 4, "alien": 5}),
        ("loved inception, hated the matrix", {"inception": 5, "the matrix": 1}),
        ("I gave Gattaca 5 stars and Contact 3 stars", {"Gattaca": 5, "Contact": 3}),
        ("I gave 5 stars to Gattaca and 3 stars to Contact", {"Gattaca": 5, "Contact": 3}),
        ("watched up 4, cars 3.5", {"up": 4, "cars": 3.5}),
        ("Sicario should be 4 and Prisoners 3", {"Sicario": 4, "Prisoners": 3}),
        (
            "Moon wasn't for me (maybe a 2) while The Martian was an easy 4.5",
            {"Moon": 2, "The Martian": 4.5},
        ),
        ("4/5 heat, 5/5 alien", {"heat": 4, "alien": 5}),
        ("4/5 heat 5/5 alien", {"heat": 4, "alien": 5}),
        ("heat: 4 alien: 5", {"heat": 4, "alien": 5}),
        ("heat was great. alien was boring", {"heat": 4.5, "alien": 2}),
        ("loved heat and alien", {"heat": 5, "alien": 5}),
        ("heat and alien were both great", {"heat": 4.5, "alien": 4.5}),
        ("watched heat, alien and moon, 5 stars each", {"heat": 5, "alien": 5, "moon": 5}),
        ("watched heat (1995), alien (1979), 4 stars", {"heat": 4, "alien": 4}),
        ("watched heat, alien 4", {"heat": None, "alien": 4}),
        ("best shark film ever, jaws gets a 4.5 from me", {"jaws": 4.5}),
        ("hated the ending of the mist but still a 3.5", {"the mist": 3.5}),
        ("i give heat a 9", {"heat": 4.5}),
        ("titanic 3", {"titanic": 3}),
        ("seven 7", {"seven": 3.5}),
        ("heat 4 stars, no wait, alien ★★★½", {"heat": 4, "alien": 3.5}),
        ("heat was amazing!! 3 stars", {"heat": 3}),
        ("not a fan of heat", {"heat": 2}),
        ("heat and alien, 4 stars and 3 stars", {"heat": 4, "alien": 3}),
        ("saw heat and then liked alien, 4 and 3 stars", {"heat": 4, "alien": 3}),
        ("airplane! 4, heat 3", {"airplane": 4, "heat": 3}),
        ("heat 4, alien", {"heat": 4, "alien": None}),
        ("heat was better than i expected, 4/5", {"heat": 4}),
        ("heat (4/5), alien (5/5)", {"heat": 4, "alien": 5}),
        ("heat - 4 stars - alien - 5 stars", {"heat": 4, "alien": 5}),
        ("heat\n4/5\nalien\n3/5", {"heat": 4, "alien": 3}),
    ],
)
def test_stars_go_to_the_film_they_were_said_of(text: str, expected: dict[str, float]) -> None:
    assert ratings(text, *expected) == expected


@given(
    st.permutations(["heat", "alien", "moon", "jaws"]),
    st.lists(st.sampled_from(["4/5", "3 stars", "★★", "a 9"]), min_size=4, max_size=4),
)
def test_every_film_of_a_list_keeps_its_own_stars(films: list[str], stars: list[str]) -> None:
    worth = {"4/5": 4.0, "3 stars": 3.0, "★★": 2.0, "a 9": 4.5}
    text = ", ".join(f"{film} {star}" for film, star in zip(films, stars, strict=True))
    expected = {film: worth[star] for film, star in zip(films, stars, strict=True)}
    assert ratings(text, *films) == expected


@given(st.sampled_from(["loved it", "boring", "best ever", "meh"]), st.sampled_from([1, 2.5, 4]))
def test_a_number_beats_words_of_praise(praise: str, stars: float) -> None:
    assert ratings(f"{praise}, heat {stars} stars", "heat") == {"heat": stars}
    assert ratings(f"heat {stars} stars, {praise}", "heat") == {"heat": stars}


def viewings(text: str, *films: str) -> dict[str, Viewing]:
    (act,) = acts(text, clause("log_watched", text, *films)).intents
    assert isinstance(act, LogWatched)
    return {v.film.surface: v for v in act.viewings if isinstance(v.film, Mention)}


def test_each_film_keeps_its_own_day() -> None:
    seen = viewings("saw heat yesterday and alien today", "heat", "alien")
    assert {film: viewing.watched_on for film, viewing in seen.items()} == {
        "heat": YESTERDAY,
        "alien": TODAY,
    }


def test_one_day_counts_for_all_films_of_a_clause() -> None:
    seen = viewings("saw heat and alien last night", "heat", "alien")
    assert {viewing.watched_on for viewing in seen.values()} == {YESTERDAY}


def test_only_the_film_seen_again_is_a_rewatch() -> None:
    seen = viewings("rewatched heat, saw alien", "heat", "alien")
    assert {film: viewing.rewatch for film, viewing in seen.items()} == {
        "heat": True,
        "alien": False,
    }


@pytest.mark.parametrize(
    "words",
    ["on my birthday", "on halloween eve", "over the holidays", "on 45/67", "on feb 30 2024"],
)
def test_a_day_that_is_not_understood_is_not_today_and_is_named(words: str) -> None:
    text = f"watched heat {words}"
    told = acts(text, clause("log_watched", text, "heat"))
    assert told.intents == (LogWatched((Viewing(mention(text, "heat"), undated=True),)),)
    assert told.unread == (words,)


@pytest.mark.parametrize("words", ["7/5", "150%", "12 stars"])
def test_stars_that_do_not_exist_are_named(words: str) -> None:
    text = f"heat {words}"
    told = acts(text, clause("rate", text, "heat"))
    assert told.intents == (Rate((Opinion(mention(text, "heat"), None),)),)
    assert told.unread == (words,)


@pytest.mark.parametrize("words", ["years ago", "last month", "in March", "in 2019", "as a kid"])
def test_a_time_without_a_day_keeps_no_day(words: str) -> None:
    viewing = viewings(f"watched heat {words}", "heat")["heat"]
    assert (viewing.watched_on, viewing.undated) == (None, True)


PLANS = (
    "we are watching {} tonight",
    "i'm going to watch {} tomorrow",
    "watching {} tomorrow",
    "if i watched {} would i like it",
    "i want to see {}",
    "might watch {} later",
    "we'll watch {} next friday",
    "should i watch {}",
)


@given(st.sampled_from(PLANS), st.sampled_from(["heat", "alien", "moon"]))
def test_a_viewing_to_come_or_thought_of_is_none(plan: str, film: str) -> None:
    text = plan.format(film)
    assert acts(text, clause("log_watched", text, film)).intents == (
        SmallTalk("about_films", (mention(text, film),)),
    )


@pytest.mark.parametrize("film", ["edge of tomorrow", "i want to live!", "twice upon a yesterday"])
def test_words_of_a_title_tell_of_no_plan_no_day_and_no_rewatch(film: str) -> None:
    text = f"{film} 4/5"
    assert viewings(text, film)[film] == Viewing(mention(text, film), 4.0)


@pytest.mark.parametrize(
    "text",
    [
        "heat isn't as good as alien",
        "is heat better than alien?",
        "heat was great compared to alien",
        "i loved heat more than alien",
        "heat vs alien",
    ],
)
def test_a_comparison_rates_nothing(text: str) -> None:
    assert isinstance(acts(text, clause("rate", text, "heat", "alien")).intents[0], SmallTalk)


def test_a_film_that_another_is_measured_by_is_not_logged() -> None:
    text = "watched heat, 4 stars, better than alien"
    (act,) = acts(text, clause("log_watched", text, "heat", "alien")).intents
    assert act == LogWatched((Viewing(mention(text, "heat"), 4.0),))


def test_what_is_better_than_a_film_is_said_of_no_film() -> None:
    text = "it's better than heat"
    assert acts(text, clause("rate", text, "heat"), context=FILM).intents == (
        SmallTalk("about_films", (mention(text, "heat"),)),
    )


def test_a_plan_for_one_film_leaves_the_viewing_of_another() -> None:
    text = "watched heat yesterday and watching alien tomorrow"
    (act,) = acts(text, clause("log_watched", text, "heat", "alien")).intents
    assert act == LogWatched((Viewing(mention(text, "heat"), watched_on=YESTERDAY),))


def test_places_of_a_list_get_their_stars() -> None:
    text = "3 and 5 I've seen, 4 stars each"
    (act,) = acts(text, clause("log_watched", text, places=True), context=LIST).intents
    assert act == LogWatched(
        (Viewing(Nth(3), 4.0, undated=True), Viewing(Nth(5), 4.0, undated=True))
    )
    text = "the first I've seen, 4 stars, and the third was terrible"
    (act,) = acts(text, clause("log_watched", text), context=LIST).intents
    assert act == LogWatched(
        (Viewing(Nth(1), 4.0, undated=True), Viewing(Nth(3), 1.0, undated=True))
    )


def test_all_but_one_are_the_places_that_are_left() -> None:
    text = "I have seen all of them except 4"
    (act,) = acts(text, clause("log_watched", text), context=LIST).intents
    assert isinstance(act, LogWatched)
    assert [viewing.film for viewing in act.viewings] == [Nth(1), Nth(2), Nth(3), Nth(5)]


def test_several_acts_come_in_the_order_said() -> None:
    text = "loved dune, put part two on my list, what else is like it?"
    told = acts(
        text,
        clause("rate", text, "dune", part="loved dune"),
        clause("watchlist", text, "part two", part="put part two on my list"),
    )
    assert told.intents == (
        Rate((Opinion(mention(text, "dune"), 5.0),)),
        Watchlist((mention(text, "part two"),)),
    )


def test_an_opinion_of_it_joins_the_viewing_before() -> None:
    text = "watched heat last night. loved it"
    told = acts(
        text,
        clause("log_watched", text, "heat", part="watched heat last night."),
        clause("rate", text, part="loved it"),
    )
    assert told.intents == (LogWatched((Viewing(mention(text, "heat"), 5.0, YESTERDAY),)),)


def test_stars_of_an_it_that_may_be_either_film_are_named_and_not_written() -> None:
    text = "saw heat and alien, loved it"
    told = acts(text, clause("log_watched", text, "heat", "alien"))
    assert isinstance(told.intents[0], LogWatched)
    assert [viewing.rating for viewing in told.intents[0].viewings] == [None, None]
    assert told.unread == ("loved",)


WRITES = ("log_watched", "rate", "not_interested", "not_seen", "watchlist", "undo", "amend")
FILM_NAMES = st.sampled_from(["xanadu beyond", "the one and only", "de rouille et d'os"])


def films_of(intent: Intent) -> tuple[FilmRef, ...]:
    match intent:
        case LogWatched(viewings=viewings):
            return tuple(viewing.film for viewing in viewings)
        case Rate(opinions=opinions):
            return tuple(opinion.film for opinion in opinions)
        case Amend(film=film):
            return (film,)
        case No(film=meant):
            return () if meant is None else (meant,)
        case NotInterested(films=films) | NotSeen(films=films) | Watchlist(films=films):
            return films
        case Undo(films=films):
            return films
    return ()


@given(
    st.sampled_from(WRITES),
    FILM_NAMES,
    st.sampled_from(["saw {}, 4 stars", "{} it", "save both {}"]),
    st.sampled_from([LIST, FILM, Context()]),
    st.booleans(),
)
def test_an_unknown_or_unsure_film_stays_in_the_act_and_no_other_takes_its_place(
    intent: str, name: str, frame: str, context: Context, known: object
) -> None:
    text = frame.format(name)
    film = unsure(text, name) if known else missing(text, name)
    told = replace(clause(intent, text, name), films=(film,))
    (act,) = acts(text, told, context=context).intents
    assert films_of(act) == (film,)


@given(st.sampled_from(["watched a good film yesterday, 4 stars", "saw something great at last"]))
def test_a_viewing_of_no_named_film_asks_which(text: str) -> None:
    for context in (LIST, FILM, Context()):
        (act,) = acts(text, clause("log_watched", text), context=context).intents
        assert isinstance(act, LogWatched)
        assert [viewing.film for viewing in act.viewings] == [UNNAMED]


def test_praise_alone_is_of_the_film_talked_about_and_of_no_list() -> None:
    text = "incredible!! 4"
    (act,) = acts(text, clause("rate", text), context=FILM).intents
    assert act == Rate((Opinion(ThatFilm(), 4.0),))
    (act,) = acts(text, clause("rate", text), context=LIST).intents
    assert act == Rate((Opinion(UNNAMED, 4.0),))


@pytest.mark.parametrize("text", ["hereditary was brilliant, 5", "midsommar 4", "loved parasite"])
def test_a_word_that_may_be_a_name_is_not_the_film_talked_about(text: str) -> None:
    (act,) = acts(text, clause("rate", text), context=FILM).intents
    assert isinstance(act, Rate)
    assert [opinion.film for opinion in act.opinions] == [UNNAMED]
    (act,) = acts(text, clause("amend", text), context=FILM).intents
    assert isinstance(act, Amend)
    assert act.film == UNNAMED


@pytest.mark.parametrize(
    "text",
    [
        "a solid 4",
        "deserves 4 stars",
        "really funny, 4/5",
        "4, the ending was great",
        "wow. 5 stars",
    ],
)
def test_stars_in_plain_words_are_of_the_film_talked_about(text: str) -> None:
    (act,) = acts(text, clause("rate", text), context=FILM).intents
    assert isinstance(act, Rate)
    assert [opinion.film for opinion in act.opinions] == [ThatFilm()]


def test_undo_of_a_named_film_names_it() -> None:
    text = "remove heat from my log"
    assert acts(text, clause("undo", text, "heat")).intents == (
        Undo(films=(mention(text, "heat"),)),
    )


@pytest.mark.parametrize(
    ("text", "films", "stars"),
    [
        ("Heat war großartig, Alien fand ich nicht toll", ("Heat", "Alien"), (4.5, 2.5)),
        ("ich gebe Heat 4 Sterne und Alien 3 Sterne", ("Heat", "Alien"), (4, 3)),
        ("me encantó Heat pero Alien fue aburrida", ("Heat", "Alien"), (5, 2)),
        ("vi Heat y Alien, 4 estrellas cada una", ("Heat", "Alien"), (4, 4)),
        ("j'ai adoré Heat mais détesté Alien", ("Heat", "Alien"), (5, 1)),
        ("Heat 4 étoiles, Alien 3 étoiles", ("Heat", "Alien"), (4, 3)),
    ],
)
def test_stars_find_their_film_in_other_languages(
    text: str, films: tuple[str, ...], stars: tuple[float, ...]
) -> None:
    assert ratings(text, *films) == dict(zip(films, stars, strict=True))


@pytest.mark.parametrize(
    "text", ["ich will morgen Heat sehen", "quiero ver Heat", "je vais voir Heat demain"]
)
def test_plans_in_other_languages_are_no_viewing(text: str) -> None:
    assert isinstance(acts(text, clause("log_watched", text, "Heat")).intents[0], SmallTalk)


@pytest.mark.parametrize(
    "text",
    ["Heat ist nicht so gut wie Alien", "Heat es mejor que Alien", "Heat est mieux que Alien"],
)
def test_comparisons_in_other_languages_rate_nothing(text: str) -> None:
    act = acts(text, clause("rate", text, "Heat", "Alien")).intents[0]
    assert isinstance(act, SmallTalk)
