"""Where more is said of a film."""

from recommender.catalogue.movielens import Link
from recommender.facts.links import web_pages


def test_a_film_has_the_pages_that_its_ids_lead_to() -> None:
    found = web_pages(Link("0113277", 949), "Heat_(1995_film)")
    assert [(page.site, page.url) for page in found] == [
        ("IMDb", "https://www.imdb.com/title/tt0113277/"),
        ("TMDB", "https://www.themoviedb.org/movie/949"),
        ("Letterboxd", "https://letterboxd.com/tmdb/949/"),
        ("Wikipedia", "https://en.wikipedia.org/wiki/Heat_(1995_film)"),
    ]


def test_what_is_not_known_has_no_page() -> None:
    assert [page.url for page in web_pages(Link("0113277", None), None)] == [
        "https://www.imdb.com/title/tt0113277/",
        "https://letterboxd.com/imdb/tt0113277/",
    ]
    assert web_pages(None, None) == ()
    (article,) = web_pages(None, "What's_Up?_50%")
    assert article.url == "https://en.wikipedia.org/wiki/What's_Up%3F_50%25"
