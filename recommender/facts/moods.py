"""Which films suit a mood: the table `moods.toml`, each mood with its reason there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recommender.domain import Film


@dataclass(frozen=True, slots=True)
class Mood:
    """What a film must be, or be about, to suit a mood."""

    name: str
    why: str
    """Why these films suit it, for whoever changes the table."""
    genres: tuple[tuple[str, ...], ...] = ()
    """MovieLens names; a film with all of one tuple suits it. Without genres, subjects and tags
    every film does that is not kept out."""
    subjects: tuple[str, ...] = ()
    """A film about one of them suits it, whatever its genres."""
    tags: tuple[str, ...] = ()
    """Words of which one is a film's tag if it suits, whatever its genres."""
    not_genres: tuple[tuple[str, ...], ...] = ()
    """A film with all of one tuple is kept out."""
    not_subjects: tuple[str, ...] = ()
    opposite: str | None = None
    """The mood that is meant where this one is refused; None: all other films."""

    @property
    def single_genres(self) -> tuple[str, ...]:
        """Genres that are enough alone."""
        return _single(self.genres)

    @property
    def single_not_genres(self) -> tuple[str, ...]:
        """Genres that keep a film out alone."""
        return _single(self.not_genres)

    def suits(self, film: Film, *, about: bool) -> bool:
        """Whether a film suits, but for subjects that are kept out.

        Args:
            film: The film.
            about: Whether it is about one of the subjects, or tagged so.
        """
        if any(all(genre in film.genres for genre in every) for every in self.not_genres):
            return False
        if about or not (self.genres or self.subjects or self.tags):
            return True
        return any(all(genre in film.genres for genre in every) for every in self.genres)


def _single(genres: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(one[0] for one in genres if len(one) == 1)


@cache
def moods() -> Mapping[str, Mood]:
    """The table, by name."""
    text = files("recommender.facts").joinpath("moods.toml").read_text(encoding="utf-8")
    return {name: _mood(name, row) for name, row in tomllib.loads(text).items()}


def _mood(name: str, row: Mapping[str, str | list[str]]) -> Mood:
    def listed(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, ()))

    return Mood(
        name,
        str(row["why"]),
        genres=tuple(tuple(one.split("+")) for one in listed("genres")),
        not_genres=tuple(tuple(one.split("+")) for one in listed("not_genres")),
        subjects=listed("subjects"),
        tags=listed("tags"),
        not_subjects=listed("not_subjects"),
        opposite=str(row["opposite"]) if "opposite" in row else None,
    )
