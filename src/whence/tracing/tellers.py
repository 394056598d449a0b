"""Who a sentence says has told it, where it is no statement of the reading: observers, givers, subjects of comment clauses."""

import re

from whence.lexicon.firsthand import accounted, had_from, noting, observer, teller
from whence.lexicon.nouns import classes_of, is_anonymous, is_person_noun
from whence.records.provenance import Ground
from whence.records.spans import Span, span_of

_BEHIND_PERSON = re.compile(r" (?:of|from|for|in|at|who) ")
_BEHIND_HEAD = re.compile(r",| (?:of|from|for|in|at|on|to|by|with|about|between|who|which|that|dated|signed|published|issued) ")
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")


def teller_of(text: str, start: int, end: int, own: bool) -> Ground | None:
    """Whoever the sentence text[start:end] says has seen, measured or told it; `own`: it names the article's own outlet."""
    sentence = text[start:end]
    found = accounted(sentence) or observer(sentence) or (None if own else teller(sentence)) or had_from(sentence)
    if found:
        return told_by(span_of(text, start + found[0], start + found[1]))
    pronoun = noting(sentence)
    return _meant(text, start + pronoun[0], start + pronoun[1]) if pronoun else None


def giver_of(text: str, start: int, end: int) -> Ground | None:
    """ "I have that from a crane driver": whom a sentence says the writer has the one before it from."""
    found = had_from(text[start:end])
    if found is None:
        return None
    return told_by(span_of(text, start + found[0], start + found[1]))


def told_by(span: Span, paper: bool = False) -> Ground:
    """The ground of a phrase: an unnamed source, a document (`paper`: a model takes it for one), or a person's word."""
    wide = _BEHIND_PERSON.split(span.text)[0].split()
    if any(is_anonymous(word, span.text) for word in wide):
        return Ground("anonymous", span.text, "anonymous", (span,))
    words = _BEHIND_HEAD.split(span.text.strip(" ,;:"))[0].split() or wide
    if (paper and not is_person_noun(words[-1])) or (words[-1].islower() and "document" in classes_of(words[-1])):
        return Ground("document", span.text, "document", (span,))
    return Ground("person", span.text, None, (span,))


def speaker_before(text: str, at: int) -> Ground | None:
    """The one person whom the paragraph names before quoted words that nobody is said to speak; None for several."""
    start = text.rfind("\n", 0, at) + 1
    named = list(_FULL_NAME.finditer(text, start, at))
    subject = bool(named) and (named[0].start() == start or text[: named[0].start()].rstrip()[-1:] in ".!?")
    if len({each.group() for each in named}) != 1 or not subject:
        return None
    return Ground("person", named[0].group(), "named person", (span_of(text, *named[0].span()),))


def _meant(text: str, low: int, high: int) -> Ground | None:
    """ "She counted 120 people": whom the pronoun means is the last person named in its sentence or the one before."""
    start = text.rfind("\n", 0, low) + 1
    ends = [start, *(start + found.end() for found in re.finditer(r"[.!?] ", text[start:low]))]
    named = list(_FULL_NAME.finditer(text, ends[-2] if len(ends) > 1 else start, low))
    if not named:
        return None
    spans = span_of(text, *named[-1].span()), span_of(text, low, high)
    return Ground("person", named[-1].group(), "named person", spans)
