"""Each family of variation with which people type a title, over the embedded catalogue."""

import pytest

from recommender.domain import Resolved
from recommender.titles import TitleIndex

BORAT = "Borat: Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan (2006)"


def named(index: TitleIndex, text: str) -> str:
    answer = index.resolve(text)
    return answer.film.name if isinstance(answer, Resolved) else f"{type(answer).__name__}"


def check(index: TitleIndex, rows: list[tuple[str, str]]) -> None:
    assert [(text, named(index, text)) for text, _ in rows] == rows


def test_case_accents_and_punctuation_do_not_matter(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("PULP FICTION", "Pulp Fiction (1994)"),
            ("pulp fiction!!", "Pulp Fiction (1994)"),
            ("“Fargo”", "Fargo (1996)"),
            ("schindlers list", "Schindler's List (1993)"),
            ("schindler’s list", "Schindler's List (1993)"),
            ("a hard day s night", "A Hard Day's Night (1964)"),
            ("amélie", "Amelie (2001)"),
            ("y tu mama tambien", "And Your Mother Too (2001)"),
            ("et the extra terrestrial", "E.T. the Extra-Terrestrial (1982)"),
            ("e.t.", "E.T. the Extra-Terrestrial (1982)"),
            ("la confidential", "L.A. Confidential (1997)"),
            ("mash", "M*A*S*H (1970)"),
            ("wall-e", "WALL·E (2008)"),
        ],
    )


def test_articles_may_be_dropped_added_or_foreign(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("lion king", "The Lion King (1994)"),
            ("beautiful mind", "A Beautiful Mind (2001)"),
            ("the fight club", "Fight Club (1999)"),
            ("das boot", "Das Boot (1981)"),
            ("la haine", "Hate (1995)"),
            ("haine", "Hate (1995)"),
            ("lord of rings the two towers", "The Lord of the Rings: The Two Towers (2002)"),
        ],
    )


def test_original_and_other_titles_are_known(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("cidade de deus", "City of God (2002)"),
            ("el laberinto del fauno", "Pan's Labyrinth (2006)"),
            ("sen to chihiro no kamikakushi", "Spirited Away (2001)"),
            ("le fabuleux destin d'amélie poulain", "Amelie (2001)"),
            ("das leben der anderen", "The Lives of Others (2006)"),
            ("dead by dawn", "Evil Dead II (1987)"),
            ("12 monkeys", "Twelve Monkeys (1995)"),
        ],
    )


def test_numerals_are_one_however_written(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("rocky 4", "Rocky IV (1985)"),
            ("rocky four", "Rocky IV (1985)"),
            ("rocky IV", "Rocky IV (1985)"),
            ("godfather 2", "The Godfather: Part II (1974)"),
            ("godfather part two", "The Godfather: Part II (1974)"),
            ("back to the future 3", "Back to the Future Part III (1990)"),
            ("kill bill volume 2", "Kill Bill: Vol. 2 (2004)"),
            ("twelve angry men", "12 Angry Men (1957)"),
            ("force ten from navarone", "Force 10 from Navarone (1978)"),
            ("twenty eight days later", "28 Days Later (2002)"),
            ("20000 leagues under the sea 1954", "20,000 Leagues Under the Sea (1954)"),
            ("se7en", "Seven (1995)"),
            ("oceanseleven 2001", "Ocean's Eleven (2001)"),
            ("home alone 1", "Home Alone (1990)"),
            ("rocky part one", "Rocky (1976)"),
        ],
    )


def test_words_may_be_joined_or_split(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("bladerunner", "Blade Runner (1982)"),
            ("spiderman", "Spider-Man (2002)"),
            ("spider man 2", "Spider-Man 2 (2004)"),
            ("blackhawk down", "Black Hawk Down (2001)"),
            ("good fellas", "Goodfellas (1990)"),
            ("thegodfather", "The Godfather (1972)"),
            ("the 7 th voyage of sinbad", "The 7th Voyage of Sinbad (1958)"),
        ],
    )


def test_a_part_of_a_title_may_be_enough(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("the two towers", "The Lord of the Rings: The Two Towers (2002)"),
            ("empire strikes back", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
            ("star wars a new hope", "Star Wars: Episode IV - A New Hope (1977)"),
            (
                "borat",
                BORAT,
            ),
            ("home alone 2", "Home Alone 2: Lost in New York (1992)"),
            (
                "dr strangelove",
                "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb (1964)",
            ),
            ("temple of doom", "Indiana Jones and the Temple of Doom (1984)"),
            ("chamber of secrets", "Harry Potter and the Chamber of Secrets (2002)"),
        ],
    )


def test_abbreviations_and_their_long_forms_are_one(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("doctor zhivago", "Doctor Zhivago (1965)"),
            ("dr zhivago", "Doctor Zhivago (1965)"),
            ("mister deeds goes to town", "Mr. Deeds Goes to Town (1936)"),
            ("saint elmos fire", "St. Elmo's Fire (1985)"),
            ("kramer versus kramer", "Kramer vs. Kramer (1979)"),
            ("joe vs the volcano", "Joe Versus the Volcano (1990)"),
            ("beauty & the beast 1991", "Beauty and the Beast (1991)"),
        ],
    )


def test_ranks_find_their_place_in_a_series(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("fast 5", "Fast Five (2011)"),
            ("fast and furious 6", "Fast & Furious 6 (2013)"),
            ("fifth harry potter movie", "Harry Potter and the Order of the Phoenix (2007)"),
            ("the third harry potter", "Harry Potter and the Prisoner of Azkaban (2004)"),
            ("hp 3", "Harry Potter and the Prisoner of Azkaban (2004)"),
            ("the second godfather", "The Godfather: Part II (1974)"),
            ("first star wars", "Star Wars: Episode IV - A New Hope (1977)"),
            ("star wars 1", "Star Wars: Episode I - The Phantom Menace (1999)"),
            ("matrix 2", "The Matrix Reloaded (2003)"),
            ("die hard 4", "Live Free or Die Hard (2007)"),
            ("mission impossible 4", "Mission: Impossible - Ghost Protocol (2011)"),
            ("the last harry potter", "Harry Potter and the Deathly Hallows: Part 2 (2011)"),
            ("the original planet of the apes", "Planet of the Apes (1968)"),
            ("planet of the apes remake", "Planet of the Apes (2001)"),
            ("the first matrix movie", "The Matrix (1999)"),
        ],
    )


def test_a_series_or_a_brand_may_stand_in_front(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("james bond goldeneye", "GoldenEye (1995)"),
            ("bond skyfall", "Skyfall (2012)"),
            (
                "star wars empire strikes back",
                "Star Wars: Episode V - The Empire Strikes Back (1980)",
            ),
            ("alien prometheus", "Prometheus (2012)"),
            ("disneys aladdin", "Aladdin (1992)"),
            ("marvels the avengers", "The Avengers (2012)"),
            ("bram stokers dracula", "Dracula (1992)"),
        ],
    )


def test_nicknames_are_known(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("t2", "Terminator 2: Judgment Day (1991)"),
            ("lotr 1", "The Lord of the Rings: The Fellowship of the Ring (2001)"),
            ("bttf", "Back to the Future (1985)"),
            ("willy wonka", "Willy Wonka & the Chocolate Factory (1971)"),
            ("leon", "Léon: The Professional (1994)"),
            ("holy grail", "Monty Python and the Holy Grail (1975)"),
            ("shawshank", "The Shawshank Redemption (1994)"),
        ],
    )


def test_misspellings_and_voice_typing_are_understood(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("shawshenk redemtion", "The Shawshank Redemption (1994)"),
            ("ratatoullie", "Ratatouille (2007)"),
            ("figth club", "Fight Club (1999)"),
            ("forest gump", "Forrest Gump (1994)"),
            ("sience of the lambs", "The Silence of the Lambs (1991)"),
            ("shreck", "Shrek (2001)"),
            ("apolo 13", "Apollo 13 (1995)"),
            ("pocohontas", "Pocahontas (1995)"),
            ("godfellas", "Goodfellas (1990)"),
            ("basketnall diaries", "The Basketball Diaries (1995)"),
            ("a streetcare named desire 1951", "A Streetcar Named Desire (1951)"),
            ("bennie and joone", "Benny & Joon (1993)"),
            ("beautifull mind", "A Beautiful Mind (2001)"),
            ("fantom of the opera 2004", "The Phantom of the Opera (2004)"),
            ("the fiftth element", "The Fifth Element (1997)"),
            ("teh matrix", "The Matrix (1999)"),
        ],
    )


def test_noise_is_peeled(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("the movie fargo", "Fargo (1996)"),
            ("fargo movie", "Fargo (1996)"),
            ("a film called fargo", "Fargo (1996)"),
            ("fargo dvd", "Fargo (1996)"),
            ("fargo eng subs", "Fargo (1996)"),
            ("fargo full movie hd", "Fargo (1996)"),
            ("fargo (the coen one)", "Fargo (1996)"),
            ("the matrix trilogy", "The Matrix (1999)"),
        ],
    )


def test_noise_is_never_peeled_off_a_real_title(embedded_index: TitleIndex) -> None:
    check(
        embedded_index,
        [
            ("scary movie", "Scary Movie (2000)"),
            ("bee movie", "Bee Movie (2007)"),
            ("the lego movie", "The Lego Movie (2014)"),
            ("the last samurai", "The Last Samurai (2003)"),
            ("first blood", "First Blood (1982)"),
            ("2012", "2012 (2009)"),
            ("2001 a space odyssey", "2001: A Space Odyssey (1968)"),
            ("the original kings of comedy", "The Original Kings of Comedy (2000)"),
            ("superman the movie", "Superman (1978)"),
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        "the thing 1982",
        "the thing (1982)",
        "the thing from 82",
        "the thing '82",
        "the 1982 thing",
        "the thing from 1982",
        "the thing 1982 version",
        "the thing 1983",
    ],
)
def test_a_year_in_the_text_is_understood(embedded_index: TitleIndex, text: str) -> None:
    assert named(embedded_index, text) == "The Thing (1982)"
