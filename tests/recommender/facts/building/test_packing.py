"""From source to file: the same films make the same file, and ids stay."""

import json
from pathlib import Path

from recommender.domain import FIRST_ADDED_ID, FIRST_LISTED_ID
from recommender.facts.building.leads import Vocabularies
from recommender.facts.building.packing import pack, stable_ids
from recommender.facts.building.records import Record, read_records
from recommender.facts.columns import Columns
from recommender.facts.vocabulary import vocabulary

SPOKEN = Vocabularies(vocabulary("subjects"), vocabulary("studios"), vocabulary("places"))
ROWS: list[dict[str, object]] = [
    {
        "title": "Sun, The",
        "year": 1999,
        "cast": ["J.T. Walsh", "(voice)", "Ann Bo", "and"],
        "genres": ["Science Fiction", "War", "Short"],
        "href": "The_Sun_(1999_film)",
        "extract": "The Sun is a 1999 American film directed by Al Roe about aliens.",
    },
    {
        "title": "Moon",
        "year": 2001,
        "cast": ["J. T. Walsh"],
        "genres": ["Drama"],
        "href": None,
        "extract": None,
    },
]


def records(folder: Path, rows: list[dict[str, object]]) -> list[Record]:
    source = folder / "films.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return list(read_records(source, SPOKEN))


def test_records_are_cleaned(tmp_path: Path) -> None:
    sun, moon = records(tmp_path, ROWS)
    assert (sun.title, sun.cast) == ("The Sun", ("J. T. Walsh", "Ann Bo"))
    assert sun.genres == ("Sci-Fi",)  # its text speaks of no war
    assert not sun.is_short
    assert (moon.title, moon.page) == ("Moon", "")


def test_the_same_films_make_the_same_file_which_reads_back(tmp_path: Path) -> None:
    terms = {"subjects": SPOKEN.subjects.terms}
    for name in ("one.npz", "two.npz"):
        pack(records(tmp_path, ROWS), terms, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    columns = Columns(tmp_path / "one.npz")
    assert columns.titles == ["The Sun", "Moon"]
    assert columns.pages == ["=_(1999_film)", ""]
    assert [columns.people[one] for one in columns.lists("cast").of(0)] == ["J. T. Walsh", "Ann Bo"]
    assert columns.lists("cast").holding(columns.people.index("J. T. Walsh")).tolist() == [0, 1]


def test_ids_do_not_depend_on_other_films_or_on_their_order(tmp_path: Path) -> None:
    both = stable_ids(records(tmp_path, ROWS))
    assert stable_ids(records(tmp_path, ROWS[::-1])) == both[::-1]
    assert stable_ids(records(tmp_path, ROWS[1:])) == both[1:]
    assert all(FIRST_LISTED_ID <= one < FIRST_ADDED_ID for one in both)
