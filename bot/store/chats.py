"""The chats that the bot is in."""

from recommender import Database
from recommender.domain import ChatId


class Chats:
    """Where people write to the bot."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def meet(self, chat_id: ChatId, title: str, *, is_group: bool) -> None:
        """Remember a chat; it is no longer lost."""
        known = self._db.execute(
            "SELECT title, lost_at FROM chats WHERE chat_id = ?", [chat_id]
        ).fetchone()
        if known is None or tuple(known) != (title, None):
            self._db.execute(
                "INSERT INTO chats (chat_id, is_group, title) VALUES (?, ?, ?) "
                "ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, lost_at = NULL",
                [chat_id, int(is_group), title],
            )

    def move(self, old: ChatId, new: ChatId) -> bool:
        """A group became a supergroup: all that hangs on the old id hangs on the new one.

        Doing so again changes nothing, and what the new id has by then stays.

        Returns:
            Whether anything moved.
        """
        with self._db.atomic():
            if not self._knows(old):
                return False
            if self._knows(new):
                for table in ("cards", "nights", "group_settings"):
                    # What the new id has already wins; the rest goes with the old chat.
                    self._db.execute(
                        f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?",  # noqa: S608
                        [new, old],
                    )
                self._db.execute("DELETE FROM chats WHERE chat_id = ?", [old])
            else:
                self._db.execute("UPDATE chats SET chat_id = ? WHERE chat_id = ?", [new, old])
            return True

    def _knows(self, chat_id: ChatId) -> bool:
        found = self._db.execute("SELECT 1 FROM chats WHERE chat_id = ?", [chat_id]).fetchone()
        return found is not None

    def lose(self, chat_id: ChatId, at: float) -> None:
        """The bot was removed from a chat or may not write there."""
        self._db.execute("UPDATE chats SET lost_at = ? WHERE chat_id = ?", [at, chat_id])

    def forget(self, chat_id: ChatId) -> None:
        """Forget a chat and all that hangs on it."""
        self._db.execute("DELETE FROM chats WHERE chat_id = ?", [chat_id])
