"""What the lead of an encyclopaedia's article says of a film: who made it, after what, where."""

import re
from dataclasses import dataclass

from recommender.facts.building.names import NAME, names_at
from recommender.facts.vocabulary import Vocabulary

_VERB = r"(?:[Cc]o-)?(?:[A-Za-z][a-z]+ed|[Ww]ritten|shot|cut)(?: by)?"
_AND = r"(?:,? and (?:also |then )?|, | & |/)"
_CREDITED = re.compile(rf"\b({_VERB}(?:{_AND}{_VERB})*)(?: (?:in|for) \S+)?,? by (?=\S)")
_DEBUT = re.compile(r"\bdirectorial (?:feature )?(?:film )?debut (?:of|for|by|from) (?=\S)")
_FILM_BY = re.compile(
    r"\b(?:film|movie|documentary|comedy|drama) (?:made )?by (?:director )?(?=[A-Z])"
)
_DIRECTS = re.compile(
    rf"\b({NAME})(?:,? who)?(?: also)? (?:co-)?(?:wrote and )?direct(?:s|ed) "
    r"(?:and \w+ )?(?:it|the|this|from|and)\b"
)
_SCRIPT_BY = re.compile(
    r"\b(?:screenplay|script|scenario|screen play|teleplay)(?:,? (?:that|which))?(?: is| was)?"
    r"(?: (?:co-)?(?:written|penned))?(?: by (?=\S)| (?=[A-Z][\w.]+ [\w. ]*(?:co-)?wrote with))"
)
_WROTE = re.compile(rf"\b({NAME}) (?:also )?(?:co-)?wrote (?:the (?:screenplay|script)|it)\b")
_STARS = re.compile(
    r"\b(?:starring|stars|co-starring|features|featuring)(?: an ensemble cast (?:that includes|"
    r"including|of|consisting of))?(?: the voices of)? (?=[A-Z])"
    r"|\bvoices of (?=[A-Z])|\bensemble cast (?:that includes|including|of) (?=[A-Z])"
)
_OTHER_FILM = re.compile(
    r"\b(?:remake|reboot|sequel|prequel|version|adaptation|parody|based|follow-up)"
    r" (?:of|to|on|up)\b[^.;,]*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Dr|Jr|Sr|St|vs|Ms))\.\s+(?=[A-Z\"“])")
_SOURCES = (
    ("true story", r"(?:a |the )?(?:true|real)[ -](?:life )?(?:story|stories|events?|crime)"),
    ("true story", r"(?:the )?(?:life|lives|real-life|actual|historical)\b"),
    ("musical", r"[^.,;]{0,60}\bmusical\b"),
    ("comic book", r"[^.;]{0,80}\b(?:comics?|comic books?|graphic novels?|manga|comic strip)\b"),
    ("comic book", r"(?:the )?(?:Marvel|DC)\b"),
    ("video game", r"[^.;]{0,80}\bvideo games?\b"),
    ("short story", r"[^.,;]{0,60}\b(?:short )?stor(?:y|ies)\b"),
    ("play", r"[^.,;]{0,60}\b(?:play|stage play|opera)\b"),
    ("series", r"[^.;]{0,60}\b(?:television|TV|animated|radio|cartoon)[^.;]{0,20}series\b"),
    ("memoir", r"[^.,;]{0,60}\b(?:memoirs?|autobiography|biography)\b"),
    ("fairy tale", r"[^.,;]{0,60}\b(?:fairy[ -]tales?|folk ?tale|legend|myth)\b"),
    ("novel", r"[^.;]{0,90}\b(?:novels?|novella|novelette|book|books)\b"),
    ("toy", r"[^.,;]{0,60}\b(?:toys?|toy line|action figures?)\b"),
)
_BASED = re.compile(
    r"\b(?:based|inspired|adapted|adaptation|adapts)(?: (?:up)?on| from| by| of)?,? (?:loosely )?"
    r"(?:(?:up)?on |from |by |of )?",
)
_BASED_ON = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SOURCES)
_AUTHOR_AFTER = re.compile(
    r"\b(?:novels?|novella|book|books|play|story|stories|memoirs?|autobiography|series|comics?"
    r"|musical|tale|biography|name|title)\b"
    r"(?: (?:of the same (?:name|title)|\"[^\"]+\"|[A-Z]\S+))*?"
    r"(?: \([^)]*\))? (?:written )?by (?=\S)"
)
_AUTHOR_BEFORE = re.compile(r"(?:up)?(?:on|from|of) (?=[A-Z][^.;,]{2,40}(?:'s|s')[ ])")
_YEAR_SAID = re.compile(r"\b(?:is|was)(?: an?)?(?: upcoming)? (?:\w+ )?((?:18|19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Lead:
    """The facts of one lead text."""

    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    source: str = ""
    """What it is based on: "novel", "play", "true story"; empty when that is not said."""
    authors: tuple[str, ...] = ()
    """Who wrote that."""
    studios: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Countries and languages, in the words of their vocabulary."""
    subjects: tuple[str, ...] = ()
    year: int | None = None
    """The year that the first sentence gives."""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The words that facts may be said in."""

    subjects: Vocabulary
    studios: Vocabulary
    places: Vocabulary


def lead_of(text: str, vocabularies: Vocabularies) -> Lead:
    """Read a lead text."""
    text = " ".join(text.split())
    end = _SENTENCE_END.search(text)
    first = text[: end.start() if end else len(text)]
    source, authors = _source(text)
    year = _YEAR_SAID.search(first)
    return Lead(
        directors=_directors(text, first),
        writers=_writers(text),
        stars=_after(text, _STARS),
        source=source,
        authors=authors,
        studios=_studios(text, vocabularies.studios),
        places=vocabularies.places.found_in(first[:220]),
        subjects=vocabularies.subjects.found_in(_plot(text)),
        year=int(year[1]) if year else None,
    )


def _directors(text: str, first: str) -> tuple[str, ...]:
    return (
        _credited(text, "direct")
        or _after(text, _DEBUT)
        or _subjects_of(text, _DIRECTS)
        or _after(first, _FILM_BY)
    )


def _writers(text: str) -> tuple[str, ...]:
    return (
        _credited(text, "writ", "script", "adapt", "penned")
        or _after(text, _SCRIPT_BY)
        or _subjects_of(text, _WROTE)
    )


def _credited(text: str, *stems: str) -> tuple[str, ...]:
    """The people of the first credit that holds such a word and is about this film."""
    for match in _CREDITED.finditer(text):
        if not any(stem in match[1].lower() for stem in stems):
            continue
        before = text[max(0, match.start() - 160) : match.start()]
        before = _SENTENCE_END.split(before)[-1]
        if not before.endswith(("and ", ", ")) and _OTHER_FILM.search(before):
            continue
        if names := _known_by_surname(names_at(text, match.end()), text[: match.start()]):
            return names
    return ()


def _after(text: str, said: re.Pattern[str]) -> tuple[str, ...]:
    """The people after the first such phrase."""
    for match in said.finditer(text):
        if names := _known_by_surname(names_at(text, match.end()), text[: match.start()]):
            return names
    return ()


def _subjects_of(text: str, said: re.Pattern[str]) -> tuple[str, ...]:
    """The person before the verb of the first such phrase."""
    for match in said.finditer(text):
        names = names_at(match[1], 0)
        if names and (whole := _known_by_surname(names[-1:], text[: match.start()])):
            return whole
    return ()


_RECEPTION = re.compile(
    r"\b(?:nominat\w+|Awards?|critic\w*|reviews?|gross\w*|box[- ]office|soundtrack|score|budget"
    r"|premiere\w*|Festival|preserved|Registry|Blu-ray|DVD|filming|filmed|shot|theatrically|copyright"
    r"|public domain|sequels?|franchise|Rotten Tomatoes|received|ranked|listed|lost film)\b"
)


def _plot(text: str) -> str:
    """What a lead says of the story: without how the film was received."""
    first, *others = _SENTENCE_END.split(text)
    return " ; ".join([first, *(one for one in others if not _RECEPTION.search(one))])


def _known_by_surname(names: tuple[str, ...], before: str) -> tuple[str, ...]:
    """Surnames alone ("written by Russell") as they were given in full before, else left out."""
    whole: list[str] = []
    for name in names:
        if " " in name:
            whole.append(name)
        elif full := re.search(rf"((?:[A-Z][\w'.-]+ ){{1,3}}{re.escape(name)})\b", before):
            whole.append(full[1])
    return tuple(dict.fromkeys(whole)) or tuple(name for name in names if len(name) > 2)[:1]


def _source(text: str) -> tuple[str, tuple[str, ...]]:
    """What a film is based on, and who wrote that."""
    for based in _BASED.finditer(text):
        found = [
            (match.end(), kind)
            for kind, pattern in _BASED_ON
            if (match := pattern.match(text, based.end()))
        ]
        if not found:
            continue
        end, kind = min(found, key=lambda one: one[0])
        if kind == "true story":
            return kind, ()
        after = _AUTHOR_AFTER.search(text, based.end(), end + 120)
        if after and after.start() <= end + 8:
            return kind, names_at(text, after.end())
        before = _AUTHOR_BEFORE.search(text, based.start(), end)
        return kind, names_at(text, before.end()) if before else ()
    return "", ()


_RELEASED = re.compile(
    r"\b(?:co-)?(?:produced|distributed|released|financed|presented|acquired|animated|backed|made)\b"
)


def _studios(text: str, studios: Vocabulary) -> tuple[str, ...]:
    """Studios that are said to have made or released the film."""
    found: dict[str, None] = {}
    for sentence in _SENTENCE_END.split(text):
        for released in _RELEASED.finditer(sentence):
            for name in studios.found_in(sentence[released.start() : released.end() + 180]):
                found.setdefault(name)
    return tuple(found)
