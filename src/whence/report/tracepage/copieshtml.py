"""The copies of a trace on its page: groups of articles, where their text comes from and why, and the shared passages."""

from whence.records.spans import Span
from whence.records.trace import Copy
from whence.report.copies import RELATIONS, Group, Passage, direction, groups, passages, reasons, told_reason
from whence.report.htmlwords import safe
from whence.report.marks import percent
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.html import article_line, copy_key
from whence.report.tracepage.sentences import cut_middle
from whence.report.tracewords import articles_of, closed, words_of
from whence.report.wording import opening, quoted

PASSAGES = 40  # of a pair
REASON = 200


def copies(facts: TraceFacts) -> str:
    """The section on copies; "" where no article shares its text with another."""
    found = groups(facts)
    if not found:
        return ""
    return f'<section class="copies" id="copies"><h2>Copies</h2>{"".join(_group(facts, group) for group in found)}</section>'


def _group(facts: TraceFacts, group: Group) -> str:
    what = "with the same text" if group.is_text else "with the same quotations, otherwise of their own"
    rows = "".join(f"<li>{article_line(facts, key)}</li>" for key in group.articles)
    pairs = "".join(_pair(facts, copy) for copy in group.pairs)
    rest = "".join(_pair(facts, copy) for copy in group.more)
    count = "1 more pair" if len(group.more) == 1 else f"{len(group.more)} more pairs"
    more = f"<details><summary>{count}</summary>{rest}</details>" if rest else ""
    title = f"<h3>{safe(opening(articles_of(len(group.articles))))} {what}</h3>"
    return f'<section class="group">{title}<ol class="members">{rows}</ol>{pairs}{more}</section>'


def _pair(facts: TraceFacts, copy: Copy) -> str:
    names = f"{facts.called(copy.a)} and {facts.called(copy.b)}"
    why = "".join(
        f"<li>{safe(opening(told_reason(facts, copy, each)))}"
        f"{': ' + safe(quoted(words_of(each.spans), REASON)) if each.spans else ''}</li>"
        for each in reasons(copy)
    )
    return (
        f'<div class="pair" id="{copy_key(copy.a, copy.b, facts)}"><p><b>{safe(names)}</b>: {RELATIONS[copy.relation]} '
        f'<span class="facts">{percent(copy.confidence)} sure</span><br>{safe(closed(opening(direction(facts, copy))))}</p>'
        f"{f'<ul>{why}</ul>' if why else ''}{_shared(facts, copy)}</div>"
    )


def _shared(facts: TraceFacts, copy: Copy) -> str:
    """The passages, each with its place in both articles."""
    found = passages(copy)
    if not found:
        return ""
    rows = "".join(_passage(each) for each in found[:PASSAGES])
    more = f'<p class="facts">and {len(found) - PASSAGES} more</p>' if len(found) > PASSAGES else ""
    heads = "".join(f'<th scope="col">{safe(facts.name(key))}</th>' for key in (copy.a, copy.b))
    count = f"{len(found)} shared passage{'' if len(found) == 1 else 's'}"
    return (
        f"<details><summary>{count}</summary><table><thead><tr>{heads}<th scope='col'>Words</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}</details>"
    )


def _passage(passage: Passage) -> str:
    places = "".join(f'<td class="place">{_place(each)}</td>' for each in (passage.a, passage.b))
    first, second = passage.a or passage.b, passage.b
    words = f"<p>{safe(cut_middle(first.text))}</p>" if first else ""
    if passage.a and second and " ".join(second.text.split()) != " ".join(passage.a.text.split()):
        words += f"<p>{safe(cut_middle(second.text))}</p>"
    return f"<tr>{places}<td>{words}</td></tr>"


def _place(span: Span | None) -> str:
    return f"{span.start}–{span.end}" if span else "–"
