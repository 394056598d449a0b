"""What may stand in quotation marks in a sentence about a statement: its own words, and how its holder is called."""

import re

from msgspec.structs import replace

from whence.lexicon.briefing import AUXILIARY, as_unnamed, may_tell_a_reason
from whence.records.entity import Entity
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.facts import Facts, naming
from whence.report.firm import relays_of
from whence.report.wording import balanced, cut, inner, joined, quoted, whole

GAP = 60  # characters between cue and content: an addressee or a date ("told reporters on Monday that"), not another clause
SUBJECT = 60  # characters between source and cue: an apposition or a short clause ("who is 61"), not another subject
MENTION = 90  # characters of a description
WHOLE = 220  # characters of a quotation that is told whole: three lines; a longer one is cut after a clause
# What may stand between a source and its cue: auxiliaries and adverbs, behind an apposition or the first of two predicates.
_KEPT = r"(?P<kept>(?:(?:\w+ly|\w+n[’']t|" + AUXILIARY + r")\s+){0,4})"
_AUXILIARIES = re.compile(r"\s*(?:,? ?(?:who|which) |[^.;:“”\"\n]*\b(?:and|that (?:he|she|it|they)) )?" + _KEPT)
_APPOSITION = re.compile(r"\s*(?:\([^)]*\)|,[^,;:.“”\"]*,(?:[”\"])?)\s*" + _KEPT)
_CLOSED = re.compile(r",\s*" + _KEPT)  # of a source that is itself a name in apposition: "the board's head, Oda Brandt, said"
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)]*\s+[\"“‘«(]?[A-ZÀ-Þ]|\n")
_CLOSING = re.compile(r"[.,!?…]*([”\"’»])")
_PAIRS = {"”": "“", "»": "«"}


def content_of(statement: Statement, longest: int = WHOLE) -> str | None:
    """The content in quotation marks; null when it is too long and cannot be cut."""
    words = whole(joined(statement.content.spans), longest)
    return quoted(words, longest + len(" …")) if words and balanced(words) else None


def own_words(facts: Facts, statement: Statement, longest: int = WHOLE) -> str | None:
    """Cue and content as they stand together in the text, quoted: “denies taking money”.

    Null when source, cue and content do not stand together in this order: quoted alone the words would then say something
    else than the sentence does.  Auxiliaries, "not" and "never" before the cue belong to it.
    """
    if not statement.cue.spans or not statement.source.spans or len(statement.content.spans) != 1:
        return None
    text, cue, content = facts.reading.article.text, statement.cue.spans, statement.content.spans[0]
    end = content.end
    if not cue[-1].end <= content.start <= cue[-1].end + GAP or _SENTENCE_END.search(text[cue[-1].end : content.start + 1]):
        return None
    start = _begin(text, statement.source.spans[-1], cue[0].start)
    words = whole(text[start : _closed(text, start, end)], longest) if start is not None else None
    return quoted(words, longest + len(" …")) if words and balanced(words) else None


def _begin(text: str, source: Span, cue: int) -> int | None:
    """Where the predicate begins that the cue stands in; null when something else than the source may be its subject."""
    between = text[source.end : cue] if source.end <= cue <= source.end + SUBJECT else None
    if between is None:
        return None
    closed = _CLOSED.fullmatch(between) if "," in source.text else None
    found = closed or _AUXILIARIES.fullmatch(between) or _APPOSITION.fullmatch(between)
    return source.end + found.start("kept") if found else None


def _closed(text: str, start: int, end: int) -> int:
    """The end, moved behind the mark that closes a quotation begun since `start`."""
    found = _CLOSING.match(text, end)
    if not found:
        return end
    mark = found[1]
    inside = text[start:end]
    is_open = inside.count('"') % 2 == 1 if mark == '"' else inside.count(_PAIRS.get(mark, mark)) > inside.count(mark)
    return found.end() if is_open else end


def through(facts: Facts, statement: Statement) -> str | None:
    """ " (through R)" for a statement that was relayed, "" for one that was not; null when a relay is not plain."""
    chain = relays_of(facts, statement)
    if chain is None:
        return None
    return f" (through {relays(chain)})" if chain else ""


def relays(chain: tuple[str, ...]) -> str:
    """The relays of one statement: "TransBalt and then Kurier Zatoki"."""
    return " and then ".join(inner(name) for name in chain)


def mention(facts: Facts, entity: Entity) -> str:
    """What the article calls an unnamed source, by the first words that describe it."""
    spans = sorted({*entity.mentions, *facts.own(entity)})
    words = next((name for span in spans if (name := naming(span.text))), entity.name)
    return inner(cut(facts.called(replace(entity, name=words)) or words, MENTION))


def unnamed_source(facts: Facts, entity: Entity) -> str:
    """An anonymous holder in a sentence: "unnamed sources", "an unnamed source, a diplomat in the embassy"."""
    return as_unnamed(mention(facts, entity))


def reason_for(facts: Facts, entity: Entity) -> str | None:
    """The reason for not naming somebody, as the article gives it; "" when it gives none, null when that is not certain."""
    if entity.reason_unnamed is not None:
        return quoted(entity.reason_unnamed.text, MENTION)
    article = facts.reading.article
    for block in article.blocks:
        near = any(block.start <= span.start < block.end for span in (*entity.mentions, *facts.own(entity)))
        if near and may_tell_a_reason(article.text[block.start : block.end]):
            return None
    return ""


def sentence_around(facts: Facts, statement: Statement) -> tuple[int, int]:
    """The offsets of the sentence in which the cue stands, or the content where there is no cue."""
    text, place = facts.reading.article.text, (statement.cue.spans or statement.content.spans)[0].start
    ends = [found.start() + 1 for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return start, min((end for end in ends if end > place), default=len(text))
