"""A reading as a report on a terminal: the article's lines with their marks, then a table of statements.

Marks read without colour: ⟨source⟩, ‹cue›, [content], each with the raised number of its statement.
"""

import io
import re

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.records.article import Block
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.marks import Mark, Part, harmless, marks_of, percent, segments, within

BRACKETS: dict[Part, tuple[str, str]] = {"source": ("⟨", "⟩"), "cue": ("‹", "›"), "content": ("[", "]")}
STYLES: dict[Part, str] = {"source": "bold cyan", "cue": "italic yellow", "content": "green"}
NARROWEST = 60
LONGEST_VERB = 13  # columns: "congratulated", "acknowledging"
NARROW = 90  # below, act and kind share a column of the table
_BREAK = re.compile(r"\s+")


def render(reading: Reading, width: int = 100, colour: bool = True) -> str:
    """The report as text, at most `width` columns wide (at least 60); without `colour` it is plain characters."""
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, NARROWEST), force_terminal=colour, no_color=not colour, highlight=False, markup=False,
        color_system="standard" if colour else None, legacy_windows=False, emoji=False,
    )  # fmt: skip
    _head(console, reading)
    if reading.statements is None:
        reason = reading.article.not_read.reason if reading.article.not_read else "not read"
        console.print(Text(f"No statements: {harmless(reason)}."))
    else:
        _article(console, reading)
        _table(console, reading.statements)
        console.print(Text(summary(reading.statements)))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _line(text: str) -> str:
    return harmless(_BREAK.sub(" ", text))


def _head(console: Console, reading: Reading) -> None:
    article = reading.article
    console.print(Text(_line(article.title or reading.input), style="bold"))
    outlet = article.outlet and (article.outlet.name or article.outlet.domain)
    published = article.dates.published and article.dates.published.value
    told = [each for each in (outlet, published, article.url, reading.input if article.title else None) if each]
    if told:
        console.print(Text(_line(" · ".join(told)), style="dim"))
    console.print()


def _article(console: Console, reading: Reading) -> None:
    marks = marks_of(reading.statements or ())
    for block in reading.article.blocks:
        if block.role != "title":
            console.print(_block(reading.article.text, block, marks))
            console.print()


def _block(text: str, block: Block, marks: list[Mark]) -> Text:
    if block.role != "paragraph":
        label = f"({block.role}) " if block.role not in ("blockquote", "list", "live item") else ""
        if label:
            return Text(label + _line(text[block.start : block.end]), style="dim")
    line = Text()
    for start, end, on, opening, closing in segments(within(marks, block.start, block.end), block.start, block.end):
        for mark in opening:
            line.append(BRACKETS[mark.part][0], style=STYLES[mark.part])
        line.append(_line(text[start:end]), style=STYLES[on[-1].part] if on else "")
        for mark in closing:
            line.append(BRACKETS[mark.part][1] + mark.label, style=STYLES[mark.part])
    return line


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(_line(span.text) for span in spans)


def _table(console: Console, statements: tuple[Statement, ...]) -> None:
    if not statements:
        return
    narrow = console.width < NARROW
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False, padding=(0, 1), collapse_padding=narrow)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("cue", ratio=3 if narrow else 2, min_width=0 if narrow else LONGEST_VERB, overflow="fold")
    for name in ("act",) if narrow else ("act", "kind"):
        table.add_column(name, no_wrap=True)
    table.add_column("what", ratio=6, overflow="fold")
    table.add_column("sure", justify="right", no_wrap=True)
    number_of = {statement.id: number for number, statement in enumerate(statements, 1)}
    for number, statement in enumerate(statements, 1):
        act, kind = statement.cue.act, statement.quotation
        nested = f" (inside {number_of[statement.inside]})" if statement.inside in number_of else ""
        table.add_row(
            str(number), Text(_words(statement.source.spans) or "—"), Text(_words(statement.cue.spans) or "—"),
            *((f"{act}\n{kind}",) if narrow else (act, kind)), _what(statement, nested),
            percent(statement.confidence),
        )  # fmt: skip
    console.print(table)
    console.print()


def _what(statement: Statement, nested: str) -> Text:
    """What is said, and under it the decisions that a reader may doubt, the relay among them."""
    told = Text(_words(statement.content.spans) + nested)
    for reason in statement.reasons:
        told.append(f"\n— {_line(reason)}", style="dim")
    return told


def summary(statements: tuple[Statement, ...]) -> str:
    """One line of counts."""
    count = len(statements)
    kinds = [f"{n} {kind}" for kind in ("direct", "mixed", "indirect") if (n := sum(s.quotation == kind for s in statements))]
    silent = sum(not statement.source.spans for statement in statements)
    more = [f"{silent} with no stated source"] if silent else []
    inside = sum(statement.inside is not None for statement in statements)
    more += [f"{inside} inside another"] if inside else []
    return f"{count} statement{'' if count == 1 else 's'}" + ("".join(f" · {each}" for each in kinds + more))
