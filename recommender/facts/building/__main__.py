"""Build the file of film facts.

    python -m recommender.facts.building FILMS_JSONL_GZ [--out FILE]

The source is films.jsonl of https://github.com/prust/wikipedia-movie-data with the articles' leads.
"""

import argparse
import sys
from pathlib import Path

from recommender.facts.building.leads import Vocabularies
from recommender.facts.building.packing import pack
from recommender.facts.building.records import read_records
from recommender.facts.columns import embedded_facts
from recommender.facts.vocabulary import vocabulary


def main() -> int:
    """Read the source, write the facts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("films", type=Path, help="one film a line, as JSON; may be gzipped")
    parser.add_argument("--out", type=Path, default=embedded_facts())
    options = parser.parse_args()
    spoken = Vocabularies(vocabulary("subjects"), vocabulary("studios"), vocabulary("places"))
    records = list(read_records(options.films, spoken))
    terms = {
        "subjects": spoken.subjects.terms,
        "studios": spoken.studios.terms,
        "places": spoken.places.terms,
    }
    pack(records, terms, options.out)
    directed = sum(bool(record.lead.directors) for record in records)
    print(f"{len(records):,} films, {directed:,} with a director: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
