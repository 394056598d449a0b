"""What the ids of a trace stand for: names, dates, texts and statements of its articles, shared by every report of a trace."""

import re
from collections import Counter
from collections.abc import Mapping

from whence.lexicon.marks import sentence_ends
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.records.trace import Copy, Trace, TracedArticle
from whence.report.facts import Facts
from whence.report.moments import Moment, in_full, in_short, moment_of
from whence.report.wording import cut

LONG = 48  # characters of a name in a sentence
CLOSERS = "”\"’'»)]"  # may stand between a full stop and the next sentence


class TraceFacts:
    """A trace with its ids looked up; everything asked of it is null where trace and readings do not tell."""

    def __init__(self, trace: Trace, readings: Mapping[str, Reading]) -> None:
        self.trace = trace
        self._readings = readings
        self._articles = {article.id: article for article in trace.articles}
        self._copies = {frozenset((copy.a, copy.b)): copy for copy in trace.copies}
        self._facts: dict[str, Facts] = {}
        self._names = Counter(map(outlet_of, trace.articles))

    def article(self, key: str) -> TracedArticle | None:
        """The article with this id."""
        return self._articles.get(key)

    def name(self, key: str) -> str:
        """What to call an article: its outlet, else its title, else its input."""
        article = self._articles.get(key)
        return outlet_of(article) if article else key

    def called(self, key: str) -> str:
        """The name of an article in a sentence, not too long; with its date where another article has the same name."""
        name = self.name(key)
        short = cut(name, LONG)
        if self._names[name] < 2:
            return short
        article = self._articles[key]
        return f"{short} ({in_short(article.published) if self.moment(key) else article.input})"

    def when(self, key: str) -> str:
        """The date of an article in words."""
        article = self._articles.get(key)
        return in_full(article.published if article else None)

    def moment(self, key: str) -> Moment | None:
        """The date of an article as a place in time."""
        article = self._articles.get(key)
        return moment_of(article.published if article else None)

    def copy(self, one: str, other: str) -> Copy | None:
        """What the trace tells of the shared text of two articles."""
        return self._copies.get(frozenset((one, other)))

    def facts(self, key: str) -> Facts | None:
        """The reading of an article with its own ids looked up."""
        reading = self._readings.get(key)
        if reading is not None and key not in self._facts:
            self._facts[key] = Facts(reading)
        return self._facts.get(key)

    def statement(self, article: str, key: str | None) -> Statement | None:
        """One statement of one article."""
        facts = self.facts(article) if key else None
        number = facts.number(key) if facts else None
        return facts.statements[number - 1] if facts and number else None

    def sentence(self, article: str, span: Span) -> Span:
        """The sentence, or the sentences, of an article around a span; the span alone where there is no reading."""
        reading = self._readings.get(article)
        return around(reading, span) if reading is not None else span

    def naming(self, article: str, name: str, near: Span) -> Span | None:
        """The sentence of an article that has a name, the nearest to a span of it; null where none has."""
        reading = self._readings.get(article)
        text = reading.article.text if reading is not None else ""
        found = [Span(each.start(), each.end(), each.group()) for each in re.finditer(re.escape(name), text)] if name else []
        nearest = min(found, key=lambda each: max(near.start - each.end, each.start - near.end), default=None)
        return self.sentence(article, nearest) if nearest else None


def outlet_of(article: TracedArticle) -> str:
    """The outlet's name or domain, else the title, else the input."""
    outlet = article.outlet
    name = (outlet.name or outlet.domain) if outlet else None
    return " ".join((name or article.title or article.input).split())


def around(reading: Reading, span: Span) -> Span:
    """The sentence around a span, within its block; several where the span goes over their ends."""
    text = reading.article.text
    if text[span.start : span.end] != span.text:
        return span
    block = next((each for each in reading.article.blocks if each.start <= span.start < each.end), None)
    low, high = (block.start, max(block.end, span.end)) if block else (0, len(text))
    start, end = low, high
    for stop in sentence_ends(text, low, high):
        after = stop + 1
        while after < high and text[after] in CLOSERS:
            after += 1
        if after <= span.start:
            start = after
        elif after >= span.end:
            end = after
            break
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end, text[start:end]) if start <= span.start and span.end <= end else span
