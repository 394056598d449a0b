"""Counts as one self-contained page: every count opens the list of statements behind it, each with its words and its place."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from whence.records.reading import Reading
from whence.records.statement import Statement
from whence.report.counts import GROUPS, CountRow, CountTable
from whence.report.counts_tables import TITLES, count_of, name_of
from whence.report.details import details, who
from whence.report.facts import Facts
from whence.report.htmlwords import linked, safe
from whence.report.moments import in_full
from whence.report.tracewords import articles_of, words_of
from whence.report.wording import listed, quoted

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
BRIEF = 90  # characters of a statement in the list behind a count
WORDS = 2000  # characters of a statement in the list of all


@cache
def _style() -> str:
    return files("whence.report").joinpath("counts.css").read_text(encoding="utf-8")


def render(table: CountTable, readings: Mapping[str, Reading]) -> str:
    """The page: a table for each group of columns, below them every statement once."""
    numbers = {address: number for number, address in enumerate(count_of(table.total, "statements"), 1)}
    facts = {key: Facts(readings[key]) for key in table.total.articles if key in readings}
    groups = "".join(_group(table, title, ("statements", *GROUPS[group]), numbers, facts) for group, title in TITLES.items())
    said = "".join(_statement(address, number, facts) for address, number in numbers.items())
    title = f"Sources, by {listed(table.by)}" if table.by else "Sources"
    unread = f" · {articles_of(len(table.not_read))} not read" if table.not_read else ""
    told = f"{len(numbers)} statements in {articles_of(len(table.total.articles))}{unread}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<title>{safe(title)} – Whence</title><style>{_style()}</style></head>\n<body><h1>{safe(title)}</h1>"
        f'<p class="facts">{safe(told)}. Every number opens the statements behind it.</p>{groups}'
        f'<h2>The statements</h2><ol class="said">{said}</ol></body></html>\n'
    )


def _group(
    table: CountTable, title: str, measures: tuple[str, ...], numbers: dict[str, int], facts: Mapping[str, Facts]
) -> str:
    shown = [measure for measure in measures if measure == "statements" or count_of(table.total, measure)]
    if len(shown) < 2:
        return ""
    heads = "".join(f'<th scope="col" class="key">{name}</th>' for name in table.by or ("",))
    heads += "".join(f'<th scope="col">{name}</th>' for name in shown)
    rows = "".join(_row(row, name_of(table, row), shown, numbers, facts) for row in table.rows if table.by)
    names = ["All", *[""] * (len(table.by) - 1)]
    whole = _row(table.total, names, shown, numbers, facts).replace("<tr>", '<tr class="all">', 1)
    body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{whole}</tbody></table>"
    return f'<section><h2>{title}</h2><div class="wide">{body}</div></section>'


def _row(row: CountRow, names: list[str], shown: list[str], numbers: dict[str, int], facts: Mapping[str, Facts]) -> str:
    heads = "".join(f'<th scope="row">{safe(name)}</th>' for name in names)
    whole = len(count_of(row, "statements"))
    cells = "".join(f"<td>{_cell(count_of(row, measure), whole, numbers, facts)}</td>" for measure in shown)
    return f"<tr>{heads}{cells}</tr>"


def _cell(addresses: tuple[str, ...], whole: int, numbers: dict[str, int], facts: Mapping[str, Facts]) -> str:
    """A count that opens the statements behind it; what share of the row's statements it is, where it is not all of them."""
    if not addresses:
        return "–"
    share = f"<i>{min(len(addresses) / whole, 0.99):.0%}</i>" if len(addresses) < whole else ""
    items = "".join(
        f'<li value="{numbers[each]}"><a href="#s{numbers[each]}">{_brief(each, facts)}</a></li>' for each in addresses
    )
    return f"<details><summary>{len(addresses)}{share}</summary><ol>{items}</ol></details>"


def _brief(address: str, facts: Mapping[str, Facts]) -> str:
    found = _found(address, facts)
    return safe(quoted(words_of(found[1].content.spans), BRIEF)) if found else safe(address)


def _found(address: str, facts: Mapping[str, Facts]) -> tuple[Facts, Statement] | None:
    article, _, key = address.partition("#")
    own = facts.get(article)
    number = own.number(key) if own else None
    return (own, own.statements[number - 1]) if own and number else None


def _statement(address: str, number: int, facts: Mapping[str, Facts]) -> str:
    """One statement: its words, who says it how, and the article with its address."""
    found = _found(address, facts)
    if found is None:
        return f'<li id="s{number}">{number}. {safe(address)}</li>'
    own, statement = found
    meant, source = who(own, statement), words_of(statement.source.spans)
    head = [source or ("" if meant else "no stated source"), meant or "", words_of(statement.cue.spans)]
    words = safe(quoted(words_of(statement.content.spans), WORDS))
    told = " · ".join([statement.quotation, *details(own, statement)])
    return (
        f'<li id="s{number}"><b>{number}</b> {safe(" ".join(filter(None, head)))}<blockquote>{words}</blockquote>'
        f'<span class="facts">{safe(told)}<br>{_article(own)} · {safe(address)}</span></li>'
    )


def _article(facts: Facts) -> str:
    article = facts.reading.article
    outlet = (article.outlet.name or article.outlet.domain) if article.outlet else None
    title = linked(article.title or facts.reading.input, article.url)
    parts = [safe(outlet or ""), title, safe(", ".join(article.byline)), safe(in_full(article.dates.published))]
    return " · ".join(part for part in parts if part)
