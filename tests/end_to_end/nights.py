"""As much of a movie night as cards and polls need."""

from dataclasses import replace

from bot.intents import NightTap, Vote
from bot.replies import Answer, Button, Incoming, Line, Poll, Press, Reply, Text
from recommender.domain import ChatId
from tests.end_to_end.rooms import Room

_JOIN = (((Button("Join", NightTap(12, "join"))),),)
POLL = Poll("What shall we watch?", ("Heat (1995)", "Alien (1979)", "Up (2009)"))


class Night:
    """People join, then they vote."""

    def __init__(self, group: Room) -> None:
        self.group = group
        self.members: list[str] = []
        self.votes: dict[str, tuple[int, ...]] = {}

    def __call__(self, incoming: Incoming) -> Answer:
        match incoming.what:
            case Text("/movienight"):
                return Answer((self.card(),))
            case Press():
                self.members.append(incoming.person.first_name)
                return Answer((replace(self.card(), toast="You're in"),))
            case Text("vote"):
                return Answer((Reply((Line("Vote!"),), poll=POLL, card="night:12:poll"),))
            case Vote(_, options):
                self.votes[incoming.person.first_name] = options
                return Answer((self.card(),))
            case Text("close"):
                closed = replace(POLL, closed=True)
                return Answer((Reply((), poll=closed, card="night:12:poll"),))
            case _:
                return Answer()

    def card(self) -> Reply:
        voted = f", {sum(map(bool, self.votes.values()))} voted" if self.votes else ""
        return Reply(
            (Line(f"In: {', '.join(self.members) or 'nobody'}{voted}"),),
            buttons=_JOIN,
            card="night:12",
            chat_id=ChatId(self.group.chat_id),
            replaces_pressed=True,
        )
