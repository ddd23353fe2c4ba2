"""When to be sure, when to ask, when to say no; over small planted catalogues."""

import pytest

from recommender.domain import Ambiguous, MovieId, NotFound, Resolution, Resolved
from recommender.titles import TitleIndex
from tests.recommender.titles.conftest import Plant, film


def names(answer: Resolution) -> list[str]:
    return [candidate.film.name for candidate in answer.candidates]


def resolved(answer: Resolution) -> str:
    assert isinstance(answer, Resolved), answer
    return answer.film.name


def test_a_year_decides_between_remakes_and_the_exact_one_goes_first(plant: Plant) -> None:
    index = plant("Dune (1984)", "Dune (2000)", "Dune (2001)")
    assert resolved(index.resolve("dune 2000")) == "Dune (2000)"
    assert resolved(index.resolve("dune", year=2001)) == "Dune (2001)"
    assert resolved(index.resolve("dune 1985")) == "Dune (1984)"


def test_a_year_in_the_text_goes_before_one_from_elsewhere(plant: Plant) -> None:
    index = plant("Dune (1984)", "Dune (2000)")
    assert resolved(index.resolve("dune 1984", year=2000)) == "Dune (1984)"


def test_a_year_that_no_namesake_has_is_asked_about(plant: Plant) -> None:
    answer = plant("Heat (1995)").resolve("heat 1986")
    assert isinstance(answer, Ambiguous)
    assert names(answer) == ["Heat (1995)"]


def test_a_decade_decides_between_remakes(plant: Plant) -> None:
    index = plant("Rollerball (1975)", "Rollerball (2002)")
    assert resolved(index.resolve("rollerball the 1970s version")) == "Rollerball (1975)"


def test_a_title_that_is_a_year_stays_a_title(plant: Plant) -> None:
    index = plant("2012 (2009)", "Blade Runner 2049 (2017)", "Blade Runner (1982)")
    assert resolved(index.resolve("2012")) == "2012 (2009)"
    assert resolved(index.resolve("blade runner 2049")) == "Blade Runner 2049 (2017)"


def test_namesakes_are_asked_about_the_better_known_first(plant: Plant) -> None:
    index = plant(("Lord of the Flies (1963)", 20), ("Lord of the Flies (1990)", 30))
    answer = index.resolve("lord of the flies")
    assert isinstance(answer, Ambiguous)
    assert names(answer) == ["Lord of the Flies (1990)", "Lord of the Flies (1963)"]


def test_a_namesake_hardly_anybody_knows_is_not_asked_about(plant: Plant) -> None:
    index = plant(("Titanic (1997)", 140), ("Titanic (1953)", 6))
    assert resolved(index.resolve("titanic")) == "Titanic (1997)"
    assert resolved(index.resolve("titanic 1953")) == "Titanic (1953)"


def test_without_ratings_no_namesake_outweighs_another(plant: Plant) -> None:
    assert isinstance(plant("Titanic (1997)", "Titanic (1953)").resolve("titanic"), Ambiguous)


def test_the_persons_own_history_decides_between_namesakes(plant: Plant) -> None:
    index = plant("Dune (1984)", "Dune (2000)")
    assert resolved(index.resolve("dune", seen=[MovieId(2)])) == "Dune (2000)"
    assert isinstance(index.resolve("dune", seen=[MovieId(1), MovieId(2)]), Ambiguous)


def test_history_does_not_bend_what_was_clearly_said(plant: Plant) -> None:
    index = plant("Alien (1979)", "Aliens (1986)", "Alien: Covenant (2017)")
    assert resolved(index.resolve("alien", seen=[MovieId(3)])) == "Alien (1979)"


def test_the_article_tells_namesakes_apart(plant: Plant) -> None:
    index = plant(("Heat (1995)", 102), ("Heat, The (2013)", 60))
    assert resolved(index.resolve("heat")) == "Heat (1995)"
    assert resolved(index.resolve("the heat")) == "The Heat (2013)"


def test_the_very_spelling_tells_namesakes_apart(plant: Plant) -> None:
    index = plant("Safe House (1998)", "Safehouse (2008)")
    assert resolved(index.resolve("safehouse")) == "Safehouse (2008)"
    assert resolved(index.resolve("safe house")) == "Safe House (1998)"


def test_a_film_that_is_listed_twice_is_one_film_the_one_with_more_ratings(plant: Plant) -> None:
    index = plant(("Saturn 3 (1980)", 1), ("Saturn 3 (1980)", 4), ("Saturn 3 (1990)", 5))
    answer = index.resolve("saturn 3 1980")
    assert isinstance(answer, Resolved)
    assert [candidate.film.movie_id for candidate in answer.candidates] == [2]
    for text in ("saturn 3", "aturn 3"):
        assert [c.film.movie_id for c in index.resolve(text).candidates] == [3, 2]
    assert [film.movie_id for film in index.occurrences("saw saturn 3")[0].films] == [3, 2]


def test_of_a_film_that_is_listed_twice_the_one_already_logged_stays(plant: Plant) -> None:
    index = plant(("Saturn 3 (1980)", 1), ("Saturn 3 (1980)", 4))
    answer = index.resolve("saturn 3", seen=[MovieId(1)])
    assert isinstance(answer, Resolved)
    assert answer.film.movie_id == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fight.Club.1999.1080p.BluRay.x264", "Fight Club (1999)"),
        ("fight.club.1999.mkv", "Fight Club (1999)"),
        ("Fight Club 1999 720p WEB-DL x265-GROUP", "Fight Club (1999)"),
        ("Dune_(1984)_1080p", "Dune (1984)"),
        ("Dune.2000.dvdrip.avi", "Dune (2000)"),
        ("2001.A.Space.Odyssey.1968.2160p.mp4", "2001: A Space Odyssey (1968)"),
        ("Blade.Runner.2049.1080p.HDRip", "Blade Runner 2049 (2017)"),
        ("Mr._&_Mrs._Smith.2005.BRRip.XviD", "Mr. & Mrs. Smith (2005)"),
        ("S.W.A.T.2003.DVDRip", "S.W.A.T. (2003)"),
    ],
)
def test_the_name_of_a_video_file_is_read(plant: Plant, text: str, name: str) -> None:
    index = plant(
        "Fight Club (1999)",
        "Dune (1984)",
        "Dune (2000)",
        "2001: A Space Odyssey (1968)",
        "Blade Runner (1982)",
        "Blade Runner 2049 (2017)",
        "Mr. & Mrs. Smith (2005)",
        "S.W.A.T. (2003)",
    )
    assert resolved(index.resolve(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "The One and Only (1978)",
        "the one and only",
        "The One (1978)",
        "Batman vs. Robin (2015)",
        "Batman (2015)",
        "Batman and the Robin",
        "Hot Shots! Part Deux",
        "Hot Shots! (1993)",
        "Fight Club vs. Batman (2001)",
        "Fight.Club.2.2005.1080p.BluRay.x264",
    ],
)
def test_neither_a_piece_of_an_unknown_title_nor_another_year_is_a_film(
    plant: Plant, text: str
) -> None:
    index = plant(
        ("One, The (2001)", 14),
        ("Batman (1989)", 189),
        ("Hot Shots! (1991)", 15),
        ("Fight Club (1999)", 218),
    )
    assert not isinstance(index.resolve(text), Resolved)


@pytest.mark.parametrize(
    "text",
    [
        "heat 2",
        "heat ii",
        "heat part two",
        "heat returns",
        "heat and dust",
        "heat wave",
        "hea",
        "the second heat",
        "in the heat",
        "dead heat",
        "heat: the beginning of the end",
    ],
)
def test_a_longer_or_numbered_unknown_title_is_not_the_shorter_known_one(
    plant: Plant, text: str
) -> None:
    assert not isinstance(plant(("Heat (1995)", 102), "Fargo (1996)").resolve(text), Resolved)


@pytest.mark.parametrize("text", ["toy story 5", "toy story four", "the fifth toy story"])
def test_a_sequel_that_the_catalogue_lacks_is_not_found(plant: Plant, text: str) -> None:
    index = plant(("Toy Story (1995)", 215), ("Toy Story 2 (1999)", 97), ("Toy Story 3 (2010)", 55))
    assert isinstance(index.resolve(text), NotFound)


@pytest.mark.parametrize(
    "text", ["night of the living deb", "house of the living dead", "night of the dying dead"]
)
def test_another_title_with_most_of_the_words_is_not_taken_for_it(plant: Plant, text: str) -> None:
    index = plant(("Night of the Living Dead (1968)", 40))
    assert not isinstance(index.resolve(text), Resolved)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("parasite", "Paradise (1982)"),
        ("the racket", "The Jacket (2005)"),
        ("outcast", "Outpost (2008)"),
        ("captives", "The Captive (2014)"),
        ("cat city", "Fat City (1972)"),
        ("serena", "Selena (1997)"),
    ],
)
def test_a_real_word_is_not_taken_for_another_one_misspelt(
    plant: Plant, text: str, known: str
) -> None:
    assert not isinstance(plant(known).resolve(text), Resolved)


def test_words_that_only_look_small_do_not_carry_a_title(plant: Plant) -> None:
    index = plant(("Hair (1979)", 50), ("Love (2015)", 50))
    for text in ("by a hair", "with love", "to love"):
        assert not isinstance(index.resolve(text), Resolved), text


def test_a_doubtful_likeness_beside_agreeing_words_is_asked_about(plant: Plant) -> None:
    answer = plant(("Clash of the Titans (2010)", 30)).resolve("crash of the titans")
    assert isinstance(answer, Ambiguous)
    assert names(answer) == ["Clash of the Titans (2010)"]


def test_a_film_known_to_be_lacking_is_not_mistaken_for_an_old_namesake(plant: Plant) -> None:
    answer = plant(("Parasite (1982)", 2)).resolve("parasite")
    assert isinstance(answer, Ambiguous)
    assert isinstance(plant(("Fargo (1996)", 50)).resolve("parasite"), NotFound)


def test_at_most_four_are_asked_about(plant: Plant) -> None:
    index = plant(*(f"Hamlet ({year})" for year in range(1990, 2000)))
    answer = index.resolve("hamlet")
    assert isinstance(answer, Ambiguous)
    assert len(answer.candidates) == 4


def test_a_series_is_asked_about_and_any_of_its_ranks_is_not(plant: Plant) -> None:
    index = plant(
        "Zyxo: First Flight (1990)",
        "Zyxo 2: Second Flight (1993)",
        "Zyxo III (1999)",
        "Other (2000)",
    )
    assert isinstance(index.resolve("zyxo"), Resolved | Ambiguous)
    assert resolved(index.resolve("zyxo 2")) == "Zyxo 2: Second Flight (1993)"
    assert resolved(index.resolve("the third zyxo movie")) == "Zyxo III (1999)"
    assert resolved(index.resolve("the last zyxo")) == "Zyxo III (1999)"
    assert not isinstance(index.resolve("zyxo 4"), Resolved)


def test_the_last_of_one_film_is_no_rank(plant: Plant) -> None:
    index = plant(("Warrior (2011)", 40), ("Rampage (2018)", 40))
    assert not isinstance(index.resolve("the last warrior"), Resolved)
    assert not isinstance(index.resolve("first rampage 2"), Resolved)


def test_the_new_one_of_a_single_film_is_asked_about(plant: Plant) -> None:
    assert isinstance(plant(("Gattaca (1997)", 40)).resolve("the gattaca remake"), Ambiguous)


def test_a_famous_nickname_is_not_hidden_by_an_obscure_title(plant: Plant) -> None:
    index = plant(
        ("Professional, The (1981)", 5),
        ("Léon: The Professional (a.k.a. The Professional) (Léon) (1994)", 133),
    )
    answer = index.resolve("the professional")
    assert isinstance(answer, Ambiguous)
    assert names(answer)[0] == "Léon: The Professional (1994)"


def test_scores_are_shares_and_the_resolved_film_comes_first(embedded_index: TitleIndex) -> None:
    for text in ("heat", "the ring", "shawshenk redemtion", "star wars", "batman"):
        answer = embedded_index.resolve(text)
        assert all(0 < candidate.score <= 1 for candidate in answer.candidates), text
        if isinstance(answer, Resolved):
            assert answer.candidates[0].film == answer.film


@pytest.mark.parametrize(
    "text", ["", " ", "!!!", "🎬🍿", "the", "a", "movie", "the movie", "12", "(1995)", "'"]
)
def test_a_text_without_a_title_is_not_found(embedded_index: TitleIndex, text: str) -> None:
    assert not isinstance(embedded_index.resolve(text), Resolved)


def test_a_film_joins_at_run_time_and_is_found_at_once(plant: Plant) -> None:
    index = plant(("Fargo (1996)", 50))
    assert isinstance(index.resolve("barbie"), NotFound)
    index.add(film(1_000_000_000, "Barbie (2023)"))
    assert resolved(index.resolve("barbie")) == "Barbie (2023)"
    assert resolved(index.resolve("barbei 2023")) == "Barbie (2023)"
    assert index.occurrences("saw barbie")[0].films[0].name == "Barbie (2023)"


def test_a_film_that_joins_takes_its_place_in_a_known_series(plant: Plant) -> None:
    index = plant(("Toy Story (1995)", 215), ("Toy Story 2 (1999)", 97))
    assert not isinstance(index.resolve("the fourth toy story"), Resolved)
    index.add(film(1_000_000_000, "Toy Story 4 (2019)"))
    assert resolved(index.resolve("the fourth toy story")) == "Toy Story 4 (2019)"


def test_the_same_film_added_again_replaces_what_was_known_of_it(plant: Plant) -> None:
    index = plant("Fargo (1996)")
    index.add(film(1_000_000_000, "Barbei (2023)"))
    index.add(film(1_000_000_000, "Barbie (2023)"))
    assert resolved(index.resolve("barbie")) == "Barbie (2023)"


def test_a_known_film_that_the_catalogue_lacks_can_be_offered_for_adding(plant: Plant) -> None:
    index = plant(("Fargo (1996)", 50))
    assert [lacking.name for lacking in index.lacking("the oppenheimer movie")] == [
        "Oppenheimer (2023)"
    ]
    assert [lacking.name for lacking in index.lacking("halloween 2018")] == ["Halloween (2018)"]
    assert index.lacking("fargo") == index.lacking("no such film") == ()


def test_the_nearest_films_come_with_a_not_found(plant: Plant) -> None:
    answer = plant(("Heat (1995)", 50)).resolve("the heat of the night")
    assert isinstance(answer, NotFound)
    assert answer.candidates == ()
    answer = plant(("Night of the Living Dead (1968)", 40)).resolve("night of the living deb")
    assert isinstance(answer, NotFound)
    assert names(answer) == ["Night of the Living Dead (1968)"]


def test_an_added_film_can_leave_again_and_others_stay(plant: Plant) -> None:
    index = plant(("Fargo (1996)", 50))
    index.add(film(1_000_000_000, "Barbie (2023)"))
    index.add(film(1_000_000_001, "Zyxo (2020)"))
    index.remove(MovieId(1_000_000_000))
    assert isinstance(index.resolve("barbie"), NotFound)
    assert resolved(index.resolve("zyxo")) == "Zyxo (2020)"
    index.remove(MovieId(1))
    assert resolved(index.resolve("fargo")) == "Fargo (1996)"
