"""Which of several films a rank points at: "the original", "the new", "the last", "third"."""

from collections.abc import Sequence
from dataclasses import replace

from recommender.titles.aliases import AliasKind
from recommender.titles.exact import Hit
from recommender.titles.fame import Fame
from recommender.titles.readings import Pick, Reading
from recommender.titles.shelf import is_lacking


def picked(hits: Sequence[Hit], reading: Reading, fame: Fame) -> list[Hit]:
    """The hits that the reading's rank leaves, best first; none when the rank makes no sense.

    A hit whose kind becomes SERIES is one to ask about.
    """
    same = [hit for hit in hits if hit.kind <= AliasKind.ALTERNATE and hit.strict]
    series = _series(hits, same)
    match reading.pick:
        case Pick.OLDEST:
            most = max((fame.of(hit.film) for hit in same), default=0)
            known = [hit for hit in same if 10 * fame.of(hit.film) >= most]
            return _by_year(known)[:1] or _certain(series[:1])
        case Pick.NEWEST if len(same) == 1 and len(series) < 2:
            # There may be a newer one that the catalogue lacks.
            return [replace(same[0], kind=AliasKind.SERIES)]
        case Pick.NEWEST:
            return _by_year(same)[-1:] if len(same) > 1 else _certain(series[-1:])
        case Pick.LAST:
            return _last(series) if len(series) > 1 else []
        case None:
            pass
    if reading.rank == 1:
        return same or _certain(series[:1])
    if reading.rank is not None and len(series) >= max(reading.rank, 2):
        # By year, and the catalogue may lack one before it.
        return [replace(series[reading.rank - 1], kind=AliasKind.SERIES)]
    return []


def _series(hits: Sequence[Hit], same: Sequence[Hit]) -> list[Hit]:
    """The films that share the name as a series, by year, the first film with the title first."""
    parts = [hit for hit in hits if hit.kind in (AliasKind.HEAD, AliasKind.SERIES)]
    shared = {hit.film.movie_id for hit in parts}
    first = [hit for hit in _by_year(same) if hit.film.movie_id not in shared][:1]
    return _by_year([*first, *parts]) if parts else []


def _last(series: Sequence[Hit]) -> list[Hit]:
    """The last film of a series; one to ask about when the catalogue lacks a later one."""
    present = [hit for hit in series if not is_lacking(hit.film)]
    if present and present[-1] != series[-1]:
        return [replace(present[-1], kind=AliasKind.SERIES)]
    return _certain(present[-1:])


def _by_year(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.film.year or 9999, hit.film.movie_id))


def _certain(hits: Sequence[Hit]) -> list[Hit]:
    """The hits as if their whole title had been typed: the rank says which of a series."""
    return [replace(hit, kind=AliasKind.NICKNAME) for hit in hits]
