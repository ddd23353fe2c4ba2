"""What a handful of fresh accounts can teach a model, and what friends who stay can."""

from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.trust import FRESH_S, LEAST_CAP, LEAST_FILMS, Histories, trusted

NOW = 1e9
SPAM = MovieId(999)
POPULAR = range(1, 400)


def watched(person: int, *films: int) -> tuple[PersonId, tuple[HistoryEntry, ...]]:
    return PersonId(person), tuple(HistoryEntry(MovieId(film), 5.0, 1.0) for film in films)


def learnt(histories: Histories, *, age_s: float, raters: int = 300) -> Histories:
    return trusted(
        histories,
        first_seen={person: NOW - age_s - int(person) for person, _ in histories},
        raters=dict.fromkeys(map(MovieId, POPULAR), raters),
        now=NOW,
    )


def teachers_of(film: MovieId, histories: Histories) -> list[PersonId]:
    return [person for person, log in histories if film in {entry.movie_id for entry in log}]


def test_who_has_logged_few_films_teaches_nothing_however_long_they_are_there() -> None:
    few = [watched(person, SPAM, *range(1, LEAST_FILMS - 1)) for person in range(250)]
    assert learnt(few, age_s=10 * FRESH_S) == []


def test_fresh_accounts_together_teach_a_film_up_to_its_cap_and_the_first_count() -> None:
    crowd = [watched(person, SPAM, *range(1, 11)) for person in range(50)]
    left = learnt(crowd, age_s=0.0)
    assert teachers_of(SPAM, left) == list(range(50 - LEAST_CAP, 50))  # the oldest accounts
    assert len(teachers_of(MovieId(1), left)) == 30  # a tenth of its raters


def test_friends_who_stay_teach_all_they_logged() -> None:
    friends = [watched(person, SPAM, *range(1, 60)) for person in range(50)]
    assert learnt(friends, age_s=FRESH_S) == friends


def test_five_friends_of_the_first_evening_teach_nearly_all() -> None:
    friends = [watched(person, *range(1 + 10 * person, 51 + 10 * person)) for person in range(5)]
    assert learnt(friends, age_s=0.0) == friends
