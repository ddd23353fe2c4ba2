"""Runs of capitalised words: names of something, perhaps of a film nobody here knows."""

from collections.abc import Iterator, Sequence

from bot.language.message import Span, Word
from bot.language.plainness import SMALL_WORDS
from bot.language.vocabulary import is_everyday, is_given_name
from bot.language.word_lists import any_of

_ABBREVIATED = any_of("mr mrs ms dr st jr sr vol vs no pt ep")
_JOINTS = frozenset("-:&'/")
_MOST_WORDS = 14
_NOT_NAMES = any_of("i im ive id ill ok okay lol omg yes no tv dvd usa uk")


def is_abbreviation(word: Word) -> bool:
    """Whether a full stop after this word ends nothing: "Mr.", "Vol.", an initial."""
    return word.text in _ABBREVIATED or (len(word.text) == 1 and word.is_capital)


def is_named(word: Word) -> bool:
    """Whether a word is written like a part of a name."""
    return (word.is_capital and word.text not in _NOT_NAMES) or word.text[:1].isdigit()


def runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Capitalised runs as [first, last) in `words`, small words inside them included.

    A run begins and ends with a capital or a number, and begins with a capital. A word that only
    opens its sentence counts when it is no everyday word.
    """
    at = 0
    while at < len(words):
        word = words[at]
        if not (word.is_capital and (is_named(word) or _goes_on(words, at))) or _only_opens(
            words, at
        ):
            at += 1
            continue
        end = _end_of_run(words, at)
        yield at, end
        at = end


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether "No" or "I" is followed by a name that it may be part of: "No Time for Sergeants"."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].text == "no" and following is not None and is_named(following)


def _only_opens(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        word.opens_sentence
        and is_everyday(word.text)
        and not (following is not None and is_named(following) and word.text in {"the", "a", "an"})
    )


def _end_of_run(words: Sequence[Word], start: int) -> int:
    end = at = start + 1
    while at < len(words) and at - start < _MOST_WORDS:
        word = words[at]
        if word.text.isdecimal() and at > end:
            break  # "It from 1990": the number is not the name's
        if (is_named(word) and not word.opens_sentence) or (
            is_named(word) and word.opens_sentence and _joined(words, at)
        ):
            end = at + 1
        elif not (
            word.text in SMALL_WORDS - {"i", "it", "so", "is", "are", "that", "but"}
            or word.text in _JOINTS
            or (word.text == "." and is_abbreviation(words[at - 1]))
        ):
            break
        at += 1
    return end


def _joined(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1]
    return before.text in {":", "-"} or (before.text == "." and is_abbreviation(words[at - 2]))


def span_of(words: Sequence[Word], first: int, last: int) -> Span:
    """The characters from word `first` up to word `last`, exclusive."""
    return Span(words[first].start, words[last - 1].end)


def is_person(words: Sequence[Word]) -> bool:
    """Whether a run of capitals is somebody's name: a first name and one or two more words."""
    plain = [word for word in words if word.is_word]
    return (
        2 <= len(plain) <= 3
        and is_given_name(plain[0].text)
        and not any(word.text in SMALL_WORDS or word.text.isdecimal() for word in plain)
    )
