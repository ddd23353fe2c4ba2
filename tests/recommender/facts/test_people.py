"""People found by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.facts.people import People

NAMES = [
    "Tom Hanks",
    "Christopher Nolan",
    "Wes Anderson",
    "Paul Thomas Anderson",
    "Paul W. S. Anderson",
    "Robert De Niro",
    "Cher",
    "Robert Downey Jr.",
    "Denzel Washington",
    "Ann Nolan",
    "Tom Cruise",
    "Penélope Cruz",
    "Obscure Person",
]
WEIGHTS = np.array([300, 170, 97, 87, 71, 280, 27, 150, 190, 2, 200, 60, 1], dtype=np.float64)
PEOPLE = People(NAMES, WEIGHTS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tom hanks", ["Tom Hanks"]),
        ("Hanks", ["Tom Hanks"]),
        ("nolan", ["Christopher Nolan"]),  # Ann Nolan is hardly known
        ("ann nolan", ["Ann Nolan"]),
        ("anderson", ["Wes Anderson", "Paul Thomas Anderson", "Paul W. S. Anderson"]),
        ("de niro", ["Robert De Niro"]),
        ("cher", ["Cher"]),
        ("downey", ["Robert Downey Jr."]),
        ("denzel", ["Denzel Washington"]),
        ("tom", []),
        ("penelope cruz", ["Penélope Cruz"]),
        ("tom hnaks", ["Tom Hanks"]),
        ("cristopher nolan", ["Christopher Nolan"]),
        ("tom hanx", ["Tom Hanks"]),
        ("tim hanks", ["Tom Hanks"]),
        ("rob de niro", ["Robert De Niro"]),
        ("chris nolan", ["Christopher Nolan"]),
        ("tom xyzzy", []),
        ("person", []),
        ("", []),
    ],
)
def test_a_name_means_one_or_several_or_nobody(text: str, names: list[str]) -> None:
    assert [person.name for person in PEOPLE.named(text)] == names


def test_people_are_found_in_running_text_by_their_full_names() -> None:
    text = "films with Tom Hanks or robert downey jr., not cher's"
    found = [(text[one.start : one.end], one.person.name) for one in PEOPLE.occurrences(text)]
    assert found == [("Tom Hanks", "Tom Hanks"), ("robert downey jr", "Robert Downey Jr.")]


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    assert len(PEOPLE.named(text)) <= 4
    for place in PEOPLE.occurrences(text):
        assert 0 <= place.start < place.end <= len(text)


def test_a_surname_is_one_as_it_is_spelled_only() -> None:
    assert [person.name for person in PEOPLE.bearing("hanks")] == ["Tom Hanks"]
    assert [person.name for person in PEOPLE.bearing("denzel")] == ["Denzel Washington"]
    assert PEOPLE.bearing("hnaks") == ()
    assert PEOPLE.bearing("tom") == ()
