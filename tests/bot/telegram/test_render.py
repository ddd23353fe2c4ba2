import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import ById, Help, Mention, More, Similar
from bot.presentation.buttons import decode
from bot.replies import Button, Line, LinkButton, Poll, Reply, Style, WebButton
from bot.telegram.render import rendered, toast
from recommender.domain import MovieId, NotFound
from tests.end_to_end.rules import Call, check

_presses = st.builds(More) | st.builds(ById, st.integers(1, 2**31).map(MovieId)).map(
    lambda film: Similar((film,))
)
_labels = st.text(min_size=1, max_size=20).filter(str.strip)
_rows = st.lists(st.lists(st.builds(Button, _labels, _presses), max_size=12).map(tuple), max_size=5)


@settings(deadline=None, max_examples=40)
@given(st.text(min_size=1, max_size=200).filter(str.strip), _rows)
def test_whatever_a_reply_says_telegram_accepts_it(
    text: str, rows: list[tuple[Button, ...]]
) -> None:
    ready = rendered(Reply((Line(text, Style.HEADING),), tuple(rows)), "because_bot")

    for message in ready.messages:
        fields = {
            "chat_id": "5",
            "text": message,
            "parse_mode": "HTML",
            "link_preview_options": '{"is_disabled": true}',
        }
        if ready.keyboard is not None:
            fields["reply_markup"] = ready.keyboard.to_json()
        check(Call("sendMessage", fields, at=0.0))


def _button(label: str) -> Button:
    return Button(label, Help())


def test_a_button_carries_its_intent_and_a_link_the_name_of_the_bot() -> None:
    buttons = ((Button("More", More()), LinkButton("Join", "join-12")),)

    keyboard = rendered(Reply((Line("x"),), buttons), "because_bot").keyboard

    assert keyboard is not None
    more, join = keyboard.inline_keyboard[0]
    assert (more.text, decode(str(more.callback_data))) == ("More", More())
    assert (join.text, join.url) == ("Join", "https://t.me/because_bot?start=join-12")


def test_a_page_of_the_web_has_its_address_and_may_show_its_picture() -> None:
    page = "https://www.themoviedb.org/movie/949"

    ready = rendered(Reply((Line("Heat"),), ((WebButton("TMDB", page),),), preview=page), "bot")

    assert ready.keyboard is not None
    (button,) = ready.keyboard.inline_keyboard[0]
    assert (button.text, button.url, button.callback_data) == ("TMDB", page, None)
    assert ready.preview.to_dict() == {"url": page, "prefer_small_media": True}
    assert rendered(Reply((Line(page),)), "bot").preview.to_dict() == {"is_disabled": True}


def test_rows_are_at_most_eight_wide_and_there_are_at_most_a_hundred_buttons() -> None:
    wide = tuple(_button(f"{number}") for number in range(9))
    many = rendered(Reply((Line("x"),), (wide,) * 12), "because_bot").keyboard

    assert many is not None
    assert [len(row) for row in many.inline_keyboard] == [8, 1] * 11 + [1]
    labels = [button.text for row in many.inline_keyboard for button in row]
    assert labels == [str(number) for _ in range(12) for number in range(9)][:100]


def test_without_buttons_there_is_no_keyboard() -> None:
    assert rendered(Reply((Line("x"),), ((), ())), "because_bot").keyboard is None


def test_a_poll_is_cut_to_the_sizes_of_telegram() -> None:
    poll = rendered(Reply((), poll=Poll("q" * 400, ("🎬" * 80, "Up (2009)"))), "bot").poll

    assert poll == Poll("q" * 299 + "…", ("🎬" * 49 + "…", "Up (2009)"))


def test_an_intent_that_no_button_can_carry_is_refused_before_anything_is_sent() -> None:
    named_by_words = Similar((Mention("heat", NotFound("heat")),))

    with pytest.raises(ValueError, match="not known by its id"):
        rendered(Reply((Line("x"),), ((Button("x", named_by_words),),)), "because_bot")


def test_a_notice_is_cut_to_two_hundred() -> None:
    assert toast("short") == "short"
    assert toast("x" * 201) == "x" * 199 + "…"
