"""Readings as one self-contained page, and one reading as a fragment for notebooks.

Nothing of the article runs, is fetched or reaches the page unescaped; the page forbids scripts and every outside resource.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from whence.records.article import Block
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.about import about, why_not_read
from whence.report.details import Row, also_mentioned, details, positions, sources, timeline, who
from whence.report.facts import Facts
from whence.report.marks import PARTS, Mark, harmless, marks_of, percent, segments, within
from whence.report.terminal import summary

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
KEY = f'<p class="key facts">{"".join(f"""<span class="{part}">{part}</span>""" for part in PARTS)}</p>'


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _safe(text: str) -> str:
    return escape(harmless(text))


def render(readings: Sequence[Reading]) -> str:
    """One HTML page of all readings, with an index when there are several."""
    title = _title(readings[0]) if len(readings) == 1 else f"{len(readings)} readings"
    body = "".join(_article(reading, f"a{number}") for number, reading in enumerate(readings, 1))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<title>{_safe(title)} – Whence</title><style>{_style()}"
        "html{background:Canvas}body{margin:0}body.whence{padding:2rem clamp(1rem,4vw,4rem);min-height:100vh}"
        f'</style></head>\n<body class="whence">{_index(readings)}{body}</body></html>\n'
    )


def fragment(reading: Reading) -> str:
    """One reading as a `<div>` with its own style, for a notebook's cell."""
    return f'<div class="whence"><style>{_style()}</style>{_article(reading, escape(f"r{reading.article.id}"))}</div>'


def _title(reading: Reading) -> str:
    return reading.article.title or reading.input


def _index(readings: Sequence[Reading]) -> str:
    if len(readings) < 2:
        return ""
    rows = (
        f'<li><a href="#a{number}">{_safe(_title(reading))}</a> <span class="facts">{_count(reading)}</span></li>'
        for number, reading in enumerate(readings, 1)
    )
    return f'<nav aria-label="Articles"><ol>{"".join(rows)}</ol></nav>'


def _count(reading: Reading) -> str:
    return "not read" if reading.statements is None else summary(reading.statements).partition(" · ")[0]


def _article(reading: Reading, key: str) -> str:
    article, statements, facts = reading.article, reading.statements, Facts(reading)
    told = " · ".join(_safe(each) for each in _told(reading))
    marks = marks_of(statements or ())
    seen: set[tuple[str, int]] = set()
    text = "".join(_block(article.text, block, marks, key, seen) for block in article.blocks if block.role != "title")
    head = f'<article id="{key}"><header><h1>{_safe(_title(reading))}</h1><p class="facts">{told}</p></header>'
    if statements is None:
        rows = "".join(
            f"<tr><th scope='row'>{_safe(label)}</th><td>{_safe(words)}</td></tr>" for label, words in about(article)
        )
        side = f"<p>No statements: {_safe(why_not_read(reading))}.</p><table>{rows}</table>"
    else:
        side = f'<p class="facts">{_safe(summary(statements))}</p>{_list(facts, key)}'
    marked = KEY if statements else ""
    left = f'<div><div class="text">{text}</div>{_lists(facts, key)}</div>'
    columns = f'{left}<section aria-label="Statements">{side}</section>'
    return f'{head}{_brief(facts, key)}{marked}<div class="columns">{columns}</div></article>'


def _told(reading: Reading) -> list[str]:
    article = reading.article
    outlet = article.outlet and (article.outlet.name or article.outlet.domain)
    published = article.dates.published and article.dates.published.value
    byline = f"by {', '.join(article.byline)}" if article.byline else None
    return [each for each in (outlet, byline, published, article.url, reading.input) if each]


def _links(numbers: Iterable[int], key: str) -> str:
    """The numbers of statements, each a link to its item."""
    return " ".join(f'<a href="#{key}-s{number}" aria-label="statement {number}">{number}</a>' for number in sorted(numbers))


def _brief(facts: Facts, key: str) -> str:
    items = (
        f'<li>{_safe(sentence.text)} <span class="facts">{_links(facts.numbers(sentence.statements), key)}</span></li>'
        for sentence in facts.reading.brief or ()
    )
    return f'<section class="brief"><h2>In brief</h2><ul>{"".join(items)}</ul></section>' if facts.reading.brief else ""


def _lists(facts: Facts, key: str) -> str:
    """Sources, positions and timeline, where they were looked for and found."""
    also = also_mentioned(facts)
    named = (("Sources", sources(facts)), ("Positions", positions(facts)), ("Timeline", timeline(facts)))
    made = []
    for name, rows in named:
        below = f'<p class="facts">Also mentioned: {_safe("; ".join(also))}</p>' if also and name == "Sources" else ""
        lines = "".join(_row(row, key) for row in rows)
        made += [f"<section><h2>{name}</h2><table>{lines}</table>{below}</section>"] if rows else []
    return f'<div class="lists">{"".join(made)}</div>' if made else ""


def _row(row: Row, key: str) -> str:
    cells = f'<th scope="row">{_safe(row.head)}</th><td>{_safe(row.told)}</td>'
    return f'<tr>{cells}<td class="facts">{_links(row.numbers, key)}</td></tr>'


def _block(text: str, block: Block, marks: list[Mark], key: str, seen: set[tuple[str, int]]) -> str:
    if block.role in ("caption", "teaser", "credit", "boilerplate"):
        return f'<p class="aside"><span class="role">{block.role}</span> {_safe(text[block.start : block.end])}</p>'
    parts = []
    for start, end, on, _, closing in segments(within(marks, block.start, block.end), block.start, block.end):
        words = _safe(text[start:end])
        if on:
            classes = " ".join(dict.fromkeys(mark.part for mark in on))
            twice = " two" if sum(mark.part == "content" for mark in on) > 1 else ""
            words = f'<span class="{classes}{twice}">{words}</span>'
        numbers = [_number(mark, number, key, seen) for mark in closing for number in mark.numbers]
        parts.append(words + "<sup>,</sup>".join(numbers))
    tag = "h2" if block.role == "heading" else "p"
    return f"<{tag}>{''.join(parts)}</{tag}>"


def _number(mark: Mark, number: int, key: str, seen: set[tuple[str, int]]) -> str:
    """The raised number behind a mark; the first one of a content is what the list links to."""
    first = mark.part == "content" and (key, number) not in seen
    if first:
        seen.add((key, number))
    place = f' id="{key}-t{number}"' if first else ""
    return f'<sup{place}><a href="#{key}-s{number}" aria-label="{mark.part} of statement {number}">{number}</a></sup>'


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(_safe(span.text) for span in spans)


def _list(facts: Facts, key: str) -> str:
    items = (_item(facts, statement, number, key) for number, statement in enumerate(facts.statements, 1))
    return f'<ol class="statements">{"".join(items)}</ol>'


def _item(facts: Facts, statement: Statement, number: int, key: str) -> str:
    meant = who(facts, statement)
    written = f'<span class="source">{_words(statement.source.spans)}</span>' if statement.source.spans else ""
    called = f'<span class="who">{_safe(meant)}</span>' if meant else ""
    cue = f'<span class="cue">{_words(statement.cue.spans)}</span>' if statement.cue.spans else ""
    head = " ".join(each for each in (written or ("" if called else "no stated source"), called, cue) if each)
    about = " · ".join(map(_safe, details(facts, statement)))
    told = f'<span class="told">{about}</span>' if about else ""
    return (
        f'<li id="{key}-s{number}">'
        f'<a class="number" href="#{key}-t{number}" aria-label="statement {number} in the text">{number}</a>'
        f"{head}<q>{_words(statement.content.spans)}</q>{told}"
        f'<span class="facts">{_small(facts, statement, key)}</span></li>'
    )


def _small(facts: Facts, statement: Statement, key: str) -> str:
    """Act, kind of quotation, confidence, the statement around it, and the decisions that a reader may doubt."""
    outer = facts.number(statement.inside)
    parts = [statement.cue.act, statement.quotation, f"{percent(statement.confidence)} sure"]
    parts += [f'inside <a href="#{key}-s{outer}">{outer}</a>'] if outer else []
    return " · ".join([*parts, *map(_safe, statement.reasons)])
