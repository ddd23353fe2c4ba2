"""`python -m recommender`: resolve, fit, tune, similar, recommend, group, evaluate, download."""

import argparse
import logging
import math
import os
import sys

from recommender.errors import RecommenderError
from recommender.settings import Settings

MOST = 1000
"""The longest list that is given."""


def _length(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"{number} is not from 1 to {MOST}")
    return number


def _minutes(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is no time")
    return number


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m recommender", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", metavar="DIR", help="a MovieLens folder")
    shared.add_argument("--model", metavar="DIR", help="made and kept when missing")
    shared.add_argument("--preset", choices=("default", "seed"), default="default")
    shared.add_argument("--json", action="store_true", help="JSON lines for programs")

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, parents=[shared], description=help_)

    add("resolve", "one title a line in, the film it means out")
    fit = add("fit", "train on MovieLens and everyone's logs, and write a snapshot")
    fit.add_argument("--out", metavar="DIR", help="where snapshots go")
    fit.add_argument("--factors", type=_length, metavar="N")
    fit.add_argument("--iterations", type=_length, metavar="N")
    tune = add("tune", "search settings on this data, and keep the best for fit")
    tune.add_argument("--minutes", type=_minutes, default=10.0, metavar="M")
    similar = add("similar", "films like a film")
    similar.add_argument("title")
    similar.add_argument("-k", type=_length, default=10, metavar="N")
    recommend = add("recommend", "what somebody should see next")
    who = recommend.add_mutually_exclusive_group(required=True)
    who.add_argument("--user", type=int, metavar="N", help="a MovieLens user")
    who.add_argument("--histories", metavar="FILE", help="JSON lines, one viewer each")
    recommend.add_argument("-k", type=_length, default=10, metavar="N")
    group = add("group", "what a group should see together")
    group.add_argument("--histories", metavar="FILE", required=True, help="one member a line")
    group.add_argument("-k", type=_length, default=5, metavar="N")
    evaluate = add("evaluate", "held-out quality beside the baselines")
    evaluate.add_argument(
        "--protocol", default="chronological", choices=("chronological", "random", "groups")
    )
    download = add("download", "fetch a MovieLens set")
    download.add_argument("name", metavar="NAME")
    download.add_argument("--url", help="fetch from elsewhere")
    download.add_argument("--progress", action="store_true", help="a JSON line now and then")
    download.add_argument("--into", metavar="DIR", help="where the folder is made")
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; a known error is one sentence and exit code 1."""
    arguments = parser().parse_args(argv)
    try:
        settings = Settings.read()
        logging.basicConfig(level=settings.log_level, format="%(message)s", stream=sys.stderr)
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it would name every request
        return _command(arguments, settings)
    except RecommenderError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Nobody reads any more (`… | head`): that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _command(arguments: argparse.Namespace, settings: Settings) -> int:
    # Imported by command: resolving a title should not wait for what training needs.
    match arguments.command:
        case "resolve":
            from recommender.commands.titles import resolve as run
        case "fit":
            from recommender.commands.fitting import fit as run
        case "tune":
            from recommender.commands.tuning import tune as run
        case "download":
            from recommender.commands.fitting import download as run
        case "similar":
            from recommender.commands.lists import similar as run
        case "recommend":
            from recommender.commands.lists import recommend as run
        case "group":
            from recommender.commands.groups import group as run
        case _:
            from recommender.commands.evaluation import evaluate as run
    return run(arguments, settings)


if __name__ == "__main__":
    sys.exit(main())
