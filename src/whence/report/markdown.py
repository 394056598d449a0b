"""One reading as Markdown: a heading, the brief, a numbered list of statements, and lists of sources, positions and dates."""

import re

from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.about import about as known
from whence.report.about import why_not_read
from whence.report.details import Row, also_mentioned, details, numerals, positions, sources, timeline, who
from whence.report.facts import Facts
from whence.report.marks import harmless, percent

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~-])")
_NUMBERED = re.compile(r"^(\d+)\.")  # would begin a list


def escaped(text: str) -> str:
    """Text that CommonMark shows as it is, on one line: nothing in it marks up, links or becomes HTML."""
    line = _SPECIAL.sub(r"\\\1", harmless(" ".join(text.split()))).replace("&", "&amp;")
    return _NUMBERED.sub(r"\1\\.", line)


def _joined(spans: tuple[Span, ...]) -> str:
    return " … ".join(escaped(span.text) for span in spans)


def _item(facts: Facts, statement: Statement, number: int) -> str:
    meant = who(facts, statement)
    written = f"**{_joined(statement.source.spans)}**" if statement.source.spans else ""
    called = escaped(meant) if meant else ""
    source = " ".join(each for each in (written, called) if each) or "**no stated source**"
    cue = f" — *{_joined(statement.cue.spans)}*" if statement.cue.spans else ""
    outer = facts.number(statement.inside)
    small = [statement.cue.act, statement.quotation, *([f"inside {outer}"] if outer else []), percent(statement.confidence)]
    indent = " " * len(f"{number}. ")
    told = "".join(f"\n{indent}{escaped(each)}\n" for each in [" · ".join(details(facts, statement))] if each)
    small += [escaped(reason) for reason in statement.reasons]
    return f"{number}. {source}{cue} ({', '.join(small)})\n{indent}> {_joined(statement.content.spans)}\n{told}"


def _brief(facts: Facts) -> list[str]:
    """The brief as a list, every sentence with the numbers of its statements."""
    lines = [
        f"- {escaped(sentence.text)}" + (f" ({numerals(numbers)})" if (numbers := facts.numbers(sentence.statements)) else "")
        for sentence in facts.reading.brief or ()
    ]
    return ["\n".join(lines) + "\n", "### Statements\n"] if lines else []


def _lists(facts: Facts) -> list[str]:
    """Sources, positions and timeline, where they were looked for and found."""
    also = also_mentioned(facts)
    made = []
    for name, rows in (("Sources", sources(facts)), ("Positions", positions(facts)), ("Timeline", timeline(facts))):
        made += [f"### {name}\n", "\n".join(map(_row, rows)) + "\n"] if rows else []
        made += [escaped(f"Also mentioned: {'; '.join(also)}") + "\n"] if also and rows and name == "Sources" else []
    return made


def _row(row: Row) -> str:
    numbers = f" ({numerals(row.numbers)})" if row.numbers else ""
    return f"- **{escaped(row.head)}**: {escaped(row.told)}{numbers}"


def render(reading: Reading) -> str:
    """The reading as Markdown."""
    article, facts = reading.article, Facts(reading)
    about = [each for each in (article.outlet and (article.outlet.name or article.outlet.domain), article.url) if each]
    if article.dates.published:
        about.append(article.dates.published.value)
    lines = [f"## {escaped(article.title or reading.input)}\n"]
    if about:
        lines.append(escaped(" · ".join(about)) + "\n")
    if reading.statements is None:
        told = [f"- {label}: {escaped(words)}" for label, words in known(article)]
        text = [f"{escaped(article.text[block.start : block.end])}\n" for block in article.blocks if block.role != "title"]
        return "\n".join([*lines, *told, *([""] if told else []), *text, f"No statements: {escaped(why_not_read(reading))}.\n"])
    items = [_item(facts, statement, number) for number, statement in enumerate(reading.statements, 1)]
    return "\n".join([*lines, *_brief(facts), *(items or ["No statements found.\n"]), *_lists(facts)])
