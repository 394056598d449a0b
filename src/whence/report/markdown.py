"""One reading as Markdown: a heading and a numbered list of statements."""

import re

from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.marks import harmless, percent

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~-])")
_NUMBERED = re.compile(r"^(\d+)\.")  # would begin a list


def escaped(text: str) -> str:
    """Text that CommonMark shows as it is, on one line: nothing in it marks up, links or becomes HTML."""
    line = _SPECIAL.sub(r"\\\1", harmless(" ".join(text.split()))).replace("&", "&amp;")
    return _NUMBERED.sub(r"\1\\.", line)


def _joined(spans: tuple[Span, ...]) -> str:
    return " … ".join(escaped(span.text) for span in spans)


def _item(statement: Statement, number: int, number_of: dict[str, int]) -> str:
    who = _joined(statement.source.spans) or "no stated source"
    cue = f" — *{_joined(statement.cue.spans)}*" if statement.cue.spans else ""
    nested = f", inside {number_of[statement.inside]}" if statement.inside in number_of else ""
    reasons = "".join(f", {escaped(reason)}" for reason in statement.reasons)
    facts = f"{statement.cue.act}, {statement.quotation}{nested}, {percent(statement.confidence)}{reasons}"
    indent = " " * len(f"{number}. ")
    return f"{number}. **{who}**{cue} ({facts})\n{indent}> {_joined(statement.content.spans)}\n"


def render(reading: Reading) -> str:
    """The reading as Markdown."""
    article = reading.article
    about = [each for each in (article.outlet and (article.outlet.name or article.outlet.domain), article.url) if each]
    if article.dates.published:
        about.append(article.dates.published.value)
    lines = [f"## {escaped(article.title or reading.input)}\n"]
    if about:
        lines.append(escaped(" · ".join(about)) + "\n")
    if reading.statements is None:
        reason = article.not_read.reason if article.not_read else "not read"
        return "\n".join([*lines, f"No statements: {escaped(reason)}.\n"])
    number_of = {statement.id: number for number, statement in enumerate(reading.statements, 1)}
    items = [_item(statement, number, number_of) for number, statement in enumerate(reading.statements, 1)]
    return "\n".join([*lines, *(items or ["No statements found.\n"])])
