import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.catalogue.spelling import SpokenTitle, article_in_front, spoken_title


@pytest.mark.parametrize(
    ("catalogue_title", "title", "year", "alternates"),
    [
        ("Shawshank Redemption, The (1994)", "The Shawshank Redemption", 1994, ()),
        ("Beautiful Mind, A (2001)", "A Beautiful Mind", 2001, ()),
        ("Hate (Haine, La) (1995)", "Hate", 1995, ("La Haine",)),
        ("Avventura, L' (1960)", "L'Avventura", 1960, ()),
        ("Boot, Das (1981)", "Das Boot", 1981, ()),
        ("Mariachi, El (1992)", "El Mariachi", 1992, ()),
        ("City of God (Cidade de Deus) (2002)", "City of God", 2002, ("Cidade de Deus",)),
        ("Seven (a.k.a. Se7en) (1995)", "Seven", 1995, ("Se7en",)),
        (
            "Men in Black II (a.k.a. MIIB) (a.k.a. MIB 2) (2002)",
            "Men in Black II",
            2002,
            ("MIIB", "MIB 2"),
        ),
        ("Crow, The: Wicked Prayer (2005)", "The Crow: Wicked Prayer", 2005, ()),
        ("Karate Kid, Part II, The (1986)", "The Karate Kid, Part II", 1986, ()),
        ("Fear City: A Family-Style Comedy (1994)", "Fear City: A Family-Style Comedy", 1994, ()),
        (
            "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
            "Birdman: Or (The Unexpected Virtue of Ignorance)",
            2014,
            (),
        ),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, ()),
        ("Babies (Bébé(s)) (2010)", "Babies", 2010, ("Bébé(s)",)),
        ("Spy(ies) (Espion(s)) (2009)", "Spy(ies)", 2009, ("Espion(s)",)),
        ("1-900 (06) (1994)", "1-900", 1994, ()),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006, ()),
        ("Cosmos (1980- )", "Cosmos", 1980, ()),
        ("Skokie\xa0(1981)", "Skokie", 1981, ()),
        ("Dreams of  a Life (2011) ", "Dreams of a Life", 2011, ()),
        (
            "The Naked Truth (1957) (Your Past Is Showing)",
            "The Naked Truth",
            1957,
            ("Your Past Is Showing",),
        ),
        ("Mona (Mona ja aika) (1983))", "Mona", 1983, ("Mona ja aika",)),
        ("Moonlight", "Moonlight", None, ()),
        ("2012 (2009)", "2012", 2009, ()),
        ("1984", "1984", None, ()),
        ("Monsters, Inc. (2001)", "Monsters, Inc.", 2001, ()),
        ("What's Up, Doc? (1972)", "What's Up, Doc?", 1972, ()),
        ("(Untitled) (2009)", "(Untitled)", 2009, ()),
    ],
)
def test_a_catalogue_title_is_taken_apart(
    catalogue_title: str, title: str, year: int | None, alternates: tuple[str, ...]
) -> None:
    assert spoken_title(catalogue_title) == SpokenTitle(title, year, alternates)


def test_an_article_goes_in_front_only_where_one_is() -> None:
    assert article_in_front("Play It Again, Sam") == "Play It Again, Sam"
    assert article_in_front("Atalante, L’") == "L’Atalante"


@settings(deadline=None)
@given(st.text("aT ,:()'-19é\xa0", max_size=60))
def test_taking_apart_is_total_and_leaves_a_title_where_there_was_one(text: str) -> None:
    spoken = spoken_title(text)
    assert bool(spoken.title) == bool(text.strip())
