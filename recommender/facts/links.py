"""Where more is said of a film: IMDb, TMDB and Letterboxd by their ids, Wikipedia by its page."""

from dataclasses import dataclass
from urllib.parse import quote

from recommender.catalogue.movielens import Link


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page about one film."""

    site: str
    url: str


def web_pages(link: Link | None, page: str | None) -> tuple[WebPage, ...]:
    """The pages about a film.

    Args:
        link: Its ids elsewhere.
        page: The name of its article in the English Wikipedia.
    """
    pages: list[WebPage] = []
    if link is not None and link.imdb_id is not None:
        pages.append(WebPage("IMDb", f"https://www.imdb.com/title/tt{link.imdb_id}/"))
    if link is not None and link.tmdb_id is not None:
        pages.append(WebPage("TMDB", f"https://www.themoviedb.org/movie/{link.tmdb_id}"))
        pages.append(WebPage("Letterboxd", f"https://letterboxd.com/tmdb/{link.tmdb_id}/"))
    elif link is not None and link.imdb_id is not None:
        pages.append(WebPage("Letterboxd", f"https://letterboxd.com/imdb/tt{link.imdb_id}/"))
    if page is not None:
        article = quote(page, safe="_(),!:'")
        pages.append(WebPage("Wikipedia", f"https://en.wikipedia.org/wiki/{article}"))
    return tuple(pages)
