"""Votes in a night's poll."""

from bot.conversation.night import choosing, steps
from bot.conversation.night.cards import night_of, shown
from bot.conversation.night.evening import Evening, again, evening
from bot.conversation.night.taps import closing
from bot.conversation.turn import Turn
from bot.intents import Vote
from bot.replies import Reply


def vote(turn: Turn, intent: Vote) -> tuple[Reply, ...]:
    """Count a vote; whoever votes is in. The vote ends when everybody who is in has voted.

    A vote says nothing of its chat: the replies name it.
    """
    recommender, store = turn.recommender, turn.store
    posted = store.cards.of_poll(intent.poll_id)
    about = None if posted is None else night_of(posted.card)
    night = None if about is None else store.nights.get(about[0])
    if about is None or about[1] is None or night is None:
        return ()
    before = evening(recommender, store, night, turn.now)
    if night.state != "voting" or about[1] != night.round:
        # The poll should be closed: the bot was stopped before it could say so.
        return shown(before, closing=about[1])
    if store.nights.said(turn.incoming.update_key) is None:
        with store.nights.atomic():
            _count(turn, before, intent)
            store.nights.remember(turn.incoming.update_key, night.night_id, "")
    after = again(before)
    return shown(after, closing=closing(before, after))


def _count(turn: Turn, before: Evening, intent: Vote) -> None:
    store, night = before.store, before.night
    chosen = [
        before.options[place].movie_id
        for place in dict.fromkeys(intent.options)
        if 0 <= place < len(before.options)
    ]
    if chosen and store.night_members.join(night.night_id, turn.person_id, before.at):
        choosing.refit(again(before))
    if again(before).member(turn.person_id) is None:
        return  # a vote taken back by somebody who has left
    store.ballots.vote(night.night_id, turn.person_id, chosen)
    store.night_members.voted(night.night_id, turn.person_id, night.round if chosen else None)
    steps.after_change_of_people(again(before))
