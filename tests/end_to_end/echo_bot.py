"""The bot as a process of its own, with a desk that says what was said.

    python -m tests.end_to_end.echo_bot API_URL [seconds that an answer takes]

The token comes in TELEGRAM_BOT_TOKEN.
"""

import asyncio
import logging
import os
import sys
import time
from dataclasses import replace

from bot.replies import Answer, Incoming
from bot.telegram.app import run
from tests.end_to_end.running import HURRY, ScriptedDesk, echo


def main(api_url: str, answer_s: float) -> int:
    def answer(incoming: Incoming) -> Answer:
        print("thinking", flush=True)  # noqa: T201 the test waits for it
        time.sleep(answer_s)
        return echo(incoming)

    logging.basicConfig(level=logging.INFO)
    token = os.environ["TELEGRAM_BOT_TOKEN"]
    desk, tempo = ScriptedDesk(answer), replace(HURRY, patience_s=30, stop_s=3)
    return asyncio.run(run(desk, token=token, api_url=api_url, tempo=tempo))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
