"""How well everyday messages in German, Spanish and French are understood.

    python -m tests.benchmarks.languages --data MOVIELENS_DIR [--weights FILE] [--errors]

`tests/bot/understanding/languages/<code>.jsonl` holds 150 messages a language, written before any
example pattern of that language was looked at. One JSON object a line: `text`, `intent` (primary),
`intent_ok` (all defensible), `kind` (a finer name than the intent, where there is one), `films`
(all films named, as MovieLens titles; left out where one is named that the set lacks),
`localized` (one of them is named otherwise than MovieLens names it). Counting:

* Messages that only make sense after something (`more`, `why`, a correction, “not for me”) are read
  after a list and, where they are about one film, after that film; all others as first messages.
* Strict counts the first act against `intent`, defensible against `intent_ok`; the names are those
  of `python -m bot understand`.
* Films right: of the messages whose `films` name one, those in which exactly these are resolved.
* Film-less hits: of the messages with an empty `films`, those in which a film is resolved.
"""

import argparse
import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.understanding.context import Context
from bot.understanding.reader import Reader, shipped
from bot.understanding.report import name_of
from bot.understanding.understand import understand
from recommender.catalogue.movielens import read_films, read_ratings
from recommender.domain import MovieId, Resolved
from recommender.titles import TitleIndex

NOW = dt.datetime(2025, 3, 12, 20, 0, tzinfo=dt.UTC)
LISTED = tuple(MovieId(one) for one in (318, 296, 593, 260, 527))
"""Films of the small MovieLens sets."""
LIST = Context(listed=LISTED, last_act="recommend")
FILM = Context(listed=LISTED, last_film=LISTED[0], last_act="log_watched")
AFTER = {"more": LIST, "why": LIST} | dict.fromkeys(
    ("amend", "not_interested", "not_seen", "undo"), FILM
)
"""What kinds of message that name no film are said after."""
MESSAGES = Path(__file__).parents[1] / "bot" / "understanding" / "languages"


@dataclass(frozen=True, slots=True)
class Label:
    """What is right for one message."""

    text: str
    intent: str
    accepted_intents: frozenset[str]
    kind: str
    films: frozenset[str] | None
    """None: not labelled."""
    is_localized: bool


@dataclass
class Tally:
    """Counts of one language: right ones and all."""

    strict: int = 0
    lenient: int = 0
    messages: int = 0
    film_messages: Counter[bool] = field(default_factory=Counter)
    """By whether a title is localized."""
    films_right: Counter[bool] = field(default_factory=Counter)
    filmless: int = 0
    filmless_hits: int = 0
    kinds: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Whether each message of a kind was understood defensibly."""
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Read the arguments, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="a MovieLens folder")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    parser.add_argument("--errors", action="store_true", help="print every message that failed")
    options = parser.parse_args()
    popularity = Counter(MovieId(int(i)) for i in read_ratings(options.data).movie_ids)
    titles = TitleIndex.build(read_films(options.data), popularity)
    reader = shipped() if options.weights is None else Reader.at(options.weights)
    for path in sorted(MESSAGES.glob("*.jsonl")):
        tally = measure(titles, labels(path), reader)
        _print(path.stem, tally)
        if options.errors:
            print("\n".join(tally.errors))


def labels(path: Path) -> Iterator[Label]:
    """The labelled messages of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        films = row.get("films")
        yield Label(
            row["text"],
            row["intent"],
            frozenset(row["intent_ok"]),
            row.get("kind", row["intent"]),
            None if films is None else frozenset(films),
            row.get("localized", False),
        )


def measure(titles: TitleIndex, messages: Iterator[Label], reader: Reader) -> Tally:
    """Understand every message and count."""
    tally = Tally()
    for label in messages:
        context = Context() if label.films else AFTER.get(label.kind, Context())
        understood = understand(label.text, titles=titles, now=NOW, context=context, reader=reader)
        intent = name_of(understood.intent)
        is_right = intent in label.accepted_intents
        tally.messages += 1
        tally.strict += intent == label.intent
        tally.lenient += is_right
        tally.kinds[label.kind].append(is_right)
        if not is_right:
            tally.errors.append(f"intent {intent} for {label.kind}: {label.text!r}")
        if label.films is not None:
            resolved = frozenset(
                mention.resolution.film.catalogue_title
                for mention in understood.mentions
                if isinstance(mention.resolution, Resolved)
            )
            _count_films(tally, label, label.films, resolved)
    return tally


def _count_films(
    tally: Tally, label: Label, wanted: frozenset[str], resolved: frozenset[str]
) -> None:
    if wanted:
        tally.film_messages[label.is_localized] += 1
        tally.films_right[label.is_localized] += resolved == wanted
    else:
        tally.filmless += 1
        tally.filmless_hits += bool(resolved)
    if resolved != wanted:
        tally.errors.append(f"films  {sorted(resolved)} for {sorted(wanted)}: {label.text!r}")


def _print(language: str, tally: Tally) -> None:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f} ({part} of {whole})" if whole else "-"

    print(
        f"{language}  strict {share(tally.strict, tally.messages)}"
        f"  defensible {share(tally.lenient, tally.messages)}"
        f"  films right {share(tally.films_right.total(), tally.film_messages.total())}"
        f", of localized titles {share(tally.films_right[True], tally.film_messages[True])}"
        f"  film-less hits {share(tally.filmless_hits, tally.filmless)}"
    )
    worst = sorted(tally.kinds.items(), key=lambda one: (sum(one[1]) / len(one[1]), one[0]))
    print("    " + ", ".join(f"{kind} {sum(right)}/{len(right)}" for kind, right in worst))


if __name__ == "__main__":
    main()
