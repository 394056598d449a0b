"""A reading as a report on a terminal: the article's lines with their marks, then a table of statements
and what is told of sources, positions and dates; the brief stands before all of it.

Marks read without colour: ⟨source⟩, ‹cue›, [content], each with the raised number of its statement.
"""

import io
import re
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.records.article import Block
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.about import about, why_not_read
from whence.report.details import Row, also_mentioned, details, numerals, positions, sources, timeline, who
from whence.report.facts import Facts
from whence.report.marks import Mark, Part, harmless, marks_of, percent, segments, within

BRACKETS: dict[Part, tuple[str, str]] = {"source": ("⟨", "⟩"), "cue": ("‹", "›"), "content": ("[", "]")}
STYLES: dict[Part, str] = {"source": "bold cyan", "cue": "italic yellow", "content": "green"}
NARROWEST = 60
LONGEST_VERB = 13  # columns: "congratulated", "acknowledging"
NARROW = 90  # below, act and kind share a column of the table
NEXT = "\n"
_BREAK = re.compile(r"\s+")


def render(reading: Reading, width: int = 100, colour: bool = True) -> str:
    """The report as text, at most `width` columns wide (at least 60); without `colour` it is plain characters."""
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, NARROWEST), force_terminal=colour, no_color=not colour, highlight=False, markup=False,
        color_system="standard" if colour else None, legacy_windows=False, emoji=False,
    )  # fmt: skip
    facts = Facts(reading)
    _head(console, reading)
    _brief(console, facts)
    if reading.statements is None:
        known = about(reading.article)
        for label, told in known:
            _hanging(console, f"{label}:", _line(told), ())
        if known:
            console.print()
        _article(console, reading)
        console.print(Text(f"No statements: {harmless(why_not_read(reading))}."))
    else:
        _article(console, reading)
        _table(console, facts)
        _lists(console, facts)
        console.print(Text(summary(reading.statements)))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _line(text: str) -> str:
    return harmless(_BREAK.sub(" ", text))


def _head(console: Console, reading: Reading) -> None:
    article = reading.article
    console.print(Text(_line(article.title or reading.input), style="bold"))
    outlet = article.outlet and (article.outlet.name or article.outlet.domain)
    published = article.dates.published and article.dates.published.value
    byline = f"by {', '.join(article.byline)}" if article.byline else None
    told = [each for each in (outlet, byline, published, article.url, reading.input if article.title else None) if each]
    if told:
        console.print(Text(_line(" · ".join(told)), style="dim"))
    console.print()


def _brief(console: Console, facts: Facts) -> None:
    """The brief, every sentence with the numbers of its statements."""
    for sentence in facts.reading.brief or ():
        _hanging(console, "•", _line(sentence.text), facts.numbers(sentence.statements))
    if facts.reading.brief:
        console.print()


def _hanging(console: Console, head: str, told: str, numbers: Sequence[int]) -> None:
    """A line that goes on below its own beginning, behind a head of its own column."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    text = Text(told)
    if numbers:
        text.append(f" [{numerals(numbers)}]", style="dim")
    grid.add_row(Text(head), text)
    console.print(grid)


def _lists(console: Console, facts: Facts) -> None:
    """Sources, positions and timeline, where they were looked for and found."""
    for name, rows in (("Sources", sources(facts)), ("Positions", positions(facts)), ("Timeline", timeline(facts))):
        if rows:
            console.print(Text(name, style="bold"))
            _rows(console, rows)
            also = also_mentioned(facts) if name == "Sources" else []
            if also:
                console.print(Text(_line(f"Also mentioned: {'; '.join(also)}"), style="dim"))
            console.print()


def _rows(console: Console, rows: Sequence[Row]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1))
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=1, justify="right", overflow="fold")
    for row in rows:
        table.add_row(Text(_line(row.head)), Text(_line(row.told)), Text(numerals(row.numbers), style="dim"))
    console.print(table)


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


def _table(console: Console, facts: Facts) -> None:
    if not facts.statements:
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
    for number, statement in enumerate(facts.statements, 1):
        act, kind = statement.cue.act, statement.quotation
        table.add_row(
            str(number), _who(facts, statement), Text(_words(statement.cue.spans) or "—"),
            *((f"{act}\n{kind}",) if narrow else (act, kind)), _what(facts, statement),
            percent(statement.confidence),
        )  # fmt: skip
    console.print(table)
    console.print()


def _who(facts: Facts, statement: Statement) -> Text:
    """The source as written, and under it whom it means."""
    meant = who(facts, statement)
    told = Text(_words(statement.source.spans) or ("" if meant else "—"))
    if meant:
        told.append(f"{NEXT if told.plain else ''}{_line(meant)}", style="dim")
    return told


def _what(facts: Facts, statement: Statement) -> Text:
    """What is said, and under it what is told of it and the decisions that a reader may doubt."""
    outer = facts.number(statement.inside)
    told = Text(_words(statement.content.spans) + (f" (inside {outer})" if outer else ""))
    about = " · ".join(details(facts, statement))
    for line in ([about] if about else []) + list(statement.reasons):
        told.append(f"\n— {_line(line)}", style="dim")
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
