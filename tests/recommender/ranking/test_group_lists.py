"""Lists for groups in the planted world of two tastes."""

from collections.abc import Collection, Sequence
from typing import TypedDict, Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, HistoryEntry, MovieId, Signal
from recommender.ranking.aggregation import STRATEGIES, Strategy
from recommender.ranking.groups import GroupMember, group_fits, group_list, group_pick
from recommender.ranking.viewer import recommend
from tests import planted
from tests.planted import BOTH, HEART, SPACE

CATALOGUE = Catalogue(planted.films())
FILMS = sorted(SPACE | HEART | BOTH)


def someone(*movie_ids: int, refused: tuple[int, ...] = (), weight: float = 1.0) -> GroupMember:
    watched = [HistoryEntry(MovieId(movie_id), 4.5) for movie_id in movie_ids]
    dismissed = [HistoryEntry(MovieId(m), signal=Signal.DISMISSED) for m in refused]
    return GroupMember((*watched, *dismissed), weight)


SPACER = someone(1, 2, 3, 4, 5)
LOVER = someone(21, 22, 23, 24, 25)
STRANGER = someone()
members = st.lists(
    st.builds(
        lambda seen, refused: someone(*seen, refused=tuple(refused - seen)),
        st.sets(st.sampled_from(FILMS), max_size=8),
        st.sets(st.sampled_from(FILMS), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


class Options(TypedDict, total=False):
    """What a list may be asked for besides its people."""

    k: int
    strategy: Strategy
    filters: Filters
    exclude: Collection[MovieId]
    allow_seen: bool
    keep: Sequence[MovieId]


def listed(*people: GroupMember, **options: Unpack[Options]) -> list[int]:
    chosen = group_list(planted.snapshot().model, CATALOGUE, people, **options)
    return [pick.movie_id for pick in chosen.picks]


def test_what_both_like_comes_first_and_then_each_gets_their_own() -> None:
    films = listed(SPACER, LOVER, k=8)
    assert set(films[:4]) <= set(BOTH)
    assert any(film in SPACE for film in films)
    assert any(film in HEART for film in films)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_group_of_one_gets_that_persons_own_list(strategy: Strategy) -> None:
    model = planted.snapshot().model
    own = [one.movie_id for one in recommend(model, CATALOGUE, SPACER.history, k=9)]
    assert listed(SPACER, k=9, strategy=strategy) == own


@given(people=members, k=st.integers(1, 10), strategy=st.sampled_from(STRATEGIES))
def test_nothing_that_anybody_has_seen_or_refused_is_listed(
    people: list[GroupMember], k: int, strategy: Strategy
) -> None:
    known = {entry.movie_id for member in people for entry in member.history}
    films = listed(*people, k=k, strategy=strategy)
    assert not known & set(films)
    assert len(films) == len(set(films)) == min(k, len(set(FILMS) - known))


@given(people=members, k=st.integers(1, 12))
def test_a_shorter_list_is_the_head_of_a_longer_one(people: list[GroupMember], k: int) -> None:
    assert listed(*people, k=k) == listed(*people, k=k + 1)[:k]


@given(people=members)
def test_every_fit_is_a_part_and_there_is_one_for_each_member(people: list[GroupMember]) -> None:
    chosen = group_list(planted.snapshot().model, CATALOGUE, people, k=30)
    for pick in chosen.picks:
        assert len(pick.fits) == len(people)
        assert all(0 <= part <= 1 for part in (*pick.fits, pick.score))


def test_films_of_their_taste_fit_people_better() -> None:
    fits = group_fits(
        planted.snapshot().model, CATALOGUE, [SPACER, LOVER], [MovieId(8), MovieId(30)]
    )
    (space, heart) = (fit.fits for fit in fits if fit is not None)
    assert space[0] > space[1]
    assert heart[1] > heart[0]


def test_a_film_that_the_model_does_not_know_has_no_fit() -> None:
    assert group_fits(planted.snapshot().model, CATALOGUE, [SPACER], [MovieId(999)]) == (None,)


def test_seen_films_come_where_they_are_allowed_and_refused_ones_never() -> None:
    films = listed(someone(*SPACE), someone(*SPACE, refused=(41,)), k=30, allow_seen=True)
    assert set(SPACE) <= set(films)
    assert 41 not in films


def test_wishes_and_exclusions_hold() -> None:
    films = listed(SPACER, LOVER, k=30, filters=Filters(year_to=1990), exclude={MovieId(8)})
    assert films
    assert all((CATALOGUE[MovieId(film)].year or 0) <= 1990 for film in films)
    assert 8 not in films


def test_who_is_hardly_known_counts_less() -> None:
    newcomer = someone(21)
    assert listed(SPACER, newcomer, k=1)[0] in SPACE


def test_a_raised_weight_brings_somebodys_films_forward() -> None:
    owed = someone(21, 22, 23, 24, 25, weight=20.0)
    assert set(listed(SPACER, owed, k=3)) <= set(HEART)
    assert not set(listed(SPACER, LOVER, k=3)) & set(HEART)


def test_kept_films_head_the_list_and_the_others_make_up_for_them() -> None:
    kept = [MovieId(8), MovieId(9), MovieId(10)]
    films = listed(SPACER, LOVER, keep=kept)
    assert films[:3] == kept
    assert set(films[3:]) <= set(HEART) | set(BOTH)


def test_the_one_film_is_nobodys_misery() -> None:
    chosen = group_pick(planted.snapshot().model, CATALOGUE, [SPACER, LOVER])
    assert len(chosen.picks) == 1
    assert min(chosen.picks[0].fits) >= 0.5
    assert not chosen.relaxed


def test_a_guard_that_leaves_nothing_is_loosened_and_says_so() -> None:
    agreed = [MovieId(film) for film in BOTH]
    chosen = group_pick(planted.snapshot().model, CATALOGUE, [SPACER, LOVER], exclude=agreed)
    assert len(chosen.picks) == 1
    assert chosen.relaxed
