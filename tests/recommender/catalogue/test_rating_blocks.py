"""Ratings files: the fast way and the careful way must read the same, or name the line."""

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recommender.catalogue.rating_blocks import (
    _OFFICIAL,
    Columns,
    _any_block,
    _plain_block,
    read_blocks,
)
from recommender.domain import FIRST_LISTED_ID
from recommender.errors import BadRow

HEADER = "userId,movieId,rating,timestamp\n"
GOOD = f"{HEADER}1,31,2.5,1260759144\n"


def read(path: Path, content: str | bytes, **options: int) -> list[tuple[int, int, float, int]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return rows_of(list(read_blocks(path, **options)))


def rows_of(blocks: list[Columns]) -> list[tuple[int, int, float, int]]:
    return [
        row for block in blocks for row in zip(*(column.tolist() for column in block), strict=True)
    ]


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.rstrip("\n"),
        GOOD.replace("\n", "\r\n"),
        f"\ufeff{GOOD}",
        f"{GOOD}\n\n",
        f"{HEADER}\n\n1,31,2.5,1260759144\n",
        f'{HEADER}"1","31","2.5","1260759144"\n',
        f"{HEADER} 1, 31, 2.5, 1260759144\n",
        "timestamp,tag,rating,movieId,userId\n1260759144,a,2.5,31,1\n",
        "USERID,movieid,Rating,Timestamp,note\n1,31,2.50,1260759144,x\n",
    ],
)
def test_a_rating_is_read_however_another_program_wrote_it(tmp_path: Path, content: str) -> None:
    assert read(tmp_path / "ratings.csv", content) == [(1, 31, 2.5, 1260759144)]


def test_columns_have_the_types_that_models_want(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    for content in (GOOD, GOOD.replace("1,31", "1, 31")):
        path.write_text(content)
        (block,) = read_blocks(path)
        assert [column.dtype for column in block] == [np.int32, np.int32, np.float32, np.int64]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1,31,2.5", "expected 4 fields, found 3"),
        ("1,31,2.5,9,9", "expected 4 fields, found 5"),
        ("1,31,2.5,11,32,2.5,12", "expected 4 fields, found 7"),
        ("one,31,2.5,9", "userId 'one' is not a whole number"),
        ("1,,2.5,9", "movieId '' is not a whole number"),
        ("1,-31,2.5,9", "movieId '-31' is not a whole number"),
        ("1,31.0,2.5,9", "movieId '31.0' is not a whole number"),
        ("1,3_1,2.5,9", "movieId '3_1' is not a whole number"),
        ("1,٣,2.5,9", "movieId '٣' is not a whole number"),
        (f"1,{FIRST_LISTED_ID},2.5,9", "movieId 500000000 is too large"),
        ("5000000000,31,2.5,9", "userId 5000000000 is too large"),
        ("1,31,,9", "rating '' is not a number"),
        ("1,31,5.5,9", "rating '5.5' is not a number from 0.5 to 5"),
        ("1,31,0.0,9", "rating '0.0' is not a number from 0.5 to 5"),
        ("1,31,nan,9", "rating 'nan'"),
        ("1,31,inf,9", "rating 'inf'"),
        ("1,31,2:5,9", "rating '2:5'"),
        ("1,31,good,9", "rating 'good'"),
        ("1,31,2.5,1e9", "timestamp '1e9'"),
        ("1,31,2.5,99999999999999999999", "timestamp '99999999999999999999' is not a whole number"),
        ("1,31,2.5,9999999999999999999", "timestamp 9999999999999999999 is too large"),
        ('1,31,2.5,"9', "unexpected end of data"),
        ("1::31::2.5::9", "expected 4 fields, found 1"),
        ("\0", "expected 4 fields"),
    ],
)
def test_a_broken_line_is_named_with_its_file(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "ratings.csv"
    good = "1,31,2.5,1260759144\n"
    with pytest.raises(BadRow) as caught:
        read(path, f"{HEADER}{good * 50}{line}\n{good * 50}", block_bytes=200)
    assert (caught.value.path, caught.value.line) == (path, 52)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "the file is empty"),
        ("\n", 1, "the file is empty"),
        (HEADER, 2, "there are no ratings"),
        (f"{HEADER}\n\n", 4, "there are no ratings"),
        ("1,31,2.5,1260759144\n", 1, "userId is missing"),
        ("userId,movieId,timestamp\n1,31,9\n", 1, "rating is missing"),
        (b"\x89PNG\r\n\x1a\n", 1, "userId is missing"),
        (GOOD.encode() + b"\xff,31,2.5,9\n", 3, "not UTF-8"),
    ],
)
def test_a_file_that_holds_no_ratings_says_why(
    tmp_path: Path, content: str | bytes, line: int, reason: str
) -> None:
    with pytest.raises(BadRow, match=reason) as caught:
        read(tmp_path / "ratings.csv", content)
    assert caught.value.line == line


def test_a_file_without_line_ends_is_refused_without_holding_it_all(tmp_path: Path) -> None:
    with pytest.raises(BadRow, match="line 2"):
        read(tmp_path / "ratings.csv", HEADER + "1" * 400_000, block_bytes=1000)


@pytest.mark.parametrize("damage", [lambda whole: whole[:-30], lambda whole: whole[:200] + b"xxx"])
def test_a_damaged_gzip_file_is_a_bad_row(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    lines = "".join(f"{user},31,2.5,{user * 7919 % 100_003}\n" for user in range(1, 5000))
    with pytest.raises(BadRow, match="cannot be read"):
        read(tmp_path / "ratings.csv.gz", damage(gzip.compress((HEADER + lines).encode())))


NUMBERS = st.integers(0, 2**31 - 1)
ROWS = st.lists(
    st.tuples(
        NUMBERS,
        st.integers(0, FIRST_LISTED_ID - 1),
        st.sampled_from(["0.5", "1", "1.0", "2.5", "3.3", "3.7", "4", "5.0"]),
        st.integers(0, 2**63 - 1),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(rows=ROWS, block_bytes=st.integers(1, 400))
def test_every_row_comes_back_in_order_whatever_the_block_size(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[int, int, str, int]],
    block_bytes: int,
) -> None:
    path = tmp_path_factory.getbasetemp() / "ratings.csv"
    lines = "".join(f"{user},{movie},{stars},{time}\n" for user, movie, stars, time in rows)
    expected = [(u, m, float(np.float32(stars)), t) for u, m, stars, t in rows]
    assert read(path, HEADER + lines, block_bytes=block_bytes) == expected


@settings(deadline=None)
@given(text=st.text(alphabet='0123456789,.\n\r"- ', max_size=60))
@example("1,2,3,4\r\n1,2,3.5,4\n")
@example("1,2,3,4\n\n1,2,3.5,4\n")
@example("1,2,3,4,5\n")
@example("1,2,35.,4\n")
@example("+1,2,3,4\n")
@example("1,2,3,4.0\n")
@example("1,2,5e-1,4\n")
@example("3000000000,2,3,4\n")
def test_what_the_fast_way_reads_the_careful_way_reads_alike(text: str) -> None:
    block = text.encode() + b"\n"
    fast = _plain_block(block)
    if fast is not None:
        assert rows_of([fast]) == rows_of([_any_block(Path("x"), 1, block, _OFFICIAL)])


def test_plain_blocks_go_the_fast_way() -> None:
    fast = _plain_block(b"1,31,2.5,1260759144\r\n20,1029,3,9\r\n")
    assert fast is not None
    assert rows_of([fast]) == [(1, 31, 2.5, 1260759144), (20, 1029, 3.0, 9)]
