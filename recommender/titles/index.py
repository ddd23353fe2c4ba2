"""The index that knows which film a text means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.domain import (
    Ambiguous,
    Candidate,
    Film,
    MovieId,
    NotFound,
    Resolution,
    Resolved,
)
from recommender.titles.aliases import AliasKind, aliases_of
from recommender.titles.occurrences import MAX_KEY, MAX_WORDS, Occurrence
from recommender.titles.ordinary import is_ordinary
from recommender.titles.table import AliasTable, hashes, table_of
from recommender.titles.words import ARTICLES, LOOSE_WORDS, Word, fold, loose, run, words_of

MAX_CANDIDATES = 4
_WEIGHTS = {
    AliasKind.TITLE: 1.0,
    AliasKind.ALTERNATE: 0.98,
    AliasKind.NICKNAME: 0.97,
    AliasKind.SERIES: 0.96,
    AliasKind.VARIANT: 0.94,
    AliasKind.HEAD: 0.90,
    AliasKind.TAIL: 0.88,
}


@dataclass(frozen=True, slots=True)
class _Hit:
    """One film found by one of its aliases."""

    row: int
    kind: AliasKind
    score: float
    same_article: bool
    strict: bool


class TitleIndex:
    """Finds films by what people call them. Films can join at run time."""

    def __init__(
        self, films: list[Film], popularity: Mapping[MovieId, int], table: AliasTable
    ) -> None:
        self._films = films
        self._popularity = dict(popularity)
        self._table = table
        self._n_built = len(films)
        self._added: AliasTable = table_of([], [], [], [])

    @classmethod
    def build(
        cls, films: Iterable[Film], popularity: Mapping[MovieId, int] | None = None
    ) -> "TitleIndex":
        """Index a catalogue.

        Args:
            films: The films, each id once.
            popularity: Ratings per film, which breaks ties; may be empty.
        """
        known = list(films)
        return cls(known, popularity or {}, _table(known, range(len(known))))

    def add(self, film: Film) -> None:
        """Let a film join; it is found at once."""
        self._films.append(film)
        rows = range(self._n_built, len(self._films))
        self._added = _table(self._films[self._n_built :], rows)

    def resolve(
        self, text: str, *, year: int | None = None, seen: Collection[MovieId] = ()
    ) -> Resolution:
        """The film that `text` means, or the few it may mean, or none.

        Total over any text. Candidates come best first with scores 0-1.

        Args:
            text: A title as people type it, perhaps with its year.
            year: The year meant, when known from elsewhere; ±1 is tolerated, exact first.
            seen: Films of the asking person's own history, which decide between namesakes.
        """
        words = words_of(text)
        hits = self._exact(run(words), _article(words))
        return self._decide(text, hits, year, seen)

    def _exact(self, key: tuple[str, ...], article: int) -> list[_Hit]:
        if not key:
            return []
        best: dict[int, _Hit] = {}
        squashed, lax = "".join(key), "".join(loose(key))
        for value in hashes([squashed, lax] if squashed != lax else [squashed]):
            for table in (self._table, self._added):
                for alias in table.with_hash(int(value)):
                    alias_key = table.key(alias)
                    strict = alias_key.replace(" ", "") == squashed
                    if not strict and "".join(loose(tuple(alias_key.split(" ")))) != lax:
                        continue
                    kind = AliasKind(int(table.kinds[alias]))
                    same_article = int(table.articles[alias]) == article
                    score = _WEIGHTS[kind] - (0 if strict else 0.03) - (0 if same_article else 0.01)
                    row = int(table.films[alias])
                    if row not in best or best[row].score < score:
                        best[row] = _Hit(row, kind, score, same_article, strict)
        return sorted(best.values(), key=self._rank)

    def _rank(self, hit: _Hit) -> tuple[float, int, int]:
        film = self._films[hit.row]
        return (-hit.score, -self._popularity.get(film.movie_id, 0), film.movie_id)

    def _decide(
        self, text: str, hits: Sequence[_Hit], year: int | None, seen: Collection[MovieId]
    ) -> Resolution:
        if not hits:
            return NotFound(text)
        if year is not None:
            for tolerance in (0, 1):
                near = [h for h in hits if _apart(self._films[h.row], year) <= tolerance]
                if near:
                    hits = near
                    break
        candidates = tuple(Candidate(self._films[h.row], h.score) for h in hits)[:MAX_CANDIDATES]
        top = [h for h in hits if h.score >= hits[0].score - 0.02]
        mine = [h for h in top if self._films[h.row].movie_id in seen]
        if len(mine) == 1:
            top = mine
        if len(top) > 1:
            first, second = (self._popularity.get(self._films[h.row].movie_id, 0) for h in top[:2])
            if not (first >= 20 and first >= 10 * second):
                return Ambiguous(text, candidates)
        film = self._films[top[0].row]
        return Resolved(film, top[0].score, candidates)

    def occurrences(self, text: str) -> tuple[Occurrence, ...]:
        """Every place in a running text where an alias stands, longest first, then leftmost.

        Places overlap: inside "the empire strikes back" stands "empire" too, if a film is
        called so. Choosing is up to the caller, who knows what surrounds them. Linear in the
        text's length.
        """
        words = words_of(text)
        spans: list[tuple[int, int]] = []
        keys: list[tuple[str, ...]] = []
        for start, word in enumerate(words):
            if word.is_article and start + 1 < len(words):
                continue
            for end in range(start + 1, min(start + MAX_WORDS, len(words)) + 1):
                key = run(words, start, end)
                if sum(map(len, key)) > MAX_KEY:
                    break
                spans.append((start, end))
                keys.append(key)
        strict = self._known(["".join(key) for key in keys])
        lax = self._known(["".join(loose(key)) for key in keys])
        found = [
            self._occurrence(text, words, span, key)
            for span, key, here, there in zip(spans, keys, strict, lax, strict=True)
            if here or there
        ]
        places = [place for place in found if place is not None]
        return tuple(sorted(places, key=lambda place: (place.start - place.end, place.start)))

    def _known(self, keys: list[str]) -> list[bool]:
        values = hashes(keys)
        known = self._table.known(values) | self._added.known(values)
        return [bool(flag) for flag in known]

    def _occurrence(
        self, text: str, words: list[Word], span: tuple[int, int], key: tuple[str, ...]
    ) -> Occurrence | None:
        first, last = span
        article = _article(words[first - 1 : first + 1]) if first else 0
        hits = self._exact(key, article)
        if key != loose(key) and {key[0], key[-1]} & LOOSE_WORDS:
            # "and Alien" is "Alien" with a stranger's word at its edge.
            hits = [hit for hit in hits if hit.strict]
        if not hits:
            return None
        start = words[first].start
        if article and any(hit.same_article for hit in hits):
            first -= 1
            start = words[first].start
        end = words[last - 1].end
        films = tuple(self._films[hit.row] for hit in hits)
        folded = [fold(text[word.start : word.end]) for word in words[first:last]]
        return Occurrence(
            start,
            end,
            text[start:end],
            films,
            hits[0].kind,
            last - first,
            all(is_ordinary(word) for word in folded),
            max(self._popularity.get(film.movie_id, 0) for film in films),
            hits[0].strict,
        )


def _apart(film: Film, year: int) -> float:
    return abs(film.year - year) if film.year is not None else 2


def _article(words: Sequence[Word]) -> int:
    """0 none, 1 "the", 2 "a" or "an" in front of more words."""
    if len(words) < 2 or words[0].initial not in ARTICLES:
        return 0
    return 1 if words[0].initial == "the" else 2


def _table(films: Sequence[Film], rows: Iterable[int]) -> AliasTable:
    owners: list[int] = []
    kinds: list[int] = []
    articles: list[int] = []
    keys: list[str] = []
    for row, film in zip(rows, films, strict=True):
        seen: set[str] = set()
        for kind, alias in aliases_of(film):
            words = words_of(alias)
            key = " ".join(run(words))
            if key and key not in seen:
                seen.add(key)
                owners.append(row)
                kinds.append(kind)
                articles.append(_article(words))
                keys.append(key)
    return table_of(owners, kinds, articles, keys)
