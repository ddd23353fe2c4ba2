"""MovieLens folders as they are, as other programs rewrite them, and as they break."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from recommender.catalogue.movielens import (
    Link,
    embedded_dir,
    ratings_path,
    read_films,
    read_links,
    read_ratings,
)
from recommender.domain import FIRST_LISTED_ID, Film, MovieId
from recommender.errors import BadRow, MissingFile

HEAT = Film(MovieId(6), "Heat", 1995, ("Action", "Crime"), "Heat (1995)")
FILMS = "movieId,title,genres\n6,Heat (1995),Action|Crime\n"


MANY_FILMS = b"movieId,title,genres\n" + b"".join(
    b"%d,Heat (1995),\n" % movie_id for movie_id in range(10_000, 13_000)
)


def planted(folder: Path, name: str, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


def test_films_come_in_file_order_as_people_say_them(tmp_path: Path) -> None:
    planted(
        tmp_path,
        "movies.csv",
        "movieId,title,genres\n"
        '318,"Shawshank Redemption, The (1994)",Crime|Drama\n'
        "6,Heat (1995),Action|Crime\n"
        "7,Untitled,(no genres listed)\n",
    )
    assert read_films(tmp_path) == [
        Film(
            MovieId(318),
            "The Shawshank Redemption",
            1994,
            ("Crime", "Drama"),
            "Shawshank Redemption, The (1994)",
        ),
        HEAT,
        Film(MovieId(7), "Untitled", None, (), "Untitled"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        FILMS.encode(),
        FILMS.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + FILMS.encode(),
        FILMS.rstrip("\n").encode(),
        f"{FILMS}\n\n".encode(),
        b"genres,extra,title,movieId\nAction|Crime,x,Heat (1995),6\n",
        b'"MovieID" , "Title" , "Genres"\n6,  Heat (1995) ,Action|Crime\n'.replace(b" , ", b","),
    ],
    ids=["plain", "windows", "byte order mark", "no last newline", "blank", "order", "quotes"],
)
def test_films_are_read_however_another_program_wrote_them(tmp_path: Path, content: bytes) -> None:
    assert read_films(planted(tmp_path, "movies.csv", content)) == [HEAT]


def test_gzipped_files_are_read_where_plain_ones_are_missing(tmp_path: Path) -> None:
    planted(tmp_path, "movies.csv.gz", gzip.compress(FILMS.encode()))
    planted(tmp_path, "links.csv.gz", gzip.compress(b"movieId,imdbId,tmdbId\n6,0113277,949\n"))
    planted(
        tmp_path, "ratings.csv.gz", gzip.compress(b"userId,movieId,rating,timestamp\n1,6,4.5,9\n")
    )
    assert read_films(tmp_path) == [HEAT]
    assert read_links(tmp_path) == {6: Link("0113277", 949)}
    assert read_ratings(tmp_path).stars.tolist() == [4.5]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "empty"),
        ("movieId,title\n6,Heat\n", 1, "genres"),
        ("movieId,title,genres\n", 2, "no films"),
        (f"{FILMS}7,Twice\n", 3, "expected 3 fields, found 2"),
        (f"{FILMS}seven,Seven,Crime\n", 3, "'seven' is not a whole number"),
        (f"{FILMS}-7,Seven,Crime\n", 3, "not a whole number"),
        (f"{FILMS}{FIRST_LISTED_ID},Seven,Crime\n", 3, "too large"),
        (f"{FILMS}7,,Crime\n", 3, "title is empty"),
        (f"{FILMS}7,Seven,Crime\n6,Other,Crime\n", 4, "movieId 6 is on line 2 too"),
        (f'{FILMS}7,"Seven,Crime\n8,Eight,Crime\n', 3, "unexpected end"),
        (f"{FILMS}\n7,Seven\n", 4, "expected 3 fields"),
        (MANY_FILMS + b"7,\xe9,\n", 3002, "UTF-8"),
    ],
)
def test_a_broken_film_file_is_named_with_its_line(
    tmp_path: Path, content: str | bytes, line: int, reason: str
) -> None:
    planted(tmp_path, "movies.csv", content)
    with pytest.raises(BadRow, match=reason) as caught:
        read_films(tmp_path)
    assert (caught.value.path, caught.value.line) == (tmp_path / "movies.csv", line)
    assert f"{tmp_path / 'movies.csv'}, line {line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("genres", "read"),
    [
        ("Drama|", ("Drama",)),
        (" Drama | Comedy ", ("Drama", "Comedy")),
        ("|Drama||Comedy|", ("Drama", "Comedy")),
        ("Drama|Comedy|Drama", ("Drama", "Comedy")),
        (" (no genres listed) ", ()),
        ("|", ()),
        ("", ()),
    ],
)
def test_genres_are_read_without_blanks_and_stray_bars(
    tmp_path: Path, genres: str, read: tuple[str, ...]
) -> None:
    planted(tmp_path, "movies.csv", f"movieId,title,genres\n6,Heat (1995),{genres}\n")
    assert read_films(tmp_path)[0].genres == read


def test_a_truncated_gzip_file_is_a_bad_row_and_not_a_crash(tmp_path: Path) -> None:
    whole = gzip.compress(MANY_FILMS)
    planted(tmp_path, "movies.csv.gz", whole[:-20])
    with pytest.raises(BadRow, match=r"movies\.csv\.gz, line \d+: cannot be read"):
        read_films(tmp_path)


@pytest.mark.parametrize("name", ["movies.csv", "ratings.csv"])
def test_a_missing_file_says_which_and_what_a_folder_needs(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingFile, match="MOVIELENS_DIR") as caught:
        (read_films if name == "movies.csv" else read_ratings)(tmp_path)
    assert caught.value.path == tmp_path / name


def test_links_keep_their_zeros_and_may_lack_either_id(tmp_path: Path) -> None:
    planted(
        tmp_path,
        "links.csv",
        "movieId,imdbId,tmdbId\r\n1,0114709,862\r\n2,113497,\r\n3,,5\r\n4,tt0000007,\r\n",
    )
    assert read_links(tmp_path) == {
        1: Link("0114709", 862),
        2: Link("0113497", None),
        3: Link(None, 5),
        4: Link("0000007", None),
    }


def test_a_folder_without_links_has_none(tmp_path: Path) -> None:
    assert read_links(tmp_path) == {}


def test_broken_links_are_named_with_their_line(tmp_path: Path) -> None:
    planted(tmp_path, "links.csv", "movieId,imdbId,tmdbId\n1,0114709,many\n")
    with pytest.raises(BadRow, match=r"links\.csv, line 2: tmdbId 'many'"):
        read_links(tmp_path)
    planted(tmp_path, "links.csv", "movieId,imdbId,tmdbId\n1,0114709,\n1,0114710,\n")
    with pytest.raises(BadRow, match=r"links\.csv, line 3: movieId 1 is on line 2 too"):
        read_links(tmp_path)


def test_plain_ratings_win_over_gzipped_ones(tmp_path: Path) -> None:
    planted(tmp_path, "ratings.csv.gz", b"")
    planted(tmp_path, "ratings.csv", b"")
    assert ratings_path(tmp_path) == tmp_path / "ratings.csv"


def test_the_embedded_set_is_whole() -> None:
    films = read_films(embedded_dir())
    ratings = read_ratings(embedded_dir())
    assert len(films) == 9742
    assert len(ratings) == 100_836
    assert len(np.unique(ratings.user_ids)) == 610
    assert read_links(embedded_dir()).keys() == {film.movie_id for film in films}
    known = np.array([film.movie_id for film in films])
    assert np.isin(ratings.movie_ids, known).all()
    assert (ratings.timestamps > 0).all()
