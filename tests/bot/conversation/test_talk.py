"""Any text at all gets an answer; people can be forgotten; a missing model is no silence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.respond import Conversation
from bot.intents import ForgetMe, Vote
from bot.presentation.buttons import encode
from bot.replies import Incoming
from recommender.domain import PersonId
from recommender.opening import stand_in
from recommender.storage import Store
from tests import planted
from tests.planted import Talker

ANA = PersonId(7)


@given(text=st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_gets_an_answer(text: str) -> None:
    store = planted.empty_store()
    ana = Talker(Conversation(planted.recommender(store)))
    for line in (text, f"watched {text}", f"similar to {text}"):
        answer = ana.say(line)
        assert answer.intent is not None
        assert all(reply.text or reply.toast for reply in answer.replies)
        assert answer.replies
    store.close()


def test_a_vote_says_nothing_of_whether_the_bot_may_write_to_the_voter(
    ana: Talker, core: Conversation, store: Store
) -> None:
    ana.say("hello")
    core.store.chats.lose(ana.chat.chat_id, 5.0)
    lost = "SELECT lost_at FROM chats WHERE chat_id = ?"
    vote = Incoming(ana.chat, ana.person, Vote("1", (0,)), "test:vote", ana.now)
    core.respond(vote)
    assert store.database.execute(lost, [ana.chat.chat_id]).fetchone() == (5.0,)
    ana.say("hello again")
    assert store.database.execute(lost, [ana.chat.chat_id]).fetchone() == (None,)


def test_four_thousand_signs_get_an_answer_and_more_a_kind_no(ana: Talker) -> None:
    assert ana.say("é" * 4096).replies[0].text
    assert "a lot at once" in ana.say("a" * 4097).replies[0].text


def test_sql_and_html_in_a_title_are_just_odd_titles(ana: Talker, store: Store) -> None:
    answer = ana.say("watched <b>Robert'); DROP TABLE watches;--</b>")
    assert answer.replies[0].text
    assert store.watches.count(ANA) == 0
    ana.say("watched heat")
    assert store.watches.count(ANA) == 1


def test_only_the_button_below_the_question_erases_a_person(ana: Talker, store: Store) -> None:
    ana.say("watched heat")
    ana.say("/forgetme")
    ana.say("yes")
    assert store.people.get(ANA) is not None
    ana.press(encode(ForgetMe(confirmed=True)))
    assert store.people.get(ANA) is None
    assert store.watches.history(ANA) == ()


def test_without_a_model_films_are_logged_and_lists_are_promised(store: Store) -> None:
    ana = Talker(Conversation(planted.recommender(store, with_model=False)))
    assert "Logged Heat (1995)" in ana.say("watched heat").replies[0].text
    assert "few seconds" in ana.say("recommend for me").replies[0].text


def test_before_the_first_model_lists_are_of_what_most_people_love(store: Store) -> None:
    recommender = planted.recommender(store, with_model=False)
    known = {one: 80 - int(one) for one in (film.movie_id for film in planted.films())}
    recommender._stand_in = stand_in(known)
    ana = Talker(Conversation(recommender))
    ana.say("watched alien")
    listed = ana.say("recommend for me").replies[0]
    assert listed.text.startswith(
        "I'm still getting to know the films, so here is what most people love\n1. Aliens (1986)"
    )
    assert "Alien (1979)" not in listed.text
    assert ana.say("more").replies[0].text.startswith("More of what most people love")
    assert "few seconds" in ana.say("similar to aliens").replies[0].text
    recommender.publish(planted.snapshot())
    assert "most people" not in ana.say("recommend for me").replies[0].text


def test_publishing_a_model_changes_the_next_answer(store: Store) -> None:
    core = Conversation(planted.recommender(store, with_model=False))
    ana = Talker(core)
    ana.say("watched alien")
    assert ana.say("recommend for me").replies[0].films == ()
    core.recommender.publish(planted.snapshot())
    assert ana.say("recommend for me").replies[0].films
