"""Asks Telegram what `doctor` wants to know: the token, the clock, the privacy mode, a webhook."""

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx

from bot.runtime.doctor import Finding

_TIMEOUT_S = 10.0
_MOST_APART_S = 60.0


def asked_telegram(api_url: str, token: str) -> Iterator[Finding]:
    """What the Bot API says. The token is in no finding."""
    base = f"{api_url}/bot{token}"
    try:
        with httpx.Client(timeout=_TIMEOUT_S) as client:
            response = client.post(f"{base}/getMe")
            me = response.json()
            hook = client.post(f"{base}/getWebhookInfo").json() if me.get("ok") else {}
    except (httpx.HTTPError, ValueError) as error:
        why = type(error).__name__
        fix = "check the network and TELEGRAM_API_URL"
        yield Finding("Telegram", f"{api_url} cannot be reached ({why})", fix)
        return
    if not me.get("ok"):
        fix = "check TELEGRAM_BOT_TOKEN; @BotFather shows it"
        yield Finding("Telegram", "it does not accept the token", fix)
        return
    bot = me["result"]
    yield Finding("Telegram", f"@{bot.get('username')} at {api_url}")
    yield from _clock(response)
    if bot.get("can_read_all_group_messages"):
        fix = "nothing needs it: @BotFather, /setprivacy, Enable"
        yield Finding("privacy mode", "off: groups send the bot every message", fix)
    else:
        yield Finding("privacy mode", "on: groups send the bot only what is for it")
    if not bot.get("can_join_groups", True):
        yield Finding("groups", "nobody may add the bot", "@BotFather, /setjoingroups, Enable")
    if hook.get("result", {}).get("url"):
        fix = "stop the other program; the bot removes the webhook when it starts"
        yield Finding("webhook", "one is set, which keeps updates from a bot that polls", fix)


def _clock(response: httpx.Response) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return
    apart = abs((dt.datetime.now(dt.UTC) - theirs).total_seconds())
    fix = "set the clock, for example with NTP" if apart > _MOST_APART_S else ""
    yield Finding("clock", f"{apart:.0f} s from Telegram's", fix)
