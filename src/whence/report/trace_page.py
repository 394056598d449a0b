"""A trace as one self-contained page: for every claim a lane diagram, below it the words, at the end the copies.

Nothing of an article runs, is fetched or reaches the page unescaped.  The page's own script only lights up what belongs
together; all of it can be read without.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from whence.records.reading import Reading
from whence.records.trace import Trace
from whence.report.htmlwords import safe
from whence.report.lanes import View, views
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.copieshtml import copies
from whence.report.tracepage.diagram import diagram_of, has_stacks, numbers_of
from whence.report.tracepage.html import article_line, head, lists
from whence.report.tracepage.layout import NARROW, WIDE
from whence.report.tracepage.svg import draw
from whence.report.tracepage.symbols import legend
from whence.report.tracewords import articles_of, count_line, held_by
from whence.report.wording import opening, quoted

MOST = 200  # claims of several articles on one page: beyond that it is no page but an archive, which has its own search
SINGLE = 500  # claims of one article that are listed
DRAWN = 12  # claims of one article that are drawn, where there are no others
LINE = 160  # characters of a wording in a list


@cache
def _own(name: str) -> str:
    return files("whence.report.tracepage").joinpath(name).read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Only this page's own script may run: the policy has its hash."""
    digest = b64encode(sha256(_own("trace.js").encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render(trace: Trace, readings: Mapping[str, Reading]) -> str:
    """The page of a trace."""
    facts = TraceFacts(trace, readings)
    several, single = views(facts)
    drawn = several or single[:DRAWN]
    shown = drawn[:MOST]
    claims = "".join(_claim(facts, view, number, len(drawn)) for number, view in enumerate(shown, 1))
    title = f"Trace of {quoted(trace.query)}" if trace.query else "Where the claims come from"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<title>{safe(title)} – Whence</title><style>{_own('trace.css')}</style></head>\n<body><main>"
        f'<header class="top"><h1>{safe(title)}</h1><p class="facts">{safe(_summary(trace, several, single))}</p>'
        f'<ul class="key" aria-label="Signs">{legend()}</ul></header>'
        f"{_index(shown)}{claims}{_left_out(len(drawn) - len(shown))}{_single(facts, single if several else single[DRAWN:])}"
        f"{copies(facts)}</main><script>{_own('trace.js')}</script></body></html>\n"
    )


def _summary(trace: Trace, several: list[View], single: list[View]) -> str:
    claims = f"{len(several)} claim{'' if len(several) == 1 else 's'} made in several of them"
    return f"{opening(articles_of(len(trace.articles)))} · {claims} · {len(single)} made in one only"


def _index(shown: list[View]) -> str:
    if len(shown) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#c{number}">{safe(quoted(view.claim.wording, LINE))}</a> '
        f'<span class="facts">{articles_of(len(view.articles))} · '
        f"independent origins: {count_line(view.claim.independent)}</span></li>"
        for number, view in enumerate(shown, 1)
    )
    return f'<nav aria-label="Claims"><ol>{rows}</ol></nav>'


def _claim(facts: TraceFacts, view: View, number: int, count: int) -> str:
    key = f"c{number}"
    return (
        f'<section class="claim" id="{key}">{head(facts, view, f"Claim {number} of {count}")}'
        f"{_figure(facts, view, key)}<h3 class='words'>The words</h3>{lists(facts, view, key, numbers_of(view))}</section>"
    )


def _figure(facts: TraceFacts, view: View, key: str) -> str:
    """The diagram for wide and for narrow windows; where copies are drawn as one, both again with each of them."""
    whole = _drawings(facts, view, key, collapsed=False)
    if not has_stacks(view):
        return f'<figure class="diagram">{whole}</figure>'
    return (
        f'<figure class="diagram stacked"><div class="few">{_drawings(facts, view, key, collapsed=True)}</div>'
        f'<details class="each" id="{key}-each"><summary>Show each copy</summary>{whole}</details></figure>'
    )


def _drawings(facts: TraceFacts, view: View, key: str, collapsed: bool) -> str:
    name = "few" if collapsed else "all"
    return "".join(
        draw(facts, diagram_of(facts, view, sheet, key, collapsed), key, f"{name}{number}")
        for number, sheet in enumerate((WIDE, NARROW))
    )


def _left_out(count: int) -> str:
    return f'<p class="facts">{count} more claims made in several articles: trace them by their words.</p>' if count > 0 else ""


def _single(facts: TraceFacts, single: list[View]) -> str:
    """Claims of one article as a list that opens."""
    if not single:
        return ""
    rows = "".join(
        f"<li><q>{safe(quoted(view.claim.wording, LINE)[1:-1])}</q> <span class='facts'>{safe(_held(view))}</span>"
        f"{''.join(article_line(facts, key) for key in view.articles)}</li>"
        for view in single[:SINGLE]
    )
    rest = len(single) - SINGLE
    more = f'<p class="facts">and {rest} more</p>' if rest > 0 else ""
    count = f"{len(single)} claim{'' if len(single) == 1 else 's'} made in one article only"
    return f'<details class="single"><summary>{count}</summary><ol>{rows}</ol>{more}</details>'


def _held(view: View) -> str:
    return "; ".join(held_by(lane)[0] for lane in view.lanes)
