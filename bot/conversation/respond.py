"""respond(): one message in, the answer out. The same for the console, the tests and Telegram."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import assert_never

from bot import intents as asked
from bot.conversation import (
    adding,
    answers,
    entries,
    forwarded,
    importing,
    lists,
    log,
    looking_back,
    night,
    onboarding,
    ownership,
    pages,
    questions,
    reading,
    talk,
    undoing,
)
from bot.conversation.joining import one_message
from bot.conversation.memory import Memory, Question
from bot.conversation.reading import LONGEST_TEXT
from bot.conversation.turn import Turn
from bot.conversation.works import Works
from bot.intents import Intent
from bot.presentation import keyboards
from bot.presentation.wording import questions as question_words
from bot.presentation.wording import talk as words
from bot.presentation.wording.larger_set import Arrival
from bot.replies import Answer, Incoming, Reply, Text
from bot.store import BotStore
from bot.understanding.second_opinion import SecondOpinion
from recommender import Recommender
from recommender.domain import ChatId, PersonId


class Conversation:
    """The bot's side of every talk. One thread uses it."""

    def __init__(
        self,
        recommender: Recommender,
        *,
        zone: dt.tzinfo | None = None,
        admins: Collection[PersonId] | None = None,
        second_reader: str | None = None,
    ) -> None:
        """Begin with empty talks.

        Args:
            recommender: What knows films and people.
            zone: The zone of people who named none; None is this machine's.
            admins: Who may ask for /status; None is everybody.
            second_reader: Where unsure messages go to be read again, as /privacy tells it; None:
                nowhere.
        """
        self.recommender = recommender
        self.store = BotStore(recommender.database)
        self.last_refit = ""
        """How the last refit went, for /status."""
        self.arrival: Arrival | None = None
        """How far a larger set of films is on its way, for /status."""
        self._zone = zone
        self._admins = admins
        self._second_reader = second_reader
        self._memory = Memory()
        self._works = Works()
        self._nights_to_show: dict[int, None] = {}
        """Nights that changed without anybody in them tapping."""
        self._has_looked = False
        """Whether `due` was asked before: after a start, open nights are shown once more."""

    def is_unsure(self, incoming: Incoming) -> bool:
        """Whether a message is read with so little confidence that a second reader may be asked.

        Changes nothing. The opinion, if there is one, goes to `respond` with the message.
        """
        return reading.is_unsure(self._turn(incoming))

    def respond(self, incoming: Incoming, opinion: SecondOpinion | None = None) -> Answer:
        """Answer one message, and do all of it or nothing. Total: anything at all gets an answer.

        Args:
            incoming: What happened.
            opinion: How a second reader understood it; counts only where `is_unsure` says so.

        Raises:
            StorageError: If the database can't be read or written; nothing has changed then.
        """
        chat_id, person_id = incoming.chat.chat_id, incoming.person.person_id
        with self._memory.unchanged_on_failure(chat_id, person_id), self.store.atomic():
            answer = self._whole_answer(incoming, opinion)
        self.recommender.finish_forgetting()
        return answer

    def _whole_answer(self, incoming: Incoming, opinion: SecondOpinion | None) -> Answer:
        person, chat = incoming.person, incoming.chat
        at = incoming.at.timestamp()
        self.recommender.meet(person.person_id, person.first_name, at)
        if not isinstance(incoming.what, asked.Vote):
            # A vote says nothing of its chat: it may come from somebody who blocked the bot.
            self.store.chats.meet(chat.chat_id, chat.title, is_group=chat.is_group)
        turn = self._turn(incoming)
        acts, unread, doubtful = reading.asked(turn, opinion)
        open_question = turn.talk.question is not None
        had_profile = self.recommender.has_profile(person.person_id)
        replies = self._answer(turn, acts, unread) if doubtful is None else (doubtful,)
        if not had_profile and self.recommender.has_profile(person.person_id):
            self._show_soon(*night.taste_shown(self._stage(incoming.at), person.person_id))
        first = acts[0]
        if isinstance(first, asked.ForgetMe) and not self._knows(person.person_id):
            self._memory.forget(person.person_id)
            self.store.forget(person.person_id)
        ends = isinstance(first, asked.Cancel) and first.leave and not open_question
        said = one_message([ownership.fitting(incoming, reply) for reply in replies])
        return Answer(said, first, ends=ends, goes_on=incoming.update_key in self._works)

    def go_on(self, incoming: Incoming) -> Answer:
        """Do a little more of the long work that this began: how far it is, or what came of it."""
        return self._works.go_on(incoming.update_key)

    def _turn(self, incoming: Incoming) -> Turn:
        memory = self._memory.talk(incoming.chat.chat_id, incoming.person.person_id)
        return Turn(
            incoming, memory, self.recommender, self.store, incoming.at.astimezone(self._zone)
        )

    def _knows(self, person_id: PersonId) -> bool:
        return self.recommender.person(person_id) is not None

    def left(self, chat_id: ChatId, person_id: PersonId, now: dt.datetime | None = None) -> None:
        """A person left a group: what the bot remembers of them there goes.

        Args:
            chat_id: The group.
            person_id: Who left.
            now: When; None is now.
        """
        self._memory.forget(person_id, chat_id)
        self._show_soon(night.left(self._stage(now), chat_id, person_id))

    def migrated(self, old: ChatId, new: ChatId, now: dt.datetime | None = None) -> None:
        """A group has a new id: its nights move along. May be told more than once."""
        if self.store.chats.move(old, new):
            self._show_soon(night.moved(self._stage(now), new))

    def stranger_in(self, poll_id: str, person_id: PersonId) -> ChatId | None:
        """The group whose poll it is, where the voter is not in; None where nothing is to ask."""
        posted = self.store.cards.of_poll(poll_id)
        open_night = None if posted is None else self.store.nights.open_in(posted.chat_id)
        if open_night is None or open_night.member(person_id) is not None:
            return None
        return open_night.chat_id

    def _stage(self, now: dt.datetime | None) -> night.Stage:
        now = dt.datetime.now(dt.UTC) if now is None else now
        return night.Stage(self.recommender, self.store, now.astimezone(self._zone))

    def _show_soon(self, *night_ids: int | None) -> None:
        self._nights_to_show |= dict.fromkeys(one for one in night_ids if one is not None)

    def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        """What is to be said by now without anybody asking. Each reply names its chat."""
        stage = self._stage(now)
        changed, self._nights_to_show = self._nights_to_show, {}
        replies = night.changed(stage, changed)
        replies += night.due(stage)
        if not self._has_looked:
            self._has_looked = True
            replies += night.shown_anew(stage)
        return replies

    def _answer(
        self, turn: Turn, acts: Sequence[Intent], unread: Sequence[str]
    ) -> tuple[Reply, ...]:
        if isinstance(turn.incoming.what, Text):
            text = turn.incoming.what.text
            if not text.strip():
                return (Reply((words.empty_message(),)),)
            if len(text) > LONGEST_TEXT:
                return (Reply((words.too_long(),)),)
        replies: list[Reply] = []
        for number, act in enumerate(acts):
            turn = replace(turn, act=number)  # the talk stays the same object
            question = turn.talk.question
            intent = answers.settled(turn, act)
            for_night = night.for_night(turn, intent)
            if isinstance(for_night, tuple):
                replies += for_night
                continue
            replies += self._handle(turn, for_night or intent)
            if answers.answers_it(question, act, intent):
                replies += self._next_film(turn, question)
            elif not turn.pressed and number == 0 and turn.talk.question is question:
                turn.talk.later = ()
            if turn.talk.question is question and not turn.pressed and number == 0:
                turn.talk.question = None  # people who talk of something else have moved on
            turn.talk.last_act = intent.kind
        if unread and replies:
            replies.append(Reply((question_words.unread(unread),)))
        return tuple(replies)

    def _next_film(self, turn: Turn, answered: Question | None) -> tuple[Reply, ...]:
        """What a message asked of a further film, once our question about one is settled."""
        asked_on = turn.talk.question
        if asked_on is not answered and answers.is_about_a_film(asked_on):
            return ()  # the year of the same film, say
        following = questions.next_of(turn)
        if following is None:
            return ()
        turn.talk.question = None
        return self._handle(replace(turn, act=turn.act + 1), following)

    def _handle(self, turn: Turn, intent: Intent) -> tuple[Reply, ...]:
        match intent:
            case asked.Recommend():
                return lists.recommend(turn, intent)
            case asked.Similar():
                return lists.similar(turn, intent)
            case asked.Search():
                return lists.search(turn, intent)
            case asked.More():
                return lists.more(turn, intent)
            case asked.Why():
                return pages.why(turn, intent)
            case asked.LogWatched():
                return log.log_watched(turn, intent)
            case asked.Rate():
                return log.rate(turn, intent)
            case asked.NotInterested():
                return log.not_interested(turn, intent)
            case asked.NotSeen():
                return log.not_seen(turn, intent)
            case asked.Watchlist():
                return log.watchlist(turn, intent)
            case asked.Undo():
                return undoing.undo(turn, intent)
            case asked.Amend():
                return log.amend(turn, intent)
            case asked.History():
                return looking_back.history(turn, intent)
            case asked.AddFilm():
                replies, then = adding.add_film(turn, intent)
                return replies if then is None else (*replies, *self._handle(turn, then))
            case asked.Choose() | asked.Yes() | asked.No() | asked.Skip() | asked.Cancel():
                return answers.plain(turn, intent)
            case asked.SmallTalk():
                return talk.small_talk(turn, intent)
            case asked.CannotDo("forwarded"):
                return forwarded.offer(turn, intent)
            case asked.CannotDo(what):
                return (Reply(words.cannot(what), keyboards.offer_list()),)
            case asked.CardTap():
                return onboarding.card_tap(turn, intent)
            case asked.Start(payload="deck"):
                return onboarding.first_card(turn)
            case asked.Start():
                return talk.welcome(turn)
            case asked.Greeting():
                return talk.greeting(turn)
            case asked.Thanks():
                return (Reply((words.thanks(),)),)
            case asked.Help():
                return talk.help_(turn)
            case asked.Privacy():
                return (Reply(words.privacy(second_reader=self._second_reader)),)
            case asked.Settings(toggle):
                if turn.incoming.chat.is_group and toggle not in ownership.OWN_TOGGLES:
                    return night.settings(turn, intent)
                return talk.settings(turn, intent)
            case asked.Entry():
                return entries.entry(turn, intent)
            case asked.Import():
                return self._works.begun(turn.incoming.update_key, importing.step(turn, intent))
            case asked.Export():
                return importing.export(turn)
            case asked.ForgetMe():
                return talk.forget_me(turn, intent)
            case asked.Status():
                if self._admins is None or turn.person_id in self._admins:
                    return talk.status(turn, self.last_refit, self.arrival)
                return talk.help_(turn)
            case asked.Group(filters):
                if turn.incoming.chat.is_group:
                    return night.begin(turn, intent)
                if intent.now:  # "you choose tonight"
                    return lists.recommend(turn, asked.Recommend(filters))
                told = Reply((words.only_in_groups(),))
                return (told, *lists.recommend(turn, asked.Recommend(filters)))
            case asked.Vote():
                return night.vote(turn, intent)
            case asked.Nights() | asked.NightTap() if not turn.incoming.chat.is_group:
                return (Reply((words.only_in_groups(),)),)
            case asked.Nights():
                return night.nights(turn)
            case asked.NightTap():
                return night.tap(turn, intent)
            case asked.NotYours():
                notice = words.not_your_button()
                return (Reply((), toast=notice.text),)
            case asked.StaleButton():
                return (Reply((words.stale_button(),), toast=words.stale_button().text),)
            case asked.Other(films):
                return talk.other(turn, films)
            case _:
                assert_never(intent)
