"""How buttons come to their owner; `test_whose_button` is the table of all of them."""

import pytest

from bot.conversation.ownership import is_own, owned
from bot.conversation.respond import Conversation
from bot.intents import ById, Opinion, Rate, StaleButton, Undo
from bot.presentation.buttons import decode, encode, owner_of
from bot.replies import Button, Line, Reply
from recommender.domain import MovieId, PersonId
from recommender.storage import Store
from tests import planted
from tests.planted import Talker

GROUP = -100
ANA, BEN = PersonId(7), PersonId(8)


@pytest.fixture
def core(store: Store) -> Conversation:
    return Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)


@pytest.fixture
def ana(core: Conversation) -> Talker:
    return Talker(core, "Ana", ANA, group=GROUP)


@pytest.fixture
def ben(core: Conversation) -> Talker:
    return Talker(core, "Ben", BEN, group=GROUP)


def data(reply: Reply, label: str) -> str:
    """The bytes of a button."""
    return next(
        encode(button.press, button.owner)
        for row in reply.buttons
        for button in row
        if isinstance(button, Button) and button.label == label
    )


def test_erase_everything_answers_only_the_one_who_asked(
    ana: Talker, ben: Talker, core: Conversation
) -> None:
    for one in (ana, ben):
        one.say("watched alien 4")
    question = ana.say("/forgetme").replies[0]
    assert question.text.startswith("Ana, shall I erase")

    answer = ben.press(data(question, "Erase everything"))

    assert "somebody else" in (answer.replies[0].toast or "")
    assert core.recommender.count_watches(ANA) == core.recommender.count_watches(BEN) == 1
    ana.press(data(question, "Erase everything"))
    assert core.recommender.person(ANA) is None
    assert core.recommender.count_watches(BEN) == 1


def test_an_erase_button_without_an_owner_erases_nobody_in_a_group(
    ana: Talker, ben: Talker, core: Conversation
) -> None:
    ben.say("watched alien 4")
    question = ana.say("/forgetme").replies[0]
    unowned = data(question, "Erase everything").rpartition("@")[0]
    assert decode(unowned) != StaleButton()

    ben.press(unowned)

    assert core.recommender.count_watches(BEN) == 1


@pytest.mark.parametrize(
    ("said", "label"), [("watched alien 4", "Undo"), ("watched alien", "4★"), ("heat", "Seen it")]
)
def test_a_button_under_one_persons_log_changes_nobody_elses(
    ana: Talker, ben: Talker, core: Conversation, said: str, label: str
) -> None:
    shown = ana.say(said).replies[0]
    before = core.recommender.watches(ANA)

    ben.press(data(shown, label))

    assert core.recommender.watches(ANA) == before
    assert core.recommender.count_watches(BEN) == 0


def test_what_looks_something_up_answers_whoever_presses_it(ana: Talker, ben: Talker) -> None:
    listed = ana.say("similar to alien").replies[0]
    assert ben.press(data(listed, "Why the first?")).replies[0].text


def test_in_private_no_button_carries_an_owner(core: Conversation) -> None:
    shown = Talker(core, "Ana", ANA).say("watched alien").replies[0]
    buttons = [button for row in shown.buttons for button in row if isinstance(button, Button)]
    assert buttons
    assert all(button.owner is None for button in buttons)


def test_a_card_is_everybodys() -> None:
    card = Reply((Line("card"),), ((Button("Undo", Undo(1)),),), card="night:1")
    assert owned(card, ANA) == card
    assert is_own(Undo(1))


@pytest.mark.parametrize("owner", [PersonId(7), PersonId(-4_000_000_000), PersonId(2**52 - 1)])
def test_an_owner_is_written_behind_the_intent_and_read_again(owner: PersonId) -> None:
    press = Rate((Opinion(ById(MovieId(1_000_000_123)), 4.5),))
    written = encode(press, owner)
    assert len(written) <= 64
    assert owner_of(written) == owner
    assert decode(written) == press


@pytest.mark.parametrize("forged", ["1un:3@", "1un:3@07", "1un:3@-", "1un:3@7@8", "@7", "1un@x y"])
def test_a_forged_owner_makes_a_button_stale_or_nobodys(forged: str) -> None:
    assert decode(forged) == StaleButton()
