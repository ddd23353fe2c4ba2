"""The same values in other languages, each from its table."""

import datetime as dt

import pytest

from bot.intents import Nth, OtherOne, Those
from bot.understanding.narrowing import filters_of
from bot.understanding.spans import DayValue, PositionValue, PraiseValue, RatingValue
from bot.understanding.values import value_spans
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import languages_in
from recommender.domain import Filters

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)


def values(text: str) -> list[object]:
    kinds = {"day", "rating", "praise"}
    return [span.value for span in value_spans(text, NOW) if span.kind in kinds]


def day(text: str) -> DayValue:
    return DayValue(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heat gestern abend gesehen, 4 Sterne", [day("2026-11-24"), RatingValue(4)]),
        ("Inception vor zweiundsiebzig Tagen", [day("2026-09-14")]),
        ("Heat am 5.6. gesehen", [day("2026-06-05")]),
        ("vor anderthalb Wochen gesehen", [day("2026-11-15")]),
        ("viereinhalb Sterne für den Film", [RatingValue(4.5)]),
        ("an meinem Geburtstag gesehen", [DayValue(None, unread=True)]),
        ("das war großartig", [PraiseValue(4.5)]),
        ("fand ich nicht toll", [PraiseValue(2.5)]),
        ("mein Sohn ist 5", []),
    ],
)
def test_german(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("eine Komödie oder einen Thriller", Filters(any_genres=("Comedy", "Thriller"))),
        ("ein Film aus den 80ern, kein Horror", Filters((), (), ("Horror",), 1980, 1989)),
        ("nichts Gruseliges, etwas Lustiges", Filters(("Comedy",), (), ("Horror",))),
    ],
)
def test_wishes_of_other_languages(text: str, filters: Filters) -> None:
    assert filters_of(value_spans(text, NOW)) == filters


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("den dritten Film auf meine Liste", Nth(3)),
        ("alle außer dem vierten", Those(without=(4,))),
        ("der neuere bitte", OtherOne(age="newer")),
    ],
)
def test_places_of_other_languages(text: str, ref: object) -> None:
    found = [s.value.ref for s in value_spans(text, NOW) if isinstance(s.value, PositionValue)]
    assert found == [ref]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("die hard 4", ["en"]),
        ("watched das boot, elf and los olvidados", ["en"]),
        ("heat gestern 4 stars", ["en", "de"]),
        ("ich habe gestern Heat gesehen", ["de"]),
        ("", ["en"]),
    ],
)
def test_a_language_is_read_where_its_words_stand(text: str, languages: list[str]) -> None:
    assert [words.language for words in languages_in(folded(text))] == languages
