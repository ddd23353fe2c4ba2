import pytest

from bot.language.filters import filters_in
from bot.language.message import fold
from recommender.domain import Filters
from tests.bot.language.reading import NOW

GENRES = [
    ("comedy", Filters(("Comedy",))),
    ("something funny", Filters(("Comedy",))),
    ("but funnier", Filters(("Comedy",))),
    ("a romcom", Filters(("Comedy", "Romance"))),
    ("rom-com", Filters(("Comedy", "Romance"))),
    ("romantic comedies", Filters(("Comedy", "Romance"))),
    ("scary and funny", Filters(("Horror", "Comedy"))),
    ("sci fi", Filters(("Sci-Fi",))),
    ("scifi", Filters(("Sci-Fi",))),
    ("science fiction", Filters(("Sci-Fi",))),
    ("a whodunit", Filters(("Mystery",))),
    ("murder mystery", Filters(("Mystery",))),
    ("cartoons", Filters(("Animation",))),
    ("anime", Filters(("Animation",))),
    ("kids movie", Filters(("Children",))),
    ("family friendly", Filters(("Children",))),
    ("a war movie", Filters(("War",))),
    ("ww2", Filters(("War",))),
    ("gangster films", Filters(("Crime",))),
    ("film noir", Filters(("Film-Noir",))),
    ("a tearjerker", Filters(("Drama",))),
    ("superhero", Filters(("Action",))),
    ("docs", Filters(("Documentary",))),
    ("westerns", Filters(("Western",))),
    ("slasher", Filters(("Horror",))),
]

NOT_GENRES = [
    ("not horror", Filters((), ("Horror",))),
    ("no musicals", Filters((), ("Musical",))),
    ("nothing scary", Filters((), ("Horror",))),
    ("not too scary", Filters((), ("Horror",))),
    ("less gory", Filters((), ("Horror",))),
    ("without romance", Filters((), ("Romance",))),
    ("anything but horror", Filters((), ("Horror",))),
    ("i don't like westerns", Filters((), ("Western",))),
    ("dont want anything sad", Filters((), ("Drama",))),
    ("no horror or musicals", Filters((), ("Horror", "Musical"))),
    ("no horror, musicals or westerns", Filters((), ("Horror", "Musical", "Western"))),
    ("no horror, comedy please", Filters(("Comedy",), ("Horror",))),
    ("action but not war", Filters(("Action",), ("War",))),
    ("i don't mind horror", Filters(("Horror",))),
]

YEARS = [
    ("90s", Filters(year_from=1990, year_to=1999)),
    ("'90s", Filters(year_from=1990, year_to=1999)),
    ("1990s", Filters(year_from=1990, year_to=1999)),
    ("the 1940 s", Filters(year_from=1940, year_to=1949)),
    ("the eighties", Filters(year_from=1980, year_to=1989)),
    ("early 2000s", Filters(year_from=2000, year_to=2003)),
    ("late 80s", Filters(year_from=1986, year_to=1989)),
    ("80s and 90s", Filters(year_from=1980, year_to=1999)),
    ("from 1994", Filters(year_from=1994, year_to=1994)),
    ("1999 movies", Filters(year_from=1999, year_to=1999)),
    ("before 1980", Filters(year_to=1979)),
    ("pre-1950", Filters(year_to=1949)),
    ("after the 90s", Filters(year_from=2000)),
    ("since 2010", Filters(year_from=2010)),
    ("2010 or newer", Filters(year_from=2010)),
    ("between 1990 and 1995", Filters(year_from=1990, year_to=1995)),
    ("1990-1995", Filters(year_from=1990, year_to=1995)),
    ("2017-Present", Filters(year_from=2017)),
    ("from the past two years", Filters(year_from=2023)),
    ("something recent", Filters(year_from=2015)),
    ("new movies", Filters(year_from=2015)),
    ("out this year", Filters(year_from=2025)),
    ("an old movie", Filters(year_to=1979)),
    ("classic films", Filters(year_to=1979)),
]

OTHERS = [
    ("something older", Filters(age="older")),
    ("newer please", Filters(age="newer")),
    ("not so old", Filters(age="newer")),
    ("hidden gems", Filters(hidden_gems=True)),
    ("underrated", Filters(hidden_gems=True)),
    ("lesser known", Filters(hidden_gems=True)),
    ("not too mainstream", Filters(hidden_gems=True)),
    ("a 90s thriller that's not too scary", Filters(("Thriller",), ("Horror",), 1990, 1999)),
    ("underrated scifi from the 70s", Filters(("Sci-Fi",), (), 1970, 1979, hidden_gems=True)),
    ("hello there", Filters()),
    ("new york", Filters()),
    ("my old man", Filters()),
]


@pytest.mark.parametrize(("text", "expected"), [*GENRES, *NOT_GENRES, *YEARS, *OTHERS])
def test_wishes_in_everyday_words_become_filters(text, expected):
    assert filters_in(fold(text), NOW) == expected
