"""Every button, and who may press it where.

A row is a button and whose it is. The columns are: pressed in a group by the person it was shown
to, by another member, by anybody when it is from before buttons knew their owner; in private.
"""

from typing import get_args

import pytest

from bot.conversation.respond import Conversation
from bot.intents import (
    AddFilm,
    Amend,
    ById,
    Cancel,
    CardTap,
    Choose,
    ForgetMe,
    Greeting,
    Group,
    Help,
    History,
    Intent,
    LogWatched,
    More,
    Nights,
    NightTap,
    No,
    NotInterested,
    NotSeen,
    NotYours,
    Opinion,
    Privacy,
    Rate,
    Recommend,
    Search,
    Settings,
    Similar,
    Skip,
    StaleButton,
    Start,
    Status,
    Thanks,
    Undo,
    Viewing,
    Watchlist,
    Why,
    Yes,
)
from bot.presentation.buttons import encode
from bot.replies import Chat, Incoming, Person, Press
from recommender.domain import ChatId, MovieId, PersonId
from recommender.storage import Store
from tests import planted

HEAT = ById(MovieId(43))
ANA, BEN = PersonId(7), PersonId(8)
GROUP = Chat(ChatId(-100), is_group=True, title="Friends")

OWN: tuple[Intent, ...] = (
    LogWatched((Viewing(HEAT, undated=True),)),
    Rate((Opinion(HEAT, 4.0),)),
    Amend(HEAT, 3.0),
    NotInterested((HEAT,)),
    NotSeen((HEAT,)),
    Watchlist((HEAT,)),
    Watchlist((HEAT,), remove=True),
    Undo(1),
    Undo(),
    Choose(HEAT),
    AddFilm(),
    CardTap(MovieId(43), "up"),
    Yes(),
    No(),
    Skip(),
    Cancel(),
    Start("deck"),
    ForgetMe(),
    ForgetMe(confirmed=True),
    Settings("show_log"),
    Settings("hide_log"),
)
"""What changes, or answers for, the person it was shown to."""

EVERYBODYS: tuple[Intent, ...] = (
    Recommend(),
    Similar((HEAT,)),
    Search((HEAT,)),
    More(),
    Why(HEAT),
    History(),
    Help(),
    Greeting(),
    Thanks(),
    Privacy(),
    Status(),
    Nights(),
    Group(),
    NightTap(1, "join"),
    NightTap(1, "leave"),
    NightTap(1, "start"),
    NightTap(1, "reroll"),
    NightTap(1, "veto", MovieId(43)),
    NightTap(1, "add"),
    NightTap(1, "close"),
    NightTap(1, "cancel"),
    NightTap(1, "watched"),
    NightTap(1, "rate", rating=4.0),
    NightTap(1, "pick"),
    Settings("secret_vetoes"),
    Settings("named_vetoes"),
    Settings("allow_seen"),
    Settings("only_unseen"),
)
"""What looks something up for whoever presses, or is the whole group's."""

NO_BUTTON = {"SmallTalk", "CannotDo", "Vote", "StaleButton", "NotYours", "Other", "Operate"}
"""What no button can carry."""

CASES = {
    "in a group, shown to Ana, pressed by Ana": (GROUP, ANA, ANA, None),
    "in a group, shown to Ana, pressed by Ben": (GROUP, ANA, BEN, NotYours),
    "in a group, shown to nobody known": (GROUP, None, BEN, StaleButton),
    "in private, shown to Ben": (Chat(ChatId(BEN)), None, BEN, None),
    "in private, shown to Ana": (Chat(ChatId(BEN)), ANA, BEN, NotYours),
}
"""Where it is pressed, whose it says it is, who presses it, and what becomes of an own one."""


@pytest.fixture
def core(store: Store) -> Conversation:
    return Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)


def pressed(core: Conversation, chat: Chat, person_id: PersonId, data: str) -> Intent | None:
    person = Person(person_id, "Somebody")
    return core.respond(Incoming(chat, person, Press(data), "test:1", planted.NOW)).intent


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("button", OWN, ids=repr)
def test_an_own_button_answers_only_the_person_it_was_shown_to(
    core: Conversation, button: Intent, case: str
) -> None:
    chat, owner, presser, refusal = CASES[case]
    before = core.recommender.watches(ANA)
    acted = pressed(core, chat, presser, encode(button, owner))
    if refusal is None:
        assert acted == button
    else:
        assert acted == refusal()
        assert core.recommender.watches(ANA) == before
        assert not core.recommender.count_watches(BEN)
        assert not core.recommender.watchlist(BEN)


@pytest.mark.parametrize("chat", [GROUP, Chat(ChatId(BEN))], ids=["in a group", "in private"])
@pytest.mark.parametrize("button", EVERYBODYS, ids=repr)
def test_a_button_for_everybody_answers_whoever_presses_it(
    core: Conversation, button: Intent, chat: Chat
) -> None:
    assert pressed(core, chat, BEN, encode(button)) == button


def test_every_intent_is_in_the_table_or_fits_no_button() -> None:
    kinds = {kind.__name__ for kind in get_args(Intent)}
    assert {type(one).__name__ for one in (*OWN, *EVERYBODYS)} | NO_BUTTON == kinds
