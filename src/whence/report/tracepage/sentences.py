"""Sentences of an article with marks in them: what makes a claim, and what proves where it was taken from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from whence.records.spans import Span
from whence.report.htmlwords import safe
from whence.report.tracefacts import TraceFacts

LONGEST = 700  # characters of a passage that is shown as a proof; a longer one is cut


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters of an article that stand out in a sentence; `key` is the id that links lead to, where there is one."""

    span: Span
    kind: str  # words | proof
    key: str | None = None
    number: int | None = None


def sentences(facts: TraceFacts, article: str, marks: Iterable[Marked]) -> str:
    """The sentences around some marks, a paragraph each, in the order of the text; every mark stands in one of them."""
    groups: list[tuple[Span, list[Marked]]] = []
    for mark in sorted(marks, key=lambda each: (each.span.start, -each.span.end, each.kind, each.number or 0)):
        around = facts.sentence(article, mark.span)
        last = groups[-1][0] if groups else None
        if last is not None and around.start < last.end:
            groups[-1] = (_longer(facts, article, last, around), [*groups[-1][1], mark])
        else:
            groups.append((around, [mark]))
    return "".join(f"<p>{''.join(_marked(sentence, inside))}</p>" for sentence, inside in groups)


def _longer(facts: TraceFacts, article: str, one: Span, other: Span) -> Span:
    """The characters of two spans that touch."""
    if other.end <= one.end:
        return one
    own = facts.facts(article)
    text = own.reading.article.text[one.start : other.end] if own else one.text + other.text[one.end - other.start :]
    return Span(one.start, other.end, text)


def _marked(sentence: Span, marks: list[Marked]) -> Iterator[str]:
    edges = sorted({sentence.start, sentence.end, *(edge for each in marks for edge in (each.span.start, each.span.end))})
    named: set[str] = set()
    for start, end in pairwise(edges):
        on = [each for each in marks if each.span.start <= start and end <= each.span.end]
        words = _safe(sentence.text[start - sentence.start : end - sentence.start])
        keys = [each.key for each in on if each.key and each.key not in named]
        named.update(keys)
        yield "".join(f'<i id="{key}" class="at"></i>' for key in keys)
        yield f'<mark class="{" ".join(sorted({each.kind for each in on}))}">{words}</mark>' if on else words
        yield "".join(f"<sup>{each.number}</sup>" for each in on if each.number and each.span.end == end)


def _safe(text: str) -> str:
    """Escaped, with the blanks at its ends kept: they part it from what stands beside it."""
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{safe(text)}{after}" if text.strip() else before


def cut_middle(text: str, longest: int = LONGEST) -> str:
    """Words on one line; a long passage loses its middle, at the ends of words."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    half = longest // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
