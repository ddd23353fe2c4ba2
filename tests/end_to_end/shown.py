"""Messages of the bot as people see them, and as the Bot API tells them."""

from dataclasses import dataclass, field

from tests.end_to_end.rules import Call


@dataclass(frozen=True)
class Key:
    """A button under a message."""

    label: str
    data: str | None
    url: str | None


@dataclass(frozen=True)
class Shown:
    """A message of the bot as people see it at one moment."""

    chat_id: int
    message_id: int
    text: str
    html: str
    rows: tuple[tuple[Key, ...], ...] = ()
    edits: int = 0
    poll_id: str | None = None
    question: str | None = None
    options: tuple[str, ...] = ()
    closed: bool = False
    thread_id: int | None = None
    quoted: int | None = None
    preview: str | None = None
    """The page whose preview stands beside the text."""
    at: float = 0.0
    """Monotonic seconds."""
    file: str | None = None
    """The name of a document."""
    content: bytes = field(default=b"", repr=False)

    @property
    def labels(self) -> list[list[str]]:
        return [[key.label for key in row] for row in self.rows]

    def key(self, label: str) -> Key:
        """The first button whose label contains `label`."""
        found = [key for row in self.rows for key in row if label in key.label]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]


def rows_of(call: Call) -> tuple[tuple[Key, ...], ...]:
    return tuple(
        tuple(Key(each["text"], each.get("callback_data"), each.get("url")) for each in row)
        for row in call.keyboard
    )


def preview_of(call: Call) -> str | None:
    url = call.json_object("link_preview_options").get("url")
    return None if url is None else str(url)


def poll_as_json(shown: Shown) -> dict[str, object]:
    return {
        "id": shown.poll_id,
        "question": shown.question,
        "options": [
            {"text": option, "voter_count": 0, "persistent_id": str(place)}
            for place, option in enumerate(shown.options)
        ],
        "total_voter_count": 0,
        "is_closed": shown.closed,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": True,
        "allows_revoting": True,
        "members_only": False,
    }
