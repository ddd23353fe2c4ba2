from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.domain import Ambiguous, Film, NotFound, Resolved
from recommender.titles import TitleIndex, thresholds
from recommender.titles.deciding import MAX_CANDIDATES
from recommender.titles.readings import readings_of

_WORDS = (
    "the a heat rocky ii 2 1995 (1995) movie film called third last new star wars part one "
    "alien &  e.t. '82 eng subs teh shawshenk thirten ! - : of dvd"
)
_words = st.sampled_from(_WORDS.split())
texts = st.text(max_size=120) | st.lists(_words, max_size=12).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(texts)
def test_any_text_at_all_gets_an_answer(embedded_index: TitleIndex, text: str) -> None:
    answer = embedded_index.resolve(text)
    scores = [candidate.score for candidate in answer.candidates]
    ids = [candidate.film.movie_id for candidate in answer.candidates]
    assert len(ids) == len(set(ids)) <= MAX_CANDIDATES
    assert all(0 <= score <= 1 for score in scores)
    assert all(movie_id > 0 for movie_id in ids)
    match answer:
        case Resolved(film=film, candidates=candidates):
            assert candidates[0].film == film
        case Ambiguous(query=query, candidates=candidates):
            assert candidates
            assert query == text
        case NotFound(query=query):
            assert query == text


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_spelling_it_louder_or_with_noise_does_not_change_the_answer(
    embedded_index: TitleIndex, embedded_films: list[Film], data: st.DataObject
) -> None:
    film = data.draw(st.sampled_from(embedded_films))
    plain = embedded_index.resolve(film.name)
    for text in (film.name.upper(), f"  {film.name} ", f"“{film.name}”"):
        other = embedded_index.resolve(text)
        assert type(other) is type(plain)
        assert other.candidates == plain.candidates


def test_every_embedded_film_is_found_by_its_own_name(
    embedded_index: TitleIndex, embedded_films: list[Film]
) -> None:
    asked = []
    names = Counter(film.name for film in embedded_films)
    for film in embedded_films:
        answer = embedded_index.resolve(film.name)
        if isinstance(answer, Resolved):
            assert answer.film.name == film.name
        else:
            assert film in [candidate.film for candidate in answer.candidates]
            asked.append(film)
    # Only films that share title and year are asked about.
    assert all(names[film.name] > 1 for film in asked)


def test_nine_in_ten_embedded_films_are_resolved_by_title_alone(
    embedded_index: TitleIndex, embedded_films: list[Film]
) -> None:
    right = 0
    for film in embedded_films[::4]:
        answer = embedded_index.resolve(film.title)
        right += isinstance(answer, Resolved) and answer.film == film
    assert right > 0.9 * len(embedded_films[::4])


@settings(deadline=None)
@given(texts)
def test_there_are_few_ways_to_read_a_text(text: str) -> None:
    readings = list(readings_of(text))
    assert len(readings) == len(set(readings)) <= thresholds.READINGS
    assert all(reading.key.words for reading in readings)


def test_a_long_text_is_compared_with_no_more_films_than_a_short_one(
    embedded_index: TitleIndex,
) -> None:
    for text in (
        "the man who ",
        "(",
        "a.",
        "1 ",
        "thirten ",
        "shawshenk redemtion ",
        "'",
        "\u0301a",
    ):
        assert isinstance(embedded_index.resolve((text * 4096)[:4096]), NotFound)
