import datetime as dt
import io
import itertools
import json
import zipfile

import pytest

from recommender import LogEntry, Recommender
from recommender.domain import FIRST_ADDED_ID, Film, MovieId, PersonId
from recommender.storage import Cause, Store
from recommender.transfer import Says
from tests import planted
from tests.recommender.transfer import files
from tests.recommender.transfer.conftest import opened
from tests.recommender.transfer.files import ANA, NOW, brought, done, looked_at, zipped

BEN = PersonId(8)
ZIP = zipped(files.LETTERBOXD)


def log_of(recommender: Recommender, person_id: PersonId = ANA) -> list[tuple[str, str, float]]:
    """Name, day and stars of each viewing, newest first."""
    return [
        (recommender.catalogue[one.movie_id].name, str(one.watched_on or ""), one.rating or 0)
        for one in recommender.watches(person_id)
    ]


def names(recommender: Recommender, movie_ids: tuple[MovieId, ...]) -> list[str]:
    return [recommender.catalogue[one].name for one in movie_ids]


ALL = [
    ("Sabrina (1954)", "", 0),
    ("Heat (1995)", "2020-02-29", 4.5),
    ("Alien (1979)", "2020-01-05", 5.0),
    ("The Matrix (1999)", "", 0),
    ("Heat (1995)", "2020-01-04", 4.0),
]


def test_a_look_counts_what_would_come_and_writes_nothing(recommender: Recommender) -> None:
    found = looked_at(recommender.transfers, "x.zip", ZIP)
    assert (found.matched.films, found.already.films) == (6, 0)
    assert (found.unknown.films, found.unknown.examples) == (1, ["The Zyzzyva Heist (2021)"])
    assert found.ambiguous.films == 0
    counts = (found.matched, found.already, found.ambiguous, found.unknown)
    assert sum(count.rows for count in counts) == found.file.rows
    assert (found.viewings, found.wanted) == (5, 2)
    assert log_of(recommender) == []
    assert recommender.latest_change(ANA) is None


def test_watched_diary_and_ratings_are_one_film_with_its_viewings(recommender: Recommender) -> None:
    outcome = brought(recommender.transfers, "x.zip", ZIP)
    assert (outcome.viewings, outcome.amended, outcome.wanted, outcome.waiting) == (5, 0, 2, 1)
    assert log_of(recommender) == ALL
    assert names(recommender, recommender.watchlist(ANA)) == ["Ghost (1990)", "Titanic (1997)"]


def test_single_files_in_any_order_come_to_what_the_archive_comes_to(
    recommender: Recommender, store: Store
) -> None:
    single = ["watched.csv", "ratings.csv", "diary.csv", "watchlist.csv", "reviews.csv"]
    for number, order in enumerate(itertools.permutations(single[:3])):
        for name in (*order, *single[3:]):
            content = str(files.LETTERBOXD[name])
            brought(recommender.transfers, name, content, key=f"{number}-{name}")
        assert sorted(log_of(recommender)) == sorted(ALL), order
        recommender.forget(ANA)
        recommender.meet(ANA, "Ana", NOW)


IMPORTS: dict[str, tuple[str, str | bytes]] = {
    "Letterboxd": ("x.zip", ZIP),
    "IMDb": ("ratings.csv", files.IMDB_NEW),
    "IMDb of old": ("ratings.csv", files.IMDB_OLD),
    "IMDb's watchlist": ("WATCHLIST.csv", files.IMDB_WATCHLIST),
    "MovieLens": ("movielens-ratings.csv", files.MOVIELENS),
    "Trakt": ("trakt.zip", zipped(files.TRAKT)),
    "Trakt's watched": ("watched.json", files.TRAKT_WATCHED),
    "Movary": ("history.csv", files.MOVARY_HISTORY),
    "Movary's ratings": ("ratings.csv", files.MOVARY_RATINGS),
    "Movary's watchlist": ("watchlist.csv", files.MOVARY_WATCHLIST),
}


@pytest.mark.parametrize("service", IMPORTS)
def test_bringing_a_file_again_adds_nothing_and_undo_takes_all_of_it_back(
    recommender: Recommender, store: Store, service: str
) -> None:
    name, content = IMPORTS[service]
    recommender.log(Cause(ANA, "chat", NOW), [LogEntry(MovieId(43)), LogEntry(MovieId(41), 2.0)])
    before = rows(store)

    first = brought(recommender.transfers, name, content, key="1")
    assert first.written > 0
    after = rows(store)
    again = brought(recommender.transfers, name, content, key="2")
    assert (again.written, again.change_id) == (0, None)
    assert rows(store) == after

    undone = recommender.undo(Cause(ANA, "undo", NOW))
    assert undone is not None
    assert rows(store) == before
    recommender.undo(Cause(ANA, "redo", NOW), undone.change_id)
    assert rows(store) == after


def rows(store: Store) -> list[list[tuple[object, ...]]]:
    return [
        [tuple(row.values()) for row in store.database.table(table).rows_where(order_by="1, 2")]
        for table in ("watches", "watchlist", "dismissals", "added_films")
    ]


def test_a_kill_in_the_middle_of_writing_loses_and_doubles_nothing(
    recommender: Recommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.transfer.transfers.WRITTEN_AT_ONCE", 2)
    overview = looked_at(recommender.transfers, "x.zip", ZIP)
    cause = Cause(ANA, "write", NOW)
    next(recommender.transfers.write(cause, overview.file.import_id))  # and no further
    outcome = done(recommender.transfers.write(cause, overview.file.import_id))
    assert (outcome.viewings, outcome.wanted) == (5, 2)
    assert log_of(recommender) == ALL
    assert done(recommender.transfers.write(cause, overview.file.import_id)) == outcome


def test_stars_of_the_log_stay_and_those_that_it_lacks_come(recommender: Recommender) -> None:
    recommender.rate(Cause(ANA, "chat", NOW), [(MovieId(43), 1.0)])
    recommender.log(Cause(ANA, "chat2", NOW), [LogEntry(MovieId(1))])
    brought(recommender.transfers, "ratings.csv", files.RATINGS)
    assert {name: stars for name, _, stars in log_of(recommender)} == {
        "Heat (1995)": 1.0,
        "Alien (1979)": 5.0,
    }


def test_only_the_person_can_say_what_a_list_is(recommender: Recommender) -> None:
    found = looked_at(recommender.transfers, "export.csv", files.WATCHLIST)
    assert found.file.state == "asking"
    recommender.transfers.say(found.file.import_id, Says.WANTED)
    outcome = done(recommender.transfers.write(Cause(ANA, "w", NOW), found.file.import_id))
    assert (outcome.viewings, outcome.wanted) == (0, 3)


def test_a_film_that_is_not_sure_is_settled_later_and_undone_alone(
    recommender: Recommender,
) -> None:
    content = files.DIARY.replace("Heat,1995", "Heat,1985")
    outcome = brought(recommender.transfers, "diary.csv", content)
    assert (outcome.viewings, outcome.waiting) == (1, 1)
    (file,) = recommender.transfers.files(ANA)
    (unsure,) = recommender.transfers.unsure(file.import_id, 5)
    assert (unsure.named.name, unsure.rows, unsure.candidates) == ("Heat (1985)", 2, (43,))

    settled = recommender.transfers.settle(
        Cause(ANA, "settle", NOW), file.import_id, unsure.film, MovieId(43)
    )
    assert (settled.viewings, settled.waiting) == (2, 0)
    assert recommender.transfers.files(ANA) == ()
    recommender.undo(Cause(ANA, "undo", NOW))
    assert [name for name, *_ in log_of(recommender)] == ["Alien (1979)"]


def test_films_that_nobody_knows_are_added_for_the_person_alone(recommender: Recommender) -> None:
    brought(recommender.transfers, "x.zip", ZIP)
    (file,) = recommender.transfers.files(ANA)
    outcome = done(recommender.transfers.add_missing(Cause(ANA, "add", NOW), file.import_id))
    assert (outcome.added, outcome.viewings, outcome.waiting) == (1, 1, 0)
    assert ("The Zyzzyva Heist (2021)", "", 3.0) in log_of(recommender)
    assert recommender.titles.called("The Zyzzyva Heist") == ()
    recommender.undo(Cause(ANA, "undo", NOW))
    assert log_of(recommender) == ALL
    assert recommender.film(MovieId(FIRST_ADDED_ID)) is None


def test_films_for_one_person_come_back_after_a_restart_and_go_with_the_person(
    recommender: Recommender, store: Store
) -> None:
    brought(recommender.transfers, "x.zip", ZIP)
    (file,) = recommender.transfers.files(ANA)
    done(recommender.transfers.add_missing(Cause(ANA, "add", NOW), file.import_id))
    assert list(store.added_films) == [
        Film(MovieId(FIRST_ADDED_ID), "The Zyzzyva Heist", 2021, (), "The Zyzzyva Heist")
    ]
    assert store.added_films.is_private(MovieId(FIRST_ADDED_ID))
    recommender.forget(ANA)
    assert list(store.added_films) == []
    assert recommender.film(MovieId(FIRST_ADDED_ID)) is None
    for table in ("watches", "watchlist", "changes", "imports", "import_rows"):
        assert store.database.table(table).count == 0


def test_the_rows_that_are_left_come_as_a_file_that_can_be_sent_back(
    recommender: Recommender,
) -> None:
    content = files.DIARY.replace("Heat,1995", '"=HYPERLINK(""http://x"")",1995')
    brought(recommender.transfers, "diary.csv", content)
    (file,) = recommender.transfers.files(ANA)
    left = recommender.transfers.rows_left(file.import_id)
    lines = left.decode("utf-8-sig").splitlines()
    assert lines[0] == "File,Line,Title,Year,Rating,WatchedDate,imdbID,tmdbID"
    assert lines[1].startswith("diary.csv,2,\"'=HYPERLINK")
    again = files.read("left.csv", left)
    assert [(one.title, str(one.watched_on)) for one in again.records] == [
        ('=HYPERLINK("http://x")', "2020-01-04"),
        ('=HYPERLINK("http://x")', "2020-02-29"),
    ]


def test_several_files_may_be_sent_before_one_is_written(recommender: Recommender) -> None:
    first = looked_at(recommender.transfers, "watched.csv", files.WATCHED, key="1")
    looked_at(recommender.transfers, "diary.csv", files.DIARY, key="2")
    outcome = done(recommender.transfers.write(Cause(ANA, "w", NOW), first.file.import_id))
    assert outcome.viewings == 4
    for number in range(20):
        looked_at(recommender.transfers, f"{number}.csv", files.DIARY, key=str(number))
    drafts = [file for file in recommender.transfers.files(ANA) if file.state == "draft"]
    assert [file.file for file in drafts[::9]] == ["19.csv", "10.csv"]


def test_a_file_is_found_by_its_person_alone(recommender: Recommender) -> None:
    found = looked_at(recommender.transfers, "x.zip", ZIP)
    assert recommender.transfers.find(ANA, found.file.import_id) == found.file
    assert recommender.transfers.find(BEN, found.file.import_id) is None


def test_what_is_exported_gives_the_same_history_to_an_empty_bot(recommender: Recommender) -> None:
    brought(recommender.transfers, "x.zip", ZIP)
    (file,) = recommender.transfers.files(ANA)
    done(recommender.transfers.add_missing(Cause(ANA, "add", NOW), file.import_id))
    day = dt.date(2026, 11, 23)
    for act in range(2):  # twice on one day
        entry = LogEntry(MovieId(41), 3.5, day, rewatch=True)
        recommender.log(Cause(ANA, f"chat{act}", NOW), [entry])
    recommender.dismiss(Cause(ANA, "no", NOW), [MovieId(30)])
    recommender.keep(Cause(ANA, "keep", NOW), [MovieId(43)])  # seen, to be seen again
    when = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    whole = recommender.transfers.export(ANA, when, readme="Yours.")

    other = opened(planted.empty_store())
    other.meet(ANA, "Ana", NOW)
    brought(other.transfers, "export.zip", whole)
    assert log_of(other) == log_of(recommender)
    assert [(one.rating, one.at, one.signal) for one in other.history(ANA)] == [
        (one.rating, one.at, one.signal) for one in recommender.history(ANA)
    ]
    assert other.watchlist(ANA) == recommender.watchlist(ANA)
    assert other.dismissed(ANA) == recommender.dismissed(ANA)
    again = other.transfers.export(ANA, when, readme="Yours.")
    assert json_of(again) == json_of(whole)
    assert brought(other.transfers, "export.zip", whole, key="2").written == 0


def json_of(archive: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_zip:
        content: dict[str, list[dict[str, object]]] = json.loads(
            opened_zip.read("because-you-watched.json")
        )
    lists = ("viewings", "watchlist", "dismissed")
    return [sorted(map(json.dumps, content[name])) for name in lists]


def test_the_export_for_letterboxd_has_its_columns_and_no_formulas(
    recommender: Recommender, store: Store
) -> None:
    recommender.log(Cause(ANA, "1", NOW), [LogEntry(MovieId(43), 4.5, dt.date(2020, 2, 29))])
    film, _ = recommender.add_film(Cause(ANA, "2", NOW), "=SUM(A1)", 2020, ())
    recommender.log(Cause(ANA, "3", NOW), [LogEntry(film.movie_id)])
    recommender.keep(Cause(ANA, "4", NOW), [MovieId(25)])
    when = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    archive = io.BytesIO(recommender.transfers.export(ANA, when, readme="Yours."))
    with zipfile.ZipFile(archive) as opened_zip:
        texts = {name: opened_zip.read(name).decode() for name in opened_zip.namelist()}
    assert texts["letterboxd-watched.csv"].splitlines() == [
        "Title,Year,Rating10,WatchedDate,Rewatch,tmdbID,imdbID",
        "'=SUM(A1),2020,,,false,,",
        "Heat,1995,9,2020-02-29,false,949,tt0113277",
    ]
    assert texts["letterboxd-watchlist.csv"].splitlines() == [
        "Title,Year,tmdbID,imdbID",
        "Titanic,1997,597,tt0120338",
    ]
    assert texts["README.txt"] == "Yours."
