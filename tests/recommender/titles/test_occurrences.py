import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.titles import AliasKind, Occurrence, TitleIndex, thresholds
from recommender.titles import occurrences as module
from recommender.titles.tables import hashes
from recommender.titles.words import words_of
from tests.recommender.titles.conftest import Plant


def found(index: TitleIndex, text: str) -> dict[str, str]:
    return {place.text: place.films[0].name for place in index.occurrences(text)}


def test_titles_are_found_where_they_stand_in_running_text(plant: Plant) -> None:
    index = plant("Alien (1979)", "Aliens (1986)", "Thing, The (1982)", "Fargo (1996)")
    text = "saw alien, Aliens and the thing (1982) again"
    assert found(index, text) == {
        "alien": "Alien (1979)",
        "Aliens": "Aliens (1986)",
        "the thing": "The Thing (1982)",
    }
    for place in index.occurrences(text):
        assert text[place.start : place.end] == place.text


def test_the_longest_comes_first_and_shorter_ones_inside_it_follow(plant: Plant) -> None:
    index = plant("Star Wars: Episode V - The Empire Strikes Back (1980)", "Empire (2002)")
    places = index.occurrences("the empire strikes back, empire")
    assert [place.text for place in places] == ["the empire strikes back", "empire", "empire"]
    assert [place.start for place in places[1:]] == [4, 25]


def test_an_alias_stands_on_word_boundaries_only(plant: Plant) -> None:
    assert plant("It (2017)", "Ted (2012)").occurrences("little admitted kitten") == ()


def test_each_kind_of_alias_says_what_it_is(plant: Plant) -> None:
    index = plant(
        "Star Wars: Episode IV - A New Hope (1977)",
        "Star Wars: Episode V - The Empire Strikes Back (1980)",
        "Seven (a.k.a. Se7en) (1995)",
        "Terminator 2: Judgment Day (1991)",
    )
    kinds = {
        place.text: place.kind
        for place in index.occurrences("a new hope / seven / se7en / star wars / t2")
    }
    assert kinds == {
        "seven": AliasKind.TITLE,
        "se7en": AliasKind.ALTERNATE,
        "star wars": AliasKind.HEAD,
        "a new hope": AliasKind.TAIL,
        "t2": AliasKind.NICKNAME,
    }


def test_what_helps_to_decide_comes_along(plant: Plant) -> None:
    index = plant(("Up (2009)", 105), ("Fargo (1996)", 3), ("Big Sleep, The (1946)", 9))
    up, fargo, sleep = sorted(
        index.occurrences("up and fargo and the big sleep"), key=lambda place: place.start
    )[:3]
    assert (up.ordinary, up.n_words, up.popularity, up.well_known) == (True, 1, 105, True)
    assert (fargo.ordinary, fargo.popularity, fargo.well_known) == (False, 3, False)
    assert (sleep.text, sleep.n_words) == ("the big sleep", 3)


def test_a_strangers_word_at_the_edge_does_not_belong(plant: Plant) -> None:
    index = plant("Alien (1979)", "Fast and the Furious, The (2001)")
    assert set(found(index, "and alien and the")) == {"alien"}
    assert "fast and furious" in found(index, "watched fast and furious tonight")


def test_films_that_the_catalogue_lacks_do_not_occur(plant: Plant) -> None:
    assert plant("Fargo (1996)").occurrences("oppenheimer and barbie") == ()


def test_initials_numerals_and_joined_words_are_found(embedded_index: TitleIndex) -> None:
    places = found(embedded_index, "loved E.T. and rocky four but not bladerunner")
    assert places["E.T."] == "E.T. the Extra-Terrestrial (1982)"
    assert places["rocky four"] == "Rocky IV (1985)"
    assert places["bladerunner"] == "Blade Runner (1982)"


def test_the_work_grows_with_the_text_and_no_faster(
    embedded_index: TitleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counting(keys: list[str]) -> object:
        asked.append(sum(map(len, keys)))
        return hashes(keys)

    monkeypatch.setattr(module, "hashes", counting)
    for text in ("the man who ", "a b c ", "1 ", "love is all "):
        asked.clear()
        embedded_index.occurrences((text * 1024)[:1024])
        embedded_index.occurrences((text * 2048)[:2048])
        shorter, longer = asked
        assert longer < 2.2 * shorter


_words = st.sampled_from(["the", "it", "up", "star", "wars", "2", "alien", "seven", "&", "dr"])


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200) | st.lists(_words, max_size=30).map(" ".join))
def test_occurrences_are_total_and_true_to_the_text(embedded_index: TitleIndex, text: str) -> None:
    places: tuple[Occurrence, ...] = embedded_index.occurrences(text)
    n_words = len(words_of(text))
    for place in places:
        assert text[place.start : place.end] == place.text
        assert place.films
        assert 1 <= place.n_words <= thresholds.OCCURRENCE_WORDS + 1
    lengths = [place.end - place.start for place in places]
    assert lengths == sorted(lengths, reverse=True)
    assert len(places) <= n_words * thresholds.OCCURRENCE_WORDS


def test_films_that_the_catalogue_lacks_occur_when_asked_for(plant: Plant) -> None:
    index = plant(("Parasite (1982)", 2))
    oppenheimer, parasite = index.occurrences("parasite or oppenheimer", lacking=True)
    assert (oppenheimer.films, oppenheimer.lacking) == ((), ("Oppenheimer (2023)",))
    assert (parasite.films[0].name, parasite.lacking) == ("Parasite (1982)", ("Parasite (2019)",))


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("saw Mr. & Mrs. Smith", "Mr. & Mrs. Smith", "Mr. & Mrs. Smith (2005)"),
        ("similar to mr and mrs smith?", "mr and mrs smith", "Mr. & Mrs. Smith (2005)"),
        ("watched I, Robot 3.5", "I, Robot", "I, Robot (2004)"),
        ("just saw 8 1/2, 4 stars", "8 1/2", "8 1/2 (1963)"),
        ("saw 8½ last night", "8½", "8 1/2 (1963)"),
        ("M*A*S*H is great", "M*A*S*H", "M*A*S*H (1970)"),
        ("loved Airplane! a lot", "Airplane", "Airplane! (1980)"),
        ("saw E.T., loved it", "E.T.", "E.T. the Extra-Terrestrial (1982)"),
        ("saw E.T.", "E.T.", "E.T. the Extra-Terrestrial (1982)"),
        ("(500) Days of Summer 4/5", "(500) Days of Summer", "(500) Days of Summer (2009)"),
        ("seen (500) Days of Summer", "(500) Days of Summer", "(500) Days of Summer (2009)"),
        ("(saw Se7en)", "Se7en", "Seven (1995)"),
        ("watched “Fargo”, ok", "Fargo", "Fargo (1996)"),
        ("watched ‘Schindler’s List’", "Schindler’s List", "Schindler's List (1993)"),
        ("vu Ame\u0301lie hier", "Ame\u0301lie", "Amelie (2001)"),
    ],
)
def test_a_title_is_found_with_its_own_punctuation(
    plant: Plant, text: str, place: str, name: str
) -> None:
    index = plant(
        "Mr. & Mrs. Smith (2005)",
        "I, Robot (2004)",
        "8 1/2 (8½) (1963)",
        "M*A*S*H (a.k.a. MASH) (1970)",
        "Airplane! (1980)",
        "E.T. the Extra-Terrestrial (1982)",
        "(500) Days of Summer (2009)",
        "Seven (a.k.a. Se7en) (1995)",
        "Fargo (1996)",
        "Schindler's List (1993)",
        "Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)",
    )
    longest = index.occurrences(text)[0]
    assert (longest.text, longest.films[0].name) == (place, name)
    assert text[longest.start : longest.end] == place


def test_an_abbreviation_or_a_bare_number_is_no_title_in_a_sentence(plant: Plant) -> None:
    index = plant("Saint, The (1997)", "Versus (2000)", "One, The (2001)", "9 (2009)")
    assert index.occurrences("inception on st patrick's day vs 1 dr no") == ()
    assert found(index, "saw the saint, versus, the one and 9") == {
        "the saint": "The Saint (1997)",
        "versus": "Versus (2000)",
        "the one": "The One (2001)",
        "9": "9 (2009)",
    }


def test_a_small_word_of_another_language_is_marked_as_ordinary(plant: Plant) -> None:
    index = plant("E.T. the Extra-Terrestrial (1982)")
    assert [place.ordinary for place in index.occurrences("de rouille et d'os")] == [True]
    assert [place.ordinary for place in index.occurrences("saw E.T.")] == [False]
