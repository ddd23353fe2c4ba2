"""`python -m bot`: run (Telegram), chat (the terminal), understand, import, export."""

import argparse
import asyncio
import datetime as dt
import functools
import io
import json
import logging
import sys
import uuid
from contextlib import ExitStack
from pathlib import Path

from bot.runtime.config import Config
from recommender.errors import BadSettings, RecommenderError

_log = logging.getLogger("bot")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="serve on Telegram (needs TELEGRAM_BOT_TOKEN)")
    chat = commands.add_parser("chat", help="talk to the bot in the terminal")
    chat.add_argument("--as", dest="name", metavar="ID_OR_NAME", help="who you are")
    chat.add_argument("--json", action="store_true", help="one JSON object a reply")
    commands.add_parser("understand", help="what each line means, as JSON")
    train = commands.add_parser("train", help="build the reader's weights from its examples")
    train.add_argument("--labelled", type=Path, metavar="FILE", help="messages to measure on")
    bring = commands.add_parser("import", help="bring somebody's history in from a file")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--as", dest="name", metavar="ID", required=True, help="whose it is")
    bring.add_argument("--dry-run", action="store_true", help="look, and write nothing")
    bring.add_argument("--json", action="store_true", help="one JSON object")
    take = commands.add_parser("export", help="write somebody's history to a zip")
    take.add_argument("--as", dest="name", metavar="ID", required=True, help="whose it is")
    take.add_argument("--out", type=Path, metavar="FILE.zip", required=True)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; a known error is one message and exit code 1."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        config = Config.read()
        match arguments.command:
            case "chat":
                return _chat(config, arguments)
            case "understand":
                return _understand(config)
            case "train":
                return _train(arguments.labelled)
            case "run":
                return _run(config)
            case "import":
                from bot.transfer import bring_in

                return bring_in(config, arguments)
            case "export":
                from bot.transfer import take_out

                return take_out(config, arguments)
            case _ if config.telegram_bot_token:
                return _run(config)
            case _:
                _say_how_to_get_a_token()
                return _chat(config, argparse.Namespace(name=None, json=False))
    except RecommenderError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _say_how_to_get_a_token() -> None:
    print(
        "No TELEGRAM_BOT_TOKEN, so let's talk here. For Telegram, ask @BotFather for a token\n"
        "(/newbot) and put TELEGRAM_BOT_TOKEN=… into .env. Leave with Ctrl-D.\n",
        file=sys.stderr,
    )


def _chat(config: Config, arguments: argparse.Namespace) -> int:
    from bot.console import Console, chat, person_named
    from bot.presentation.wording.talk import one_moment
    from bot.replies import Answer, Incoming, Text
    from bot.runtime.assembly import open_core, places_of, second_reader
    from bot.runtime.beside_chat import bringing
    from bot.runtime.first_fit import FirstFit

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def ask_to_wait() -> None:
        if sys.stdin.isatty():
            say(one_moment())

    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    places = places_of(config)
    core = open_core(config, places, everyone_is_admin=True)
    second = second_reader(config)
    with ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner())
        first: FirstFit | None = None
        if core.recommender.snapshot is None:
            first = FirstFit(config, places, say=say, on_wait=ask_to_wait)
            stack.callback(first.stop)
            core.recommender.first_model = first.snapshot
            # A program is told of the model by its first list; a person need not wait for that.
            core.recommender.every_list_waits = not sys.stdin.isatty()

        async def may_fit() -> None:
            if first is not None:
                await first.ended()

        larger = stack.enter_context(bringing(config, say=say, may_fit=may_fit))

        def respond(incoming: Incoming) -> Answer:
            coming = None if larger is None else larger.arrival
            core.arrival = None if coming is None or coming.step == "served" else coming
            if second is None or not isinstance(incoming.what, Text):
                return core.respond(incoming)
            asks = core.is_unsure(incoming)
            opinion = runner.run(second.opinion_of(incoming.what.text)) if asks else None
            return core.respond(incoming, opinion)

        console = Console(
            respond,
            person_named(arguments.name),
            core.go_on,
            session=uuid.uuid4().hex[:12],
        )
        return chat(console, json_lines=arguments.json, stdin=sys.stdin, stdout=sys.stdout)


def _understand(config: Config) -> int:
    from bot.runtime.assembly import places_of
    from bot.understanding.report import as_json
    from bot.understanding.understand import understand
    from recommender import open_names

    titles, people = open_names(places_of(config))
    for line in sys.stdin:
        now = dt.datetime.now().astimezone()
        understood = understand(line.rstrip("\r\n"), titles=titles, now=now, people=people)
        print(json.dumps(as_json(understood), ensure_ascii=False), flush=True)
    return 0


def _train(labelled: Path | None) -> int:
    from bot.understanding.teaching import teach
    from recommender import embedded_films

    teach(embedded_films(), say=functools.partial(print, flush=True), labelled=labelled)
    return 0


def _run(config: Config) -> int:
    from bot.runtime.serving import serve
    from bot.telegram.app import run

    token = config.telegram_bot_token
    if not token:
        raise BadSettings({"TELEGRAM_BOT_TOKEN": "set: ask @BotFather for one"})
    logging.basicConfig(
        level=config.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for notice in config.notices():
        _log.warning("%s", notice)
    edge = functools.partial(run, token=token.get_secret_value(), api_url=config.telegram_api_url)
    return asyncio.run(serve(config, edge))


if __name__ == "__main__":
    sys.exit(main())
