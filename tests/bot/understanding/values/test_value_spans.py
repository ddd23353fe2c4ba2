"""All values that a message may hold, over any text."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.spans import Span
from bot.understanding.values import value_spans
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import LANGUAGES, words_of

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)
"""A Wednesday evening."""

SENTENCE = (
    "on in the a last 5 4.5 stars ★★★ ⭐ ½ 5/6 ago weeks half a couple of friday march 2012 80s "
    "before or and not too scary comedy horror it both all except 3 each under 2 hours at 25:00 "
    "tomorrow hundred seventy two one and a half thousands 99999999 😀 é İ ß l’été"
)
WORDS = SENTENCE.split()
sentences = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)


def kinds(text: str, kind: str) -> list[tuple[str, object]]:
    return [(text[s.start : s.end], s.value) for s in value_spans(text, NOW) if s.kind == kind]


@given(st.one_of(st.text(), sentences))
def test_any_text_has_spans_in_order_within_it(text: str) -> None:
    spans = value_spans(text, NOW)
    assert list(spans) == sorted(spans, key=lambda span: (span.start, -span.end))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.one_of(st.text(), sentences))
def test_no_span_lies_in_another_one_of_its_kind(text: str) -> None:
    spans = value_spans(text, NOW)

    def inside(one: Span, other: Span) -> bool:
        return one is not other and other.start <= one.start and one.end <= other.end

    assert not [s for s in spans if any(o.kind == s.kind and inside(s, o) for o in spans)]


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_no_phrase_of_a_table_repeats_so_that_reading_is_linear() -> None:
    tables = [words_of(language) for language in LANGUAGES]
    patterns = [
        t.phrases(section, key) for t in tables for section in t.sections for key in t.keys(section)
    ]
    assert patterns
    assert [pattern for pattern in patterns if re.search(r"(?<!\\)[*+]|\{\d*,\}", pattern)] == []


def test_a_table_holds_only_what_the_english_one_holds() -> None:
    english = words_of("en")
    meanings = {"numbers", "feasts", "fractions", "halves", "counts", "decades", "praise"}
    for table in map(words_of, LANGUAGES):
        for section in table.sections:
            if section not in {*meanings, "about"}:
                assert set(table.keys(section)) <= set(english.keys(section)), section


def test_every_phrase_of_every_table_makes_a_pattern() -> None:
    for table in map(words_of, LANGUAGES):
        for section in table.sections:
            for key in table.keys(section):
                assert re.compile(table.phrases(section, key)).groups == 0, (section, key)
