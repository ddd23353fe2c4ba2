"""`group`: what several people should see together."""

import argparse
import sys
from pathlib import Path

from recommender.commands.given import Given, Row
from recommender.commands.lists import read_histories
from recommender.domain import Film
from recommender.ranking.groups import GroupMember, group_list
from recommender.settings import Settings


def group(arguments: argparse.Namespace, settings: Settings) -> int:
    """Choose films for the members whose histories a file holds."""
    given = Given.of(arguments, settings)
    catalogue = given.catalogue()
    viewers = list(read_histories(Path(arguments.histories)))
    if not viewers:
        print(f"{arguments.histories} holds no members.", file=sys.stderr)
        return 1
    members = [GroupMember(viewer.history) for viewer in viewers]
    chosen = group_list(given.model(), catalogue, members, k=arguments.k)
    items: list[Row] = [
        {
            "movie_id": pick.movie_id,
            "score": pick.score,
            "per_member": {
                str(viewer.id): fit for viewer, fit in zip(viewers, pick.fits, strict=True)
            },
        }
        for pick in chosen.picks
    ]
    if given.json_lines:
        given.show([{"items": items}], {})
        return 0
    films: list[Film] = [catalogue[pick.movie_id] for pick in chosen.picks]
    rows = [
        {
            "film": film.name,
            **{str(v.id): f"{fit:.0%}" for v, fit in zip(viewers, pick.fits, strict=True)},
        }
        for film, pick in zip(films, chosen.picks, strict=True)
    ]
    given.show(rows, {"film": "Film", **{str(viewer.id): str(viewer.id) for viewer in viewers}})
    return 0
