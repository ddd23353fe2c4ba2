"""Movie night through the real application, and how few calls of the Bot API it takes."""

import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from recommender.domain import PersonId
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.real_core import real_desk
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.shown import Shown

LOGS = {
    "Ann": ("alien", "aliens", "the matrix", "robocop", "predator"),
    "Ben": ("notting hill", "ghost", "titanic", "pretty woman", "dirty dancing"),
    "Cleo": ("forrest gump", "alien", "ghost", "titanic", "aliens"),
}
WRITING = {"sendMessage", "editMessageText", "editMessageReplyMarkup", "sendPoll", "stopPoll"}


@pytest.fixture
def group(bot_api: BotApi) -> Room:
    return bot_api.group("Friends")


@pytest.fixture
def friends(bot_api: BotApi) -> dict[str, Person]:
    return {name: bot_api.person(name) for name in ("Ann", "Ben", "Cleo", "Dan")}


def log_films(bot_api: BotApi, friends: dict[str, Person]) -> None:
    for name, films in LOGS.items():
        room = bot_api.private(friends[name])
        for film in films:
            room.says(friends[name], f"watched {film} long ago")
            room.next()


def gathered(group: Room, friends: dict[str, Person]) -> Shown:
    host, *others = friends.values()
    group.says(host, "/movienight")
    card = group.next()
    for friend in others:
        group.taps(friend, card, "I'm in").answer()
    return group.until(lambda shown: list(friends)[-1] in shown.text)


def poll_of(group: Room) -> Shown:
    return group.until(lambda shown: shown.poll_id is not None)


def showing(bot_api: BotApi, group: Room, card: Shown, words: str) -> Shown:
    """A card once it says this: edits keep their distance from each other."""
    bot_api.wait(lambda: words in group.messages[card.message_id].text, f"{words!r} is not shown")
    return group.messages[card.message_id]


def writes(bot_api: BotApi) -> Counter[str]:
    """Calls that change what people see."""
    return Counter(call.method for call in bot_api.calls if call.method in WRITING)


def test_four_friends_from_who_is_in_to_how_it_was(
    bot_api: BotApi, bot: None, group: Room, friends: dict[str, Person], database: Path
) -> None:
    ann, ben, cleo, dan = friends.values()
    log_films(bot_api, friends)

    card = gathered(group, friends)
    assert card.text.splitlines()[:3] == [
        "Movie night",
        "In: Ann, Ben, Cleo and Dan",
        "Dan has no profile yet.",
    ]
    group.says(dan, "total recall", reply_to=card)
    added = {group.next().text, group.next().text}
    assert "Total Recall (1990) is on the list." in added
    assert any("On the list already: Total Recall (1990)" in text for text in added)
    assert group.taps(ben, card, "Start the vote").answer().startswith("That's Ann's to tap.")
    group.taps(ann, card, "Start the vote").answer()
    poll = poll_of(group)
    assert len(poll.options) == 5
    assert poll.options[0] == "Total Recall (1990)"

    listed = showing(bot_api, group, card, "Movie night: vote")
    assert group.taps(ben, listed, "✗ 1").answer().startswith("Vetoed: Total Recall")
    group.votes(ann, poll, poll.options[1], poll.options[2])
    group.votes(ben, poll, poll.options[2])
    group.votes(cleo, poll, poll.options[1])
    group.votes(cleo, poll)  # taken back
    group.votes(cleo, poll, poll.options[2])
    group.votes(dan, poll, "Total Recall")
    film = group.until(lambda shown: shown.text.startswith("Tonight: "))

    assert film.text.splitlines()[0] == f"Tonight: {poll.options[2]}"
    assert "3 of 4 voted for it." in film.text
    assert group.messages[poll.message_id].closed
    said = group.taps(cleo, film, "We watched it").answer()
    assert said == f"Logged {poll.options[2]}. How was it? Tap your stars."
    rated = group.until(lambda shown: "Watched by Cleo" in shown.text)
    assert group.taps(cleo, rated, "4★").answer() == f"{poll.options[2]}: ★★★★. Noted."
    group.taps(dan, rated, "2★").answer()
    group.until(lambda shown: "Watched by Cleo and Dan" in shown.text)
    group.says(ann, "/nights")
    assert poll.options[2] in group.until(lambda s: s.text.startswith("Your movie nights")).text

    store = Store.read_only(database)
    ratings = [store.watches.newest(PersonId(p.person_id))[0].rating for p in (cleo, dan)]
    store.close()
    assert ratings == [4.0, 2.0]
    assert writes(bot_api)["sendPoll"] == 1


def test_twenty_people_voting_at_once_take_few_calls(
    bot_api: BotApi, bot: None, group: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    crowd = {f"P{number:02}": bot_api.person(f"P{number:02}") for number in range(20)}
    host = crowd["P00"]
    card = gathered(group, crowd)
    joining = writes(bot_api)
    group.taps(host, card, "Start the vote").answer()
    poll = poll_of(group)
    bot_api.settled()
    before = writes(bot_api)

    for number, person in enumerate(crowd.values()):
        group.votes(person, poll, poll.options[0] if number < 11 else poll.options[1])
    film = group.until(lambda shown: shown.text.startswith("Tonight: "))
    bot_api.settled()

    assert film.text.splitlines()[0] == f"Tonight: {poll.options[0]}"
    assert "11 of 20 voted for it." in film.text
    voting = writes(bot_api) - before
    with capsys.disabled():
        sys.stdout.write(f"\n20 people join: {dict(joining)}; vote at once: {dict(voting)}\n")
    # The card is edited at most once in an interval, however many people vote meanwhile.
    assert voting["stopPoll"] == voting["sendMessage"] == 1
    assert voting["editMessageText"] <= 6
    assert joining["sendMessage"] == 1


def test_a_night_goes_on_though_the_bot_starts_anew_between_any_two_taps(
    bot_api: BotApi,
    start_bot: StartBot,
    group: Room,
    friends: dict[str, Person],
    database: Path,
) -> None:
    ann, ben, *_ = friends.values()

    def again() -> Generator[None]:
        while True:
            with real_desk(database) as desk:
                running = start_bot(desk)
                yield
                running.stop()

    run = again()
    next(run)
    card = gathered(group, {"Ann": ann, "Ben": ben})
    next(run)
    group.taps(ann, card, "Start the vote").answer()
    poll = poll_of(group)
    next(run)
    group.votes(ann, poll, poll.options[3])
    bot_api.settled()
    next(run)
    group.votes(ben, poll, poll.options[3])
    film = group.until(lambda shown: shown.text.startswith("Tonight: "))
    next(run)
    assert group.taps(ben, film, "We watched it").answer().startswith("Logged ")
    next(run)
    assert group.taps(ben, card, "Start the vote").answer() == "This night is settled."
    run.close()

    assert film.text.startswith(f"Tonight: {poll.options[3]}\n")
    assert bot_api.count("sendPoll") == 1
    assert [m.text for m in group.messages.values() if m.text.startswith("Movie night")] == [
        f"Movie night: it's {poll.options[3]}"
    ]


def test_a_group_that_becomes_a_supergroup_in_mid_vote_votes_on(
    bot_api: BotApi, bot: None, group: Room, friends: dict[str, Person]
) -> None:
    ann, ben, *_ = friends.values()
    card = gathered(group, {"Ann": ann, "Ben": ben})
    group.taps(ann, card, "Start the vote").answer()
    poll = poll_of(group)
    group.votes(ann, poll, poll.options[1])
    group.until(lambda shown: "Voted: Ann" in shown.text)

    new = group.becomes_supergroup(ann)
    fresh = poll_of(new)
    assert fresh.options == poll.options
    new.votes(ben, fresh, poll.options[1])

    film = new.until(lambda shown: shown.text.startswith("Tonight: "))
    assert film.text.startswith(f"Tonight: {poll.options[1]}\n")
    assert "2 of 2 voted for it." in film.text


def test_a_member_who_leaves_the_group_is_no_longer_waited_for(
    bot_api: BotApi, bot: None, group: Room, friends: dict[str, Person]
) -> None:
    ann, ben, *_ = friends.values()
    card = gathered(group, {"Ann": ann, "Ben": ben})
    group.taps(ann, card, "Start the vote").answer()
    poll = poll_of(group)
    group.votes(ben, poll, poll.options[1])

    group.loses(ann)

    film = group.until(lambda shown: shown.text.startswith("Tonight: "))
    assert "1 of 1 voted for it." in film.text


def test_a_group_without_polls_is_told_and_may_close_by_the_fit(
    bot_api: BotApi, bot: None, group: Room, friends: dict[str, Person]
) -> None:
    ann, ben, *_ = friends.values()
    card = gathered(group, {"Ann": ann, "Ben": ben})
    group.no_polls = True
    group.taps(ann, card, "Start the vote").answer()
    showing(bot_api, group, card, "Movie night: vote")
    excuses = [s for s in group.messages.values() if "not allowed to post polls" in s.text]
    assert len(excuses) == 1
    for person in (ann, ben):
        group.taps(person, group.messages[card.message_id], "I'm in").answer()
    group.taps(ann, group.messages[card.message_id], "Close the vote").answer()

    film = group.until(lambda shown: shown.text.startswith("Tonight: "))
    assert "Nobody voted" in film.text
    assert bot_api.count("sendPoll") == 1
