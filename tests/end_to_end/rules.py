"""What Telegram accepts: fields, sizes, keyboards. A broken rule is a bug of the bot."""

import json
import re
from dataclasses import dataclass

from tests.end_to_end.telegram_html import ParseError, parsed, units

_PLACE = {"message_thread_id", "disable_notification", "protect_content", "reply_parameters"}
_PROFILE = {"language_code"}

FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "getWebhookInfo": (set(), set()),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "sendMessage": (
        {"chat_id", "text"},
        {"parse_mode", "entities", "link_preview_options", "reply_markup"} | _PLACE,
    ),
    "editMessageText": (
        {"chat_id", "message_id", "text"},
        {"parse_mode", "entities", "link_preview_options", "reply_markup"},
    ),
    "editMessageReplyMarkup": ({"chat_id", "message_id"}, {"reply_markup"}),
    "answerCallbackQuery": (
        {"callback_query_id"},
        {"text", "show_alert", "url", "cache_time"},
    ),
    "sendPoll": (
        {"chat_id", "question", "options"},
        {"is_anonymous", "type", "allows_multiple_answers", "open_period", "close_date"}
        | {"is_closed", "protect_content", "reply_markup"}
        | _PLACE,
    ),
    "stopPoll": ({"chat_id", "message_id"}, {"reply_markup"}),
    "sendChatAction": ({"chat_id", "action"}, {"message_thread_id"}),
    "setMyCommands": ({"commands"}, {"scope"} | _PROFILE),
    "setMyDescription": (set(), {"description"} | _PROFILE),
    "setMyShortDescription": (set(), {"short_description"} | _PROFILE),
    "getFile": ({"file_id"}, set()),
    "getChatMember": ({"chat_id", "user_id"}, set()),
}
"""Method -> required and optional fields, of those a bot like ours has a use for."""

_ACTIONS = {"typing", "upload_document"}
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


class BrokenRule(Exception):
    """The call is one that Telegram refuses whatever the state of the chat."""


@dataclass(frozen=True)
class Call:
    """One call of the bot, as it came over the wire."""

    method: str
    fields: dict[str, str]
    at: float
    """Monotonic seconds."""

    def number(self, name: str) -> int:
        return int(self.fields[name])

    def json_object(self, name: str) -> dict[str, object]:
        """The JSON object of a field, empty without the field."""
        parsed: dict[str, object] = json.loads(self.fields.get(name, "{}"))
        return parsed

    def json_list(self, name: str) -> list[dict[str, str]]:
        """The JSON list of flat objects of a field, empty without the field."""
        parsed: list[dict[str, str]] = json.loads(self.fields.get(name, "[]"))
        return parsed

    @property
    def keyboard(self) -> list[list[dict[str, str]]]:
        """The rows of buttons, empty without a keyboard."""
        markup: dict[str, list[list[dict[str, str]]]] = json.loads(
            self.fields.get("reply_markup", '{"inline_keyboard": []}')
        )
        return markup["inline_keyboard"]

    def flag(self, name: str) -> bool:
        return self.fields.get(name) == "true"

    @property
    def text(self) -> str:
        """The plain text that people see."""
        return parsed(self.fields["text"])[0]


def check(call: Call) -> None:
    """Refuse what Telegram refuses, and what the bot's design rules out.

    Raises:
        BrokenRule: With the description that Telegram would send.
    """
    required, optional = FIELDS[call.method]
    if missing := required - call.fields.keys():
        raise BrokenRule(f"{sorted(missing)} missing")
    if unknown := call.fields.keys() - required - optional:
        raise BrokenRule(f"unknown fields {sorted(unknown)}")
    for name in {"chat_id", "message_id", "message_thread_id"} & call.fields.keys():
        if not re.fullmatch(r"-?\d+", call.fields[name]):
            raise BrokenRule(f"{name} is no number")
    if call.method in {"sendMessage", "editMessageText"}:
        _check_text(call)
    if "reply_markup" in call.fields:
        _check_keyboard(call)
    if call.method == "answerCallbackQuery" and units(call.fields.get("text", "")) > 200:
        raise BrokenRule("MESSAGE_TOO_LONG")
    if call.method == "sendPoll":
        _check_poll(call)
    if call.method == "sendChatAction" and call.fields["action"] not in _ACTIONS:
        raise BrokenRule("wrong parameter action in request")
    if call.method.startswith("setMy"):
        _check_profile(call)


def _check_text(call: Call) -> None:
    if call.fields.get("parse_mode") != "HTML":
        raise BrokenRule("the bot writes HTML")
    try:
        text, entities = parsed(call.fields["text"])
    except ParseError as error:
        raise BrokenRule(f"can't parse entities: {error}") from error
    if not text:
        raise BrokenRule("message text is empty")
    if units(text) > 4096:
        raise BrokenRule("message is too long")
    if entities > 100:
        raise BrokenRule("more than 100 entities")
    if call.json_object("link_preview_options") != {"is_disabled": True}:
        raise BrokenRule("link previews should be off")


def _check_keyboard(call: Call) -> None:
    rows = call.keyboard
    if len(call.fields["reply_markup"].encode()) > 10_240:
        raise BrokenRule("reply markup is too long")
    if sum(len(row) for row in rows) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        raise BrokenRule("BUTTON_COUNT_INVALID")
    for button in (button for row in rows for button in row):
        kinds = button.keys() - {"text"}
        if not button.get("text", "").strip():
            raise BrokenRule("BUTTON_TEXT_EMPTY")
        if kinds == {"callback_data"}:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise BrokenRule("BUTTON_DATA_INVALID")
        elif kinds == {"url"}:
            if not re.fullmatch(r"https://t\.me/\w+(\?start(group)?=[\w-]{1,64})?", button["url"]):
                raise BrokenRule("BUTTON_URL_INVALID")
        else:
            raise BrokenRule(f"a button of kinds {sorted(kinds)}")


def _check_poll(call: Call) -> None:
    if not 1 <= units(call.fields["question"].strip()) <= 300:
        raise BrokenRule("poll question length")
    options = [option["text"] for option in call.json_list("options")]
    if not 2 <= len(options) <= 12:
        raise BrokenRule("poll must have 2-12 options")
    if any(not 1 <= units(option.strip()) <= 100 for option in options):
        raise BrokenRule("poll option length")
    if len(set(options)) < len(options):
        raise BrokenRule("poll options must be different")
    if call.fields.get("is_anonymous") != "false" or not call.flag("allows_multiple_answers"):
        raise BrokenRule("only open polls with several answers tell the bot who voted")
    if not call.flag("protect_content"):
        raise BrokenRule("a poll that can be forwarded takes strangers' votes")


def _check_profile(call: Call) -> None:
    if units(call.fields.get("description", "")) > 512:
        raise BrokenRule("BOT_DESCRIPTION_TOO_LONG")
    if units(call.fields.get("short_description", "")) > 120:
        raise BrokenRule("BOT_SHORT_DESCRIPTION_TOO_LONG")
    if call.method != "setMyCommands":
        return
    commands = call.json_list("commands")
    if len(commands) > 100 or call.json_object("scope").get("type", "default") not in _SCOPES:
        raise BrokenRule("BOT_COMMANDS_INVALID")
    for command in commands:
        named = re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
        if not named or not 1 <= units(command["description"]) <= 256:
            raise BrokenRule("BOT_COMMAND_INVALID")
