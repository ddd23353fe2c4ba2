"""How the bot presents itself in Telegram: its menus and its description."""

import logging

from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.language.wording import telegram as wording

_logger = logging.getLogger(__name__)

GROUP_WORDS = frozenset(
    [name for name, _ in wording.PRIVATE_COMMANDS]
    + [name for name, _ in wording.GROUP_COMMANDS]
    + list(wording.OTHER_COMMANDS)
)
"""The bot's own commands; others that a group sees are for other bots."""


async def introduce(bot: Bot) -> None:
    """Publish menus and descriptions. What fails is logged: the bot works without them."""
    for step, change in (
        (
            "the private menu",
            bot.set_my_commands(wording.PRIVATE_COMMANDS, BotCommandScopeAllPrivateChats()),
        ),
        (
            "the group menu",
            bot.set_my_commands(wording.GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
        ),
        ("the short description", bot.set_my_short_description(wording.SHORT_DESCRIPTION)),
        ("the description", bot.set_my_description(wording.DESCRIPTION)),
    ):
        try:
            await change
        except TelegramError as error:
            _logger.warning("Telegram did not take %s: %s", step, error)
