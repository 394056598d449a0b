"""The document that a sentence has its words from, where its own syntax says so.

As its subject ("A memo dated 2 May puts the price at 900 million"), in a comment clause ("her own log records", "as the plan
in the barn shows"), behind a preposition ("is put at 3 million in an internal audit"), or as "so says the bill of 1904".  A
release or a letter speaks for who issued it (Reuters Handbook of Journalism, "attribution").
"""

import re
from itertools import pairwise

from whence.lexicon.cues import verb_of
from whence.lexicon.firsthand import BEHIND_PAPERS, EVENTS, ISSUED, PAST, contains, contains_soon, gauge
from whence.lexicon.grammar import CLAUSES, DETERMINERS, PREPOSITIONS, PRONOUNS, STOPS
from whence.lexicon.marks import sentence_ends
from whence.lexicon.nouns import classes_of, is_document, is_person_noun
from whence.records.article import Article
from whence.records.provenance import Ground
from whence.records.spans import Span, span_of

_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Oo]ne|[Aa]nother|[Tt]his)"
_SUBJECT = re.compile(rf"\s*(?P<words>{_DETERMINER}(?:\s+(?!will\b|may\b)[\w’'-]+){{1,5}})")
_COMMENT = re.compile(rf"[,;:—–] (?:as |so )?(?P<words>{_DETERMINER}(?: (?!will\b|may\b)[\w’'-]+){{1,5}})")
_WHOSE = r"(?P<whose>(?:(?:the|an?|its) )?(?:[\w-]+ ){0,2}[\w-]+['’]s|the|an?|its|their|his|her|our) "
_HAVE = r"[Ww]e (?:too |also )?(?:have|had)(?: had)?"  # who else "has a certificate" does not say what is in it
_OUT_OF = re.compile(rf"\b(?:[Ii]n|[Ff]rom|on|by|[Aa]fter|[Aa]ccording to|{_HAVE}|read|reads|seen|saw|holds?) {_WHOSE}")
_SO = re.compile(rf"\b[Ss]o (?:say|says|said|it says|stands|it stands)(?: in)? {_WHOSE}")
_WORDING = re.compile(
    r"\s*(?:That|This|It|So it|All this|Which) (?:(?:is|was|stands|stood|appears|reads) (?:also |all |written |set down )?in|"
    r"(?:is|was) the (?:wording|text|finding|conclusion|result|account) (?:of|in)|(?:follows|emerges|is clear|appears) from|"
    rf"is told (?:in|by)) {_WHOSE}"
)
_PART = re.compile(r"\s*(?P<what>(?:Article|Clause|Section|Page|Paragraph|Annex|Footnote|Table) \d+)\b")
_RULES = re.compile(r"\s+(?:takes|cuts|limits|requires|grants|provides|obliges|permits|bans|caps|exempts)\b")
_WORD = re.compile(r"[\w’'-]+")
_NEXT = re.compile(r" ([a-z]+)\b")
_SMALL = STOPS | PREPOSITIONS | CLAUSES | DETERMINERS | PRONOUNS | BEHIND_PAPERS
_ENDINGS = ("ed", "en", "ing", "ly", "wn")  # of participles and adverbs
_NEAR = frozenset(("close", "familiar", "involved", "briefed", "who"))
_PHRASE = 60  # characters of a noun phrase that are looked at
_DATED = re.compile(r"\s+(?:of|dated|from) (?:\d{1,2} )?[A-Z]\w+(?: \d{1,4})?")


def paper_of(text: str, start: int, end: int) -> Ground | None:
    """The paper that the sentence text[start:end] has its words from; None where it names none."""
    found = _as_subject(text, start, end) or _behind(text, _SO, start, end) or _behind(text, _OUT_OF, start, end)
    return found or _as_part(text, start, end) or _as_gauge(text, start, end)


def referring_paper(text: str, start: int, end: int) -> Ground | None:
    """ "That is the wording of a contract of 20 October": the paper behind the sentence before; None where none is told."""
    return _behind(text, _WORDING, start, end)


def is_paper(article: Article, nouns: frozenset[str]) -> bool:
    """Is an article a paper of that kind by its own heading or its outlet's: "Order No. 118", "Vard Council, minutes"?"""
    first = article.blocks[0] if article.blocks else None
    heading = article.text[first.start : first.end] if first else ""
    outlet = article.outlet.name if article.outlet and article.outlet.name else ""
    return any(
        re.match(rf"(?:[\w’'&-]+ ){{0,4}}?{noun}s?(?= (?:of|no|nr|\d)|[,:.]? ?\d|\Z)", heading, re.I)
        or re.search(rf",.*\b{noun}s?\Z", outlet, re.I)
        for noun in map(re.escape, filter(is_document, nouns))
    )


def said_in(text: str, told: Span, nouns: frozenset[str]) -> bool:
    """Does the sentence around whom it names say that he says it "in a letter", for one of the nouns?"""
    low = max([0, *(stop + 1 for stop in sentence_ends(text, 0, told.start))])
    high = min([len(text), *(stop + 1 for stop in sentence_ends(text, told.end, len(text)))])
    written = r"\b(?:in|by|with|through) (?:an?|the|its|his|her|their|our) (?:[\w-]+ ){0,2}"
    return any(re.search(rf"{written}{re.escape(noun)}s?\b", text[low:high]) for noun in nouns)


def _as_subject(text: str, start: int, end: int) -> Ground | None:
    """The paper that the sentence begins with, or that a comment clause has for its subject, with a verb of containing."""
    first = _SUBJECT.match(text, start, end)
    found = _containing(text, first, end, near=False) if first else None
    for clause in () if found else _COMMENT.finditer(text, start, end):
        found = found or _containing(text, clause, end, near=True)
    return found


def _as_part(text: str, start: int, end: int) -> Ground | None:
    """ "Article 2 takes one fifth off": a numbered part of a paper is the paper."""
    part = _PART.match(text, start, end)
    if part is None or not (_RULES.match(text, part.end()) or contains_soon(text[part.end() : end])):
        return None
    return _document(text, part.start("what"), part.end("what"))


def _as_gauge(text: str, start: int, end: int) -> Ground | None:
    """What an instrument showed, as it can be read off."""
    found = gauge(text[start:end])
    return _document(text, start + found[0], start + found[1]) if found else None


def _document(text: str, start: int, end: int) -> Ground:
    span = span_of(text, start, end)
    return Ground("document", span.text, "document", (span,))


def _containing(text: str, phrase: re.Match[str], end: int, near: bool) -> Ground | None:
    beside = pairwise(phrase["words"].split())
    if any(is_person_noun(word) and behind in PREPOSITIONS | _NEAR for word, behind in beside):
        return None  # "A person close to the investigation puts the haul at 214"
    for word in _WORD.finditer(phrase["words"]):
        stop = phrase.start("words") + word.end()
        tells = contains_soon if near else contains
        paper = word.group().islower() and "document" in classes_of(word.group()) and not _is_compound(text, stop)
        if paper and tells(text[stop:end]):
            behind = _DATED.match(text, stop)
            return _document(text, phrase.start("words"), behind.end() if behind else stop)
    return None


def _is_compound(text: str, at: int) -> bool:
    """Does a noun go on as a compound: "a cable | car", "the letter | box"?  Then it is no paper."""
    word = _NEXT.match(text, at)
    return word is not None and not (word[1] in _SMALL or word[1].endswith(_ENDINGS) or word[1] in PAST or verb_of(word[1]))


def _behind(text: str, pattern: re.Pattern[str], start: int, end: int) -> Ground | None:
    for found in pattern.finditer(text, start, end):
        paper = _paper(text, found.start("whose"), found.end())
        noun = paper.text.split(" of ")[0].rsplit(None, 1)[-1] if paper else ""
        if paper is None or (pattern is _OUT_OF and noun in EVENTS):
            continue
        issuer = found["whose"].endswith(("'s", "’s")) and noun in ISSUED
        span = span_of(text, found.start("whose"), found.end("whose") - 2) if issuer else paper
        return Ground("person" if issuer else "document", span.text, None if issuer else "document", (span,))
    return None


def _paper(text: str, start: int, end: int) -> Span | None:
    """The phrase from `start` up to the paper that it means, among the four words from `end` on; None without any."""
    for word in list(_WORD.finditer(text[end : end + _PHRASE]))[:4]:
        between = text[end : end + word.start()].replace(" ", "")
        if not word.group().islower() or (between and not between.isalnum()) or word.group() in STOPS:
            return None
        if "document" in classes_of(word.group()):
            stop = end + word.end()
            if _is_compound(text, stop):
                continue
            behind = _DATED.match(text, stop)
            return span_of(text, start, behind.end() if behind else stop)
    return None
