"""How the bot presents itself in Telegram: its menus and its description."""

import logging
from functools import partial

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.presentation.wording import telegram as wording

_logger = logging.getLogger(__name__)

_PRIVATE = BotCommandScopeAllPrivateChats()
_GROUPS = BotCommandScopeAllGroupChats()

GROUP_WORDS = frozenset(
    [name for name, _ in wording.PRIVATE_COMMANDS]
    + [name for name, _ in wording.GROUP_COMMANDS]
    + list(wording.OTHER_COMMANDS)
)
"""The bot's own commands; others that a group sees are for other bots."""


async def introduce(bot: Bot) -> None:
    """Publish menus and descriptions. What fails is logged: the bot works without them."""
    for what, change in (
        ("private menu", partial(bot.set_my_commands, wording.PRIVATE_COMMANDS, _PRIVATE)),
        ("group menu", partial(bot.set_my_commands, wording.GROUP_COMMANDS, _GROUPS)),
        ("profile", partial(bot.set_my_short_description, wording.SHORT_DESCRIPTION)),
        ("description", partial(bot.set_my_description, wording.DESCRIPTION)),
    ):
        try:
            await change()
        except TelegramError as error:
            _logger.warning("Telegram did not take the %s: %s", what, error)
