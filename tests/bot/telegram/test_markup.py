from hypothesis import given, settings
from hypothesis import strategies as st

from bot.replies import Line, Style
from bot.telegram.markup import MAX_STYLED, MAX_UNITS, clipped, html_messages, units
from tests.end_to_end.telegram_html import parsed
from tests.end_to_end.telegram_html import units as telegrams_units

_anything = st.text(st.characters(), max_size=60)
_awkward = st.text(st.sampled_from("a b<>&\"'\n🎬é️‍\x00"), max_size=60)
_CONTROLS = {code: " " for code in range(32) if chr(code) != "\n"}
_lines = st.lists(
    st.builds(Line, _anything | _awkward, st.sampled_from(Style)), min_size=0, max_size=12
)


@settings(deadline=None)
@given(_lines, st.integers(8, 80))
def test_every_message_is_well_formed_not_blank_and_within_the_limit(
    lines: list[Line], most: int
) -> None:
    for message in html_messages(lines, most):
        text, entities = parsed(message)
        assert text
        assert telegrams_units(text) <= most
        assert entities <= MAX_STYLED


@settings(deadline=None)
@given(_lines, st.integers(8, 80))
def test_cutting_loses_nothing_but_space(lines: list[Line], most: int) -> None:
    said = _said(lines)
    shown = "".join(parsed(message)[0] for message in html_messages(lines, most))

    assert _ink(shown) == _ink(said)


def _said(lines: list[Line]) -> str:
    """The text that people should get: control characters are spaces, broken pairs are marked."""
    text = "\n".join(line.text for line in lines).translate(_CONTROLS)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _ink(text: str) -> str:
    """What is visible: without white space and control characters."""
    return "".join(character for character in text if character > " " and not character.isspace())


@settings(deadline=None)
@given(_lines)
def test_what_fits_stays_in_one_message_line_by_line(lines: list[Line]) -> None:
    shown = [line for message in html_messages(lines) for line in parsed(message)[0].split("\n")]
    said = _said(lines).split("\n")

    assert len(html_messages(lines)) <= 1
    assert _inked(shown) == _inked(said)


def _inked(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


@settings(deadline=None)
@given(st.text(st.characters()), st.integers(1, 40))
def test_clipped_text_fits_and_is_a_beginning(text: str, most: int) -> None:
    short = clipped(text, most)

    assert telegrams_units(short) <= most
    assert short == text or text.startswith(short.removesuffix("…"))
    assert units(text) == telegrams_units(text)


def test_styles_become_tags_and_everything_else_is_text() -> None:
    lines = (
        Line("Because you watched <Heat> & co", Style.HEADING),
        Line("1. Alien (1979)"),
        Line("", Style.QUIET),
        Line("honest list", Style.QUIET),
    )

    assert html_messages(lines) == (
        "<b>Because you watched &lt;Heat&gt; &amp; co</b>\n1. Alien (1979)\n\n<i>honest list</i>",
    )


def test_messages_end_at_the_ends_of_lines_where_they_can() -> None:
    lines = [Line("Heat (1995)"), Line("Alien (1979)"), Line("Up (2009)")]

    assert html_messages(lines, most=24) == ("Heat (1995)\nAlien (1979)", "Up (2009)")


def test_a_line_too_long_is_cut_between_words_and_keeps_its_style_in_every_part() -> None:
    lines = [Line("one two three four", Style.HEADING)]

    assert html_messages(lines, most=10) == ("<b>one two</b>", "<b>three four</b>")


def test_a_word_too_long_is_cut_between_characters_and_never_within_one() -> None:
    assert html_messages([Line("🎬🎬🎬🎬🎬")], most=4) == ("🎬🎬", "🎬🎬", "🎬")


def test_four_thousand_emoji_take_two_messages() -> None:
    messages = html_messages([Line("🎬" * 4000)])

    assert [telegrams_units(message) for message in messages] == [MAX_UNITS, 8000 - MAX_UNITS]


def test_no_message_has_more_formatted_stretches_than_telegram_shows() -> None:
    messages = html_messages([Line("x", Style.HEADING)] * 150)

    assert [parsed(message)[1] for message in messages] == [100, 50]


def test_half_a_surrogate_pair_is_replaced_and_two_halves_are_joined() -> None:
    assert html_messages([Line("a\ud83c b"), Line("\ud83c\udfac")]) == ("a� b\n🎬",)


def test_blank_lines_alone_make_no_message() -> None:
    assert html_messages([Line(" "), Line("\x01\n\n", Style.HEADING)]) == ()
