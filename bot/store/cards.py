"""Cards: messages that are edited for ever and never reposted, and the polls below them."""

from dataclasses import dataclass

from recommender import Database
from recommender.domain import ChatId


@dataclass(frozen=True, slots=True)
class PostedCard:
    """Where a card stands."""

    chat_id: ChatId
    card: str
    message_id: int
    poll_id: str | None
    shown: str | None = None
    """A digest of what it shows; None when that is not known."""


class Cards:
    """Which message is which card."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def post(self, posted: PostedCard) -> None:
        """Remember the message of a card, perhaps instead of an earlier one."""
        self._db.execute(
            "INSERT INTO cards (chat_id, card, message_id, poll_id, shown) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (chat_id, card) DO UPDATE SET message_id = excluded.message_id, "
            "poll_id = excluded.poll_id, shown = excluded.shown",
            [posted.chat_id, posted.card, posted.message_id, posted.poll_id, posted.shown],
        )

    def shows(self, edited: PostedCard) -> None:
        """Keep what the message of a card shows, if it is still the card."""
        self._db.execute(
            "UPDATE cards SET shown = ? WHERE chat_id = ? AND card = ? AND message_id = ?",
            [edited.shown, edited.chat_id, edited.card, edited.message_id],
        )

    def get(self, chat_id: ChatId, card: str) -> PostedCard | None:
        """The message of a card, or None while it was not posted."""
        return self._first("chat_id = ? AND card = ?", [chat_id, card])

    def of_poll(self, poll_id: str) -> PostedCard | None:
        """The card that a native poll belongs to."""
        return self._first("poll_id = ?", [poll_id])

    def of_message(self, chat_id: ChatId, message_id: int) -> PostedCard | None:
        """The card that a message is, or None."""
        return self._first("chat_id = ? AND message_id = ?", [chat_id, message_id])

    def beginning(self, chat_id: ChatId, start: str) -> list[str]:
        """The cards of a chat that are posted and whose identity begins so."""
        rows = self._db.execute(
            "SELECT card FROM cards WHERE chat_id = ? AND substr(card, 1, ?) = ? ORDER BY card",
            [chat_id, len(start), start],
        )
        return [str(row[0]) for row in rows]

    def forget(self, chat_id: ChatId, card: str) -> None:
        """The message of a card is out of reach: the card is to be posted anew."""
        self._db.execute("DELETE FROM cards WHERE chat_id = ? AND card = ?", [chat_id, card])

    def _first(self, where: str, values: list[str | int]) -> PostedCard | None:
        row = self._db.execute(
            f"SELECT chat_id, card, message_id, poll_id, shown FROM cards WHERE {where}",  # noqa: S608
            values,
        ).fetchone()
        return None if row is None else PostedCard(ChatId(row[0]), *row[1:])
