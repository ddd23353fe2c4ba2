"""Rows of a CSV file by the names of their columns, each with the line where it begins."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from recommender.errors import BadImport
from recommender.transfer.archive import Entry

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int
    """Where it begins in the file, counted from 1."""
    cells: Mapping[str, str]

    def get(self, name: str, *others: str) -> str:
        """The first of these columns that the table has and that is not empty here."""
        value = self.cells.get(name, "")
        return self.get(*others) if others and not value else value


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file with its header read."""

    name: str
    columns: tuple[str, ...]
    """Lower case, in the order of the file."""
    text: str
    delimiter: str = ","
    first_line: int = 1
    """Where the header stands."""

    def rows(self, *, may_lack: Sequence[str] = ()) -> Iterator[Row]:
        """The rows below the header; blank lines are passed over.

        Args:
            may_lack: Columns that rows of one service leave out altogether.

        Raises:
            BadImport: If a row does not have the fields of the header, or ends in a quotation.
        """
        short = tuple(name for name in self.columns if name not in may_lack)
        reader = csv.reader(StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        begins = self.first_line
        try:
            for number, fields in enumerate(reader):
                line, begins = begins, self.first_line + reader.line_num
                if number == 0 or not any(field.strip() for field in fields):
                    continue
                if len(fields) == len(self.columns):
                    yield Row(line, dict(zip(self.columns, fields, strict=True)))
                elif may_lack and len(fields) == len(short):
                    yield Row(line, dict(zip(short, fields, strict=True)))
                else:
                    told = f"{len(fields)} of {len(self.columns)}"
                    raise BadImport(self.name, "fields", line=line, detail=told)
        except csv.Error as error:
            raise BadImport(self.name, "quotes", line=begins, detail=str(error)) from error


def table(entry: Entry) -> Table:
    """The table that a file holds.

    Raises:
        BadImport: If it is no text in UTF-8 or UTF-16, or has no header.
    """
    whole = decoded(entry)
    text = whole.lstrip("\r\n")
    first = text.split("\n", 1)[0].rstrip("\r")
    first_line = 1 + whole[: len(whole) - len(text)].count("\n")
    delimiter = max(",;\t", key=first.count)
    try:
        header = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        raise BadImport(entry.name, "quotes", line=first_line, detail=str(error)) from error
    columns = tuple(name.strip().casefold() for name in header)
    if not any(columns):
        raise BadImport(entry.name, "empty")
    return Table(entry.name, columns, text, delimiter, first_line)


def decoded(entry: Entry) -> str:
    """The text of a file.

    Raises:
        BadImport: If it is no text in UTF-8 or UTF-16; it names the line.
    """
    data = entry.data
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadImport(entry.name, "encoding", line=line) from error
    if (at := text.find("\0")) >= 0:
        raise BadImport(entry.name, "not a text", line=text.count("\n", 0, at) + 1)
    return text
