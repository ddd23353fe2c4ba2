"""Sentences of lists of films and of their reasons."""

from collections.abc import Mapping, Sequence

from bot.intents import FilmFact, Unmet
from bot.presentation.wording.pieces import genres, joined, names, stars, wishes
from bot.replies import Line, Style
from recommender import Facts
from recommender.domain import Film, Filters


def because(film: Film, filters: Filters = Filters()) -> str:
    """The heading of a group of films."""
    narrowed = f" ({wishes(filters)})" if filters else ""
    return f"Because you watched {film.name}{narrowed}…"


_UNMET: Mapping[Unmet, str] = {
    "person": "who is in a film or made it",
    "running_time": "running times",
    "streaming": "where films can be streamed",
    "showtimes": "what's on in cinemas",
    "age_rating": "age ratings",
    "language": "languages and countries",
    "black_and_white": "black and white",
    "subject": "what films are about",
    "mood": "that mood",
    "awards": "awards",
    "company": "studios and companies",
}


def unmet(wishes_: Sequence[Unmet]) -> Line:
    """Wishes that were understood and cannot be met."""
    what = joined([_UNMET[wish] for wish in dict.fromkeys(wishes_)], "or")
    return Line(f"I can't go by {what} yet, so this is without it.", Style.QUIET)


_FACTS: Mapping[FilmFact, str] = {
    "director": "who made {film}",
    "cast": "who is in {film}",
    "plot": "what {film} is about",
    "running_time": "running times",
    "age_rating": "age ratings",
    "where": "where a film can be seen",
    "language": "where {film} is from",
    "score": "critics' scores",
    "quote": "quotes",
    "other": "that",
}


def would_like(film: Film, fit: float | None) -> Line:
    """A guess whether a film suits the person; `fit` is the share of films that suit them less."""
    if fit is None:
        return Line(f"I can't tell yet whether you'd like {film.name}: I know too little of you.")
    if fit >= _LOVE:
        return Line(f"I think you'd love {film.name}.")
    if fit >= _LIKE:
        return Line(f"I think you'd probably like {film.name}.")
    if fit >= _MIGHT:
        return Line(f"You might like {film.name}, but I wouldn't bet on it.")
    return Line(f"Honestly, I don't think {film.name} is for you.")


_LOVE, _LIKE, _MIGHT = 0.99, 0.93, 0.75


def fact(film: Film, asked: FilmFact, facts: Facts | None) -> Line:
    """The answer to a question about a film, or an honest no."""
    said = _said(film, asked, facts or Facts())
    if said is not None:
        return Line(said)
    what = _FACTS.get(asked, "that")
    if asked in _KNOWN_FACTS:
        return Line(f"I don't know {what.format(film=film.name)}. {_REACH}")
    return Line(f"I can't tell you {what}. {_REACH}")


_KNOWN_FACTS: Mapping[FilmFact, str] = {
    "director": "{names} directed {film}.",
    "cast": "{film} has {names}.",
    "plot": "{film} is about {names}. I know what films are about, but no plots.",
    "language": "{film} is {names}.",
}
_REACH = "I know casts, directors and subjects of American films to 2023."
_LEADING = 5
"""So many of the cast are named in an answer."""


def _said(film: Film, asked: FilmFact, facts: Facts) -> str | None:
    if asked == "year" and film.year is not None:
        return f"{film.title} came out in {film.year}."
    if asked == "genres" and film.genres:
        return f"{film.name} is {genres(film)}."
    known: Mapping[FilmFact, Sequence[str]] = {
        "director": facts.directors,
        "cast": facts.cast[:_LEADING],
        "plot": facts.subjects,
        "language": facts.places,
    }
    found = known.get(asked, ())
    return _KNOWN_FACTS[asked].format(film=film.name, names=joined(found)) if found else None


def made_by(facts: Facts) -> Line:
    """Who made a film, below its name."""
    who = f"By {joined(facts.directors)}" if facts.directors else ""
    cast = joined(facts.cast[:3])
    if not cast:
        return Line(who, Style.QUIET)
    return Line(f"{who}, with {cast}" if who else f"With {cast}", Style.QUIET)


def like(film: Film, filters: Filters) -> str:
    """The heading of films like a film that was named, not necessarily seen."""
    narrowed = f" ({wishes(filters)})" if filters else ""
    return f"If you like {film.name}{narrowed}…"


def no_reason(filters: Filters, *, alone: bool, few_logs: bool) -> str:
    """The heading of films that no single watched film explains."""
    what = "what many people love" if few_logs else "going by everything you've logged"
    if not alone:
        return f"And {what}…"
    if filters:
        return f"For you: {wishes(filters)}"
    return f"{what[0].upper()}{what[1:]}…"


def for_name(first_name: str, filters: Filters) -> str:
    """The heading of a list in a group, which names nothing that the person logged."""
    narrowed = f" ({wishes(filters)})" if filters else ""
    return f"Picked for {first_name or 'you'}{narrowed}"


def ask_in_private() -> Line:
    """An answer that would tell a group what the person logged."""
    return Line("I'd have to name films from your log. Ask me in private?")


def popular(filters: Filters, *, again: bool) -> str:
    """The heading of an honest list for somebody without a history."""
    narrowed = f" ({wishes(filters)})" if filters else ""
    if again:
        return f"More of what most people love{narrowed}"
    return f"I don't know your taste yet, so here is what most people love{narrowed}"


def first_of_many(most: int) -> Line:
    """More films were named to find similar ones than are taken."""
    return Line(f"That's a lot of films at once: I went by the first {most}.", Style.QUIET)


def unfitted(filters: Filters, *, again: bool) -> str:
    """The heading of a list while the first model is being fitted."""
    if again:
        return popular(filters, again=True)
    narrowed = f" ({wishes(filters)})" if filters else ""
    return f"I'm still getting to know the films, so here is what most people love{narrowed}"


def early_guess() -> Line:
    """Below a list from a short history."""
    return Line("Early guesses: the more you log, the better I get.", Style.QUIET)


def tell_me_more() -> Line:
    """Below a list for somebody without a history."""
    return Line("Tell me a few films you've seen, and the next list is yours.", Style.QUIET)


def films(numbered: Sequence[tuple[int, Film]]) -> tuple[Line, ...]:
    """One film a line."""
    return tuple(Line(f"{number}. {film.name}") for number, film in numbered)


def nothing_fits(filters: Filters) -> Line:
    """Filters left nothing."""
    if filters:
        return Line(f"I have nothing new for you there ({wishes(filters)}). Loosen it a little?")
    return Line("You've seen all I could suggest. That's quite something!")


def nothing_like(film: Film, filters: Filters) -> Line:
    """No film is near enough."""
    narrowed = f" that is {wishes(filters)}" if filters else ""
    return Line(f"I know nothing like {film.name}{narrowed} that you haven't seen.")


def no_more() -> Line:
    """Answer "more" at the end of a list."""
    return Line("That's all I have there. Ask me for something else?")


def about(film: Film) -> Line:
    """The facts that we have of a film."""
    facts = genres(film)
    return Line(f"{film.name} · {facts}" if facts else film.name, Style.HEADING)


def seen_it(rating: float | None) -> Line:
    """The person's own log of a film."""
    verdict = f" and gave it {stars(rating)}" if rating is not None else ""
    return Line(f"You've seen it{verdict}.")


def why_heading(film: Film) -> Line:
    """Introduces reasons."""
    return Line(f"Why {film.name}?", Style.HEADING)


def only_reason(film: Film, rating: float | None) -> Line:
    """One watched film is all there is to go by."""
    verdict = f", which you gave {stars(rating)}" if rating is not None else ""
    return Line(f"Because you watched {film.name}{verdict}.")


def reason(film: Film, rating: float | None, part: float) -> Line:
    """One watched film and its part (0-1) of what speaks for the film in question."""
    verdict = f", {stars(rating)}" if rating is not None else ""
    percent = max(1, round(100 * part))
    return Line(f"• {film.name}{verdict}: {percent} % of the match")


def no_single_reason() -> Line:
    """A reason when no watched film stands out."""
    return Line("No single film: it fits your log as a whole.")


def popular_reason() -> Line:
    """A reason without a history."""
    return Line("It's one of the most watched films I know. I don't know your taste yet.")


def not_my_idea(film: Film) -> Line:
    """Asked why, of a film that the person has seen."""
    return Line(f"You've already seen {film.name}, so I wouldn't suggest it.")


def unlikely() -> Line:
    """Asked why, of a film that does not fit."""
    return Line("Honestly, nothing in your log speaks for it.")


def like_reason(film: Film, source: Film) -> Line:
    """Why a film stands in a list of similar ones."""
    shared = [genre for genre in film.genres if genre in source.genres]
    if shared:
        common = genres(Film(film.movie_id, film.title, film.year, tuple(shared)))
        return Line(f"People who watch {source.name} tend to watch it too; both are {common}.")
    return Line(f"People who watch {source.name} tend to watch it too.")


def several(films_: Sequence[Film]) -> str:
    """The heading of films like several films."""
    return f"If you like {names(films_)}…"
