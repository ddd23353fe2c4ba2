"""Sentences that only Telegram needs: errors of the edge, unreadable files, menus."""

from bot.presentation.wording.pieces import count


def went_wrong(reference: str) -> str:
    """Something unforeseen happened; the reference finds it in the log."""
    return f"Something went wrong on my side (ref {reference}). Please try again."


def notes_out_of_reach(reference: str) -> str:
    """The database could not be read or written."""
    return (
        f"I can't get at my notes right now (ref {reference}), so I've done nothing of this. "
        "Please try again in a minute."
    )


def held_up() -> str:
    """Messages wait because they cannot be kept."""
    return "I can't get at my notes right now. I'll answer as soon as I can."


def old_button() -> str:
    """A button whose message is gone."""
    return "That button is too old. Just write to me instead."


def words_only() -> str:
    """A picture, a voice message, a sticker."""
    return "I can only read words. Which film is it?"


def no_files_yet() -> str:
    """A document."""
    return "I can't read files. Just write what you watched, one film at a time."


def no_polls_here() -> str:
    """The group does not let the bot post polls."""
    return "I'm not allowed to post polls here. An admin can change that in the group's settings."


def post_as_yourself() -> str:
    """An administrator writes in the name of the group."""
    return "You're posting anonymously, so I can't tell whose films to use. Post as yourself?"


def slow_down() -> str:
    """Somebody sends more than is answered."""
    return (
        "You're faster than I am! I still log what you send, and answer again once I've caught up."
    )


def caught_up(done: int, unclear: int) -> str:
    """What became of messages that were not answered one by one."""
    noted = f"I've caught up and noted what you sent in {count(done, 'message')}."
    if not unclear:
        return noted
    asked = f"{count(unclear, 'message')} I wasn't sure about: send me those again, one by one."
    return f"{noted} {asked}" if done else f"I've caught up. {asked}"


PRIVATE_COMMANDS: tuple[tuple[str, str], ...] = (
    ("recommend", "Films picked for you"),
    ("similar", "Films like one you name"),
    ("watched", "Log a film, with stars if you like"),
    ("rate", "Give a film its stars"),
    ("history", "What you have seen"),
    ("watchlist", "Films you want to see"),
    ("undo", "Take the last change back"),
    ("settings", "What you can switch"),
    ("help", "What I can do"),
    ("privacy", "What I keep, and how to erase it"),
)
"""The command menu of a private chat: name and description (3-256 characters)."""

GROUP_COMMANDS: tuple[tuple[str, str], ...] = (
    ("movienight", "Settle what to watch tonight"),
    ("add", "Put a film on tonight's list"),
    ("nights", "Your past movie nights"),
    ("recommend", "Films picked for you"),
    ("similar", "Films like one you name"),
    ("settings", "What this group can switch"),
    ("help", "What I can do here"),
    ("privacy", "What I keep, and how to erase it"),
)
"""The command menu of a group."""

OTHER_COMMANDS: tuple[str, ...] = ("start", "forgetme", "status", "more", "why")
"""Commands that work without being in a menu."""

SHORT_DESCRIPTION = "I know your taste in films. Write to me as to a friend."
"""On the bot's profile: 120 characters at most."""

DESCRIPTION = (
    "Tell me what you watched and I'll find what to watch next.\n\n"
    "“watched Heat last night, 4.5”\n“something like Forrest Gump”\n“recommend for me”\n\n"
    "In a group I settle movie night: /movienight."
)
"""In an empty chat: 512 characters at most."""
