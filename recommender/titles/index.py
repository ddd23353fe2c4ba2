"""The title index: from what people type to the film that is meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from recommender.catalogue.film_table import NO_FILMS, FilmTable
from recommender.domain import Candidate, Film, MovieId, NotFound, Resolution, Resolved
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind
from recommender.titles.cache import cached_listed_shelf, cached_shelf
from recommender.titles.deciding import best_first, decide_exact, decide_guesses
from recommender.titles.listed import listed_guess, listed_named, shelf_hits, with_listed
from recommender.titles.matching import Hit, Popularity, guesses, hits, is_known_word
from recommender.titles.occurrences import Occurrence, occurrences
from recommender.titles.readings import Reading, readings_of, with_numbers_corrected
from recommender.titles.shelf import Shelf, is_lacking, listed_shelf, shelf_of
from recommender.titles.words import ARTICLES, Key, title_key


class TitleIndex:
    """Finds films by what people call them. Films can be added while it is in use."""

    def __init__(
        self, shelf: Shelf, popularity: Mapping[MovieId, int], listed: Shelf | None = None
    ) -> None:
        self._shelves = [shelf]
        self._listed = listed
        self._elsewhere: dict[MovieId, Film | None] = {}
        self._popularity = Popularity(popularity)
        self._added: dict[MovieId, Film] = {}
        self._added_shelf: list[Shelf] = []
        self._also: tuple[Film, ...] = ()
        self._stand_ins: dict[MovieId, Film] = {}
        self._current_stand_ins: dict[MovieId, Film] = {}
        """With those of `find_also`."""

    @classmethod
    def build(
        cls,
        films: Iterable[Film],
        popularity: Mapping[MovieId, int] | None = None,
        *,
        listed: FilmTable = NO_FILMS,
        cache_dir: Path | None = None,
    ) -> "TitleIndex":
        """Index a catalogue.

        Args:
            films: The films, each id once. Films that people added are better given to
                `add`, so that the cache of the large rest holds.
            popularity: Ratings per film, by which namesakes are told apart; may be empty. It is
                read with every question, so it may change later.
            listed: Films known from elsewhere that nobody has rated.
            cache_dir: An existing folder where the prepared index is kept for the next start.
        """
        known = list(films)
        if cache_dir is None:
            shelf, further = shelf_of(known), listed_shelf(listed) if listed else None
        else:
            shelf = cached_shelf(known, cache_dir)
            further = cached_listed_shelf(listed, cache_dir) if listed else None
        return cls(shelf, popularity or {}, further)

    def namesake(self, film: Film) -> Film | None:
        """The film of this very title and year, rated or listed; None without a year."""
        if film.year is None:
            return None
        shelves = [self._shelves[0], *([self._listed] if self._listed else ())]
        for shelf in shelves:
            for hit in hits([shelf], title_key(film.title), current=lambda one: one):
                same = hit.kind == AliasKind.TITLE and hit.strict and hit.film.year == film.year
                if same and not is_lacking(hit.film):
                    return hit.film
        return None

    def add(self, film: Film) -> None:
        """Add a film, or replace an added one; everybody finds it at once."""
        self.add_all([film])

    def add_all(self, films: Sequence[Film]) -> None:
        """Add several, which takes hardly longer than one."""
        for film in films:
            self._stands_in(film, self._stand_ins)
            self._added[film.movie_id] = film
        self._shelve()

    def remove(self, movie_id: MovieId) -> None:
        """Remove a film that was added. Does nothing for others."""
        if self._added.pop(movie_id, None) is None:
            return
        self._stand_ins = {
            lacking: film for lacking, film in self._stand_ins.items() if film.movie_id != movie_id
        }
        self._shelve()

    def find_also(self, films: tuple[Film, ...]) -> None:
        """Find these films too, in place of those that an earlier call named."""
        if films != self._also:
            self._also = films
            self._shelve(only_also=True)

    @contextmanager
    def without_added(self) -> Iterator[None]:
        """Find no film that people added, within."""
        shelves, stand_ins = self._shelves, self._current_stand_ins
        self._shelves, self._current_stand_ins = shelves[:1], {}
        try:
            yield
        finally:
            self._shelves, self._current_stand_ins = shelves, stand_ins

    def _shelve(self, *, only_also: bool = False) -> None:
        self._current_stand_ins = dict(self._stand_ins)
        for film in self._also:
            self._stands_in(film, self._current_stand_ins)
        if not only_also:
            self._added_shelf = _small_shelf(list(self._added.values()))
        self._shelves[1:] = [*self._added_shelf, *_small_shelf(self._also)]

    def _stands_in(self, film: Film, stand_ins: dict[MovieId, Film]) -> None:
        """Let a film be what a well-known film of its title is, where the catalogue lacks that."""
        for hit in hits(self._shelves[:1], title_key(film.title), current=lambda one: one):
            if is_lacking(hit.film) and abs((hit.film.year or 0) - (film.year or 0)) <= 1:
                stand_ins[hit.film.movie_id] = film

    def resolve(
        self, text: str, *, year: int | None = None, seen: Collection[MovieId] = ()
    ) -> Resolution:
        """The film that `text` means, or the few it may mean, or none.

        Takes any text, in time linear in its length. Candidates come best first, with scores 0-1.
        A film is never resolved against a year that was named: the answer is a question then. A
        film that nobody has rated is never resolved where a rated one may be meant.

        Args:
            text: A title as people type it, perhaps with its year, or the name of a video file.
            year: The year meant, when known from elsewhere; exact first, then one year off.
            seen: Films of the asking person's own history, which decide between namesakes.
        """
        answer, named = self._among_rated(text, year, seen)
        if self._listed is None or (named and isinstance(answer, Resolved)):
            return answer
        readings = [
            one for one in readings_of(text, year) if len(one.key.words) <= thresholds.KEY_WORDS
        ]
        answer = with_listed(answer, listed_named(text, readings, self._listed_hits), named=named)
        if isinstance(answer, NotFound):
            guess = listed_guess(text, readings, self._listed, self._popularity)
            return answer if isinstance(guess, NotFound) else guess
        return answer

    def _listed_hits(self, reading: Reading) -> list[Hit]:
        """The listed and the lacking films with a name of their own or of the alias files."""
        assert self._listed is not None
        found = {hit.film.movie_id: hit for hit in shelf_hits(self._listed, reading)}
        for hit in self._hits(reading.key):
            if is_lacking(hit.film):
                film = self._found_elsewhere(hit.film) or hit.film
                found.setdefault(film.movie_id, replace(hit, film=film))
        return list(found.values())

    def _found_elsewhere(self, lacking: Film) -> Film | None:
        """The listed film that a well-known film is which the rated ones lack."""
        if lacking.movie_id not in self._elsewhere:
            assert self._listed is not None
            key = title_key(lacking.title)
            self._elsewhere[lacking.movie_id] = next(
                (
                    hit.film
                    for hit in hits([self._listed], key, current=lambda film: film)
                    if hit.strict
                    and hit.kind <= AliasKind.VARIANT
                    and abs((hit.film.year or 0) - (lacking.year or 0)) <= 1
                ),
                None,
            )
        return self._elsewhere[lacking.movie_id]

    def _among_rated(
        self, text: str, year: int | None, seen: Collection[MovieId]
    ) -> tuple[Resolution, bool]:
        """The answer without listed films, and whether the text is a name and no misspelling."""
        readings: list[Reading] = []
        if (answer := self._named(text, text, year, seen, readings)) is not None:
            return answer, True
        if (answer := self._in_series(readings[:2])) is not None:
            return answer, True
        corrected = with_numbers_corrected(text, lambda w: is_known_word(self._shelves[0], w))
        if corrected is None:
            return self._guess(text, readings), False
        others: list[Reading] = []
        if (answer := self._named(text, corrected, year, seen, others)) is not None:
            return answer, True
        answer = self._guess(text, readings)
        return (self._guess(text, others) if isinstance(answer, NotFound) else answer), False

    def _named(
        self,
        query: str,
        text: str,
        year: int | None,
        seen: Collection[MovieId],
        readings: list[Reading],
    ) -> Resolution | None:
        """The answer to the first reading that is a name of films; appends to `readings`."""
        for reading in readings_of(text, year):
            if len(reading.key.words) > thresholds.KEY_WORDS:
                continue
            readings.append(reading)
            found = self._hits(reading.key)
            if found and not all(is_lacking(hit.film) and not hit.strict for hit in found):
                answer = decide_exact(query, reading, found, self._popularity, seen)
                if answer is not None:
                    return answer
        return None

    def _in_series(self, readings: Sequence[Reading]) -> Resolution | None:
        """A film named after its series: "james bond goldeneye", "star wars the last jedi"."""
        for reading in readings:
            words = reading.key.words
            for at in range(1, min(len(words), thresholds.SERIES_WORDS + 1)):
                series = self._hits(Key(words[:at], 0, ""))
                shared = {hit.film.movie_id for hit in series if hit.kind >= AliasKind.HEAD}
                if not shared:
                    continue
                rest = words[at:]
                rest = rest[1:] if rest[0] in ARTICLES and len(rest) > 1 else rest
                named = [h for h in self._hits(Key(rest, 0, "")) if h.film.movie_id in shared]
                if len(named) == 1 and not is_lacking(named[0].film):
                    film, score = named[0].film, round(named[0].score, 4)
                    return Resolved(film, score, (Candidate(film, score),))
        return None

    def _guess(self, text: str, readings: Sequence[Reading]) -> Resolution:
        """The best answer of the readings that name no film as they are spelled."""
        plain: dict[tuple[str, ...], Reading] = {}
        for reading in readings:
            if reading.pick is None and reading.rank is None:
                plain.setdefault(reading.key.words, reading)
        best: Resolution = NotFound(text)
        best_score = -1.0
        for reading in list(plain.values())[: thresholds.GUESSED_READINGS]:
            found = guesses(
                self._shelves,
                reading.key.words,
                current=self._current,
                popularity=self._popularity,
            )
            answer = decide_guesses(text, reading, found, self._popularity)
            score = answer.candidates[0].score if answer.candidates else 0.0
            if isinstance(answer, NotFound):
                score -= 1.0  # any other answer goes before the nearest films
            if score > best_score:
                best, best_score = answer, score
        return best

    def lacking(self, text: str) -> tuple[Film, ...]:
        """Well-known films that this text names and the catalogue lacks, with negative ids.

        For offering their title and year where a film that was not found may be added.
        """
        for reading in readings_of(text):
            if len(reading.key.words) > thresholds.KEY_WORDS:
                continue
            if found := self._hits(reading.key):
                named = [hit.film for hit in found if hit.kind <= AliasKind.VARIANT and hit.strict]
                return tuple(
                    film for film in named if is_lacking(film) and reading.agrees_with(film.year)
                )
        return ()

    def nearest_name(self, text: str) -> tuple[float, str]:
        """The alias that is spelled most like a text, and how like, 0-1; 0 and "" if none is.

        Much cheaper than `resolve`, and decides nothing: for weighing stretches of a message.
        """
        typed = " ".join(title_key(text).words[: thresholds.KEY_WORDS])
        best = 0.0, ""
        for shelf in self._shelves:
            rows = shelf.trigrams.nearest(typed, thresholds.NEAREST_CANDIDATES)
            keys = [shelf.table.key(int(row)) for row in rows]
            for name, percent, _ in process.extract(typed, keys, scorer=fuzz.ratio, limit=1):
                best = max(best, (percent / 100, name))
        return best

    def occurrences(self, text: str, *, lacking: bool = False) -> tuple[Occurrence, ...]:
        """Every place in a running text where an alias stands, longest first, then leftmost.

        Offsets are in characters of `text`. Places overlap: within "the empire strikes back" there
        is "empire" too, if a film is called so, and within the title of a film that nobody knows
        there may be another ("The One" in "The One and Only"). Choosing is up to the caller, who
        knows what stands around them. Only exact aliases are found, no misspellings. Takes time
        linear in the text's length.

        Args:
            text: Running text of any kind.
            lacking: Whether to include well-known films that the catalogue lacks. A place that
                only they may mean has no `films`, and their names in `lacking`.
        """
        return occurrences(text, self._shelves, self._hits, self._popularity, lacking=lacking)

    def _hits(self, key: Key) -> list[Hit]:
        found = hits(self._shelves, key, current=self._current)
        return best_first(found, self._popularity)

    def _current(self, film: Film) -> Film:
        return self._current_stand_ins.get(film.movie_id, film) if is_lacking(film) else film


def _small_shelf(films: Sequence[Film]) -> list[Shelf]:
    return [shelf_of(films, with_alias_files=False)] if films else []
