"""The places of an article that can make a claim: what its statements say, and what it says in its own voice.

Contents and sentences are cut into clauses at marks and conjunctions, because a claim is what one clause says; a place is
offered whole and in parts, and matching decides which of them says what another article says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from whence.lexicon.cues import verb_of
from whence.lexicon.marks import sentence_ends
from whence.lexicon.numbers import numbers
from whence.lexicon.relays import SAYS_SO
from whence.records.article import PROSE, Article
from whence.records.kept import Candidate, candidate_id
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Statement

LEAST, LONG = 3, 12  # words of a place that says something; words from which a place is offered in parts, too
CLAIMING = frozenset({"say", "show", "confirm", "deny", "think", "intend", "feel"})  # acts whose content can be so or not
DOING = frozenset(
    {"order"}
)  # acts that are themselves what is claimed: "The gang demands two million", "The decree forbids it"
# Where a clause may end: a strong mark, a bracket, a comma before three words or before a quotation, "and" before a verb.
_JOINT = re.compile(
    r"\s*[;:]\s+|\s[—–-]{1,2}\s|\s+(?=[(\[])|,[”\"’']?\s+(?!not\b)(?=[“\"‘]|\w+\s+\w+\s+\w+)|"
    r"\s+(?:and|but)\s+(?=(?:the|an?|its|his|her|their|our|my|no|it|he|she|they|we|there)\b(?:\s+[\w’'-]+){0,4}?\s+"
    r"(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|shall|should)\b)|"
    r"\s+(?:and|but|then)\s+(?=(?P<verb>[^\W\d_]+)\b)"
)
_RELATIVE = frozenset(("who", "whom", "whose", "which", "where"))
_LINKING = frozenset(("in", "on", "at", "for", "with", "by", "to", "from", "and", "of"))
_AUXILIARIES = frozenset(
    ("is", "are", "was", "were", "am", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could")
) | frozenset(("may", "might", "must", "shall", "should"))
_CLOSING = " \t\r\n\"”’')]"
_WORD = re.compile(r"[^\W_]+")
_EDGE = " \t\r\n,.;:!?…–—-()[]\"“”„«»‘’'"


def candidates(reading: Reading) -> tuple[Candidate, ...]:
    """Every place of a reading that can make a claim, in the order of the text, the longer before the shorter."""
    if reading.statements is None:
        return ()
    article = reading.article
    found: dict[tuple[Span, ...], str | None] = {}
    for each in reading.statements:
        if each.cue.act in CLAIMING:
            for place in _of_statement(article, each):
                found.setdefault(place, each.id)
    said = [each for each in reading.statements if each.cue.act not in DOING]
    inside = sorted((span.start, span.end) for each in said for span in each.content.spans)
    attributed = [each for each in said if each.source.spans and each.cue.spans]
    attributed.sort(key=lambda each: each.cue.spans[0].start)
    cues = [each.cue.spans[0].start for each in attributed]
    for place in _own(article, inside):
        within = attributed[bisect_left(cues, place[0].start) : bisect_left(cues, place[-1].end)]
        if not any(_tells(place, each) for each in within):
            found.setdefault(place, None)
    return tuple(
        Candidate(candidate_id(article.id, place), article.id, statement, place)
        for place, statement in sorted(found.items(), key=lambda item: (item[0][0].start, -item[0][-1].end, len(item[0])))
    )


def _tells(place: tuple[Span, ...], statement: Statement) -> bool:
    """Does a place mostly tell that somebody says something?  Then the content of the statement is what is claimed.

    So does a part that begins with the words that attribute, or that attribute what stands before: "said in a statement", "the
    company said in a press release on Monday".
    """
    start, end = place[0].start, place[-1].end
    told = [*statement.source.spans, *statement.cue.spans]
    if statement.cue.spans and start <= statement.cue.spans[0].start < start + 4 and statement.cue.spans[-1].end <= end:
        return True
    if not all(start <= span.start and span.end <= end for span in told):
        return False
    held, said = (_overlap(start, end, spans) for spans in (told, statement.content.spans))
    behind = statement.content.spans[-1].end <= start and min(span.start for span in told) < start + 4
    return 2 * (held + said) > end - start or behind


def _overlap(start: int, end: int, spans: Iterable[Span]) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)


def _of_statement(article: Article, statement: Statement) -> Iterator[tuple[Span, ...]]:
    """The content whole, each of its sentences, and the clauses of long ones."""
    spans = statement.content.spans
    if len(spans) > 1 and _size(article.text, spans) <= 3 * LONG:
        yield spans
    for span in spans:
        for start, end in _sentences(article.text, span.start, span.end):
            yield from _parts(article.text, start, end)


def _own(article: Article, inside: list[tuple[int, int]]) -> Iterator[tuple[Span, ...]]:
    """What the article says itself: clauses of its prose that are not what somebody else says."""
    for block in article.blocks:
        if block.role in PROSE:
            for start, end in _sentences(article.text, block.start, block.end):
                near = [(low, high) for low, high in inside if low < end and start < high]
                asks = article.text[start:end].rstrip(_CLOSING).endswith("?")
                for place in _parts(article.text, start, end):
                    if not _is_held(place[0], near) and not (asks and not _answered(article.text, end)):
                        yield place


def _answered(text: str, end: int) -> bool:
    """Does somebody answer a question in the sentence behind it: "Is it for sale? The Minute says so"?"""
    return SAYS_SO.search(text, end, text.find(".", end + 1) + 1 or len(text)) is not None


def _is_held(span: Span, inside: list[tuple[int, int]]) -> bool:
    """Is more than half of the place content of statements?"""
    held = sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in inside)
    return 2 * held > span.end - span.start


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in [*sentence_ends(text, start, end), end]:
        if stop > start:
            yield start, stop
        start = max(start, stop)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """A sentence, and its clauses when it is long."""
    whole = _trimmed(text, start, end)
    if whole is None:
        return
    yield (whole,)
    if len(_WORD.findall(whole.text)) < LONG and not re.search(r"[;:]", whole.text):
        return
    at = whole.start
    for low, high in [*_joints(text, whole.start, whole.end), (whole.end, whole.end)]:
        part = _trimmed(text, at, low)
        if part is not None and part != whole and (_is_clause(part.text) or text[low : low + 1] == ":"):
            yield (part,)
        at = high


def _joints(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where clauses meet: at marks, and where "and" or "but" joins a second predicate ("fell and flattened eleven trams")."""
    for match in _JOINT.finditer(text, start, end):
        word = match["verb"]
        if word is None or (verb_of(word.lower()) and not word.endswith("ing") and word.islower()):
            yield match.start(), match.end()


def _is_clause(text: str) -> bool:
    """Can a part stand for itself: has it a verb and is no relative clause, or does it give a number?"""
    words = [word.lower() for word in _WORD.findall(text)]
    if words[0] in _RELATIVE or (words[0] in _LINKING and len(words) > 1 and words[1] in _RELATIVE):
        return False
    return any(verb_of(word) or word in _AUXILIARIES for word in words) or bool(numbers(text))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The place without marks at its edges; None when fewer than LEAST words are left."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    found = span_of(text, start, end)
    return found if len(_WORD.findall(found.text)) >= LEAST else None


def _size(text: str, spans: tuple[Span, ...]) -> int:
    return sum(len(_WORD.findall(text[span.start : span.end])) for span in spans)
