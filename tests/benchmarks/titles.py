"""How well titles are understood, and how fast.

    python -m tests.benchmarks.titles DIALOG_DIR --data MOVIELENS_DIR \
        [--titles-32m MOVIES_CSV] [--half open|closed|all] [--errors]

DIALOG_DIR holds title_mentions_dev.jsonl, one JSON object a line: `text`, the acceptable
`movie_ids`, `kind` film | franchise | nil, `label_by`. Counting:

* top-1: the resolved film, or the first one asked about, is acceptable;
* confidently wrong: resolved, without a question, to a film that is not acceptable (any film
  is wrong for a nil), as a share of all mentions;
* absent rejected: nil mentions answered with not-found alone, and those not resolved (not-found
  or a question);
* absent before, known now: nil mentions of films that are listed though nobody rated them
  (--listed): right when such a film is resolved or asked about first, wrong when another film is
  resolved. They are not counted above;
* own films: the catalogue's own spoken titles, resolved to themselves without a question.

At the larger catalogue the acceptable films are `titles_32m` and `movie_ids` together, as far
as it holds them; mentions for which that leaves nothing are left out there, because nobody
looked them up.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from recommender.catalogue.film_table import NO_FILMS
from recommender.catalogue.movielens import read_films, read_ratings
from recommender.catalogue.spelling import spoken_title
from recommender.domain import Ambiguous, Film, MovieId, NotFound, Resolution, Resolved
from recommender.facts import FilmFacts
from recommender.titles import TitleIndex
from tests.benchmarks.halves import Half, records

WRATIO_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """One labelled mention of a film."""

    text: str
    accepted: frozenset[MovieId]
    """Empty for a film that the catalogue lacks."""
    hand: bool
    names: frozenset[str] = frozenset()
    """Title and year, as far as a larger catalogue gives them."""


def main() -> None:
    """Read the arguments, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("dialog", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="a MovieLens folder")
    parser.add_argument("--titles-32m", type=Path, help="movies.csv of a larger MovieLens set")
    parser.add_argument("--half", choices=("open", "closed", "all"), default="open")
    parser.add_argument("--listed", action="store_true", help="with films that nobody has rated")
    parser.add_argument("--errors", action="store_true", help="print every mention that failed")
    options = parser.parse_args()
    rows = list(records(options.dialog / "title_mentions_dev.jsonl", options.half))
    films = read_films(options.data)
    popularity = Counter(MovieId(int(i)) for i in read_ratings(options.data).movie_ids)
    mentions = [_mention(row, {}) for row in rows]
    _report(
        _title(len(films), options.half),
        films,
        popularity,
        mentions,
        errors=options.errors,
        with_listed=options.listed,
    )
    if options.titles_32m:
        larger = read_films(options.titles_32m.parent)
        by_title: dict[str, set[MovieId]] = {}
        for film in larger:
            by_title.setdefault(film.catalogue_title, set()).add(film.movie_id)
        held = {film.movie_id for film in larger}
        mentions = [mention for row in rows if (mention := _mention(row, by_title)).accepted & held]
        _report(
            _title(len(larger), options.half),
            larger,
            {},
            mentions,
            errors=options.errors,
            with_listed=options.listed,
        )


def _title(n_films: int, half: Half) -> str:
    return f"{n_films:,} films, {half} half"


def _mention(row: dict[str, object], by_title: dict[str, set[MovieId]]) -> Mention:
    """A mention of one record; `by_title` maps the larger catalogue's titles to ids."""
    movie_ids, titles = row["movie_ids"], row.get("titles_32m") or []
    assert isinstance(movie_ids, list)
    assert isinstance(titles, list)
    accepted = {MovieId(int(i)) for i in movie_ids}
    for title in titles:
        accepted |= by_title.get(str(title).strip(), set())
    names = frozenset(spoken_title(str(title)) for title in titles)
    return Mention(
        str(row["text"]),
        frozenset(accepted),
        row["label_by"] == "hand",
        frozenset(f"{name.title} ({name.year})" for name in names),
    )


def _report(
    heading: str,
    films: Sequence[Film],
    popularity: dict[MovieId, int],
    mentions: Sequence[Mention],
    *,
    errors: bool,
    with_listed: bool,
) -> None:
    print(f"\n{heading}")
    started = time.perf_counter()
    listed = FilmFacts(films).further if with_listed else NO_FILMS
    index = TitleIndex.build(films, popularity, listed=listed)
    _line("index built in, s", time.perf_counter() - started)
    answers = [(mention, index.resolve(mention.text)) for mention in mentions]
    present = [(m, a) for m, a in answers if m.accepted]
    absent = [(m, a) for m, a in answers if not m.accepted]
    names = {film.name for film in listed}
    now_known = [(m, a) for m, a in absent if not names.isdisjoint(m.names)]
    absent = [(m, a) for m, a in absent if names.isdisjoint(m.names)]
    answers = [*present, *absent]
    hand = [(m, a) for m, a in present if m.hand]
    _line("mentions (present, by hand, absent)", f"{len(present)}, {len(hand)}, {len(absent)}")
    _line("top-1", _share(present, _right))
    _line("top-1, by hand", _share(hand, _right))
    _line("resolved without a question", _share(present, _resolved))
    _line("confidently wrong", _share(answers, _confidently_wrong))
    if absent:
        _line("absent rejected: not found", _share(absent, _not_found))
        _line("absent rejected: not resolved", _share(absent, lambda m, a: not _resolved(m, a)))
    if now_known:
        _line("absent before, known now: right", _share(now_known, _right_by_name))
        _line("absent before, known now: wrong", _share(now_known, _wrong_by_name))
        _line("  of so many", str(len(now_known)))
    _line("own films by title", _own_share(index, films, with_year=False))
    _line("own films by title and year", _own_share(index, films, with_year=True))
    _times(index, films, [mention.text for mention in mentions])
    if errors:
        _print_errors(answers)


def _named(answer: Resolution) -> str | None:
    """The film that an answer means, or asks about first."""
    match answer:
        case Resolved(film=film):
            return film.name
        case Ambiguous(candidates=candidates):
            return candidates[0].film.name
        case NotFound():
            return None


def _right_by_name(mention: Mention, answer: Resolution) -> bool:
    return _named(answer) in mention.names


def _wrong_by_name(mention: Mention, answer: Resolution) -> bool:
    return isinstance(answer, Resolved) and answer.film.name not in mention.names


Judge = Callable[[Mention, Resolution], bool]


def _share(answers: Sequence[tuple[Mention, Resolution]], judge: Judge) -> float:
    return sum(judge(m, a) for m, a in answers) / max(len(answers), 1)


def _right(mention: Mention, answer: Resolution) -> bool:
    match answer:
        case Resolved(film=film):
            return film.movie_id in mention.accepted
        case Ambiguous(candidates=candidates):
            return candidates[0].film.movie_id in mention.accepted
        case NotFound():
            return False


def _resolved(mention: Mention, answer: Resolution) -> bool:
    return isinstance(answer, Resolved)


def _not_found(mention: Mention, answer: Resolution) -> bool:
    return isinstance(answer, NotFound)


def _confidently_wrong(mention: Mention, answer: Resolution) -> bool:
    return isinstance(answer, Resolved) and answer.film.movie_id not in mention.accepted


def _own_share(index: TitleIndex, films: Sequence[Film], *, with_year: bool) -> float:
    """The share of films that their own spoken title resolves to; at most 10,000 are asked."""
    asked = films[:: max(1, len(films) // 10_000)]
    right = 0
    for film in asked:
        answer = index.resolve(film.name if with_year else film.title)
        right += isinstance(answer, Resolved) and answer.film.movie_id == film.movie_id
    return right / len(asked)


def _times(index: TitleIndex, films: Sequence[Film], texts: Sequence[str]) -> None:
    titles = [utils.default_process(film.title) for film in films]
    ours = _milliseconds(index.resolve, texts)
    theirs = _milliseconds(
        lambda text: process.extractOne(
            utils.default_process(text), titles, scorer=fuzz.WRatio, processor=None
        ),
        texts[:: max(1, len(texts) // WRATIO_SAMPLE)],
    )
    for name, values in (("ours", ours), ("WRatio", theirs)):
        p50, p99 = statistics.median(values), statistics.quantiles(values, n=100)[98]
        _line(f"ms a query, p50 / p99, {name}", f"{p50:.3f} / {p99:.3f}")
    _line("WRatio's p50 over ours", statistics.median(theirs) / statistics.median(ours))
    _line("WRatio's mean over ours", statistics.mean(theirs) / statistics.mean(ours))


def _milliseconds(query: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    values = []
    for text in texts:
        started = time.perf_counter()
        query(text)
        values.append(1000 * (time.perf_counter() - started))
    return values


def _print_errors(answers: Sequence[tuple[Mention, Resolution]]) -> None:
    for mention, answer in answers:
        wrong = _confidently_wrong(mention, answer)
        missed = bool(mention.accepted) and not _right(mention, answer)
        if not mention.accepted and isinstance(answer, Ambiguous):
            label = "asked"
        elif wrong or missed:
            label = "WRONG" if wrong else "missed"
        else:
            continue
        names = [f"{c.film.name} {c.score:.2f}" for c in answer.candidates]
        print(f"  {label:6} {mention.text!r} {sorted(mention.accepted)[:4]} → {names[:4]}")


def _line(name: str, value: float | str) -> None:
    print(f"  {name:40} {value if isinstance(value, str) else f'{value:.4f}'}")


if __name__ == "__main__":
    main()
