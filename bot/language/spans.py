"""Where a message names films, known ones and unknown ones.

A name is found in one of four ways: the catalogue's index sees one of its aliases in the text and
something speaks for a film (capitals, quotes, neighbours); a question's slot holds one; a cue word
is followed by something that is one but for its spelling, or that can be nothing else; the whole
message is one.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bot.intents import Mention
from bot.language.capitals import is_person, runs, span_of
from bot.language.clauses import ends_at, next_stop, starts_at
from bot.language.cues import Cue, cue_after, cue_before
from bot.language.frames import frames
from bot.language.message import Message, Span, Word
from bot.language.plainness import SMALL_WORDS, Plainness, plainness_of
from bot.language.vocabulary import PRONOUNS, is_everyday, is_given_name
from recommender import Occurrence, TitleIndex
from recommender.domain import MovieId, NotFound, Resolution

MOST_LOOKUPS = 40
"""Titles resolved for one message: nobody names more films, and an attacker gets no more."""
_MOST_SLOT = 80
_MOST_UNKNOWN_WORDS = 9

_YEAR_AFTER = re.compile(
    r"\s?[(\[]\s?(?P<in_brackets>(?:18|19|20)\d\d)\s?[)\]]"
    r"|,?\s(?:from\s(?:the\syear\s)?|of\s)?(?P<bare>(?:19|20)\d\d)\b(?!\s?s\b|'s|\s(?:movies|films))"
    r"|,?\s(?:the\s)?(?P<one>(?:19|20)\d\d)\s(?:one|version|film|movie)\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:the\s)?(?P<year>(?:19|20)\d\d)(?:'s)?\s(?:(?:version|film|movie|remake|original)\s(?:of\s)?)?(?:the\s)?$"
)


def find_mentions(
    message: Message, masked: str, titles: TitleIndex, seen: Collection[MovieId]
) -> tuple[Mention, ...]:
    """The films that a message names, in the order they stand.

    Args:
        message: The message.
        masked: Its folded text with certain ratings and days as holes.
        titles: The catalogue's names.
        seen: The person's own films, which decide between namesakes.
    """
    reading = _Reading(message, masked, titles, seen)
    reading.read_quotes()
    reading.read_frames()
    reading.read_capitals()
    reading.read_occurrences()
    reading.read_cues()
    reading.read_lists()
    if not reading.mentions:
        reading.read_whole()
    return tuple(sorted(reading.mentions, key=lambda mention: mention.start))


_QUOTED = re.compile(r"\"(?P<double>[^\"\n]{1,80})\"|(?<!\w)'(?P<single>[^'\n]{2,80})'(?!\w)")
_PRESENT = re.compile(r"[^\W_]")


@dataclass
class _Reading:
    """One message on its way to mentions."""

    message: Message
    masked: str
    titles: TitleIndex
    seen: Collection[MovieId]
    mentions: list[Mention] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)
    """What has been read, as a film or as certainly none."""
    lookups: int = 0

    def __post_init__(self) -> None:
        self.starts = [word.start for word in self.message.words]
        found = self.titles.occurrences(self.message.text)
        self.occurrences = [place for place in found if self._is_whole(place)]
        self.by_start: dict[int, list[Occurrence]] = {}
        for place in self.occurrences:
            self.by_start.setdefault(place.start, []).append(place)

    def words_in(self, span: Span) -> Sequence[Word]:
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return self.message.words[first:last]

    def _is_whole(self, place: Occurrence) -> bool:
        """Not across the end of a sentence, nor half in a rating or a day."""
        words = self.words_in(Span(place.start, place.end))
        if any(word.opens_sentence for word in words[1:]) and not _is_abbreviated(words):
            return False
        inside = self.masked[place.start : place.end]
        if inside == self.message.folded[place.start : place.end]:
            return True
        hole = Span(place.start, place.end)
        before, after = (
            self.masked[hole.start - 1 : hole.start],
            self.masked[hole.end : hole.end + 1],
        )
        cut = (inside[0] > "\ue000" and before == inside[0]) or (
            inside[-1] > "\ue000" and after == inside[-1]
        )
        return not cut and place.exact and any(character.isalnum() for character in inside)

    def is_free(self, span: Span) -> bool:
        return not any(span.overlaps(other) for other in self.claimed)

    def claim(self, span: Span) -> None:
        self.claimed.append(span)

    def accept(self, span: Span, resolution: Resolution | None = None) -> bool:
        """Take a stretch as a film's name; False when there is no budget to look it up."""
        surface = self.message.text[span.start : span.end]
        found = resolution if resolution is not None else self.resolve(span)
        if found is None:
            return False
        self.mentions.append(Mention(surface, found, span.start))
        self.claim(span)
        return True

    def resolve(self, span: Span) -> Resolution | None:
        if self.lookups >= MOST_LOOKUPS:
            return None
        self.lookups += 1
        surface = self.message.text[span.start : span.end]
        return self.titles.resolve(surface, year=self.year_beside(span), seen=self.seen)

    def year_beside(self, span: Span) -> int | None:
        """A year right after or before a name: "heat (1995)", "the 1995 heat"."""
        after = _YEAR_AFTER.match(self.message.folded, span.end)
        if after is not None:
            return int(after["in_brackets"] or after["bare"] or after["one"])
        window = self.message.folded[max(0, span.start - 30) : span.start]
        before = _YEAR_BEFORE.search(window)
        return int(before["year"]) if before is not None else None

    def longest_at(self, start: int, limit: int) -> Occurrence | None:
        places = [place for place in self.by_start.get(start, ()) if place.end <= limit]
        return max(places, key=lambda place: place.end, default=None)

    # quotes

    def read_quotes(self) -> None:
        for found in _QUOTED.finditer(self.message.folded):
            group = "double" if found["double"] is not None else "single"
            span = self.trimmed(Span(found.start(group), found.end(group)))
            if span is None or not self.is_free(span):
                continue
            resolution = self.resolve(span)
            if resolution is None:
                return
            words = self.words_in(span)
            known = not isinstance(resolution, NotFound)
            named = max(cue_before(self.masked, found.start()), cue_after(self.masked, found.end()))
            if known or named >= Cue.FAIR or (named >= Cue.WEAK and _is_capitalised(words)):
                self.accept(span, resolution)
            else:
                self.claim(span)

    def trimmed(self, span: Span) -> Span | None:
        """The stretch without blanks and punctuation at its ends."""
        text = self.message.folded
        start, end = span.start, span.end
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not (text[end - 1].isalnum() or text[end - 1] in "!?"):
            end -= 1
        return Span(start, end) if start < end else None

    # questions

    def read_frames(self) -> None:
        for frame in frames(self.masked):
            span = self.trimmed(frame.slot)
            if span is not None and self.is_free(span):
                self.read_slot(span, frame.sure)

    def read_slot(self, slot: Span, sure: Cue) -> None:
        film = None
        for film in _FILM_WORD.finditer(self.masked, slot.start, slot.end):
            pass
        if film is not None and film.end() < slot.end:
            slot, sure = Span(film.end(), slot.end), Cue.SURE
        whole = self.ending_at(slot)
        if whole is not None and whole.start <= slot.start + 4:
            self.accept(Span(whole.start, whole.end))
            return
        if whole is not None and (
            film is not None or _LEADS_TO_NAME.search(self.masked[: whole.start])
        ):
            if sure >= Cue.FAIR or plainness_of(self.words_of(whole)) is Plainness.TELLING:
                self.accept(Span(whole.start, whole.end))
                return
        if sure < Cue.SURE:
            return
        self.read_unknown(slot)

    def words_of(self, place: Occurrence) -> Sequence[Word]:
        return self.words_in(Span(place.start, place.end))

    def ending_at(self, slot: Span) -> Occurrence | None:
        """The longest known name that ends where a slot ends."""
        ends = {slot.end, self.trimmed_end(slot)}
        inside = [p for p in self.occurrences if p.end in ends and p.start >= slot.start]
        return max(inside, key=lambda place: place.end - place.start, default=None)

    def trimmed_end(self, slot: Span) -> int:
        span = self.trimmed(slot)
        return slot.end if span is None else span.end

    def read_unknown(self, slot: Span, *, film_only: bool = True) -> bool:
        """Take a slot as a name that is misspelt or that the catalogue lacks."""
        words = [word for word in self.words_in(slot) if word.is_word]
        if not words or len(words) > _MOST_UNKNOWN_WORDS or words[0].text in PRONOUNS:
            return False
        if any(self.masked[word.start] >= "\ue000" for word in words):
            return False
        if all(word.text in SMALL_WORDS or word.text in PRONOUNS for word in words):
            return False
        resolution = self.resolve(slot)
        if resolution is None:
            return False
        if isinstance(resolution, NotFound) and not film_only:
            return False
        return self.accept(slot, resolution)

    # capitals

    def read_capitals(self) -> None:
        if not self.message.is_cased:
            return
        words = self.message.words
        for first, last in runs(words):
            self.read_run(first, last)

    def read_run(self, first: int, last: int) -> None:
        words = self.message.words
        span = span_of(words, first, last)
        if not self.is_free(span):
            return
        known = self.covering(span)
        if known is not None:
            self.weigh(known)
            return
        parts = _parts(words, first, last)
        if len(parts) > 1:
            for part_first, part_last in parts:
                self.read_run(part_first, part_last)
            return
        before, after = cue_before(self.masked, span.start), cue_after(self.masked, span.end)
        if _is_venue(words[first:last]):
            self.claim(span)
            return
        inner = self.ending_at(span)
        if inner is not None and (
            plainness_of(self.words_of(inner)) is Plainness.TELLING
            or _is_possessive(self.message.folded, inner.start)
        ):
            self.weigh(inner)
            return
        if is_person(words[first:last]):
            self.claim(span)
            return
        cue = max(before, after)
        count = sum(word.is_word for word in words[first:last])
        if (
            cue is Cue.SURE
            or (before is Cue.FAIR and count >= 1)
            or (cue is Cue.FAIR and count >= 2)
        ):
            self.read_unknown(span)
        self.claim(span)

    def covering(self, span: Span) -> Occurrence | None:
        """The longest known name that covers a run of capitals, or all of it but a first article."""
        slack = Span(span.start, span.start + 1)
        candidates = [
            place
            for place in self.occurrences
            if place.end >= span.end
            and place.start <= slack.end + 3
            and place.start >= span.start - 5
            and place.start <= span.start
        ]
        return max(candidates, key=lambda place: place.end - place.start, default=None)

    # names that the index sees

    def read_occurrences(self) -> None:
        for place in self.occurrences:
            self.weigh(place)

    def weigh(self, place: Occurrence) -> None:
        """Take an alias for a film's name if enough speaks for it where it stands."""
        span = Span(place.start, place.end)
        if not self.is_free(span):
            return
        words = self.words_of(place)
        before = cue_before(self.masked, span.start)
        after = cue_after(self.masked, span.end)
        if self.is_film(place, words, before, after):
            longer = self.longer(span)
            self.accept(longer)

    def is_film(self, place: Occurrence, words: Sequence[Word], before: Cue, after: Cue) -> bool:
        plain = plainness_of(words)
        cue = max(before, after)
        if self.starts_person(place, words):
            return False
        if words[0].is_capital and self.message.is_cased and not words[0].opens_sentence:
            return cue >= _NEEDED_CAPITAL[plain] and words[0].text != "i"
        if (
            words[0].is_capital
            and self.message.is_cased
            and len(words) > 1
            and _is_capitalised(words)
        ):
            return cue >= _NEEDED_CAPITAL[plain]
        bounded = ends_at(self.masked, place.end)
        opens = words[0].opens_sentence
        match plain:
            case Plainness.TELLING:
                return (
                    place.n_words > 1
                    or cue >= Cue.WEAK
                    or (opens and bounded)
                    or place.popularity >= 50
                )
            case Plainness.PHRASE:
                return (
                    (before >= Cue.FAIR and bounded)
                    or cue is Cue.SURE
                    or (opens and after >= Cue.FAIR)
                )
            case Plainness.WORD:
                return (
                    (before >= Cue.FAIR and bounded)
                    or (opens and after >= Cue.FAIR)
                    or (cue is Cue.SURE and (bounded or after is Cue.SURE))
                )
            case Plainness.FUNCTION:
                return before is Cue.SURE and bounded and words[0].text not in PRONOUNS

    def starts_person(self, place: Occurrence, words: Sequence[Word]) -> bool:
        """Whether a first name is followed by what looks like the rest of somebody's name."""
        if place.n_words > 1 or not is_given_name(words[0].text):
            return False
        at = bisect_left(self.starts, place.end)
        following = self.message.words[at : at + 1]
        return (
            bool(following)
            and following[0].is_word
            and not is_everyday(following[0].text)
            and (self.masked[place.end : following[0].start] == " ")
        )

    def longer(self, span: Span) -> Span:
        """The name with the sequel's number or the unknown subtitle that follows it."""
        found = _SEQUEL.match(self.masked, span.end)
        if found is not None:
            longer = Span(span.start, found.end("number"))
            if not isinstance(self.resolve(longer), NotFound) or found["sure"]:
                return longer
        return span

    # cue words

    def read_cues(self) -> None:
        for found in _CUE_WORD.finditer(self.masked):
            start = found.end()
            if any(
                span.start <= start < span.end or 0 <= span.start - start < 12
                for span in self.claimed
            ):
                continue
            cue = cue_before(self.masked, start)
            if cue < Cue.FAIR:
                continue
            self.read_cue(start, cue)

    def read_cue(self, start: int, cue: Cue) -> None:
        stop = next_stop(self.masked, start, start + _MOST_SLOT)
        slot = self.trimmed(Span(start, stop))
        if slot is None or not self.is_free(slot):
            return
        words = [word for word in self.words_in(slot) if word.is_word]
        if not words or len(words) > _MOST_UNKNOWN_WORDS or words[0].text in _NO_NAME:
            return
        rare = [word for word in words if not is_everyday(word.text) and not word.text.isdecimal()]
        if not rare:
            return
        resolution = self.resolve(slot)
        if resolution is None:
            return
        if not isinstance(resolution, NotFound):
            self.accept(slot, resolution)
        elif cue is Cue.SURE or len(words) <= 4:
            self.accept(slot, resolution)

    # lists

    def read_lists(self) -> None:
        """What stands beside a film in a list is a film too: "alien, heat and up"."""
        queue = list(self.mentions)
        while queue:
            mention = queue.pop()
            end = mention.start + len(mention.surface)
            joint = _JOINT_AFTER.match(self.message.folded, end)
            if joint is not None:
                place = self.longest_at(joint.end(), len(self.masked))
                if place is not None and self.is_listed(place, Span(joint.start(), place.end)):
                    self.accept(Span(place.start, place.end))
                    queue.append(self.mentions[-1])

    def is_listed(self, place: Occurrence, stretch: Span) -> bool:
        words = self.words_of(place)
        return (
            self.is_free(Span(place.start, place.end))
            and ends_at(self.masked, place.end)
            and words[0].text not in PRONOUNS
            and (words[0].is_capital or plainness_of(words) < Plainness.FUNCTION)
        )

    # the whole message

    def read_whole(self) -> None:
        found = _BARE.fullmatch(self.masked)
        if found is None or not found["name"]:
            return
        span = self.trimmed(Span(found.start("name"), found.end("name")))
        if span is None or not self.is_free(span):
            return
        words = [word for word in self.words_in(span) if word.is_word]
        if not words or len(words) > _MOST_UNKNOWN_WORDS:
            return
        place = self.ending_at(span)
        if place is not None and place.start <= span.start + 4:
            if plainness_of(words) < Plainness.FUNCTION or len(words) > 1:
                self.accept(Span(place.start, place.end))
            return
        if len(words) <= 6 and any(not is_everyday(word.text) for word in words):
            resolution = self.resolve(span)
            if resolution is not None and not isinstance(resolution, NotFound):
                self.accept(span, resolution)


_NEEDED_CAPITAL = {
    Plainness.TELLING: Cue.NONE,
    Plainness.PHRASE: Cue.NONE,
    Plainness.WORD: Cue.WEAK,
    Plainness.FUNCTION: Cue.WEAK,
}
_FILM_WORD = re.compile(
    r"\b(?:movie|film|flick)\s(?:(?:called|named|titled|entitled)\s)?(?!about\b|is\b|was\b|with\b|where\b|that\b|like\b|for\b|in\b|on\b)"
)
_LEADS_TO_NAME = re.compile(
    r"\b(?:in|of|for|to|from|about|on|play|played|plays|regarding|the|a|an|new|old|first|original|second|remake|"
    r"reviews?|japanese|french|korean|italian|german|british|american|animated|watch|see|find|film|movie)\s$"
)
_SEQUEL = re.compile(
    r"[\s:-]{1,2}(?P<sure>(?:part|pt|chapter|vol|volume|episode)\.?\s)?(?P<number>[2-9]|1\d|ii|iii|iv|v|vi|vii|two|three|four)(?![\w/.,]\w|\w|\s?(?:/|out\sof|stars?))"
)
_CUE_WORD = re.compile(r"(?<=[a-z]\s)(?=\S)")
_JOINT_AFTER = re.compile(
    r"\s?(?:,\s?(?:and\s|or\s|then\s)?|\s(?:and|or|&|n|plus|then|vs\.?)\s(?:then\s|also\s)?|/)(?=\S)"
)
_BARE = re.compile(
    r"\W*(?:(?:ok|okay|hm+|um+|uh|maybe|so|and|yes|yeah|or|please|pls|the\s(?:movie|film))[\s,]+)?(?P<name>[^\n]{1,80}?)"
    r"(?:[\s,]+(?:please|pls|thanks|movie|film|then|maybe))?[\s?.!,\ue001\ue002]*"
)
_NO_NAME = PRONOUNS | frozenset(
    "a an my your our his her their the some any lots many much more most it that this to be being been with for "
    "movies movie films film things stuff people all both".split()
)


def _is_abbreviated(words: Sequence[Word]) -> bool:
    return all(
        not word.opens_sentence
        or words[at].text == "."
        or words[at - 1].text != "."
        or len(words[at - 2].text) <= 3
        for at, word in enumerate(words)
        if at >= 2
    ) and not any(word.text in {"!", "?", "\n"} for word in words[:-1])


def _is_capitalised(words: Sequence[Word]) -> bool:
    plain = [word for word in words if word.is_word]
    return bool(plain) and all(
        word.is_capital or word.text in SMALL_WORDS or word.text.isdecimal() for word in plain
    )


def _parts(words: Sequence[Word], first: int, last: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    start = first
    for at in range(first, last):
        if words[at].text in {"and", "or", "&", "vs", "/"} and start < at:
            parts.append((start, at))
            start = at + 1
    if start < last:
        parts.append((start, last))
    return parts


_VENUES = frozenset(
    "theatre theatres theater theaters cinema cinemas entertainment corporation company group cineplex "
    "imax multiplex netflix hulu hbo amazon prime disney youtube imdb".split()
)


def _is_venue(words: Sequence[Word]) -> bool:
    return any(word.text in _VENUES for word in words)


def _is_possessive(folded: str, start: int) -> bool:
    return folded[max(0, start - 3) : start] == "'s "
