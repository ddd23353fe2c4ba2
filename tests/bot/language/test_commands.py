import pytest

from recommender.domain import MovieId
from tests.bot.language.reading import shown

COMMANDS = [
    ("/similar heat", "similar Heat (1995)"),
    ("/similar HEAT", "similar Heat (1995)"),
    ("/SIMILAR heat", "similar Heat (1995)"),
    ("/similar@FilmBot heat", "similar Heat (1995)"),
    ("/similar the 1995 heat", "similar Heat (1995)"),
    ("/similar heat but funnier", "similar Heat (1995) | +Comedy"),
    ("/similar up", "similar Up (2009)"),
    ("/similar the game of everything", "similar the game of everything??"),
    ("/similar", "similar it"),
    ("/similar it", "similar it"),
    ("/recommend", "recommend"),
    ("/recommend 90s comedy not scary", "recommend | +Comedy -Horror 1990-1999"),
    ("/watched heat", "log_watched Heat (1995)"),
    ("/watched heat 4.5 yesterday", "log_watched Heat (1995) | 4.5 2025-03-11"),
    ("/watched heat, 8/10", "log_watched Heat (1995) | 4.0"),
    ("/watched heat 1995 4", "log_watched Heat (1995) | 4.0"),
    ("/watched up 5", "log_watched Up (2009) | 5.0"),
    ("/watched seven 4", "log_watched Seven (1995) | 4.0"),
    ("/watched saw", "log_watched Saw (2004)"),
    ("/watched 300", "log_watched 300 (2007)"),
    ("/watched alien, aliens 4", "log_watched Alien (1979), Aliens (1986) | 4.0"),
    ("/watched heat 3 march", "log_watched Heat (1995) | 2025-03-03"),
    ("/watched zzyzx road", "log_watched zzyzx road??"),
    ("/watched", "log_watched it"),
    ("/watched 4.5", "log_watched it | 4.5"),
    ("/watched it 4", "log_watched it | 4.0"),
    ("/rate heat 4", "rate Heat (1995) | 4.0"),
    ("/rate heat", "rate Heat (1995)"),
    ("/rate toy story 3 4", "rate Toy Story 3 (2010) | 4.0"),
    ("/rate toy story 3", "rate Toy Story 3 (2010)"),
    ("/rate 2012 3", "rate 2012 (2009) | 3.0"),
    ("/rate 4", "rate it | 4.0"),
    ("/rate", "rate it"),
    ("/undo", "undo"),
    ("/history", "history"),
    ("/help", "help"),
    ("/help@FilmBot", "help"),
    ("/start", "start"),
    ("/start night_12", "start | night_12"),
    ("/start two words", "start"),
    ("/privacy", "privacy"),
    ("/forgetme", "forget_me"),
    ("/settings", "settings"),
    ("/settings share", "settings | share"),
    ("/movienight", "group"),
    ("/movienight comedy at 21:00", "group | +Comedy 21:00"),
    ("/nights", "nights"),
    ("/watchlist", "watchlist"),
    ("/watchlist heat", "watchlist Heat (1995)"),
    ("/watchlist remove heat", "watchlist Heat (1995) | remove"),
    ("/more", "more"),
    ("/more older", "more | older"),
    ("/why", "why"),
    ("/why heat", "why Heat (1995)"),
    ("/why 2", "why #2"),
    ("/why the second one", "why #2"),
    ("/status", "status"),
    ("/add Oppenheimer (2023)", "add_film | Oppenheimer 2023"),
    ("/add the zone of interest 2023", "add_film | the zone of interest 2023"),
    ("/add 1917", "add_film | 1917"),
    ("/add", "add_film"),
    ("/skip heat", "not_interested Heat (1995)"),
    ("/search heat", "search Heat (1995)"),
    ("/nonsense", "other"),
    ("/", "other"),
    ("//similar heat", "other"),
]


@pytest.mark.parametrize(("text", "expected"), COMMANDS)
def test_a_command_is_read_with_its_argument(reads, text, expected):
    assert shown(reads(text).intent) == expected


def test_a_number_after_a_command_is_a_place_of_the_last_list(reads):
    listed = (MovieId(6), MovieId(1214))
    assert shown(reads("/similar 2", listed=listed).intent) == "similar #2"
    assert shown(reads("/watched 1", listed=listed).intent) == "log_watched #1"
    assert shown(reads("/similar 9", listed=listed).intent) == "similar 9 (2009)"
