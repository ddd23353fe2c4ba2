"""The index that knows which film a text means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from recommender.domain import Candidate, Film, MovieId, NotFound, Resolution, Resolved
from recommender.titles.aliases import AliasKind
from recommender.titles.cache import cached_shelf
from recommender.titles.deciding import decide_exact, decide_guesses, ranked
from recommender.titles.exact import Hit, hits
from recommender.titles.fame import Fame
from recommender.titles.fuzzy import guesses, is_known
from recommender.titles.naming import naming_of
from recommender.titles.occurrences import Occurrence, occurrences
from recommender.titles.readings import Reading, readings_of, respelled
from recommender.titles.shelf import Shelf, is_lacking, shelf_of
from recommender.titles.words import ARTICLES

_FUZZY_READINGS = 3
_LONGEST_SERIES = 5
"""Words of a series' name."""
_LONGEST_KEY = 40
"""Words. A longer text is no title, and comparing it would only cost time."""


class TitleIndex:
    """Finds films by what people call them. Films can join at run time."""

    def __init__(self, shelf: Shelf, popularity: Mapping[MovieId, int]) -> None:
        self._shelves = [shelf]
        self._fame = Fame(popularity)
        self._added: dict[MovieId, Film] = {}
        self._stand_ins: dict[MovieId, Film] = {}

    @classmethod
    def build(
        cls,
        films: Iterable[Film],
        popularity: Mapping[MovieId, int] | None = None,
        *,
        cache_dir: Path | None = None,
    ) -> "TitleIndex":
        """Index a catalogue.

        Args:
            films: The films, each id once. Films that people added are better given to
                `add`, so that the cache of the large rest holds.
            popularity: Ratings per film, which breaks ties; may be empty. It is looked at
                with every question, so it may be a live mapping.
            cache_dir: An existing folder where the prepared index is kept for the next start.
        """
        known = list(films)
        shelf = shelf_of(known) if cache_dir is None else cached_shelf(known, cache_dir)
        return cls(shelf, popularity or {})

    def add(self, film: Film) -> None:
        """Let a film join; it is found at once."""
        named = naming_of(film.title)
        for hit in self._hits_of_key(tuple(named.key.split()), named.article, named.raw):
            if is_lacking(hit.film) and abs((hit.film.year or 0) - (film.year or 0)) <= 1:
                self._stand_ins[hit.film.movie_id] = film
        self._added[film.movie_id] = film
        self._shelves[1:] = [shelf_of(list(self._added.values()), with_lore=False)]

    def remove(self, movie_id: MovieId) -> None:
        """Let a film that was added leave again; others stay whatever is asked."""
        if self._added.pop(movie_id, None) is None:
            return
        self._stand_ins = {
            lacking: film for lacking, film in self._stand_ins.items() if film.movie_id != movie_id
        }
        added = list(self._added.values())
        self._shelves[1:] = [shelf_of(added, with_lore=False)] if added else []

    def resolve(
        self, text: str, *, year: int | None = None, seen: Collection[MovieId] = ()
    ) -> Resolution:
        """The film that `text` means, or the few it may mean, or none.

        Total over any text, and linear in its length. Candidates come best first with
        scores 0-1.

        Args:
            text: A title as people type it, perhaps with its year.
            year: The year meant, when known from elsewhere; ±1 is tolerated, exact first.
            seen: Films of the asking person's own history, which decide between namesakes.
        """
        readings: list[Reading] = []
        if (decided := self._named(text, text, year, seen, readings)) is not None:
            return decided
        if (film := self._in_series(readings[:2])) is not None:
            return film
        right = respelled(text, lambda word: is_known(self._shelves[0], word))
        if right is None:
            return self._guess(text, readings)
        righted: list[Reading] = []
        if (decided := self._named(text, right, year, seen, righted)) is not None:
            return decided
        guessed = self._guess(text, readings)
        return self._guess(text, righted) if isinstance(guessed, NotFound) else guessed

    def _named(
        self,
        query: str,
        text: str,
        year: int | None,
        seen: Collection[MovieId],
        readings: list[Reading],
    ) -> Resolution | None:
        """The answer of the first reading that is some film's name; collects the readings."""
        for reading in readings_of(text, year):
            if len(reading.key) > _LONGEST_KEY:
                continue
            readings.append(reading)
            found = self._hits(reading)
            if found and not all(is_lacking(hit.film) and not hit.strict for hit in found):
                decided = decide_exact(query, reading, found, self._fame, seen)
                if decided is not None:
                    return decided
        return None

    def _in_series(self, readings: Sequence[Reading]) -> Resolution | None:
        """A film named after its series: "james bond goldeneye", "star wars the last jedi"."""
        for reading in readings:
            for at in range(1, min(len(reading.key), _LONGEST_SERIES + 1)):
                series = self._hits_of_key(reading.key[:at], 0, "")
                shared = {hit.film.movie_id for hit in series if hit.kind >= AliasKind.HEAD}
                if not shared:
                    continue
                rest = reading.key[at:]
                rest = rest[1:] if rest[0] in ARTICLES and len(rest) > 1 else rest
                named = [h for h in self._hits_of_key(rest, 0, "") if h.film.movie_id in shared]
                if len(named) == 1 and not is_lacking(named[0].film):
                    film, score = named[0].film, round(named[0].score, 4)
                    return Resolved(film, score, (Candidate(film, score),))
        return None

    def _guess(self, text: str, readings: list[Reading]) -> Resolution:
        plain: dict[tuple[str, ...], Reading] = {}
        for reading in readings:
            if reading.pick is None and reading.rank is None:
                plain.setdefault(reading.key, reading)
        answer: Resolution = NotFound(text)
        best = -1.0
        for reading in list(plain.values())[:_FUZZY_READINGS]:
            found = guesses(self._shelves, reading.key, current=self._current, fame=self._fame)
            decided = decide_guesses(text, reading, found, self._fame)
            score = decided.candidates[0].score if decided.candidates else 0.0
            if isinstance(decided, NotFound):
                score -= 1.0  # any other answer goes before the nearest films
            if score > best:
                answer, best = decided, score
        return answer

    def lacking(self, text: str) -> tuple[Film, ...]:
        """Well-known films that this text names and the catalogue lacks, under negative ids.

        Their title and year may be offered where a film that was not found is to be added.
        """
        for reading in readings_of(text):
            found = self._hits(reading) if len(reading.key) <= _LONGEST_KEY else []
            if found:
                dated = [hit.film for hit in found if hit.kind <= AliasKind.VARIANT and hit.strict]
                return tuple(film for film in dated if is_lacking(film) and _agrees(film, reading))
        return ()

    def occurrences(self, text: str, *, lacking: bool = False) -> tuple[Occurrence, ...]:
        """Every place in a running text where an alias stands, longest first, then leftmost.

        Places overlap: inside "the empire strikes back" stands "empire" too, if a film is
        called so. Choosing is up to the caller, who knows what surrounds them. Linear in the
        text's length.

        Args:
            text: Running text.
            lacking: Whether well-known films that the catalogue lacks occur as well; a place
                that only they may mean has no `films`, and their names in `lacking`.
        """
        return occurrences(text, self._shelves, self._hits_of_key, self._fame, lacking=lacking)

    def _hits(self, reading: Reading) -> list[Hit]:
        return self._hits_of_key(reading.key, reading.article, reading.raw)

    def _hits_of_key(self, key: tuple[str, ...], article: int, raw: str) -> list[Hit]:
        found = hits(self._shelves, key, article, raw=raw, current=self._current)
        return ranked(found, self._fame)

    def _current(self, film: Film) -> Film:
        return self._stand_ins.get(film.movie_id, film) if is_lacking(film) else film


def _agrees(film: Film, reading: Reading) -> bool:
    """Whether a film is of the years that were named, if any were."""
    if reading.years is None:
        return True
    return reading.years[0] - 1 <= (film.year or 0) <= reading.years[1] + 1
