"""The films of a source file, one JSON object a line, with what their leads say."""

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from recommender.catalogue.spelling import article_in_front
from recommender.facts.building.leads import Lead, Vocabularies, lead_of
from recommender.facts.building.names import is_name

MOST_CAST = 12
"""So many of the cast are kept."""

GENRES = {
    "Action": "Action",
    "Adventure": "Adventure",
    "Animated": "Animation",
    "Comedy": "Comedy",
    "Crime": "Crime",
    "Documentary": "Documentary",
    "Drama": "Drama",
    "Family": "Children",
    "Fantasy": "Fantasy",
    "Horror": "Horror",
    "Martial Arts": "Action",
    "Musical": "Musical",
    "Mystery": "Mystery",
    "Noir": "Film-Noir",
    "Romance": "Romance",
    "Science Fiction": "Sci-Fi",
    "Slasher": "Horror",
    "Spy": "Thriller",
    "Superhero": "Action",
    "Suspense": "Thriller",
    "Thriller": "Thriller",
    "War": "War",
    "Western": "Western",
}
"""MovieLens' names of the source's genres."""
_GENRE_SUBJECTS = {
    "Superhero": "superheroes",
    "Sports": "sports",
    "Sport": "sports",
    "Slasher": "slashers",
    "Martial Arts": "martial arts",
    "Spy": "spies",
    "Biography": "biography",
    "Disaster": "disasters",
    "Dance": "dance",
    "Found Footage": "found footage",
    "Legal": "courtroom",
    "Political": "politics",
    "Satire": "satire",
    "Teen": "teenagers",
}


_GENRE_WORDS = {
    "action": "Action",
    "adventure": "Adventure",
    "animated": "Animated",
    "biograph": "Drama",
    "comedy": "Comedy",
    "crime": "Crime",
    "documentary": "Documentary",
    "drama": "Drama",
    "fantasy": "Fantasy",
    "horror": "Horror",
    "musical": "Musical",
    "mystery": "Mystery",
    "noir": "Noir",
    "romantic": "Romance",
    "romance": "Romance",
    "science fiction": "Science Fiction",
    "slasher": "Slasher",
    "spy": "Spy",
    "superhero": "Superhero",
    "thriller": "Thriller",
    " war film": "War",
    "western": "Western",
}
"""Genres by the words of a first sentence, for films to which the source gives none."""


@dataclass(frozen=True, slots=True)
class Record:
    """One film of the source."""

    title: str
    year: int
    page: str
    """The article's name; empty where there is none."""
    cast: tuple[str, ...]
    genres: tuple[str, ...]
    """MovieLens' names."""
    is_short: bool
    length: int
    """Letters of the lead: the better known a film is, the more is written of it."""
    lead: Lead


def read_records(path: Path, vocabularies: Vocabularies) -> Iterator[Record]:
    """The films of a source file, gzipped or not, each title and year once."""
    seen: set[tuple[str, int, str]] = set()
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            row = json.loads(line)
            page = unquote(row["href"] or "")
            name = (_title(row["title"]), int(row["year"]), page)
            if name[0] and not name[0].startswith("Untitled ") and name not in seen:
                seen.add(name)
                yield _record(name, row, vocabularies)


def _record(
    name: tuple[str, int, str], row: dict[str, list[str] | str | None], vocabularies: Vocabularies
) -> Record:
    title, year, page = name
    text, said, listed = row["extract"], row["genres"], row["cast"]
    assert isinstance(said, list)
    assert isinstance(listed, list)
    lead = Lead()
    if isinstance(text, str) and is_about(text, title):
        found = lead_of(text, vocabularies)
        if found.year is None or abs(found.year - year) <= 1:
            lead = found
    cast = tuple(dict.fromkeys(filter(None, map(_actor, listed)))) or lead.stars
    subjects = dict.fromkeys(
        (*lead.subjects, *(_GENRE_SUBJECTS[one] for one in said if one in _GENRE_SUBJECTS))
    )
    words = text if isinstance(text, str) else ""
    if not any(one in GENRES for one in said) and lead.directors:
        said = [*said, *_said_genres(words)]
    if not _WAR.search(words):  # the source hears of war in many words
        said = [one for one in said if one != "War"]
    genres = dict.fromkeys(GENRES[one] for one in said if one in GENRES)
    return Record(
        title,
        year,
        page,
        cast[:MOST_CAST],
        tuple(genres),
        "Short" in said and (not words or _SHORT.search(words[:100]) is not None),
        len(words) if lead != Lead() else 0,
        replace(lead, subjects=tuple(subjects)),
    )


def _said_genres(lead: str) -> list[str]:
    """Genres of the source as the first words of a lead give them."""
    kind = re.match(r".*?\b(?:film|movie|documentary)\b", lead[:250])
    words = kind[0].lower() if kind else ""
    return [genre for word, genre in _GENRE_WORDS.items() if word in words]


def is_about(text: str, title: str) -> bool:
    """Whether a lead is of the film itself, and not of its series or of a book."""
    start = _plain(text[:200])
    is_list = re.match(r"(?:The following|This) is (?:a|an|the) ", text) is not None
    return _plain(title) in start and not is_list and _FILM.search(text[:400]) is not None


_WAR = re.compile(r"\bwar\b|\b(?:World|Civil|Vietnam|Korean|Revolutionary|Gulf|Iraq) War\b")
_SHORT = re.compile(
    r"\bshort(?:[- ]\w+){0,3} (?:film|subject|comedy|documentary|cartoon|drama|western)"
    r"|\bshort (?:film|subject)\b(?! of the same| series)"
    r"|\b(?:cartoon|one-reel|two-reel|split-reel)",
    re.IGNORECASE,
)
_FILM = re.compile(
    r"\b(?:films?|movie|documentary|comedy|drama|western|thriller|short|featurette|mockumentary)\b",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", spread.replace("&", "and"))


def _spaced(text: str) -> str:
    return " ".join(text.replace("\u200e", "").split())


def _title(text: str) -> str:
    """A title as people say it."""
    text = re.sub(r"\.mw-parser-output.*\}", "", _spaced(text)).replace("+1\u20443", " 1/3")
    text = re.sub(r"[\u2013\u2014]", "-", text)
    return article_in_front(re.split(r" (?:aka|a\.k\.a\.) ", text)[0])


def _actor(name: str) -> str | None:
    """A name of a cast list as it is shown, or None for what is no name."""
    name = re.sub(r"\s*\([^)]*\)?|[\[\]]", "", _spaced(name)).replace("’", "'").strip(" ,;:'")
    name = re.sub(r",? (Jr|Sr)\.?$", r" \1.", name)
    name = re.sub(r"\b([A-Z])\.(?=[A-Z])", r"\1. ", name)  # "J.T. Walsh"
    name = re.sub(r"'([A-Z][^']*)' ", r'"\1" ', name)
    if " and " in name or not name[:1].isupper():
        return None
    return (
        name
        if is_name(name)
        and not re.search(r"\d{3}|:|^(?:The|And|With|Voices?|Various|Narrated) ", name)
        else None
    )
