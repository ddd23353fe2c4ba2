"""Files that cannot be read: each is refused as a whole, with where and what is wrong."""

import io
import tracemalloc
import zipfile

import pytest

from recommender.errors import BadImport
from recommender.transfer import Limits
from tests.recommender.transfer import files
from tests.recommender.transfer.files import read, zipped

HEADER = "Date,Name,Year,Letterboxd URI,Rating\n"


def ratings(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def bomb(megabytes: int) -> bytes:
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("watched.csv", "w") as entry,
    ):
        for _ in range(megabytes):
            entry.write(b"0" * (1 << 20))
    return whole.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped({"watched.csv": files.WATCHED}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped({"watched.csv": files.WATCHED * 50}))
    data[60] ^= 0xFF
    return bytes(data)


BAD: dict[str, tuple[str, str | bytes, str, int | None]] = {
    "nothing": ("x.csv", b"", "empty", None),
    "blanks": ("x.csv", b" \n\n", "empty", None),
    "Latin-1": (
        "ratings.csv",
        ratings("2020-01-01,Am\xe9lie,2001,u,4").encode("latin-1"),
        "encoding",
        2,
    ),
    "an unknown table": ("x.csv", "a,b\n1,2\n", "unknown kind", 1),
    "a header without rows": ("ratings.csv", HEADER, "no films", None),
    "a missing column": ("x.csv", "Date,Name,Letterboxd URI\n2020-01-01,Heat,u\n", "columns", 1),
    "a missing field": (
        "ratings.csv",
        ratings("2020-01-01,Heat,1995,u,4", "2020-01-01,Ali"),
        "fields",
        3,
    ),
    "half a file": ("diary.csv", files.DIARY[:200], "fields", 4),
    "a quotation that never ends": (
        "ratings.csv",
        ratings('2020-01-01,"Heat,1995,u,4'),
        "quotes",
        2,
    ),
    "too many stars": (
        "ratings.csv",
        ratings("2020-01-01,Heat,1995,u,4", "2020-01-01,Alien,1979,u,7"),
        "rating",
        3,
    ),
    "no stars": ("ratings.csv", ratings("2020-01-01,Heat,1995,u,0"), "rating", 2),
    "stars that are no number": ("ratings.csv", ratings("2020-01-01,Heat,1995,u,nan"), "rating", 2),
    "a year that is none": ("ratings.csv", ratings("2020-01-01,Heat,ninety,u,4"), "year", 2),
    "a day that is none": ("ratings.csv", ratings("2020-13-45,Heat,1995,u,4"), "day", 2),
    "a day to come": ("ratings.csv", ratings("2031-01-01,Heat,1995,u,4"), "day", 2),
    "a title that is none": ("ratings.csv", ratings("2020-01-01,,1995,u,4"), "title", 2),
    "an id that is none": ("x.csv", files.MOVARY_RATINGS.replace("949", "nine"), "id", 2),
    "bad JSON": ("history.json", files.TRAKT_HISTORY[:-40], "json", 1),
    "deep JSON": ("history.json", "[" * 100_000, "json", 1),
    "other JSON": ("x.json", '{"a": 1}', "unknown kind", None),
    "a bad day in JSON": (
        "history.json",
        files.TRAKT_HISTORY.replace("2020-01-04", "2020-99-04", 1),
        "day",
        2,
    ),
    "a version to come": (
        "because-you-watched.json",
        '{"format": "because-you-watched", "version": 2}',
        "unknown kind",
        None,
    ),
    "an executable": ("ratings.csv", b"MZ\x90\x00\x03\x00", "not a text", None),
    "another executable": ("ratings", b"\x7fELF\x02\x01\x01", "not a text", None),
    "zeros": ("ratings.csv", b"Date,Name\n\0\0\0", "not a text", 2),
    "another archive": ("x.csv.gz", b"\x1f\x8b\x08\x00rest", "other archive", None),
    "half an archive": ("x.zip", zipped(files.LETTERBOXD)[:600], "damaged archive", None),
    "a damaged archive": ("x.zip", damaged(), "damaged archive", None),
    "an encrypted archive": ("x.zip", encrypted(), "encrypted", None),
    "an empty archive": ("x.zip", zipped({}), "unknown kind", None),
    "an archive of pictures": ("x.zip", zipped({"a.png": b"\x89PNG"}), "unknown kind", None),
    "an archive in an archive": (
        "x.zip",
        zipped({"in.zip": zipped({"watched.csv": "x"})}),
        "nested archive",
        None,
    ),
    "an archive that hides its ending": (
        "x.zip",
        zipped({"in.csv": zipped({"watched.csv": "x"})}),
        "nested archive",
        None,
    ),
    "a path that leads out": (
        "x.zip",
        zipped({"../../etc/watched.csv": files.WATCHED}),
        "odd path",
        None,
    ),
    "an absolute path": ("x.zip", zipped({"/etc/watched.csv": files.WATCHED}), "odd path", None),
    "a bomb": ("x.zip", bomb(80), "too large", None),
    "too many files": (
        "x.zip",
        zipped({f"lists/{n}.csv": "a" for n in range(5001)}),
        "too many files",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_where_and_what_is_wrong(case: str) -> None:
    name, content, problem, line = BAD[case]
    with pytest.raises(BadImport) as refused:
        read(name, content)
    assert (refused.value.problem, refused.value.line) == (problem, line)
    assert refused.value.file


def test_one_bad_file_in_an_archive_names_itself() -> None:
    bad = files.LETTERBOXD | {"ratings.csv": ratings("2020-01-01,Heat,1995,u,55")}
    with pytest.raises(BadImport) as refused:
        read("x.zip", zipped(bad))
    assert (refused.value.file, refused.value.line, refused.value.detail) == (
        "ratings.csv",
        2,
        "55",
    )


def test_more_rows_than_agreed_are_refused() -> None:
    with pytest.raises(BadImport) as refused:
        read("watched.csv", files.WATCHED, limits=Limits(rows=4))
    assert refused.value.problem == "too many rows"


def test_a_data_set_of_many_people_is_nobodys_log() -> None:
    with pytest.raises(BadImport) as refused:
        read("ratings.csv", "userId,movieId,rating,timestamp\n1,43,4.0,5\n2,43,4.0,5\n")
    assert (refused.value.problem, refused.value.line) == ("unknown kind", 3)


def test_a_bomb_never_fills_the_memory() -> None:
    content = bomb(200)
    tracemalloc.start()
    with pytest.raises(BadImport):
        read("x.zip", content, limits=Limits(bytes_in_all=4 << 20))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 << 20
