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
    ("text", "expected"),
    [
        ("vi Heat anoche, 4 estrellas", [day("2026-11-24"), RatingValue(4)]),
        ("hace una semana y media vi Heat", [day("2026-11-15")]),
        ("la vi el 3 de marzo de 2024, 4 de 5", [day("2024-03-03"), RatingValue(4)]),
        ("me encantó", [PraiseValue(5)]),
        ("no me gustó nada", [PraiseValue(2)]),
        ("mi hijo tiene 5 años", []),
        ("en mi cumpleaños vi Heat", [DayValue(None, unread=True)]),
    ],
)
def test_spanish(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j'ai vu Heat hier soir, 4 étoiles", [day("2026-11-24"), RatingValue(4)]),
        ("il y a une semaine et demie", [day("2026-11-15")]),
        ("vu le 3 mars 2024, 4 sur 5", [day("2024-03-03"), RatingValue(4)]),
        ("j'ai adoré", [PraiseValue(5)]),
        ("je n'ai pas aimé", [PraiseValue(2)]),
        ("mon fils a 5 ans", []),
        ("pendant les vacances j'ai vu Heat", [DayValue(None, unread=True)]),
    ],
)
def test_french(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("eine Komödie oder einen Thriller", Filters(any_genres=("Comedy", "Thriller"))),
        ("ein Film aus den 80ern, kein Horror", Filters((), (), ("Horror",), 1980, 1989)),
        ("una comedia o un thriller", Filters(any_genres=("Comedy", "Thriller"))),
        ("nada de terror, de los años 80", Filters((), (), ("Horror",), 1980, 1989)),
        ("une comédie, pas d'horreur", Filters(("Comedy",), (), ("Horror",))),
        ("un film des années 80", Filters(year_from=1980, year_to=1989)),
        ("avant 1960", Filters(year_to=1959)),
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
        ("la tercera a mi lista", Nth(3)),
        ("todas menos la cuarta", Those(without=(4,))),
        ("le troisième sur ma liste", Nth(3)),
        ("celui de 2005", OtherOne(2005)),
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
