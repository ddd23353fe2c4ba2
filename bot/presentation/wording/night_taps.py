"""Short notices after a tap in a movie night: 200 characters at most."""

from dataclasses import dataclass
from typing import assert_never

from bot.night.effects import Notice
from bot.presentation.wording.pieces import count, stars, wishes
from bot.presentation.wording.talk import no_model_yet
from recommender.domain import Film, Filters


@dataclass(frozen=True, slots=True)
class About:
    """What a notice may speak of."""

    film: str = ""
    """The name of a film."""
    name: str | None = None
    """What somebody is called; None for nobody in."""
    number: int = 0
    wish: Filters = Filters()
    closes: str | None = None
    """When the vote closes."""


def notice(kind: Notice, about: About) -> str:
    """What somebody is told of their tap or their words."""
    match kind:
        case Notice.ALREADY_ON:
            whose = f"{about.name}'s movie night" if about.name else "A movie night"
            return f"{whose} is on already: see the card above. One at a time!"
        case Notice.VOTING_ALREADY:
            return "You're voting already. Close the vote, and that's your film."
        case Notice.WISHES_CHANGED:
            return _changed(about)
        case Notice.WISHES_STAND:
            return "The vote is on, so the wishes stand. “Other films” swaps what nobody likes."
        case Notice.NO_MODEL:
            return no_model_yet().text
        case Notice.NOTHING_FITS:
            return nothing_fits(about.wish)
        case Notice.ALL_VETOED:
            return "Everything was vetoed, so I picked another one."
        case Notice.YOURE_IN:
            return "You're in."
        case Notice.IN_ALREADY:
            return "You're in already."
        case Notice.YOURE_OUT:
            return "You're out. Maybe next time!"
        case Notice.NOT_IN:
            return "Tap “I'm in” first."
        case Notice.ONLY_HOST:
            return f"That's {about.name}'s to tap. After 15 minutes anybody may."
        case Notice.OVER:
            return over()
        case Notice.NOT_YET:
            return "The vote hasn't started."
        case Notice.VOTE_IS_ON:
            return "The vote is on."
        case Notice.OTHERS:
            return f"{count(about.number, 'fresh film')}. What you voted for stays."
        case Notice.ALL_LIKED:
            return "Every film here has votes, so there's nothing to swap."
        case Notice.ENOUGH_REROLLS:
            return "That's enough rerolls for one night. Vote, or use a veto."
        case Notice.VETOED:
            return f"Vetoed: {about.film}. Tap again to take it back."
        case Notice.VETO_BACK:
            return f"{about.film} is back. You have your veto again."
        case Notice.ONE_VETO:
            return f"One veto each: yours is on {about.film}."
        case Notice.WAS_VETOED:
            return f"{about.film} was vetoed tonight, so it stays off the list."
        case Notice.NOT_ON_LIST:
            return not_on_list()
        case Notice.NAME_A_FILM:
            return "Reply to this card with the title, or send /add and the title."
        case Notice.ADDED:
            return f"{about.film} is on the list."
        case Notice.ADDED_FRESH_POLL:
            return f"{about.film} is on the list, in a fresh poll. Votes so far count."
        case Notice.ON_LIST_ALREADY:
            return f"{about.film} is on the list already."
        case Notice.LIST_FULL:
            return "The list is full."
        case Notice.ENOUGH_ADDED:
            return "Leave some to the others: two films each."
        case Notice.CLOSED:
            return "Closed."
        case Notice.IS_OFF:
            return "Movie night is off."
        case Notice.ANOTHER:
            return "Here's another one."
        case _:
            assert_never(kind)


def _changed(about: About) -> str:
    wished = f"Now looking for: {wishes(about.wish)}." if wishes(about.wish) else ""
    closes = f"The vote closes {about.closes}." if about.closes else ""
    return " ".join(filter(None, (wished, closes))) or "Now looking for anything."


def nothing_fits(wish: Filters) -> str:
    """No film for these people."""
    if wishes(wish):
        return f"I have nothing for you there ({wishes(wish)}). Cancel, and try it wider."
    return "I have nothing left that none of you has seen."


def over() -> str:
    """A tap on a night that is settled."""
    return "This night is settled."


def not_on_list() -> str:
    """A tap on a film that was dropped, or is none."""
    return "That film is no longer on the list."


def logged(film: Film) -> str:
    """A watch was logged by a tap."""
    return f"Logged {film.name}. How was it? Tap your stars."


def logged_already(film: Film) -> str:
    """It was logged before."""
    return f"{film.name} is in your log already. Tap your stars if you like."


def rated(film: Film, rating: float) -> str:
    """Stars by a tap."""
    return f"{film.name}: {stars(rating)}. Noted."
