"""Everything that is not about one film: hello, help, settings, being forgotten."""

from collections.abc import Sequence

from bot.conversation import pages, questions
from bot.conversation.memory import Offered
from bot.conversation.ownership import OWN_TOGGLES
from bot.conversation.turn import Turn
from bot.intents import FilmRef, ForgetMe, Search, Settings, SmallTalk
from bot.presentation import keyboards
from bot.presentation.wording import talk as words
from bot.replies import Reply


def greeting(turn: Turn) -> tuple[Reply, ...]:
    """Hello, with a next step."""
    logged = turn.recommender.count_watches(turn.person_id)
    lines = words.hello(turn.incoming.person.first_name, logged)
    return (Reply(lines, keyboards.offer_list() if logged else keyboards.first_steps()),)


def small_talk(turn: Turn, intent: SmallTalk) -> tuple[Reply, ...]:
    """A short human answer; talk of a film shows what one can do with it."""
    if intent.topic in {"about_films", "your_favourite"} and intent.films:
        return other(turn, intent.films)
    line = words.small_talk(intent.topic)
    offers = intent.topic in {"how_it_works", "are_you_a_bot", "love", "about_films"}
    return (Reply((line,), keyboards.offer_list() if offers else ()),)


def other(turn: Turn, films: Sequence[FilmRef]) -> tuple[Reply, ...]:
    """Talk that asks nothing: the film it names, if it is one that we know, or a plain word."""
    settled = turn.settle_each(films)
    if settled.films:
        return (pages.about_film(turn, settled.films[0]),)
    if settled.unsettled:
        return questions.about(turn, settled.unsettled[:1], Search(tuple(films)), settled=False)
    return (Reply(words.nonsense(), keyboards.offer_list()),)


def welcome(turn: Turn) -> tuple[Reply, ...]:
    """/start."""
    return (Reply(words.welcome(turn.incoming.person.first_name), keyboards.first_steps()),)


def help_(turn: Turn) -> tuple[Reply, ...]:
    """/help."""
    return (Reply(words.help_text(in_group=turn.incoming.chat.is_group)),)


def settings(turn: Turn, intent: Settings) -> tuple[Reply, ...]:
    """/settings, or one toggle of it."""
    people = turn.recommender
    if intent.toggle in OWN_TOGGLES:
        people.let_groups_see_log(turn.person_id, allowed=intent.toggle == "show_log")
    person = people.person(turn.person_id)
    shows = person is not None and person.shows_log_in_groups
    return (
        Reply(
            words.settings(shows_log=shows),
            keyboards.settings(shows_log=shows),
            replaces_pressed=turn.pressed,
        ),
    )


def forget_me(turn: Turn, intent: ForgetMe) -> tuple[Reply, ...]:
    """Erase a person, after asking. The question names what goes."""
    # Typed words never erase anybody: only the button below the question does.
    if intent.confirmed and turn.pressed:
        turn.recommender.forget(turn.person_id)
        return (Reply((words.forgotten(),), replaces_pressed=True),)
    logged = turn.recommender.count_watches(turn.person_id) if turn.may_name_log else 0
    turn.talk.question = Offered(ForgetMe())
    return (
        Reply(
            (words.really_forget(turn.incoming.person.first_name, logged),), keyboards.forget_me()
        ),
    )
