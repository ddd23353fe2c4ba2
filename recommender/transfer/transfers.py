"""Brings histories in: first looked at, then written, what is unsure settled film by film.

Long work is done in slices: its verbs are generators that tell how far they are, and whoever runs
them may do something else between two steps. What a step has done is done, and doing all of it
again changes nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby, islice

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Film, MovieId, PersonId
from recommender.storage import Cause, ImportRecord, ImportRow, Put, Store
from recommender.transfer.export import exported
from recommender.transfer.kept import kept, record_of
from recommender.transfer.matching import MOST_CANDIDATES, Match, Matcher
from recommender.transfer.outcomes import Count, OpenFilm, Outcome, Overview, Progress
from recommender.transfer.records import FilmNamed, Reading, Record, Says
from recommender.transfer.spreadsheet import rows_csv
from recommender.transfer.writing import changes_of

MATCHED_AT_ONCE = 50
"""Films looked up between two pauses."""
WRITTEN_AT_ONCE = 200
"""Films written between two pauses."""


class Transfers:
    """What people bring along. One thread uses it, that of the store."""

    def __init__(self, store: Store, matcher: Matcher, catalogue: Catalogue) -> None:
        self._store = store
        self._matcher = matcher
        self._catalogue = catalogue

    def draft(
        self, cause: Cause, name: str, reading: Reading
    ) -> Generator[Progress, None, Overview]:
        """Find the films of a file, and keep it until it is written. The log stays as it is."""
        imports, records = self._store.imports, reading.records
        matches: dict[FilmNamed, tuple[int, Match]] = {}
        own = self._private(cause.person_id)
        for number, record in enumerate(records):
            if record.film not in matches:
                match = self._matcher.match(record.film)
                film = own.get((record.title.casefold(), record.year))
                if match.movie_id is None and film is not None:
                    match = Match(film.movie_id)
                matches[record.film] = (len(matches), match)
                if len(matches) % MATCHED_AT_ONCE == 0:
                    yield Progress(number, len(records))
        import_id = imports.open(
            cause.person_id,
            cause.update_key,
            file=name,
            kind=reading.kind,
            state="asking" if reading.asks_list else "draft",
            rows=len(records),
            left_out=reading.left_out,
            days_unsure=reading.days_unsure,
            at=cause.at,
        )
        rows = (_row(record, *matches[record.film]) for record in records)
        while batch := list(islice(rows, 10 * WRITTEN_AT_ONCE)):
            imports.put_rows(import_id, batch)
            yield Progress(len(records), len(records))
        return (yield from self.looked_at(import_id))

    def private_film(self, person_id: PersonId, title: str, year: int | None) -> Film | None:
        """The film of this title and year that was added for the person alone."""
        return self._private(person_id).get((title.casefold(), year))

    def _private(self, person_id: PersonId) -> dict[tuple[str, int | None], Film]:
        films = self._store.added_films.private_of(person_id)
        return {(film.title.casefold(), film.year): film for film in films}

    def find(self, person_id: PersonId, import_id: int) -> ImportRecord | None:
        """A file of a person; None where it is gone, or somebody else's."""
        found = self._store.imports.get(import_id)
        return None if found is None or found.person_id != person_id else found

    def files(self, person_id: PersonId) -> tuple[ImportRecord, ...]:
        """The person's files of which something waits, newest first."""
        return self._store.imports.of(person_id)

    def looked_at(self, import_id: int) -> Generator[Progress, None, Overview]:
        """What a file would do to its person's log as it is now."""
        file = self._store.imports.get(import_id)
        assert file is not None
        matched, already, ambiguous, unknown = Count(), Count(), Count(), Count()
        viewings = wanted = 0
        done = 0
        for puts_of in self._slices(file):
            for movie_id, (rows, puts) in puts_of.items():
                film = self._catalogue.get(movie_id)
                (matched if puts else already).add("" if film is None else film.name, rows)
                viewings += sum(put.table == "watches" and put.before is None for put in puts)
                wanted += sum(put.table == "watchlist" for put in puts)
                done += rows
            yield Progress(done, file.rows)
        open_rows = self._store.imports.open_rows(import_id)
        for film_number, group in groupby(open_rows, key=lambda row: row.film):
            of_film = list(group)
            named = record_of(of_film[0].record).film
            (ambiguous if of_film[0].candidates else unknown).add(named.name, len(of_film))
            if film_number % WRITTEN_AT_ONCE == 0:
                yield Progress(done, file.rows)
        return Overview(file, matched, already, ambiguous, unknown, viewings, wanted)

    def say(self, import_id: int, says: Says) -> None:
        """Say what the films of a file are, which only the person knew: seen or wanted."""
        self._store.imports.say(import_id, says.value)

    def write(self, cause: Cause, import_id: int) -> Generator[Progress, None, Outcome]:
        """Write all that is sure of a file. Doing it again, also after a kill, changes nothing."""
        imports = self._store.imports
        file = self.find(cause.person_id, import_id)
        if file is None:
            return self._outcome(cause, None)
        done = 0
        for puts_of in self._slices(file, cause):
            self._store.put_all(cause, [put for _, puts in puts_of.values() for put in puts])
            done += sum(rows for rows, _ in puts_of.values())
            yield Progress(done, file.rows)
        with self._store.atomic():
            imports.set_state(import_id, "written")
            imports.drop_sure(import_id)
        if file.kind == "own":  # films that somebody had added: its history is to be the same
            return (yield from self.add_missing(cause, import_id))
        return self._outcome(cause, file)

    def export(self, person_id: PersonId, now: dt.datetime, *, readme: str) -> bytes:
        """All that a person logged, as a zip: for Letterboxd, whole as JSON, and a note.

        Args:
            person_id: Whose log.
            now: When, for the files' dates.
            readme: The note.
        """
        return exported(
            self._store, self._catalogue, self._matcher.links, person_id, now=now, readme=readme
        )

    def drop(self, import_id: int) -> None:
        """Forget a file, and all of it that is not in the log."""
        self._store.imports.drop(import_id)

    def waiting(self, import_id: int) -> int:
        """How many films of a file are not sure, or unknown."""
        return self._store.imports.count_open(import_id)

    def unknown(self, import_id: int) -> int:
        """How many films of a file nothing was found for."""
        return self._store.imports.count_open(import_id, unknown=True)

    def unsure(self, import_id: int, most: int) -> tuple[OpenFilm, ...]:
        """The first films of a file that are not sure, each with films that it may be.

        For those that nothing was found for, films of a similar title are looked up now.
        """
        found: list[OpenFilm] = []
        rows = self._store.imports.open_rows(import_id, most=most)
        for number, group in groupby(rows, key=lambda row: row.film):
            found.append(self._open_film(import_id, number, list(group)))
        return tuple(found)

    def _open_film(self, import_id: int, number: int, rows: Sequence[ImportRow]) -> OpenFilm:
        named = record_of(rows[0].record).film
        candidates = tuple(one for one in rows[0].candidates if one in self._catalogue)
        return OpenFilm(
            import_id,
            number,
            named,
            len(rows),
            (candidates or self._matcher.guess(named))[:MOST_CANDIDATES],
        )

    def settle(self, cause: Cause, import_id: int, film: int, movie_id: MovieId) -> Outcome:
        """Let the rows of a film mean one of the catalogue, and write them."""
        imports = self._store.imports
        file = self.find(cause.person_id, import_id)
        with self._store.atomic():
            film_meant = self._catalogue.get(movie_id)
            if file is not None and film_meant is not None:
                movie_id = film_meant.movie_id
                rows = imports.open_rows(import_id, film=film)
                records = [record_of(row.record) for row in rows]
                _, puts = changes_of(self._store, file, cause, {movie_id: records})[movie_id]
                self._store.put_all(cause, puts)
                imports.drop_films(import_id, [film])
        return self._outcome(cause, file)

    def skip(self, import_id: int, film: int) -> None:
        """Leave a film of a file out."""
        self._store.imports.drop_films(import_id, [film])

    def add_missing(self, cause: Cause, import_id: int) -> Generator[Progress, None, Outcome]:
        """Let the films that nobody knows join for the person's log alone, and write their rows.

        Doing it again changes nothing.
        """
        imports = self._store.imports
        file = self.find(cause.person_id, import_id)
        if file is None:
            return self._outcome(cause, None)
        total, done = imports.count_open(import_id, unknown=True), 0
        while rows := imports.open_rows(import_id, most=WRITTEN_AT_ONCE, unknown=True):
            films: dict[int, list[Record]] = {}
            for row in rows:
                films.setdefault(row.film, []).append(record_of(row.record))
            self._add(cause, file, films)
            done += len(films)
            yield Progress(done, total)
        imports.drop_sure(import_id)
        return self._outcome(cause, file)

    def _add(self, cause: Cause, file: ImportRecord, films: Mapping[int, Sequence[Record]]) -> None:
        """Add films, with what their rows say of each."""
        with self._store.atomic():
            first = self._store.added_films.next_id()
            added: dict[MovieId, Film] = {}
            said: dict[MovieId, Sequence[Record]] = {}
            for movie_id, records in enumerate(films.values(), start=first):
                named = records[0].film
                genres = next((record.genres for record in records if record.genres), ())
                film = Film(MovieId(movie_id), named.title, named.year, genres, named.title)
                added[film.movie_id], said[film.movie_id] = film, records
            puts = [
                self._store.added_films.new(cause, film, is_private=True) for film in added.values()
            ]
            for _, of_film in changes_of(self._store, file, cause, said).values():
                puts += of_film
            self._store.put_all(cause, puts)
            self._store.imports.drop_films(file.import_id, films)
        for film in added.values():
            self._catalogue.add(film, is_private=True)

    def rows_left(self, import_id: int) -> bytes:
        """The rows of a file that are not in the log, as a CSV file."""
        rows = self._store.imports.open_rows(import_id)
        return rows_csv(record_of(row.record) for row in rows)

    def _slices(
        self, file: ImportRecord, cause: Cause | None = None
    ) -> Iterator[Mapping[MovieId, tuple[int, list[Put]]]]:
        """The sure films of a file, some at a time, with what of them the log lacks."""
        cause = cause or Cause(file.person_id, "", file.at)
        after: MovieId | None = None
        while rows := self._store.imports.rows_of(
            file.import_id, after=after, most=WRITTEN_AT_ONCE
        ):
            records: dict[MovieId, list[Record]] = {}
            for row in rows:
                assert row.movie_id is not None
                # Since the file was looked at the film may have become another one's duplicate.
                film = self._catalogue.get(row.movie_id)
                movie_id = row.movie_id if film is None else film.movie_id
                records.setdefault(movie_id, []).append(record_of(row.record))
                after = row.movie_id
            yield changes_of(self._store, file, cause, records)

    def _outcome(self, cause: Cause, file: ImportRecord | None) -> Outcome:
        """What an update has written, as the journal knows it, and what of the file waits."""
        changes = self._store.journal.made_by(cause)
        kinds = Counter((table, is_new) for _, table, _, is_new in changes)
        import_id = 0 if file is None else file.import_id
        unknown = self.unknown(import_id)
        return Outcome(
            "" if file is None else file.file,
            films=len({movie_id for _, _, movie_id, _ in changes}),
            viewings=kinds["watches", True],
            amended=kinds["watches", False],
            wanted=kinds["watchlist", True],
            dismissed=kinds["dismissals", True],
            added=kinds["added_films", True],
            change_id=max((change_id for change_id, *_ in changes), default=None),
            import_id=import_id,
            unsure=self.waiting(import_id) - unknown,
            unknown=unknown,
        )


def _row(record: Record, film: int, match: Match) -> ImportRow:
    return ImportRow(film, match.movie_id, match.candidates, kept(record))
