"""What a handful of fresh accounts can teach a model, and what friends who stay can."""

from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.trust import FRESH_S, LEAST_CAP, LEAST_FILMS, MOST_FRESH, Histories, trusted

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


def test_of_fresh_accounts_the_first_teach_and_together_up_to_a_cap_for_each_film() -> None:
    crowd = [watched(person, SPAM, *range(1, 11)) for person in range(50)]
    left = learnt(crowd, age_s=0.0)
    assert [person for person, _ in left] == list(range(50 - MOST_FRESH, 50))  # the oldest
    left = learnt(crowd, age_s=0.0, raters=70)
    assert len(teachers_of(MovieId(1), left)) == 7  # a tenth of its raters
    assert len(teachers_of(SPAM, left)) == LEAST_CAP


def test_as_many_fresh_people_teach_as_there_are_others() -> None:
    known = [watched(person, *range(1, 11)) for person in range(40)]
    fresh = [watched(person, *range(100 + person, 110 + person)) for person in range(40, 70)]
    everybody = known + fresh
    seen = {person: 0.0 if person < 40 else NOW - 60 for person, _ in everybody}
    assert len(trusted(everybody, first_seen=seen, raters={}, now=NOW)) == 70


def test_friends_who_stay_teach_all_they_logged() -> None:
    friends = [watched(person, SPAM, *range(1, 60)) for person in range(50)]
    assert learnt(friends, age_s=FRESH_S) == friends


def test_five_friends_of_the_first_evening_teach_nearly_all() -> None:
    friends = [watched(person, *range(1 + 10 * person, 51 + 10 * person)) for person in range(5)]
    assert learnt(friends, age_s=0.0) == friends
