"""Everything that is not about one film: hello, help, settings, being forgotten."""

import datetime as dt

from bot.conversation.memory import Offered
from bot.conversation.turn import Turn
from bot.intents import ForgetMe, Settings
from bot.language import keyboards
from bot.language.wording import talk as words
from bot.replies import Reply

OWN_TOGGLES = ("show_log", "hide_log")
"""What people switch for themselves; groups have settings of their own."""


def greeting(turn: Turn) -> tuple[Reply, ...]:
    """Hello, with a next step."""
    logged = turn.recommender.watches.count(turn.person_id)
    lines = words.hello(turn.incoming.person.first_name, logged)
    return (Reply(lines, keyboards.offer_list() if logged else keyboards.first_steps()),)


def welcome(turn: Turn) -> tuple[Reply, ...]:
    """/start."""
    return (Reply(words.welcome(turn.incoming.person.first_name), keyboards.first_steps()),)


def help_(turn: Turn) -> tuple[Reply, ...]:
    """/help."""
    return (Reply(words.help_text(in_group=turn.incoming.chat.is_group)),)


def settings(turn: Turn, intent: Settings) -> tuple[Reply, ...]:
    """/settings, or one toggle of it."""
    people = turn.recommender.people
    if intent.toggle in OWN_TOGGLES:
        people.set_shows_log_in_groups(turn.person_id, allowed=intent.toggle == "show_log")
    person = people.get(turn.person_id)
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
        turn.recommender.people.forget(turn.person_id)
        return (Reply((words.forgotten(),), replaces_pressed=True),)
    logged = turn.recommender.watches.count(turn.person_id)
    turn.talk.question = Offered(ForgetMe())
    return (Reply((words.really_forget(logged),), keyboards.forget_me()),)


def status(turn: Turn, last_refit: str) -> tuple[Reply, ...]:
    """/status, for the operator."""
    recommender = turn.recommender
    snapshot = recommender.snapshot
    if snapshot is None:
        model = "none yet"
    else:
        age = turn.now - dt.datetime.fromtimestamp(snapshot.created_at, dt.UTC)
        model = words.model(snapshot.model.n_items, snapshot.model.parameters.factors, age)
    changes = recommender.new_changes()
    return (
        Reply(
            words.status(
                films=len(recommender.catalogue), model=model, logs=changes, last_refit=last_refit
            )
        ),
    )
