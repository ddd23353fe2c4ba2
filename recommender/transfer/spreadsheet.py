"""Writing CSV files that no spreadsheet runs as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from recommender.transfer.records import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_COLUMNS = ("File", "Line", "Title", "Year", "Rating", "WatchedDate", "imdbID", "tmdbID")


def harmless(cell: str) -> str:
    """A cell with a quotation mark before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file as text; None is an empty cell."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
    return text.getvalue()


def rows_csv(records: Iterable[Record]) -> bytes:
    """Rows of a file as a CSV file, with where each stood; it can be sent back when mended."""
    rows = (
        (
            record.file,
            record.line,
            record.title,
            record.year,
            None if record.rating is None else f"{record.rating:g}",
            record.watched_on,
            None if record.imdb_id is None else f"tt{record.imdb_id}",
            record.tmdb_id,
        )
        for record in records
    )
    # The mark lets spreadsheets know the encoding.
    return csv_text(_CELL_COLUMNS, rows).encode("utf-8-sig")
