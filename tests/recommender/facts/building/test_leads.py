"""What is read out of a lead text."""

import pytest

from recommender.facts.building.leads import Lead, Vocabularies, lead_of
from recommender.facts.building.names import names_at
from recommender.facts.building.records import is_about
from recommender.facts.vocabulary import vocabulary

SPOKEN = Vocabularies(vocabulary("subjects"), vocabulary("studios"), vocabulary("places"))


def lead(text: str) -> Lead:
    return lead_of(text, SPOKEN)


@pytest.mark.parametrize(
    ("text", "directors"),
    [
        ("X is a 1995 American film directed by Michael Mann.", ("Michael Mann",)),
        ("X is a film written and directed by J. J. Abrams. It stars", ("J. J. Abrams",)),
        ("X is a film directed by Joel and Ethan Coen.", ("Joel Coen", "Ethan Coen")),
        (
            "X is a film written and directed by the Wachowskis.",
            ("Lana Wachowski", "Lilly Wachowski"),
        ),
        ("X is a film directed by and starring Buster Keaton.", ("Buster Keaton",)),
        ("X is a film. It was directed, written, and produced by Andy Sidaris.", ("Andy Sidaris",)),
        ("X is a comedy film. Directed by Jim Sotos, the film starred", ("Jim Sotos",)),
        ("X is a film directed by Academy Award winner Ang Lee and", ("Ang Lee",)),
        ("X is a film. Peter Berg directed it from a screenplay by", ("Peter Berg",)),
        ("X is a horror film by Dan Curtis. It is the sequel to", ("Dan Curtis",)),
        (
            "X is a film based on a novel by Anne Rivers and directed by Martin Davidson.",
            ("Martin Davidson",),
        ),
        (
            "X is a sequel to the film directed by John Ford. It was directed by Al Roe.",
            ("Al Roe",),
        ),
        ("X is a film directed by Gene Fowler Jr., that stars", ("Gene Fowler Jr.",)),
        ("X is a film about love.", ()),
    ],
)
def test_directors_are_read(text: str, directors: tuple[str, ...]) -> None:
    assert lead(text).directors == directors


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        ("X is a film directed by A. B. Cee and written by Eric Roth.", ("Eric Roth",)),
        (
            "X is a film directed by Al Roe from a screenplay by Mia Oz and Bo Dee.",
            ("Mia Oz", "Bo Dee"),
        ),
        (
            "X is a film directed by Robert Zemeckis and written by Zemeckis and Bob Gale.",
            ("Robert Zemeckis", "Bob Gale"),
        ),
    ],
)
def test_writers_are_read_and_surnames_completed(text: str, writers: tuple[str, ...]) -> None:
    assert lead(text).writers == writers


@pytest.mark.parametrize(
    ("text", "source", "authors"),
    [
        ("X is a film based on the 1974 novel by Peter Benchley.", "novel", ("Peter Benchley",)),
        ("X is a film based on Stephen King's 1982 novella The Body.", "novel", ("Stephen King",)),
        ("X is a film based on the play of the same name by Ron Clark.", "play", ("Ron Clark",)),
        ("X is a film based on a true story.", "true story", ()),
        ("X is a film.", "", ()),
    ],
)
def test_what_a_film_is_based_on_is_read(text: str, source: str, authors: tuple[str, ...]) -> None:
    assert (lead(text).source, lead(text).authors) == (source, authors)


def test_studios_count_where_they_made_or_released_the_film() -> None:
    made = lead(
        "X is a film produced by Pixar Animation Studios and released by Walt Disney Pictures."
    )
    assert made.studios == ("Pixar", "Walt Disney")
    assert lead("X is a film about an animator who once worked at Pixar.").studios == ()


def test_subjects_are_read_in_the_words_of_the_vocabulary() -> None:
    assert lead("X is a film about cloned dinosaurs in a theme park.").subjects == (
        "clones",
        "dinosaurs",
    )
    assert "angels" not in lead("X is a film set in Los Angeles.").subjects
    assert "christmas" not in lead("X is a film. It was released on Christmas Day.").subjects


def test_how_a_film_was_received_is_no_subject() -> None:
    text = "X is a film about two friends. It received mixed reviews and was nominated for war."
    assert "war" not in lead(text).subjects


def test_a_lead_is_about_the_film_itself() -> None:
    assert is_about("Heat is a 1995 American crime film.", "Heat")
    assert not is_about("This is a list of productions by Heat, a film studio.", "Heat")
    assert not is_about("Pennywise is an American punk rock band.", "Home Movies")


def test_a_list_of_names_ends_where_a_name_ends() -> None:
    text = "stars Ann Bo, Al Cee and Di Eff. Universal Pictures released it."
    assert names_at(text, len("stars ")) == ("Ann Bo", "Al Cee", "Di Eff")
    assert names_at("by Universal Pictures", 3) == ()
