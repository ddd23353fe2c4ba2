"""Stores the settings of groups."""

from dataclasses import dataclass

from recommender import Database
from recommender.domain import ChatId


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """What a group chose."""

    secret_vetoes: bool = False
    allows_seen: bool = False
    """Whether films that somebody has seen may be on the list."""


class Groups:
    """The settings of all groups."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def settings(self, chat_id: ChatId) -> GroupSettings:
        """What the group chose."""
        row = self._db.execute(
            "SELECT secret_vetoes, allows_seen FROM group_settings WHERE chat_id = ?", [chat_id]
        ).fetchone()
        return GroupSettings() if row is None else GroupSettings(bool(row[0]), bool(row[1]))

    def set_settings(self, chat_id: ChatId, settings: GroupSettings) -> None:
        """Keep what the group chose."""
        self._db.table("group_settings").upsert_all(
            [
                {
                    "chat_id": chat_id,
                    "secret_vetoes": int(settings.secret_vetoes),
                    "allows_seen": int(settings.allows_seen),
                }
            ],
            pk="chat_id",
        )
