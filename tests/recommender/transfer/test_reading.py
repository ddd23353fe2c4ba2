import datetime as dt

import pytest

from recommender.transfer import Record, Says
from tests.recommender.transfer import files
from tests.recommender.transfer.files import read, zipped


def told(record: Record) -> tuple[Says, str, int | None, float | None, str | None]:
    day = None if record.watched_on is None else record.watched_on.isoformat()
    return record.says, record.title, record.year, record.rating, day


KINDS = [
    ("letterboxd-ana.zip", zipped(files.LETTERBOXD), "letterboxd", 14),
    ("watched.csv", files.WATCHED, "letterboxd", 5),
    ("ratings.csv", files.RATINGS, "letterboxd", 3),
    ("diary.csv", files.DIARY, "letterboxd", 3),
    ("watchlist.csv", files.WATCHLIST, "letterboxd", 3),
    ("e1.csv", files.IMDB_NEW, "imdb", 2),
    ("e2.csv", files.IMDB_OLD, "imdb", 2),
    ("WATCHLIST.csv", files.IMDB_WATCHLIST, "imdb", 2),
    ("movielens-ratings.csv", files.MOVIELENS, "movielens", 2),
    ("export-history-1.csv", files.MOVARY_HISTORY, "movary", 2),
    ("export-ratings-1.csv", files.MOVARY_RATINGS, "movary", 1),
    ("export-watchlist-1.csv", files.MOVARY_WATCHLIST, "movary", 1),
    ("history.json", files.TRAKT_HISTORY, "trakt", 2),
    ("ratings.json", files.TRAKT_RATINGS, "trakt", 1),
    ("watched.json", files.TRAKT_WATCHED, "trakt", 3),
    ("watchlist.json", files.TRAKT_WATCHLIST, "trakt", 1),
    ("trakt-ana.zip", zipped(files.TRAKT), "trakt", 4),
]


@pytest.mark.parametrize(("name", "content", "kind", "records"), KINDS, ids=[k[0] for k in KINDS])
def test_a_file_is_known_by_what_it_holds(
    name: str, content: str | bytes, kind: str, records: int
) -> None:
    found = read(name, content)
    assert (found.kind, len(found.records), found.asks_list) == (kind, records, False)


def test_the_diary_tells_each_viewing_with_its_day_and_stars() -> None:
    assert [told(record) for record in read("diary.csv", files.DIARY).records] == [
        (Says.VIEWING, "Heat", 1995, 4.0, "2020-01-04"),
        (Says.VIEWING, "Heat", 1995, 4.5, "2020-02-29"),
        (Says.VIEWING, "Alien", 1979, None, "2020-01-05"),
    ]


def test_each_record_knows_the_line_where_it_stands() -> None:
    content = files.REVIEWS + files.REVIEWS.split("\n", 1)[1]
    assert [record.line for record in read("reviews.csv", content).records] == [2, 4]


def test_ids_and_stars_of_ten_are_read_and_series_left_out() -> None:
    found = read("ratings.csv", files.IMDB_OLD)
    assert [(one.imdb_id, one.rating) for one in found.records] == [
        ("0113277", 4.5),
        ("0078748", 5.0),
    ]
    assert found.left_out == 1
    assert {one.watched_on for one in found.records} == {None}  # rated then, watched some time


def test_a_film_of_the_watchlist_that_was_rated_was_seen() -> None:
    found = read("WATCHLIST.csv", files.IMDB_WATCHLIST)
    assert [(one.says, one.title) for one in found.records] == [
        (Says.WANTED, "Titanic"),
        (Says.RATED, "Alien"),
    ]


def test_of_an_archive_only_what_is_the_log_now_is_read() -> None:
    titles = {record.title for record in read("x.zip", zipped(files.LETTERBOXD)).records}
    assert titles == {
        "Heat", "Alien", "The Matrix", "Sabrina", "The Zyzzyva Heist", "Titanic", "Ghost",
    }  # fmt: skip


def test_an_archive_may_have_a_folder_around_it() -> None:
    inner = {f"letterboxd-ana/{name}": text for name, text in files.LETTERBOXD.items()}
    assert len(read("x.zip", zipped(inner)).records) == 14


def test_counted_plays_are_viewings_and_the_last_one_has_its_day() -> None:
    assert [told(record)[4] for record in read("watched.json", files.TRAKT_WATCHED).records] == [
        "2020-02-29",
        None,
        None,
    ]


def test_a_moment_becomes_the_day_where_the_person_is() -> None:
    found = read("history.json", files.TRAKT_HISTORY)
    assert [one.watched_on for one in found.records] == [
        dt.date(2020, 2, 29),
        dt.date(2020, 1, 4),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.csv", files.WATCHED),
        ("my list.csv", files.IMDB_WATCHLIST),
        ("list.json", files.TRAKT_WATCHLIST),
    ],
)
def test_where_neither_content_nor_name_tells_the_person_is_asked(name: str, content: str) -> None:
    assert read(name, content).asks_list
    assert not read(name, content, listed=Says.WANTED).asks_list


DAYS = [
    (["13/03/2021", "02/03/2021"], [(2021, 3, 13), (2021, 3, 2)]),
    (["03/13/2021", "03/02/2021"], [(2021, 3, 13), (2021, 3, 2)]),
    (["13.03.2021"], [(2021, 3, 13)]),
    (["2021-03-13T10:00:00Z"], [(2021, 3, 13)]),
    (["13 Mar 2021"], [(2021, 3, 13)]),
    (["March 13, 2021"], [(2021, 3, 13)]),
    (["03/02/2021", "05/05/2021"], [None, (2021, 5, 5)]),
]


@pytest.mark.parametrize(("texts", "days"), DAYS)
def test_days_in_other_orders_are_read_where_the_file_tells_the_order(
    texts: list[str], days: list[tuple[int, int, int] | None]
) -> None:
    rows = "".join(f'Heat,1995,949,tt0113277,"{text}",\n' for text in texts)
    found = read("history.csv", "title,year,tmdbId,imdbId,watchedAt,comment\n" + rows)
    assert [one.watched_on for one in found.records] == [
        None if day is None else dt.date(*day) for day in days
    ]
    assert found.days_unsure == days.count(None)


ODD_BUT_SOUND = {
    "a byte order mark": b"\xef\xbb\xbf" + files.DIARY.encode(),
    "UTF-16": files.DIARY.encode("utf-16"),
    "lines that end as on Windows": files.DIARY.replace("\n", "\r\n").encode(),
    "semicolons": files.DIARY.replace('"crime, la"', "").replace(",", ";").encode(),
    "blank lines": ("\n\n" + files.DIARY.replace("\n", "\n\n")).encode(),
    "capitals in the header": files.DIARY.replace("Name", "NAME").encode(),
    "further columns": "\n".join(f"{line},x" for line in files.DIARY.splitlines()).encode(),
}


@pytest.mark.parametrize("odd", ODD_BUT_SOUND)
def test_what_is_odd_but_sound_is_read_alike(odd: str) -> None:
    plain = [told(record) for record in read("diary.csv", files.DIARY).records]
    assert [told(record) for record in read("diary.csv", ODD_BUT_SOUND[odd]).records] == plain


def test_titles_with_quotes_and_commas_and_the_title_na_stay_whole() -> None:
    rows = '2020-01-05,"Good, the ""Bad""",1966,u\n2020-01-05,NA,2020,u\n2020-01-05,1917,2019,u\n'
    found = read("watched.csv", "Date,Name,Year,Letterboxd URI\n" + rows)
    assert [one.title for one in found.records] == ['Good, the "Bad"', "NA", "1917"]


def test_a_formula_is_a_title_like_any_other() -> None:
    rows = '2020-01-05,"=HYPERLINK(""http://x"")",2020,u\n2020-01-05,\'=1+1,2020,u\n'
    found = read("watched.csv", "Date,Name,Year,Letterboxd URI\n" + rows)
    assert [one.title for one in found.records] == ['=HYPERLINK("http://x")', "=1+1"]
