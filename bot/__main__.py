"""`python -m bot`: run (Telegram), chat (terminal), understand, train, doctor, backup, restore."""

import argparse
import asyncio
import datetime as dt
import functools
import io
import itertools
import json
import logging
import sys
import uuid
from pathlib import Path

from bot.runtime.config import Config
from recommender.errors import BadSettings, RecommenderError

_log = logging.getLogger("bot")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    run = commands.add_parser("run", help="serve on Telegram (needs TELEGRAM_BOT_TOKEN)")
    run.add_argument("--new", action="store_true", help="although the database was lost")
    chat = commands.add_parser("chat", help="talk to the bot in the terminal")
    chat.add_argument("--as", dest="name", metavar="ID_OR_NAME", help="who you are")
    chat.add_argument("--json", action="store_true", help="one JSON object a reply")
    commands.add_parser("understand", help="what each line means, as JSON")
    train = commands.add_parser("train", help="build the reader's weights from its examples")
    train.add_argument("--labelled", type=Path, metavar="FILE", help="messages to measure on")
    commands.add_parser("doctor", help="say what is wrong, and the fix")
    commands.add_parser("backup", help="copy the database, also while the bot runs")
    restore = commands.add_parser("restore", help="bring a backup back; stop the bot before")
    restore.add_argument("file", type=Path, metavar="FILE")
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
            case "doctor":
                return _examine(config)
            case "backup":
                return _back_up(config)
            case "restore":
                return _restore(config, arguments.file)
            case "run":
                return _run(config, new=arguments.new)
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
    from bot.replies import Answer, Incoming, Text
    from bot.runtime.assembly import fit_now, newest_snapshot, open_core, second_reader

    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    core = open_core(config, everyone_is_admin=True)
    if core.recommender.snapshot is None and fit_now(config):
        core.recommender.publish(newest_snapshot(config))
    second = second_reader(config)
    with asyncio.Runner() as runner:

        def respond(incoming: Incoming) -> Answer:
            if second is None or not isinstance(incoming.what, Text):
                return core.respond(incoming)
            asks = core.is_unsure(incoming)
            opinion = runner.run(second.opinion_of(incoming.what.text)) if asks else None
            return core.respond(incoming, opinion)

        console = Console(respond, person_named(arguments.name), session=uuid.uuid4().hex[:12])
        return chat(console, json_lines=arguments.json, stdin=sys.stdin, stdout=sys.stdout)


def _understand(config: Config) -> int:
    from bot.runtime.assembly import places_of
    from bot.understanding.report import as_json
    from bot.understanding.understand import understand
    from recommender import open_titles

    titles = open_titles(places_of(config))
    for line in sys.stdin:
        now = dt.datetime.now().astimezone()
        understood = understand(line.rstrip("\r\n"), titles=titles, now=now)
        print(json.dumps(as_json(understood), ensure_ascii=False), flush=True)
    return 0


def _train(labelled: Path | None) -> int:
    from bot.understanding.teaching import teach
    from recommender import embedded_films

    teach(embedded_films(), say=functools.partial(print, flush=True), labelled=labelled)
    return 0


def _back_up(config: Config) -> int:
    from bot.runtime.assembly import places_of
    from bot.runtime.keeping import back_up_now

    made = back_up_now(places_of(config))
    print(f"{made.path}: {made.people} people, {made.reached} changes; opened and checked.")
    return 0


def _restore(config: Config, backup: Path) -> int:
    from bot.runtime.assembly import places_of
    from bot.runtime.keeping import bring_back

    aside = bring_back(places_of(config), backup)
    print(f"{backup} is the database of {config.data_dir} now.")
    if aside is not None:
        print(f"The one that stood there lies in {aside}.")
    return 0


def _run(config: Config, *, new: bool = False) -> int:
    from bot.runtime.logs import written
    from bot.runtime.serving import serve
    from bot.telegram.app import run

    token = config.telegram_bot_token
    if not token:
        raise BadSettings({"TELEGRAM_BOT_TOKEN": "set: ask @BotFather for one"})
    with written(
        config.log_level, as_json=config.log_format == "json", with_texts=config.log_texts
    ):
        for notice in config.notices():
            _log.warning("%s", notice)
        edge = functools.partial(
            run, token=token.get_secret_value(), api_url=config.telegram_api_url
        )
        return asyncio.run(serve(config, edge, new=new))


def _examine(config: Config) -> int:
    from bot.runtime.assembly import places_of
    from bot.runtime.doctor import examined
    from bot.telegram.doctor import asked_telegram

    logging.basicConfig(level=logging.ERROR)
    well = True
    token = config.telegram_bot_token
    asked = asked_telegram(config.telegram_api_url, token.get_secret_value()) if token else ()
    for finding in itertools.chain(examined(config, places_of(config)), asked):
        print(finding.line, flush=True)
        well &= not finding.fix
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
