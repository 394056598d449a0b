"""Statements: the tagger's links made into the contract's statements, in the order of the text.

drafts     a link as character spans with the contract's edges
edges      complements, subjects and predicates that the links cut wrongly
postposed  who says it in a comment clause behind it
relayed    whom a report cites, quotes or refers to
quoted     quotations that go on after their cue, run on over paragraphs, or stand without any cue
nested     relays that are no statements of their own, statements inside others, what only looks like one
"""

from collections import Counter

from msgspec.structs import replace

from whence.interpret.statements.drafts import Draft, drafts_of
from whence.interpret.statements.edges import edged
from whence.interpret.statements.nested import outer_of, settled
from whence.interpret.statements.quoted import Marks, with_quotations
from whence.interpret.statements.relayed import relayed
from whence.lexicon.cues import sense_of
from whence.lexicon.frames import is_negated_subject
from whence.lexicon.marks import mark_of
from whence.records.article import Article
from whence.records.encoding import Encoding
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Hop, Source, Statement, statement_id


def statements(article: Article, encoding: Encoding) -> tuple[Statement, ...]:
    """All statements of the article, ordered by where they begin; equal input gives equal output."""
    marks = Marks(article)
    drafts = relayed(edged(drafts_of(article, encoding), article, marks), article.text, marks)
    drafts = settled(with_quotations(drafts, article, marks), article.text)
    drafts.sort(key=lambda draft: (draft.start, draft.content))
    outer = outer_of(drafts)
    built = with_own_ids([_statement(draft, article, marks) for draft in drafts], article.id)
    return tuple(
        statement if place is None else replace(statement, inside=built[place].id)
        for statement, place in zip(built, outer, strict=True)
    )


def with_own_ids(built: list[Statement], article: str) -> list[Statement]:
    """The statements, with longer ids where short ones are the same (one chance in 10 among 30 000 statements)."""
    count = Counter(each.id for each in built)
    return [
        each if count[each.id] == 1 else replace(each, id=statement_id(article, each.cue.spans, each.content.spans, 16))
        for each in built
    ]


def _statement(draft: Draft, article: Article, marks: Marks) -> Statement:
    def spans(extents: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(span_of(article.text, start, end) for start, end in extents)

    cue, content = spans(draft.cue), spans(draft.content)
    words = [span.text for span in cue]
    if draft.source and is_negated_subject(article.text[slice(*draft.source[0])]):
        words.insert(0, "not")
    sense = sense_of(" ".join(words), complement(article.text, cue, content))
    return Statement(
        id=statement_id(article.id, cue, content),
        source=Source(spans(draft.source)),
        cue=Cue(cue, sense.lemma, sense.act),
        content=Content(content),
        quotation=marks.kind(draft.content),
        hops=tuple(Hop(None, spans(source), spans(cue), False) for source, cue in draft.hops),
        confidence=draft.confidence,
        reasons=draft.reasons,
    )


def complement(text: str, cue: tuple[Span, ...], content: tuple[Span, ...]) -> str:
    """The beginning of the content where it is the cue's grammatical complement, and so may decide the act; else "".

    It is none before the cue, nor where a quotation opens with an infinitive of its own ("told us: “To be honest, …”").
    """
    if not cue or content[0].start < cue[-1].end:
        return ""
    quoted = any(mark_of(character) for character in text[cue[-1].end : content[0].start])
    return "" if quoted and content[0].text.lower().startswith("to ") else content[0].text
