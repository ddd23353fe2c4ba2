"""Whether words are of somebody else, or of another film than the one asked about."""

import re
from collections.abc import Sequence

from bot.understanding.reader import Reading
from bot.understanding.spans import Span

_OTHERS = re.compile(
    r"\W*(?:(?:and|but|so|yes|yeah|no|well|oh|because)\W+)*"
    r"(?:(?:my|his|her|our|their|the) (?!favou?rite|fav|rating|take|verdict)[a-z]+"
    r"(?: and my [a-z]+)?"
    r"|he|she|they|everyone|everybody|people|someone|somebody|a friend|friends)"
    r" (?:just |also |really |already |always |absolutely |never |once )?"
    r"(?:tells? me|told me|says?|said|reckons?|"
    r"loves?|loved|likes?|liked|hates?|hated|saw|sees?|watched|watches|has|had|adores?|adored"
    r"|enjoys?|enjoyed|thinks?|thought|gave|gives|rated|rates|wants?|wanted|recommended)\b",
    re.IGNORECASE,
)


def is_of_others(words: str) -> bool:
    """Whether a clause tells what somebody else saw or liked: "my sister loves Titanic"."""
    return _OTHERS.match(words) is not None


def tells_of_another(reading: Reading, spans: Sequence[Span]) -> bool:
    """Whether stars are of a film that a message names: "heat 5", but not "perfect 5"."""
    named = [film for film in reading.films if film.occurrence is not None]
    praised = [span for span in spans if span.kind == "praise"]
    named = [f for f in named if not any(s.start <= f.start < s.end for s in praised)]
    taken = [(film.start, film.end) for film in named] + [(s.start, s.end) for s in spans]
    return bool(named) and all(
        word.text in _TOLD or any(start <= word.start < end for start, end in taken)
        for word in reading.lattice.words
        if word.is_word
    )


_TOLD = frozenset("i we just also and then watched saw seen rate rated give gave it's its".split())
"""Words beside a film and its stars that say nothing else."""
