"""How surely the holder says it, and whether it is said or denied (contract.md, "Certainty", "Acts", "Not knowing").

The commitment is the holder's own: what the cue lends ("believes", "suggested", "did not rule out") and what the main
clause of the first sentence of the content hedges, the weaker of the two.  The reason quotes the hedge as it is written.
"""

from msgspec.structs import replace

from whence.lexicon import hedges
from whence.lexicon.cues import is_negated, sense_of
from whence.lexicon.marks import sentence_ends
from whence.records.article import Article
from whence.records.spans import Span
from whence.records.statement import Certainty, Polarity, Statement

_UNCOMMITTED = frozenset({"ask", "order", "decline", "feel"})  # contract.md, "Certainty"
_BEHIND = 4  # characters behind a quotation in which its question mark may stand: closing marks and a space
Judged = tuple[Certainty, str | None]  # with the words that decide, None where the act alone does
_PLAIN: Judged = ("asserted", None)


def certainty(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with certainty and polarity filled, and a reason where words of the text decided it."""
    return tuple(_judged(article, each) for each in statements)


def _judged(article: Article, statement: Statement) -> Statement:
    lemma = _lemma(statement)
    sure, why = _certainty(article, statement, lemma)
    polarity, denied = _polarity(statement, lemma)
    reasons = [f"{name}: “{words}”" for name, words in ((sure, why), (polarity, denied)) if words]
    return replace(statement, certainty=sure, polarity=polarity, reasons=(*statement.reasons, *reasons))


def _text(spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(span.text for span in spans).split())


def _lemma(statement: Statement) -> str | None:
    return statement.cue.lemma or sense_of(_text(statement.cue.spans), _text(statement.content.spans)).lemma


def _certainty(article: Article, statement: Statement, lemma: str | None) -> Judged:
    """Act first, then hearsay, then the weaker of what cue and content say."""
    cue = _text(statement.cue.spans)
    if statement.cue.act in _UNCOMMITTED:
        return "unknown", None
    if not statement.source.spans and statement.source.entity is None and hedges.is_hearsay(cue):
        return "unknown", cue
    if statement.cue.act == "deny":
        return _PLAIN
    return max(_by_cue(statement, lemma, cue), _by_content(article, statement), key=lambda each: hedges.RANK[each[0]])


def _by_cue(statement: Statement, lemma: str | None, cue: str) -> Judged:
    """What the cue lends: a guess, a belief, a possibility not ruled out, or nothing at all where its holder does not know."""
    act, negated = statement.cue.act, is_negated(cue)
    if act == "say" and (hedges.excludes(lemma) or (lemma == "deny" and negated)):
        return "possible", cue
    if act == "confirm" and lemma == "deny":  # only what is not denied: "did not dispute it" grants it, this leaves it open
        return "possible", cue
    lent = hedges.lent_by(lemma, _text(statement.content.spans))
    if act == "think":
        return _by_thought(lemma, cue, negated, lent or "probable", _disbelieves(lemma, _text(statement.source.spans), negated))
    if act in ("say", "show") and lent in ("probable", "possible") and not negated:
        return lent, cue
    words = hedges.raised(cue)
    return ("possible" if words in hedges.MODALS else "probable", words) if words else _PLAIN


def _by_thought(lemma: str | None, cue: str, negated: bool, lent: Certainty, disbelieved: bool) -> Judged:
    """A thought is probable unless it is knowledge, or none; "said he did not know" is ignorance, whatever its lemma."""
    if hedges.is_saying(lemma) or (hedges.is_knowing(lemma) and negated):
        return "unknown", cue
    if lent == "asserted" and not disbelieved:
        return _PLAIN
    return ("probable" if disbelieved else lent), cue


def _by_content(article: Article, statement: Statement) -> Judged:
    """The first sentence of the content: a question, or what its main clause hedges."""
    quoted = statement.quotation == "direct"
    sentence = _first_sentence(article, statement)
    if sentence.lower().startswith("whether "):
        return "unknown", sentence[:7]
    if quoted and _is_question(article, statement, sentence):
        return "unknown", "?"
    found = hedges.hedge_of(sentence, quoted)
    return (found.certainty, " ".join(sentence[found.start : found.end].split())) if found else _PLAIN


def _first_sentence(article: Article, statement: Statement) -> str:
    """The content up to the end of its first sentence; a later piece that begins a new sentence is left out."""
    pieces: list[str] = []
    last = None
    for span in statement.content.spans:
        if last is not None and any(True for _ in sentence_ends(article.text, last, span.start + 1)):
            break
        stop = next(sentence_ends(article.text, span.start, span.end), None)
        pieces.append(article.text[span.start : span.end if stop is None else stop])
        if stop is not None:
            break
        last = max(span.start, span.end - 1)
        pieces += [","] if article.text.startswith(",", span.end) else []
    return " ".join(pieces)


def _is_question(article: Article, statement: Statement, sentence: str) -> bool:
    """Does the first sentence end in a question mark, inside the content or directly behind it?"""
    spans = statement.content.spans
    end = spans[0].start + len(sentence)
    if len(spans) > 1 and len(sentence) > len(spans[0].text):
        return False
    return hedges.asks(sentence) and article.text[end : end + _BEHIND].lstrip("\"”’'»").startswith("?")


def _polarity(statement: Statement, lemma: str | None) -> tuple[Polarity, str | None]:
    """Negative when the holder holds the content for untrue, or says that it will not be; with the words that tell it."""
    cue, act = _text(statement.cue.spans), statement.cue.act
    content, source = _text(statement.content.spans), _text(statement.source.spans)
    negated = is_negated(cue)
    if act == "deny":
        return ("positive", None) if hedges.denies_nothing(content) else ("negative", cue)
    if act == "think" and _disbelieves(lemma, source, negated):
        return "negative", f"{source} {cue}" if hedges.is_nobody(source) else cue
    disclaims = act in ("intend", "show") or (act == "say" and hedges.disclaims(lemma))
    open_question = content.lower().startswith("whether ")
    return ("negative", cue) if negated and disclaims and not open_question else ("positive", None)


def _disbelieves(lemma: str | None, source: str, negated: bool) -> bool:
    """ "Doubts", "does not believe", "nobody expected" — but not knowing is no disbelief, and not doubting is none."""
    if hedges.is_knowing(lemma) or hedges.is_saying(lemma):
        return False
    return (hedges.doubts(lemma) != negated) != hedges.is_nobody(source)
