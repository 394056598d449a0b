"""Counts as a table on a terminal and as CSV."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.report.copies_terminal import console_of, line, without_blanks
from whence.report.counts import GROUPS, MEASURES, CountRow, CountTable, Dimension
from whence.report.csvfile import csv_line
from whence.report.table import Cell
from whence.report.tracewords import articles_of

UNKNOWN: dict[Dimension, str] = {"outlet": "no outlet known", "byline": "no byline", "month": "no date"}
TITLES = {
    "named": "Named sources", "unnamed": "Unnamed sources", "not known": "Source not known",
    "hand": "At first or second hand", "quotation": "Words quoted or told",
}  # fmt: skip
ALL = "all"


def render(table: CountTable, width: int = 100, colour: bool = True) -> str:
    """The counts as tables, one for each group of columns; a column without any is left out."""
    console, out = console_of(width, colour)
    for group, title in TITLES.items():
        _group(console, table, title, ("statements", *GROUPS[group]))
    told = f"{len(count_of(table.total, 'statements'))} statements in {articles_of(len(table.total.articles))}"
    unread = f" · {articles_of(len(table.not_read))} not read" if table.not_read else ""
    console.print(Text(told + unread))
    return without_blanks(out)


def count_of(row: CountRow, measure: str) -> tuple[str, ...]:
    """The addresses that one measure of a row counts."""
    return row.cells[MEASURES.index(measure)].statements


def name_of(table: CountTable, row: CountRow) -> list[str]:
    """The values of a row's dimensions, what is not known in words."""
    return [value if value is not None else UNKNOWN[by] for by, value in zip(table.by, row.key, strict=True)]


def _group(console: Console, table: CountTable, title: str, measures: tuple[str, ...]) -> None:
    shown = [measure for measure in measures if measure == "statements" or count_of(table.total, measure)]
    if len(shown) < 2:
        return
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), title=title, title_justify="left")
    for by in table.by or (ALL,):
        made.add_column(by, overflow="fold", min_width=len("2024-11"))
    for measure in shown:
        made.add_column(measure, justify="right", min_width=max(map(len, measure.split())))
    for row in table.rows if table.by else ():
        made.add_row(*map(line, name_of(table, row)), *(_figure(row, measure) for measure in shown))
    names = ["all", *[""] * (len(table.by) - 1)]
    made.add_row(*names, *(_figure(table.total, measure) for measure in shown), style="bold")
    console.print(made)
    console.print()


def _figure(row: CountRow, measure: str) -> str:
    return str(len(count_of(row, measure)) or "–")


def header(table: CountTable) -> str:
    """The line of column names: the dimensions, `articles`, and every measure, always in this order."""
    return csv_line([*table.by, "articles", *MEASURES], ",")


def csv(table: CountTable) -> str:
    """The counts as CSV, one row of the table a line, without the total; what is not known is empty."""
    return header(table) + "".join(_csv_row(row) for row in table.rows)


def _csv_row(row: CountRow) -> str:
    values: list[Cell] = [*row.key, len(row.articles), *(len(cell.statements) for cell in row.cells)]
    return csv_line(values, ",")


def csv_statements(table: CountTable) -> str:
    """Every count with what is behind it, one statement a line: the dimensions, the measure, its address."""
    lines = [csv_line([*table.by, "measure", "statement"], ",")]
    for row in table.rows:
        lines += [csv_line([*row.key, cell.measure, key], ",") for cell in row.cells for key in cell.statements]
    return "".join(lines)
