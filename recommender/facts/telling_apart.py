"""Names for a list of films in which some have one name: told apart by director, else by genres."""

from collections import Counter
from collections.abc import Callable, Sequence

from recommender.domain import Film, MovieId
from recommender.facts.film_facts import Facts


def told_apart(
    films: Sequence[Film], facts_of: Callable[[MovieId], Facts | None]
) -> tuple[str, ...]:
    """The name of each film, with who made it or its genres where the title and year are shared.

    "Emma (1996), Douglas McGrath" and "Emma (1996), Romance". Films of one title are told apart
    by their years already.
    """
    shared = Counter(film.name for film in films)
    return tuple(
        film.name if shared[film.name] == 1 else _told(film, facts_of(film.movie_id))
        for film in films
    )


def _told(film: Film, facts: Facts | None) -> str:
    if facts is not None and facts.directors:
        return f"{film.name}, {' and '.join(facts.directors)}"
    if film.genres:
        return f"{film.name}, {'/'.join(film.genres)}"
    return film.name
