"""A movie night as people see it: its cards and its poll, made from its state alone."""

from dataclasses import replace

from bot.conversation.night.evening import Evening
from bot.night.state import Night, Option
from bot.presentation import night_keyboards as keyboards
from bot.presentation.wording import night as words
from bot.replies import Line, Poll, Reply
from bot.store import BotStore
from recommender.domain import Film, MovieId

FITTING, CLEARLY = 0.75, 0.2
"""What suits everybody fits each at least so well; what is for one fits them clearly better."""


def main_card(night_id: int) -> str:
    """Identity of the card with the people and the list."""
    return f"night:{night_id}"


def poll_card(night_id: int, round_: int) -> str:
    """Identity of a round's poll."""
    return f"night:{night_id}:poll:{round_}"


def winner_card(night_id: int) -> str:
    """Identity of the card with the film."""
    return f"night:{night_id}:film"


def after_card(night_id: int) -> str:
    """Identity of the next day's question."""
    return f"night:{night_id}:after"


def night_of(card: str) -> tuple[int, int | None] | None:
    """The night that a card belongs to, and the round if it is a poll."""
    kind, *rest = card.split(":")
    if kind != "night" or not rest or not rest[0].isdigit():
        return None
    is_poll = len(rest) == 3 and rest[1] == "poll" and rest[2].isdigit()
    return int(rest[0]), int(rest[2]) if is_poll else None


def poll_cards(store: BotStore, night: Night) -> list[str]:
    """The polls of a night that were posted and not closed."""
    return store.cards.beginning(night.chat_id, f"{main_card(night.night_id)}:poll:")


def shown(evening: Evening, *, posts_poll: bool = False) -> tuple[Reply, ...]:
    """Everything of a night that people may see now. Messages that stand are edited.

    Args:
        evening: The night.
        posts_poll: Whether its poll is to be posted.
    """
    night = evening.night
    replies = [_main(evening)]
    current = poll_card(night.night_id, night.round) if night.state == "voting" else None
    over = (card for card in poll_cards(evening.store, night) if card != current)
    replies += [_poll(evening, card, closed=True) for card in over]
    if current is not None and posts_poll:
        replies.append(_poll(evening, current))
    if night.state == "decided":
        replies += _film(evening)
    return tuple(_there(evening, reply) for reply in replies if _may_stand(evening, reply))


def _there(evening: Evening, reply: Reply) -> Reply:
    night = evening.night
    return replace(reply, chat_id=night.chat_id, thread_id=night.thread_id)


def _may_stand(evening: Evening, reply: Reply) -> bool:
    """A night that is over posts no card of how it came to be; it only edits one."""
    main = main_card(evening.night.night_id)
    return evening.night.is_open or reply.card != main or _is_posted(evening, main)


def _is_posted(evening: Evening, card: str) -> bool:
    return evening.store.cards.get(evening.night.chat_id, card) is not None


def _main(evening: Evening) -> Reply:
    night = evening.night
    reply = Reply((), card=main_card(night.night_id), replaces_pressed=True)
    match night.state:
        case "gathering":
            strangers = [who for who in night.people if not evening.recommender.has_profile(who)]
            card = words.Gathering(
                wishes=night.wishes,
                names=evening.names(),
                unknown=evening.names(strangers),
                host=evening.name(night.host_now),
                closes=evening.closes,
                added=[film_named(evening, option.movie_id) for option in night.options],
            )
            return replace(
                reply,
                lines=words.gathering(card),
                buttons=keyboards.gathering(night.night_id, strangers=bool(strangers)),
            )
        case "voting":
            voted = [who for who in night.people if who not in night.waiting]
            return replace(
                reply,
                lines=words.listed(
                    _listed(evening),
                    voted=evening.names(voted),
                    waiting=evening.names(night.waiting),
                    closes=evening.closes,
                    relaxed=night.relaxed,
                ),
                buttons=keyboards.voting(night.night_id, [o.movie_id for o in night.options]),
                films=tuple(option.movie_id for option in night.options),
            )
        case "decided":
            film = evening.recommender.film(night.winner) if night.winner else None
            return replace(reply, lines=words.decided(film) if film else words.cancelled())
        case "cancelled" | "new":
            return replace(reply, lines=words.cancelled())


def film_named(evening: Evening, movie_id: MovieId) -> Film:
    """A film; one that left the catalogue keeps its place in the list."""
    return evening.recommender.film(movie_id) or Film(movie_id, words.taken_back(), None)


def _listed(evening: Evening) -> list[words.Listed]:
    secret = evening.settings.secret_vetoes
    listed = []
    for option in evening.night.options:
        vetoed = [] if secret else evening.names(option.named_vetoes)
        listed.append(
            words.Listed(
                film=film_named(evening, option.movie_id),
                fits=_fits(evening, option),
                why=" · ".join(filter(None, (_why(evening, option), _seen(evening, option)))),
                vetoed_by=vetoed if option.vetoes else None,
                votes=len(option.votes),
            )
        )
    return listed


def _fits(evening: Evening, option: Option) -> list[tuple[str, float | None]]:
    return [(name, option.fits.get(who)) for who, name in evening.first_names.items()]


def _why(evening: Evening, option: Option) -> str:
    if option.origin == "added":
        return words.added_by(evening.name(option.added_by))
    if option.origin == "again":
        return words.liked_last_time()
    # Asked anew each time: a permission may have been taken back.
    name = evening.name(option.because_of) if option.because_of in evening.open_logs else None
    watched = None if option.because is None else evening.recommender.film(option.because)
    if name is not None and watched is not None:
        return words.watched_like(name, watched)
    ranked = sorted(option.fits.items(), key=lambda fit: -fit[1])
    if len(ranked) < 2:
        return ""
    if ranked[-1][1] >= FITTING:
        return words.suits_all()
    if ranked[0][1] - ranked[1][1] >= CLEARLY:
        return words.mostly_for(evening.name(ranked[0][0]) or "")
    return ""


def _seen(evening: Evening, option: Option) -> str:
    """Who has seen it, of those who allow groups to know."""
    if option.origin != "added" and not evening.settings.allows_seen:
        return ""
    seen = [
        who
        for who in evening.night.people
        if who in evening.open_logs and option.movie_id in evening.recommender.seen(who)
    ]
    return words.seen_by(evening.names(seen)) if seen else ""


def _poll(evening: Evening, card: str, *, closed: bool = False) -> Reply:
    night = evening.night
    films = (film_named(evening, option.movie_id) for option in night.options)
    question = words.question(is_again=night.polls_tried > 1)
    poll = Poll(question, tuple(words.option(film) for film in films), closed=closed)
    return Reply((), poll=poll, card=card)


def _film(evening: Evening) -> list[Reply]:
    night = evening.night
    film = None if night.winner is None else evening.recommender.film(night.winner)
    if film is None:
        return []
    after = _watched_line(evening)
    reply = Reply(
        (*words.winner(film), *_reason(evening, film), *_fit_line(evening), *after),
        keyboards.decided(night.night_id, picked=night.kind == "picked", watched=bool(after)),
        films=(film.movie_id,),
        card=winner_card(night.night_id),
    )
    asked = _is_posted(evening, after_card(night.night_id))
    return [reply, *(how_was_it(evening) if asked else ())]


def how_was_it(evening: Evening) -> tuple[Reply, ...]:
    """The next day's question; nothing about a film that left the catalogue."""
    night = evening.night
    film = None if night.winner is None else evening.recommender.film(night.winner)
    if film is None:
        return ()
    reply = Reply(
        (words.how_was_it(film), *_watched_line(evening)),
        keyboards.how_was_it(night.night_id),
        films=(film.movie_id,),
        card=after_card(night.night_id),
    )
    return (_there(evening, reply),)


def _watched_line(evening: Evening) -> list[Line]:
    watched = evening.names(evening.night.watched_by)
    return [words.watched_by(watched)] if watched else []


def _reason(evening: Evening, film: Film) -> list[Line]:
    """What settled it."""
    night = evening.night
    option = night.option(film.movie_id)
    if night.settled_by == "pick":
        return [words.my_pick(evening.names(), night.wishes)]
    votes = 0 if option is None else len(option.votes)
    tied = [
        film_named(evening, other.movie_id)
        for other in night.options
        if other != option and not other.vetoes and len(other.votes) == votes
    ]
    if night.settled_by == "votes":
        voters = {person for one in night.options for person in one.votes}
        return [words.most_votes(votes, len(voters))]
    if night.settled_by == "draw":
        return [words.drawn(votes, tied, night.night_id)]
    return [words.fits_best(votes, tied)]


def _fit_line(evening: Evening) -> list[Line]:
    """How the film fits each, beside the others that they voted on."""
    night = evening.night
    option = night.option(night.winner)
    if option is None:
        return []
    others = night.options if night.kind == "settled" and len(night.options) > 1 else ()
    fits = words.fits(_fits(evening, option), [_fits(evening, other) for other in others])
    return [words.quiet(fits)] if fits else []
