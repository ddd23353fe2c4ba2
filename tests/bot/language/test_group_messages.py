import pytest

from tests.bot.language.reading import shown

GROUP = [
    ("what should we watch tonight", "group"),
    ("what should we watch tonight?", "group"),
    ("what shall we all watch", "group"),
    ("wat should we watch", "group"),
    ("what movie should we watch", "group"),
    ("what are we watching?", "group"),
    ("whats everyone watching tonight", "group"),
    ("pick a movie for us", "group | now"),
    ("just pick something for us", "group | now"),
    ("you choose for us", "group | now"),
    ("choose a film for the gang", "group | now"),
    ("decide for us", "group | now"),
    ("recommend us a comedy", "group | +Comedy"),
    ("suggest something for all of us", "group"),
    ("can you find a movie that we all like", "group"),
    ("something everyone will like", "group"),
    ("something we can all agree on", "group"),
    ("we can't decide", "group"),
    ("we cant agree on a movie, you pick", "group | now"),
    ("lets watch something scary tonight", "group | +Horror"),
    ("let's watch a 90s action movie", "group | +Action 1990-1999"),
    ("movie night", "group"),
    ("movie night at 9", "group | 21:00"),
    ("movie night at 9pm", "group | 21:00"),
    ("film night tomorrow at 21:30, no horror", "group | -Horror 21:30"),
    ("movie night 8.30", "group | 20:30"),
    ("movie night friday, something funny", "group | +Comedy"),
    ("start a movie night", "group"),
    ("start a poll", "group"),
    ("poll please", "group"),
    ("anyone up for a film tonight?", "group"),
    ("help us choose", "group"),
    ("we need a movie for 5 people", "group"),
    ("we want to watch something funny", "group | +Comedy"),
]

NOT_GROUP = [
    ("what should i watch tonight", "recommend"),
    ("thanks, I can plan my movie night now", "thanks"),
    ("a film for me and my girlfriend", "recommend"),
    ("we watched Heat last night", "log_watched Heat (1995) | 2025-03-11"),
    ("we loved Fargo", "rate Fargo (1996) | 5.0"),
    ("what did we watch last night", "history"),
]


@pytest.mark.parametrize(("text", "expected"), [*GROUP, *NOT_GROUP])
def test_talk_of_several_people_asks_for_a_film_for_all(reads, text, expected):
    assert shown(reads(text, is_group=True).intent) == expected
