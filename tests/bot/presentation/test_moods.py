"""Moods as people say and read them."""

import pytest

from bot.presentation.wording.topics import MOODS, mood_means
from bot.understanding.values.vocabulary import LANGUAGES, words_of
from recommender import Mood, moods


def test_every_mood_has_a_name_to_show() -> None:
    assert set(MOODS) == set(moods())


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_say_only_moods_that_there_are(language: str) -> None:
    said = set(words_of(language).keys("moods"))
    assert said <= set(moods())
    assert language != "en" or said == set(moods())


@pytest.mark.parametrize("mood", moods().values(), ids=lambda mood: mood.name)
def test_what_a_mood_was_taken_for_is_one_short_line(mood: Mood) -> None:
    said = mood_means(mood).text
    assert said.lower().startswith(f"{MOODS[mood.name]}: ")
    assert len(said) < 150
