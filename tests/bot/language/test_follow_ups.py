import pytest

from recommender.domain import MovieId
from tests.bot.language.reading import shown

LIST = {"listed": (MovieId(6), MovieId(1214), MovieId(1200), MovieId(2058))}
FILM = {"last_film": MovieId(6)}

AFTER_A_LIST = [
    ("more", "more"),
    ("more please", "more"),
    ("another one", "more"),
    ("what else?", "more"),
    ("next", "more"),
    ("show me more", "more"),
    ("any others?", "more"),
    ("keep going", "more"),
    ("why?", "why"),
    ("why the second?", "why #2"),
    ("why the second one", "why #2"),
    ("why the last one?", "why #-1"),
    ("but why", "why"),
    ("how come the first?", "why #1"),
    ("why #3", "why #3"),
    ("y tho", "why"),
    ("something older", "more | older"),
    ("older", "more | older"),
    ("smth newer pls", "more | newer"),
    ("nah seen it, smth older", "more | older"),
    ("what about comedies", "more | +Comedy"),
    ("what about comedies?", "more | +Comedy"),
    ("what about romance", "more | +Romance"),
    ("only comedies", "more | +Comedy"),
    ("no horror please", "more | -Horror"),
    ("less scary", "more | -Horror"),
    ("something funnier", "more | +Comedy"),
    ("from the 90s", "more | 1990-1999"),
    ("anything from before 1980?", "more | -1979"),
    ("hidden gems only", "more | gems"),
    ("the third one, seen it, 4 stars", "log_watched #3 | 4.0 undated"),
    ("seen the second one", "log_watched #2 | undated"),
    ("i've seen the first and second", "log_watched #1, #2 | undated"),
    ("watched the first one last night, 4.5", "log_watched #1 | 4.5 2025-03-11"),
    ("seen all of those", "log_watched #1, #2, #3, #4 | undated"),
    ("seen them all", "log_watched #1, #2, #3, #4 | undated"),
    ("first one", "search #1"),
    ("the first one", "search #1"),
    ("number 2", "search #2"),
    ("2", "search #2"),
    ("tell me about the third one", "search #3"),
    ("more like the second one", "similar #2"),
    ("similar to the first one", "similar #1"),
    ("not the first one", "not_interested #1"),
    ("hide the second one", "not_interested #2"),
    ("don't show me the last one again", "not_interested #-1"),
    ("i loved the first one!", "rate #1 | 5.0"),
    ("the second one was boring", "rate #2 | 2.0"),
    ("rate the third 3.5", "rate #3 | 3.5"),
    ("put the second one on my list", "watchlist #2"),
    ("add number 3 to my watchlist", "watchlist #3"),
    ("i haven't seen the second one", "not_seen #2"),
    ("thanks!", "thanks"),
    ("cool thanks", "thanks"),
]


@pytest.mark.parametrize(("text", "expected"), AFTER_A_LIST)
def test_after_a_list_people_point_at_its_films(reads, text, expected):
    assert shown(reads(text, **LIST).intent) == expected


AFTER_A_FILM = [
    ("seen it", "log_watched it | undated"),
    ("already seen it", "log_watched it | undated"),
    ("watched it yesterday", "log_watched it | 2025-03-11"),
    ("i watched it with my kids, 4 stars", "log_watched it | 4.0"),
    ("4.5", "rate it | 4.5"),
    ("8/10", "rate it | 4.0"),
    ("loved it", "rate it | 5.0"),
    ("it was boring", "rate it | 2.0"),
    ("hated it", "rate it | 1.0"),
    ("it was ok", "rate it | 3.0"),
    ("not for me", "not_interested it"),
    ("not interested", "not_interested it"),
    ("not that one", "not_interested it"),
    ("don't want to see that", "not_interested it"),
    ("more like it", "similar it"),
    ("something similar", "similar it"),
    ("similar movies?", "similar it"),
    ("add it to my watchlist", "watchlist it"),
    ("save it for later", "watchlist it"),
    ("undo", "undo"),
    ("undo that", "undo"),
    ("oops", "undo"),
    ("forget it", "undo"),
    ("no wait, take that back", "undo"),
    ("that was a mistake", "undo"),
    ("haven't seen it yet", "not_seen it"),
    ("never seen it", "not_seen it"),
    ("why that one?", "why it"),
    ("tell me more about it", "search it"),
    ("watched it again", "log_watched it | rewatch"),
    ("what is it about?", "search it"),
    ("who is in it?", "search it"),
    ("when did it come out", "search it"),
    ("is it scary?", "search it"),
    ("is it any good", "search it"),
    ("how long is it?", "search it"),
    ("where can I watch it?", "search it"),
    ("no i haven't, what's it about?", "search it"),
]


@pytest.mark.parametrize(("text", "expected"), AFTER_A_FILM)
def test_it_is_the_film_talked_about_last(reads, text, expected):
    assert shown(reads(text, **FILM).intent) == expected


WHICH = {**LIST, "question": "which_film"}
WHICH_FILM = [
    ("1", "choose #1"),
    ("2", "choose #2"),
    ("the second", "choose #2"),
    ("second one", "choose #2"),
    ("the first one please", "choose #1"),
    ("the last one", "choose #-1"),
    ("number three", "choose #3"),
    ("yes", "yes"),
    ("yep that one", "yes"),
    ("the 1951 one", "no | 1951"),
    ("no the 1951 one", "no | 1951"),
    ("no, the one from 1951", "no | 1951"),
    ("1951", "no | 1951"),
    ("the old one from 1951", "no | 1951"),
    ("none of these", "no"),
    ("neither", "no"),
    ("nope", "no"),
    ("not that one", "no"),
    ("forget it", "no"),
    ("never mind", "no"),
    ("aliens", "choose Aliens (1986)"),
    ("alien", "choose Alien (1979)"),
    ("i meant Aliens", "no Aliens (1986)"),
    ("no, i mean the dark knight", "no The Dark Knight (2008)"),
    ("similar to heat", "similar Heat (1995)"),
    ("recommend something", "recommend"),
    ("help", "help"),
]


@pytest.mark.parametrize(("text", "expected"), WHICH_FILM)
def test_which_film_is_answered_in_many_ways(reads, text, expected):
    assert shown(reads(text, **WHICH).intent) == expected


QUESTIONS = [
    ("rating", "4.5", "rate it | 4.5"),
    ("rating", "4", "rate it | 4.0"),
    ("rating", "four and a half", "rate it | 4.5"),
    ("rating", "8/10", "rate it | 4.0"),
    ("rating", "an 8", "rate it | 4.0"),
    ("rating", "★★★", "rate it | 3.0"),
    ("rating", "loved it!", "rate it | 5.0"),
    ("rating", "meh", "rate it | 2.5"),
    ("rating", "👎", "rate it | 1.5"),
    ("rating", "no", "no"),
    ("rating", "skip", "no"),
    ("rating", "it was pretty good", "rate it | 3.5"),
    ("rating", "similar to heat", "similar Heat (1995)"),
    ("year", "1994", "add_film | 1994"),
    ("year", "it's from 2023", "add_film | 2023"),
    ("year", "2023 i think", "add_film | 2023"),
    ("year", "never mind", "no"),
    ("genres", "comedy", "add_film | ('Comedy',)"),
    ("genres", "drama and romance", "add_film | ('Drama', 'Romance')"),
    ("genres", "a scary one", "add_film | ('Horror',)"),
    ("yes_no", "yes", "yes"),
    ("yes_no", "yeah sure", "yes"),
    ("yes_no", "yes please", "yes"),
    ("yes_no", "ok", "yes"),
    ("yes_no", "no", "no"),
    ("yes_no", "no thanks", "no"),
    ("yes_no", "nah", "no"),
    ("yes_no", "don't", "no"),
    ("yes_no", "no, Aliens", "no Aliens (1986)"),
]


@pytest.mark.parametrize(("question", "text", "expected"), QUESTIONS)
def test_an_answer_is_read_by_what_was_asked(reads, question, text, expected):
    assert shown(reads(text, **FILM, question=question).intent) == expected


NO_CONTEXT = [
    ("yes", "yes"),
    ("no", "no"),
    ("more", "more"),
    ("why?", "why"),
    ("no the 1951 one", "no | 1951"),
    ("8/10", "rate it | 4.0"),
    ("seen it", "log_watched it | undated"),
]


@pytest.mark.parametrize(("text", "expected"), NO_CONTEXT)
def test_a_follow_up_without_anything_before_it_is_still_read(reads, text, expected):
    assert shown(reads(text).intent) == expected
