"""One message of all that is said at once."""

from collections.abc import Sequence

from bot.intents import Undo
from bot.presentation.keyboards import Rows
from bot.replies import AnyButton, Button, Reply
from recommender.domain import distinct


def one_message(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """One message for all that is said at once: plain replies of one answer become one."""
    merged: list[Reply] = []
    for reply in replies:
        last = merged[-1] if merged else None
        if last is None or not (_is_plain(last) and _is_plain(reply)):
            merged.append(reply)
            continue
        merged[-1] = Reply(
            (*last.lines, *reply.lines),
            _with_one_undo((*last.buttons, *reply.buttons)),
            films=distinct((*last.films, *reply.films)),
            preview=last.preview or reply.preview,
            replaces_pressed=last.replaces_pressed and reply.replaces_pressed,
            toast=last.toast or reply.toast,
        )
    return tuple(merged)


def _with_one_undo(rows: Rows) -> Rows:
    """The rows with the last [Undo] only: each takes back all that the message did."""
    last = next((button for row in reversed(rows) for button in row if _undoes(button)), None)
    kept = (
        tuple(button for button in row if button is last or not _undoes(button)) for row in rows
    )
    return tuple(row for row in kept if row)


def _undoes(button: AnyButton) -> bool:
    return isinstance(button, Button) and isinstance(button.press, Undo) and not button.press.films


def _is_plain(reply: Reply) -> bool:
    return reply.poll is None and reply.card is None and reply.chat_id is None
