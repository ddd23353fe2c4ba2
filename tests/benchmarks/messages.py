"""How well whole messages are understood.

    python -m tests.benchmarks.messages DIALOG_DIR --data MOVIELENS_DIR \
        [--errors]

DIALOG_DIR holds utterances_dev.jsonl, one JSON object a line: `text`, `intent` (primary, or null
when nobody labelled one), `intent_ok` (all defensible), `films` (`surface`, acceptable `movie_ids`,
`kind`), `spans_complete` (whether all films of the text are labelled). Counting:

* A found span is right when it reads like a labelled surface of the same message: equal after
  lower-casing, without accents, punctuation and a leading article.
* Span precision counts the spans found in messages with `spans_complete`; recall counts the
  labelled films of all messages, films that the catalogue lacks (kind nil) included.
* Right film: of the right spans whose film the catalogue holds, those resolved to an acceptable
  film, and those where an acceptable one is resolved or asked about.
* Film-less hits: of the messages with `spans_complete` and no film, those in which a span was
  found at all, and those in which one was taken for a film of the catalogue.
* Intents are counted over the messages that have one: strict against `intent`, lenient against
  `intent_ok`; macro-F1 is the mean over the labelled names, each counting the same.
"""

import argparse
import datetime as dt
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.intents import Mention
from bot.understanding.report import name_of
from bot.understanding.understand import understand
from recommender.catalogue.film_table import NO_FILMS
from recommender.catalogue.movielens import read_films, read_ratings
from recommender.domain import Ambiguous, MovieId, NotFound, Resolved
from recommender.facts import FilmFacts, People
from recommender.titles import TitleIndex

NOW = dt.datetime(2025, 3, 12, 20, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Label:
    """What one reader found in a message."""

    text: str
    intent: str | None
    accepted_intents: frozenset[str]
    films: tuple[tuple[str, frozenset[MovieId]], ...]
    """Surface and acceptable films; no film for one that the catalogue lacks."""
    is_complete: bool


@dataclass
class Tally:
    """The counts over all messages, and what failed."""

    right_spans: int = 0
    found_spans: int = 0
    recalled: int = 0
    labelled: int = 0
    held: int = 0
    resolved: int = 0
    resolved_or_asked: int = 0
    filmless: int = 0
    filmless_hits: int = 0
    filmless_known: int = 0
    intents: int = 0
    strict: int = 0
    lenient: int = 0
    judged: list[tuple[float, bool, bool]] = field(default_factory=list)
    """Confidence, and whether the intent was as labelled and defensible."""
    confusion: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("dialog", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="a MovieLens folder")
    parser.add_argument("--listed", action="store_true", help="with films that nobody has rated")
    parser.add_argument("--errors", action="store_true", help="print every message that failed")
    options = parser.parse_args()
    films = read_films(options.data)
    popularity = Counter(MovieId(int(i)) for i in read_ratings(options.data).movie_ids)
    facts = FilmFacts(films, popularity=popularity)
    listed = facts.further if options.listed else NO_FILMS
    titles = TitleIndex.build(films, popularity, listed=listed)
    tally = measure(titles, facts.people, labels(options.dialog / "utterances_dev.jsonl"))
    _print(tally)
    if options.errors:
        print("\n".join(tally.errors))


def labels(path: Path) -> Iterable[Label]:
    """The labelled messages of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        films, intents = row["films"], row["intent_ok"]
        assert isinstance(films, list)
        assert isinstance(intents, list)
        yield Label(
            str(row["text"]),
            None if row["intent"] is None else str(row["intent"]),
            frozenset(intents),
            tuple((film["surface"], frozenset(map(MovieId, film["movie_ids"]))) for film in films),
            bool(row["spans_complete"]),
        )


def measure(titles: TitleIndex, people: People, messages: Iterable[Label]) -> Tally:
    """Understand every message and count."""
    tally = Tally()
    for label in messages:
        understood = understand(label.text, titles=titles, now=NOW, people=people)
        _count_spans(tally, label, understood.mentions)
        if label.intent is not None:
            _count_intent(tally, label, name_of(understood.intent), understood.confidence)
    return tally


def plain(surface: str) -> str:
    """A surface as spans are compared: lower case, no accents, punctuation or first article."""
    folded = unicodedata.normalize("NFKD", surface.casefold())
    words = re.sub(r"[^\w\s]|_", "", folded).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _count_spans(tally: Tally, label: Label, mentions: tuple[Mention, ...]) -> None:
    found = {plain(mention.written or mention.surface): mention for mention in mentions}
    wanted = {plain(surface) for surface, _ in label.films}
    for surface, accepted in label.films:
        tally.labelled += 1
        mention = found.get(plain(surface))
        if mention is None:
            tally.errors.append(f"missed    {surface!r} in {label.text!r}, found {list(found)}")
            continue
        tally.recalled += 1
        if accepted:
            _count_film(tally, label, mention, accepted)
    if not label.is_complete:
        return
    for surface in found:
        tally.found_spans += 1
        tally.right_spans += surface in wanted
        if surface not in wanted:
            tally.errors.append(f"extra     {surface!r} in {label.text!r}")
    if not label.films:
        tally.filmless += 1
        tally.filmless_hits += bool(mentions)
        tally.filmless_known += any(not isinstance(m.resolution, NotFound) for m in mentions)


def _count_film(tally: Tally, label: Label, mention: Mention, accepted: frozenset[MovieId]) -> None:
    tally.held += 1
    match mention.resolution:
        case Resolved(film):
            right = film.movie_id in accepted
            tally.resolved += right
            tally.resolved_or_asked += right
        case Ambiguous(_, candidates):
            right = any(candidate.film.movie_id in accepted for candidate in candidates)
            tally.resolved_or_asked += right
        case NotFound():
            right = False
    if not right:
        tally.errors.append(f"film      {mention.surface!r} in {label.text!r}")


def _count_intent(tally: Tally, label: Label, intent: str, confidence: float) -> None:
    assert label.intent is not None
    tally.intents += 1
    tally.strict += intent == label.intent
    tally.lenient += intent in label.accepted_intents
    tally.confusion[label.intent][intent] += 1
    tally.judged.append((confidence, intent == label.intent, intent in label.accepted_intents))
    if intent != label.intent:
        mark = "defended " if intent in label.accepted_intents else "intent   "
        tally.errors.append(f"{mark} {intent} for {label.intent}: {label.text!r}")


def macro_f1(confusion: dict[str, Counter[str]]) -> float:
    """The mean F1 over the labelled names."""
    scores: list[float] = []
    for name, answers in confusion.items():
        missed = sum(answers.values()) - answers[name]
        mistaken = sum(other[name] for label, other in confusion.items() if label != name)
        scores.append(2 * answers[name] / (2 * answers[name] + missed + mistaken))
    return sum(scores) / len(scores)


def _print(tally: Tally) -> None:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:6.3f}   ({part} of {whole})" if whole else "     -"

    print("span precision       ", share(tally.right_spans, tally.found_spans))
    print("span recall          ", share(tally.recalled, tally.labelled))
    print("right film           ", share(tally.resolved, tally.held))
    print("right film, or asked ", share(tally.resolved_or_asked, tally.held))
    print("film-less hits       ", share(tally.filmless_hits, tally.filmless))
    print("  with a known film  ", share(tally.filmless_known, tally.filmless))
    print("intent, strict       ", share(tally.strict, tally.intents))
    print("intent, lenient      ", share(tally.lenient, tally.intents))
    surest = sorted(tally.judged, key=lambda one: -one[0])[: int(0.8 * len(tally.judged))]
    if surest:
        shares = [sum(one[at] for one in surest) / len(surest) for at in (1, 2)]
        print(f"surest 80 %, as labelled / defensible {shares[0]:6.3f} {shares[1]:6.3f}")
    if tally.confusion:
        print(f"intent, macro-F1       {macro_f1(tally.confusion):6.3f}")
    for name, answers in sorted(tally.confusion.items()):
        others = ", ".join(f"{other} {n}" for other, n in answers.most_common() if other != name)
        print(f"  {name:<12} {answers[name]:>3} of {sum(answers.values()):>3}   {others}")


if __name__ == "__main__":
    main()
