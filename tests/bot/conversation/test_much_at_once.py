"""Messages that ask for more than everybody else should wait for."""

import pytest

from bot.conversation.lists import MOST_ALIKE
from bot.conversation.reading import LONGEST_TEXT
from tests import planted
from tests.planted import Talker

TITLES = [film.title for film in planted.films()]


def test_a_list_starts_from_the_first_films_only(ana: Talker) -> None:
    named = [title for title in TITLES if title not in ("Sabrina", "The Thing")][: MOST_ALIKE + 3]
    reply = ana.say("/similar " + ", ".join(named)).replies[0]
    assert reply.text.startswith(
        f"That's a lot of films at once: I went by the first {MOST_ALIKE}.\n"
    )
    assert named[MOST_ALIKE] not in reply.text.split("\n")[1]


def test_a_message_longer_than_is_read_is_not_done_in_part(ana: Talker) -> None:
    text = ("saw " + ", ".join(TITLES) + " and once more " + ", ".join(TITLES))[: LONGEST_TEXT + 1]
    assert ana.say(text).replies[0].text.startswith("That's a lot at once!")
    assert ana.core.recommender.count_watches(ana.person.person_id) == 0


@pytest.mark.parametrize("sign", ["&", "★", "!", "…", "🎬", "'"])
def test_a_sign_without_end_is_a_few_of_it(ana: Talker, sign: str) -> None:
    few, many = (Talker(ana.core, "P", 100 + n) for n in (1, 2))
    said = few.say(f"watched alien {sign * 5}").replies[0].text
    assert many.say(f"watched alien {sign * 400}").replies[0].text == said
