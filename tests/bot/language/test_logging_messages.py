import pytest

from tests.bot.language.reading import shown

PLAIN = [
    ("watched heat", "log_watched Heat (1995)"),
    ("watched Heat last night, 4.5", "log_watched Heat (1995) | 4.5 2025-03-11"),
    ("Watched Heat last night 4.5", "log_watched Heat (1995) | 4.5 2025-03-11"),
    ("saw heat yesterday 8/10", "log_watched Heat (1995) | 4.0 2025-03-11"),
    ("just watched Inception", "log_watched Inception (2010)"),
    ("just finished inception, wow. 5 stars", "log_watched Inception (2010) | 5.0"),
    ("i watched inception on friday", "log_watched Inception (2010) | 2025-03-07"),
    ("we saw the matrix together on saturday", "log_watched The Matrix (1999) | 2025-03-08"),
    ("finally saw Fight Club", "log_watched Fight Club (1999)"),
    ("log heat", "log_watched Heat (1995)"),
    ("log heat 4", "log_watched Heat (1995) | 4.0"),
    ("heat watched 2 days ago", "log_watched Heat (1995) | 2025-03-10"),
    ("me and ana saw Fargo yesterday, 8/10", "log_watched Fargo (1996) | 4.0 2025-03-11"),
    ("My wife and I watched Juno tonight", "log_watched Juno (2007) | 2025-03-12"),
    ("went to see arrival on sunday ★★★★", "log_watched Arrival (2016) | 4.0 2025-03-09"),
    ("watched whiplash two weeks ago and loved it", "log_watched Whiplash (2014) | 5.0 2025-02-26"),
    ("watched twilight with my sister. hated it", "log_watched Twilight (2008) | 1.0"),
    ("saw interstellar 👍", "log_watched Interstellar (2014) | 4.0"),
    ("watched casablanca on 3 march", "log_watched Casablanca (1942) | 2025-03-03"),
    ("saw Chinatown in 2019", "log_watched Chinatown (1974) | 2019-01-01"),
    ("i have seen goodfellas", "log_watched Goodfellas (1990) | undated"),
    ("I've already seen Jaws", "log_watched Jaws (1975) | undated"),
    ("seen psycho years ago", "log_watched Psycho (1960) | undated"),
    ("rewatched Gladiator", "log_watched Gladiator (2000) | rewatch"),
    ("watched gladiator again", "log_watched Gladiator (2000) | rewatch"),
    ("saw memento for the third time", "log_watched Memento (2000) | rewatch"),
    ("mark heat as watched", "log_watched Heat (1995)"),
]

ORDINARY_WORDS = [
    ("watched Her last night", "log_watched Her (2013) | 2025-03-11"),
    ("watched Up with the kids", "log_watched Up (2009)"),
    ("saw up yesterday 4.5", "log_watched Up (2009) | 4.5 2025-03-11"),
    ("watched drive last night", "log_watched Drive (2011) | 2025-03-11"),
    ("saw big on sunday", "log_watched Big (1988) | 2025-03-09"),
    ("watched seven yesterday", "log_watched Seven (1995) | 2025-03-11"),
    ("watched get out last night", "log_watched Get Out (2017) | 2025-03-11"),
    ("saw the others yesterday, 4 stars", "log_watched The Others (2001) | 4.0 2025-03-11"),
    ("watched 300 last night 3.5", "log_watched 300 (2007) | 3.5 2025-03-11"),
    ("watched 300, 4", "log_watched 300 (2007) | 4.0"),
    ("watched 9 yesterday 7/10", "log_watched 9 (2009) | 3.5 2025-03-11"),
    ("saw 2012 yesterday", "log_watched 2012 (2009) | 2025-03-11"),
    ("watched the game last friday", "log_watched The Game (1997) | 2025-03-07"),
    ("watched room on monday", "log_watched Room (2015) | 2025-03-10"),
    (
        "watched friday night lights on friday",
        "log_watched Friday Night Lights (2004) | 2025-03-07",
    ),
    ('watched "It" yesterday', "log_watched It (1990) | 2025-03-11"),
    ("watched it (1990) yesterday", "log_watched It (1990) | 2025-03-11"),
    ("saw moon last night", "log_watched Moon (2009) | 2025-03-11"),
]

SEVERAL = [
    (
        "saw alien, aliens and the thing (1982)",
        "log_watched Alien (1979), Aliens (1986), The Thing (1982)",
    ),
    ("watched heat and drive yesterday", "log_watched Heat (1995), Drive (2011) | 2025-03-11"),
    ("watched fargo & juno", "log_watched Fargo (1996), Juno (2007)"),
    (
        "watched crouching tiger, hidden dragon last night",
        "log_watched Crouching Tiger, Hidden Dragon (2000) | 2025-03-11",
    ),
    (
        "saw the good, the bad and the ugly on tuesday",
        "log_watched The Good, the Bad and the Ugly (1966) | 2025-03-11",
    ),
    (
        "me and earl and the dying girl 4/5",
        "rate Me and Earl and the Dying Girl (2015) | 4.0",
    ),
    ("watched Tango and Cash and Rush Hour", "log_watched Tango & Cash (1989), Rush Hour (1998)"),
    (
        "saw toy story, toy story 2 and toy story 3 this weekend",
        "log_watched Toy Story (1995), Toy Story 2 (1999), Toy Story 3 (2010) | 2025-03-08",
    ),
]

VOICE_TYPING_AND_TYPOS = [
    (
        "watched heat last night four and a half stars",
        "log_watched Heat (1995) | 4.5 2025-03-11",
    ),
    ("i just watched the dark knight eight out of ten", "log_watched The Dark Knight (2008) | 4.0"),
    ("wached heat", "log_watched Heat (1995)"),
    ("whatched inception yesterday", "log_watched Inception (2010) | 2025-03-11"),
    ("i watched insidious really likes that one", "log_watched Insidious (2010) | 4.0"),
    ("watched amélie", "log_watched Amelie (2001)"),
    ("watched amelie 9/10", "log_watched Amelie (2001) | 4.5"),
    ("saw la vita e bella yesterday", "log_watched Life Is Beautiful (1997) | 2025-03-11"),
    ("watched cidade de deus ⭐⭐⭐⭐⭐", "log_watched City of God (2002) | 5.0"),
    ("WATCHED HEAT LAST NIGHT!!! 5/5", "log_watched Heat (1995) | 5.0 2025-03-11"),
    ("watched wall-e", "log_watched WALL·E (2008)"),
    ("saw et when i was a kid", "log_watched E.T. the Extra-Terrestrial (1982) | undated"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*PLAIN, *ORDINARY_WORDS, *SEVERAL, *VOICE_TYPING_AND_TYPOS]
)
def test_a_viewing_told_is_logged(reads, text, expected):
    assert shown(reads(text).intent) == expected


RATED = [
    ("rate heat 4.5", "rate Heat (1995) | 4.5"),
    ("rate Heat", "rate Heat (1995)"),
    ("Rate the movie Drive 4 stars", "rate Drive (2011) | 4.0"),
    ("rate seven a 9", "rate Seven (1995) | 4.5"),
    ("rate 300 3", "rate 300 (2007) | 3.0"),
    ("give Inception 5 stars", "rate Inception (2010) | 5.0"),
    ("i'd give the prestige a 9 out of 10", "rate The Prestige (2006) | 4.5"),
    ("I gave Avatar 2 stars", "rate Avatar (2009) | 2.0"),
    ("heat 4.5", "rate Heat (1995) | 4.5"),
    ("heat: 4/5", "rate Heat (1995) | 4.0"),
    ("Inception 9/10", "rate Inception (2010) | 4.5"),
    ("inception ★★★½", "rate Inception (2010) | 3.5"),
    ("Heat was super good", "rate Heat (1995) | 4.5"),
    ("heat was great", "rate Heat (1995) | 4.5"),
    ("I loved Zodiac", "rate Zodiac (2007) | 5.0"),
    ("loved inception", "rate Inception (2010) | 5.0"),
    ("hated twilight", "rate Twilight (2008) | 1.0"),
    ("I didn't like Avatar", "rate Avatar (2009) | 2.0"),
    ("not a fan of Knocked Up", "rate Knocked Up (2007) | 2.0"),
    ("Superbad is hilarious", "rate Superbad (2007) | 4.5"),
    ("Drive was boring", "rate Drive (2011) | 2.0"),
    ("my favorite movie is back to the future", "rate Back to the Future (1985) | 5.0"),
    ("The Shining is one of my favorites", "rate The Shining (1980) | 5.0"),
    ("shutter island: meh", "rate Shutter Island (2010) | 2.5"),
    ("casablanca B+", "rate Casablanca (1942) | 4.0"),
    ("whiplash 👍👍", "rate Whiplash (2014) | 4.5"),
    ("jaws two thumbs up", "rate Jaws (1975) | 4.5"),
    ("Get Out was not bad", "rate Get Out (2017) | 3.5"),
    ("i really enjoyed Spirited Away", "rate Spirited Away (2001) | 4.0"),
]


@pytest.mark.parametrize(("text", "expected"), RATED)
def test_stars_and_opinions_rate_a_film(reads, text, expected):
    assert shown(reads(text).intent) == expected


NOT_SEEN = [
    ("haven't seen Heat yet", "not_seen Heat (1995)"),
    ("havent seen heat", "not_seen Heat (1995)"),
    ("never saw Inception", "not_seen Inception (2010)"),
    ("I have never seen Casablanca", "not_seen Casablanca (1942)"),
    ("i didn't watch heat", "not_seen Heat (1995)"),
    ("not sure I've seen Jaws", "not_seen Jaws (1975)"),
    ("Nope, haven't seen it.", "not_seen it"),
]


@pytest.mark.parametrize(("text", "expected"), NOT_SEEN)
def test_a_film_not_seen_is_not_logged(reads, text, expected):
    assert shown(reads(text).intent) == expected


OTHERS = [
    "have you seen Heat?",
    "did you see inception",
    "You've seen it?!",
    "my parents just saw that one",
    "I want to see Heat",
    "should i watch heat",
    "i will watch heat tomorrow",
    "everyone has seen titanic",
    "who has seen heat?",
    "I saw your message",
    "i watched the news",
    "saw my friend yesterday",
    "watched tv all day",
    "I saw her yesterday",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_others_saw_or_one_may_see_is_not_logged(reads, text):
    assert reads(text).intent.kind not in {"log_watched", "rate"} or not reads(text).mentions
