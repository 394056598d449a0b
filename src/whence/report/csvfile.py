"""CSV (RFC 4180) and TSV, one statement a row."""

import csv
import io
import re

from whence.records.reading import Reading
from whence.report.table import ROW, Cell, rows

# A field that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _safe(value: Cell, delimiter: str) -> Cell:
    if not isinstance(value, str):
        return value
    if delimiter == "\t":
        return re.sub(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", value)
    return "'" + value if value.startswith(_FORMULA) else value


def csv_line(values: list[Cell], delimiter: str) -> str:
    """One line of CSV, or of TSV where the delimiter is a tab."""
    out = io.StringIO()
    if delimiter == "\t":
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    else:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_safe(value, delimiter) for value in values])
    return out.getvalue()


def header(delimiter: str = ",") -> str:
    """The line of column names."""
    return csv_line(list(ROW), delimiter)


def lines(reading: Reading, delimiter: str = ",") -> str:
    """The rows of one reading; "" when it has no statements."""
    return "".join(csv_line(list(row.values()), delimiter) for row in rows(reading))
