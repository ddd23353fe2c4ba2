"""A movie night as people see it: its cards and its poll, made from its state alone."""

import datetime as dt
from dataclasses import replace

from bot.conversation.night.choosing import has_profile
from bot.conversation.night.evening import Evening
from bot.presentation import night_keyboards as keyboards
from bot.presentation.wording import night as words
from bot.replies import Line, Poll, Reply
from bot.store import Option
from recommender.domain import Film

LATE_POLL_S = 30.0
"""A poll that was handed out so long ago and is not there was lost on its way."""
MOST_TRIES = 2
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


def shown(evening: Evening, *, closing: int = 0, after_start: bool = False) -> tuple[Reply, ...]:
    """Everything of a night that people may see now. Messages that stand are edited.

    Args:
        evening: The night.
        closing: The round whose poll is to be closed; 0 for none.
        after_start: Whether the bot has just been started, so that no poll can be on its way.
    """
    night = evening.night
    replies = [_main(evening)]
    if closing:
        replies.append(_poll(evening, closing, closed=True))
    if night.state == "voting":
        replies += _missing_poll(evening, after_start=after_start)
    if night.state == "decided":
        replies += _film(evening)
    return tuple(reply for reply in replies if _may_stand(evening, reply))


def _may_stand(evening: Evening, reply: Reply) -> bool:
    """A night that is over posts no card of how it came to be; it only edits one."""
    is_main = reply.card == main_card(evening.night_id)
    return evening.night.is_open or not is_main or _is_posted(evening, main_card(evening.night_id))


def _is_posted(evening: Evening, card: str) -> bool:
    return evening.store.cards.get(evening.night.chat_id, card) is not None


def _main(evening: Evening) -> Reply:
    night = evening.night
    reply = Reply((), card=main_card(night.night_id), chat_id=night.chat_id, replaces_pressed=True)
    match night.state:
        case "gathering":
            strangers = [
                m.person_id for m in evening.members if not has_profile(evening, m.person_id)
            ]
            host = evening.host
            card = words.Gathering(
                wishes=night.wishes,
                names=evening.names(),
                unknown=evening.names(strangers),
                host=None if host is None else words.first_name(host.first_name),
                closes=_closes(evening),
                added=[film_of(evening, option) for option in evening.options],
            )
            return replace(
                reply,
                lines=words.gathering(card),
                buttons=keyboards.gathering(night.night_id, strangers=bool(strangers)),
            )
        case "voting":
            waiting = evening.waiting()
            voted = [m.person_id for m in evening.members if m.person_id not in waiting]
            return replace(
                reply,
                lines=words.listed(
                    _listed(evening),
                    voted=evening.names(voted),
                    waiting=evening.names(waiting),
                    closes=_closes(evening),
                    relaxed=night.relaxed,
                ),
                buttons=keyboards.voting(night.night_id, [o.movie_id for o in evening.options]),
                films=tuple(option.movie_id for option in evening.options),
            )
        case "decided":
            film = evening.recommender.catalogue.get(night.winner) if night.winner else None
            return replace(reply, lines=words.decided(film) if film else words.cancelled())
        case "cancelled":
            return replace(reply, lines=words.cancelled())


def _closes(evening: Evening) -> str | None:
    closes_at = evening.night.closes_at
    if closes_at is None:
        return None
    return f"{dt.datetime.fromtimestamp(closes_at, evening.now.tzinfo):%H:%M}"


def film_of(evening: Evening, option: Option) -> Film:
    """The film that an option is; one that left the catalogue keeps its place in the list."""
    film = evening.recommender.catalogue.get(option.movie_id)
    return film or Film(option.movie_id, words.taken_back(), None)


def _listed(evening: Evening) -> list[words.Listed]:
    secret = evening.settings.secret_vetoes
    listed = []
    for option in evening.options:
        vetoed = [] if secret else evening.names(option.vetoes)
        listed.append(
            words.Listed(
                film=film_of(evening, option),
                fits=_fits(evening, option),
                why=" · ".join(filter(None, (_why(evening, option), _seen(evening, option)))),
                vetoed_by=vetoed if option.vetoes else None,
                votes=len(option.votes),
            )
        )
    return listed


def _fits(evening: Evening, option: Option) -> list[tuple[str, float | None]]:
    return [
        (words.first_name(member.first_name), option.fits.get(member.person_id))
        for member in evening.members
    ]


def _why(evening: Evening, option: Option) -> str:
    if option.origin == "added":
        return words.added_by(evening.name(option.added_by))
    if option.origin == "again":
        return words.liked_last_time()
    source = None if option.because_of is None else evening.member(option.because_of)
    watched = None if option.because is None else evening.recommender.catalogue.get(option.because)
    # Asked anew each time: a permission may have been taken back.
    if source is not None and source.shows_log and watched is not None:
        return words.watched_like(words.first_name(source.first_name), watched)
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
        member.person_id
        for member in evening.members
        if member.shows_log and option.movie_id in evening.recommender.seen(member.person_id)
    ]
    return words.seen_by(evening.names(seen)) if seen else ""


def _poll(evening: Evening, round_: int, *, closed: bool = False) -> Reply:
    options = tuple(words.option(film_of(evening, option)) for option in evening.options)
    poll = Poll(words.question(), options, closed=closed)
    return Reply(
        (), poll=poll, card=poll_card(evening.night_id, round_), chat_id=evening.night.chat_id
    )


def _missing_poll(evening: Evening, *, after_start: bool) -> list[Reply]:
    """This round's poll, if it is not there and was not handed out a moment ago."""
    night = evening.night
    if _is_posted(evening, poll_card(night.night_id, night.round)):
        return []
    tried = night.poll_tried_at
    on_its_way = tried is not None and evening.at - tried < LATE_POLL_S and not after_start
    if night.polls_tried >= MOST_TRIES or (night.polls_tried and on_its_way):
        return []
    evening.store.nights.try_poll(night.night_id, at=evening.at)
    return [_poll(evening, night.round)]


def _film(evening: Evening) -> list[Reply]:
    night = evening.night
    film = None if night.winner is None else evening.recommender.catalogue.get(night.winner)
    if film is None:
        return []
    watched = [member.person_id for member in evening.members if member.watched]
    after = [words.watched_by(evening.names(watched))] if watched else []
    reply = Reply(
        (*words.winner(film), *_reason(evening, film), *_fit_line(evening), *after),
        keyboards.decided(night.night_id, picked=night.settled_by == "pick", watched=bool(watched)),
        films=(film.movie_id,),
        card=winner_card(night.night_id),
        chat_id=night.chat_id,
    )
    replies = [reply]
    if _is_posted(evening, after_card(night.night_id)):
        replies.append(how_was_it(evening, film))
    return replies


def how_was_it(evening: Evening, film: Film) -> Reply:
    """The next day's question."""
    watched = [member.person_id for member in evening.members if member.watched]
    return Reply(
        (words.how_was_it(film), *([words.watched_by(evening.names(watched))] if watched else [])),
        keyboards.how_was_it(evening.night_id),
        films=(film.movie_id,),
        card=after_card(evening.night_id),
        chat_id=evening.night.chat_id,
    )


def _reason(evening: Evening, film: Film) -> list[Line]:
    """What settled it."""
    night, option = evening.night, evening.option(film.movie_id)
    if night.settled_by == "pick":
        return [words.my_pick(evening.names(), night.wishes)]
    votes = 0 if option is None else len(option.votes)
    tied = [
        film_of(evening, other)
        for other in evening.options
        if other != option and not other.vetoes and len(other.votes) == votes
    ]
    if night.settled_by == "votes":
        voters = {person for one in evening.options for person in one.votes}
        return [words.most_votes(votes, len(voters))]
    if night.settled_by == "draw":
        return [words.drawn(votes, tied, night.night_id)]
    return [words.fits_best(votes, tied)]


def _fit_line(evening: Evening) -> list[Line]:
    option = evening.option(evening.night.winner)
    fits = "" if option is None else words.fits(_fits(evening, option))
    return [words.quiet(fits)] if fits else []
