"""`python -m bot train`: build the reader's weights, and say how well it reads."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.understanding.expansion import fingerprint
from bot.understanding.reader import Reader
from bot.understanding.report import name_of
from bot.understanding.training import NOW, Trained, train
from bot.understanding.understand import understand
from recommender import TitleIndex
from recommender.domain import Film

WEIGHTS = Path(__file__).with_name("weights.bin")


def teach(
    films: Iterable[tuple[Film, int]],
    *,
    say: Callable[[str], None],
    labelled: Path | None = None,
    out: Path = WEIGHTS,
) -> None:
    """Train on the examples, write the weights, and print what they are worth.

    Args:
        films: Films with their numbers of ratings; the slots are filled with them.
        say: Prints a line.
        labelled: Messages to measure on, one JSON object a line: `text`, `intent` (or null) and
            `intent_ok`.
        out: Where the weights go.
    """
    counted = list(films)
    titles = TitleIndex.build(
        [film for film, _ in counted], {film.movie_id: count for film, count in counted}
    )
    before = Reader.at(out) if out.is_file() else None
    trained = train(counted, say=say)
    _say_held_out(trained, say)
    if before is not None:
        _say_changes(before, Reader(trained.weights), titles, trained, say)
    trained.weights.save(out)
    say(f"{out.name}: {out.stat().st_size:,} bytes, of the examples {fingerprint()}")
    if labelled is not None:
        _say_labelled(Reader.at(out), titles, labelled, say)


def _say_held_out(trained: Trained, say: Callable[[str], None]) -> None:
    right = sum(right for right, _ in trained.held_out.values())
    n = sum(n for _, n in trained.held_out.values())
    say(f"held-out lines: {right / max(1, n):.3f} of {n} messages right")
    for (language, label), (hits, of) in trained.held_out.items():
        say(f"  {language} {label:<24} {hits / of:.2f} of {of}")


def _say_changes(
    before: Reader, after: Reader, titles: TitleIndex, trained: Trained, say: Callable[[str], None]
) -> None:
    changed = Counter[str]()
    shown: list[str] = []
    for text in trained.sample:
        old, new = (
            name_of(understand(text, titles=titles, now=NOW, reader=reader).intent)
            for reader in (before, after)
        )
        if old != new:
            changed[f"{old} → {new}"] += 1
            shown.append(f"  {old} → {new}: {text}")
    say(f"{sum(changed.values())} of {len(trained.sample)} held-out messages read otherwise")
    for line in shown[:20]:
        say(line)


def _say_labelled(
    reader: Reader, titles: TitleIndex, path: Path, say: Callable[[str], None]
) -> None:
    strict = lenient = n = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("intent"):
            continue
        found = name_of(understand(row["text"], titles=titles, now=NOW, reader=reader).intent)
        n += 1
        strict += found == row["intent"]
        lenient += found in row["intent_ok"]
    shares = f"{strict / max(1, n):.3f} as labelled, {lenient / max(1, n):.3f} defensible"
    say(f"{path.name}: {shares}, of {n} messages")
