"""Any text at all gets an answer; people can be forgotten; a missing model is no silence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.respond import Conversation
from bot.intents import ForgetMe, Vote
from bot.presentation.buttons import encode
from bot.replies import Incoming
from recommender import Snapshot
from recommender.domain import PersonId
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
    assert "shorter" in ana.say("a" * 4097).replies[0].text


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


def test_without_a_model_lists_are_of_popular_films_and_likeness_is_promised(
    store: Store,
) -> None:
    ana = Talker(Conversation(planted.recommender(store, with_model=False)))
    stranger = ana.say("recommend for me").replies[0]
    assert stranger.text.startswith("I don't know your taste yet")
    watched = [planted.popularity()[movie_id] for movie_id in stranger.films]
    assert watched == sorted(planted.popularity().values(), reverse=True)[: len(watched)]
    assert "Logged Heat (1995)" in ana.say("watched heat").replies[0].text
    reply = ana.say("recommend something newer for me").replies[0]
    assert reply.text.startswith("I'm still working out your taste. Until then, what most people")
    assert reply.films
    assert 43 not in reply.films
    assert "few seconds" in ana.say("similar to heat").replies[0].text
    assert ana.say("/start deck").replies[0].text


def test_publishing_a_model_changes_the_next_answer(store: Store) -> None:
    core = Conversation(planted.recommender(store, with_model=False))
    ana = Talker(core)
    ana.say("watched alien")
    assert ana.say("similar to alien").replies[0].films == ()
    core.recommender.publish(planted.snapshot())
    assert ana.say("similar to alien").replies[0].films


def test_where_somebody_waits_for_the_first_model_it_is_waited_for_when_it_is_needed(
    store: Store,
) -> None:
    core = Conversation(planted.recommender(store, with_model=False))
    waited = []

    def first_model() -> Snapshot:
        waited.append(1)
        return planted.snapshot()

    core.recommender.first_model = first_model
    ana = Talker(core)
    ana.say("recommend for me")
    ana.say("watched alien")
    assert waited == []
    assert ana.say("recommend for me").replies[0].text.startswith("Because you watched Alien")
    ana.say("similar to alien")
    assert waited == [1]


def test_a_program_is_answered_from_the_model_with_its_first_list(store: Store) -> None:
    core = Conversation(planted.recommender(store, with_model=False))
    core.recommender.first_model = planted.snapshot
    core.recommender.every_list_waits = True
    Talker(core).say("recommend for me")
    assert core.recommender.snapshot is not None
