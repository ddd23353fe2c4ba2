import json

from bot.language.report import as_json


def test_a_message_is_reported_in_the_contracts_shape(reads):
    report = as_json(reads("watched Heat last night, 4.5"))
    candidates = report["films"][0].pop("candidates")
    assert report == {
        "text": "watched Heat last night, 4.5",
        "intent": "log_watched",
        "films": [
            {
                "surface": "Heat",
                "status": "resolved",
                "movie_id": 6,
                "title": "Heat",
                "year": 1995,
            }
        ],
        "rating": 4.5,
        "watched_on": "2025-03-11",
        "filters": {
            "genres": [],
            "not_genres": [],
            "year_from": None,
            "year_to": None,
            "age": None,
            "hidden_gems": False,
        },
    }
    assert candidates[0]["movie_id"] == 6
    assert set(candidates[0]) == {"movie_id", "title", "year", "score"}


def test_wishes_are_reported_by_movielens_names_and_a_decade_as_two_years(reads):
    filters = as_json(reads("an underrated 90s scifi, not scary"))["filters"]
    assert filters == {
        "genres": ["Sci-Fi"],
        "not_genres": ["Horror"],
        "year_from": 1990,
        "year_to": 1999,
        "age": None,
        "hidden_gems": True,
    }


def test_a_film_that_is_not_found_has_no_id(reads):
    (film,) = as_json(reads("watched zzyzx road last night"))["films"]
    assert (film["surface"], film["status"]) == ("zzyzx road", "not_found")
    assert film["movie_id"] is film["title"] is film["year"] is None


def test_kinds_without_a_name_in_the_contract_are_reported_under_one_that_has(reads):
    names = {
        "thanks": "other",
        "haven't seen it": "other",
        "yes": "other",
        "no": "other",
        "/start": "greeting",
        "hi": "greeting",
        "similar to heat": "similar",
        "not interested": "not_interested",
        "undo": "undo",
    }
    for text, name in names.items():
        assert as_json(reads(text))["intent"] == name


def test_a_report_is_plain_json(reads):
    for text in ("watched “Amélie” 🙂 4.5", "", "movie night at 9", "\ud800 heat"):
        assert json.loads(json.dumps(as_json(reads(text))))["text"] == text
