"""Short notices after a tap in a movie night: 200 characters at most."""

from bot.presentation.wording.pieces import count, stars, wishes
from recommender.domain import Film, Filters


def all_vetoed() -> str:
    """Said when nothing on the list survived."""
    return "Everything was vetoed, so I picked another one."


def nothing_fits(wish: Filters) -> str:
    """No film for these people."""
    if wishes(wish):
        return f"I have nothing for you there ({wishes(wish)}). Cancel, and try it wider."
    return "I have nothing left that none of you has seen."


def youre_in() -> str:
    """Joined."""
    return "You're in."


def in_already() -> str:
    """Joined twice."""
    return "You're in already."


def youre_out() -> str:
    """Left."""
    return "You're out. Maybe next time!"


def not_in() -> str:
    """A tap by somebody who is not in."""
    return "Tap “I'm in” first."


def only_host(host: str) -> str:
    """A tap on what the host decides."""
    return f"That's {host}'s to tap. After 15 minutes anybody may."


def over() -> str:
    """A tap on a night that is settled."""
    return "This night is settled."


def not_yet() -> str:
    """A tap that comes too early."""
    return "The vote hasn't started."


def vote_is_on() -> str:
    """Started twice."""
    return "The vote is on."


def others_for(n: int) -> str:
    """Rerolled."""
    return f"{count(n, 'fresh film')}. What you voted for stays."


def all_liked() -> str:
    """Rerolled where everything has votes."""
    return "Every film here has votes, so there's nothing to swap."


def enough_rerolls() -> str:
    """Rerolled too often."""
    return "That's enough rerolls for one night. Vote, or use a veto."


def vetoed(film: Film) -> str:
    """A veto was taken."""
    return f"Vetoed: {film.name}. Tap again to take it back."


def veto_back(film: Film) -> str:
    """A veto was taken back."""
    return f"{film.name} is back. You have your veto again."


def one_veto(film: Film) -> str:
    """A second veto."""
    return f"One veto each: yours is on {film.name}."


def not_on_list() -> str:
    """A tap on a film that was dropped."""
    return "That film is no longer on the list."


def name_a_film() -> str:
    """Somebody wants to add a film."""
    return "Reply to this card with the title, or send /add and the title."


def added(film: Film) -> str:
    """A film joined the list."""
    return f"{film.name} is on the list."


def added_fresh_poll(film: Film) -> str:
    """A film joined a list that is voted on."""
    return f"{film.name} is on the list, in a fresh poll. Votes so far count."


def on_list_already(film: Film) -> str:
    """Added twice."""
    return f"{film.name} is on the list already."


def list_full() -> str:
    """Too many films."""
    return "The list is full."


def enough_added() -> str:
    """Too many by one."""
    return "Leave some to the others: two films each."


def closed() -> str:
    """The vote was closed."""
    return "Closed."


def is_off() -> str:
    """Cancelled."""
    return "Movie night is off."


def logged(film: Film) -> str:
    """A watch was logged by a tap."""
    return f"Logged {film.name}. How was it? Tap your stars."


def logged_already(film: Film) -> str:
    """It was logged before."""
    return f"{film.name} is in your log already. Tap your stars if you like."


def rated(film: Film, rating: float) -> str:
    """Stars by a tap."""
    return f"{film.name}: {stars(rating)}. Noted."


def another() -> str:
    """Another pick."""
    return "Here's another one."
