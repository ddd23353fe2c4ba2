"""The operator's commands, and what the admins are told without asking."""

import datetime as dt

import pytest

from bot.conversation.respond import Conversation
from recommender.domain import FIRST_ADDED_ID, ChatId, PersonId
from recommender.storage import Store
from tests import planted
from tests.planted import NOW, Talker

ADMIN, EVE = PersonId(1), PersonId(2)


@pytest.fixture
def core(store: Store) -> Conversation:
    recommender = planted.recommender(store, index=planted.titles())
    return Conversation(recommender, zone=NOW.tzinfo, admins={ADMIN})


@pytest.fixture
def admin(core: Conversation) -> Talker:
    return Talker(core, "Ann", ADMIN)


@pytest.fixture
def eve(core: Conversation) -> Talker:
    return Talker(core, "Eve", EVE)


@pytest.mark.parametrize("command", ["/status", "/refit", "/films", "/block 2", "/unblock 2"])
def test_only_admins_operate_and_only_in_private(
    core: Conversation, admin: Talker, eve: Talker, command: str
) -> None:
    assert eve.say(command).replies[0] == eve.say("/help").replies[0]
    in_group = Talker(core, "Ann", ADMIN, group=-100)
    assert "for you alone" in in_group.say(command).replies[0].text
    assert "for you alone" not in admin.say(command).replies[0].text


def test_status_tells_what_an_operator_asks_first(
    core: Conversation, admin: Talker, eve: Talker
) -> None:
    board = core.board
    board.version, board.started_at = "1.2", NOW - dt.timedelta(hours=3)
    board.last_backup = NOW - dt.timedelta(hours=5)
    board.errors_today, board.last_error = 2, "4f2a"
    board.last_refit = "Last refit 24 Nov 18:00 UTC: the new model is served."
    eve.say("watched the zyzzyva heist")
    eve.say("similar to The  Zyzzyva Heist")
    told = admin.say("/status").replies[0].text
    for line in (
        "Version 1.2.",
        "Up for 3 hours.",
        "I know 30 films.",
        "Last refit 24 Nov 18:00 UTC: the new model is served.",
        "Waiting: 0 messages.",
        "2 errors today, the last one ref 4f2a.",
        "Last backup: 5 hours ago.",
        "Asked for and not found: “the zyzzyva heist” (2).",
    ):
        assert line in told.split("\n")


def test_an_admin_asks_for_a_refit(core: Conversation, admin: Talker) -> None:
    admin.say("/refit")
    assert core.board.wants_refit


def test_added_films_are_listed_removed_brought_back_and_merged(
    core: Conversation, admin: Talker, eve: Talker
) -> None:
    assert "Nobody has added" in admin.say("/films").replies[0].text
    eve.say("/add Heat Again (1996)")
    eve.say("skip")
    eve.say("watched heat again (1996)")
    assert f"{FIRST_ADDED_ID} · Heat Again (1996) · for its adder only" in (
        admin.say("/films").replies[0].text
    )
    assert "Everybody finds" in admin.say(f"/films show {FIRST_ADDED_ID}").replies[0].text
    assert admin.say("/film heat again").replies[0].films == (FIRST_ADDED_ID,)
    assert "Nobody finds" in admin.say(f"/films remove {FIRST_ADDED_ID}").replies[0].text
    assert eve.say("/film heat again").replies[0].films != (FIRST_ADDED_ID,)
    assert core.recommender.count_films(EVE) == 1
    merged = admin.say(f"/films merge {FIRST_ADDED_ID} heat").replies[0].text
    assert merged == "Heat Again (1996) is Heat (1995) now, in everybody's log."
    assert core.recommender.seen(EVE) == {43}


@pytest.mark.parametrize("rest", ["remove", "remove x", "merge 1 heat", "burn 1000000000"])
def test_films_with_nonsense_asks_which(admin: Talker, rest: str) -> None:
    assert "Which film?" in admin.say(f"/films {rest}").replies[0].text


def test_whoever_is_blocked_gets_no_answer_until_unblocked(admin: Talker, eve: Talker) -> None:
    assert eve.say("hello").replies
    assert "don't answer 2" in admin.say("/block 2").replies[0].text
    assert eve.say("watched heat").replies == ()
    assert eve.core.recommender.count_watches(EVE) == 0
    assert "answer 2 again" in admin.say("/unblock 2").replies[0].text
    assert eve.say("hello").replies
    assert "wasn't blocked" in admin.say("/unblock 2").replies[0].text


@pytest.mark.parametrize("whom", ["", "1", "eve", "0", "99999999999999999999"])
def test_nobody_is_blocked_by_mistake(admin: Talker, whom: str) -> None:
    assert "Whom?" in admin.say(f"/block {whom}").replies[0].text


def test_admins_are_alerted_at_most_once_an_hour(core: Conversation) -> None:
    core.due(NOW)
    core.board.alert("The backup failed: no room.")
    core.board.alert("6 errors within an hour; the last one is ref aaaa in the log.")
    core.board.alert("7 errors within an hour; the last one is ref bbbb in the log.")
    (first,) = core.due(NOW)
    assert first.chat_id == ChatId(ADMIN)
    assert "The backup failed" in first.text
    assert "7 errors" in first.text
    assert "6 errors" not in first.text
    core.board.alert("Only 3 MB are free where I keep my data.")
    assert core.due(NOW + dt.timedelta(minutes=59)) == ()
    (second,) = core.due(NOW + dt.timedelta(minutes=61))
    assert "3 MB" in second.text
    assert core.due(NOW + dt.timedelta(hours=9)) == ()
