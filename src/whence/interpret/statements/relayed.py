"""Relays that a tagger leaves half done: whom a report cites, quotes or refers to, read from the words beside it.

"R reported that X, citing H" has its content in front of it; "R reported, referring to H, that X" and "R wrote with reference
to H" say the same (cases/README.md, rules 1 and 2); "R quoted H: “X”" names the holder between verb and quotation.  nested.py
makes hops of what is whole.
"""

import re
from dataclasses import replace

from whence.interpret.statements.drafts import Draft, trimmed
from whence.interpret.statements.quoted import Marks
from whence.lexicon.cues import is_citing, sense_of
from whence.lexicon.marks import sentence_breaks
from whence.lexicon.references import referred_to, reports

_HOLDER_WORDS = 6
_WORDS = re.compile(r"[\w’'-]+")
_AS_SAYING = re.compile(r"(?P<holder>[^“”\"«»„,:;]{2,80}?)\s+as\s+(?P<cue>saying|telling|adding|writing)\b")
_BEFORE_QUOTATION = re.compile(r"(?P<holder>[^“”\"«»„,:]{3,80}?)\s*[,:]\s*(?=[“\"«„])")


def relayed(drafts: list[Draft], text: str, marks: Marks) -> list[Draft]:
    """The drafts with whole relays; a report that only passes on what it refers to gives way to its holder's statement."""
    found = [_as_saying(text, _of_quoted_holder(text, each)) for each in drafts]
    found = [_with_reported(text, each, found) for each in found]
    return _with_referred(text, found, marks)


def _cue(text: str, draft: Draft) -> str:
    return " ".join(text[start:end] for start, end in draft.cue)


def _same_sentence(text: str, one: Draft, at: int) -> bool:
    low, high = min(one.cue[0][0], at), max(one.cue[-1][1], at)
    return sentence_breaks(text, low, high) == 0


def _with_reported(text: str, draft: Draft, drafts: list[Draft]) -> Draft:
    """ "…, citing H" with the content of what its sentence reports."""
    cited = tuple(piece for piece in draft.source if piece[0] >= draft.cue[-1][1])
    if draft.content or not cited or not is_citing(_cue(text, draft)):
        return draft
    told = [
        each
        for each in drafts
        if each.block == draft.block and each.content and each.source and _same_sentence(text, each, draft.cue[0][0])
    ]
    widest = max(told, key=lambda each: sum(end - start for start, end in each.content), default=None)
    return replace(draft, source=cited, content=widest.content) if widest else draft


def _of_quoted_holder(text: str, draft: Draft) -> Draft:
    """ "R quoted H: “X”": H holds X, and R passes it on; the tagger takes "H: “X”" for the content."""
    at = next((place for place, piece in enumerate(draft.content) if piece[0] >= draft.cue[-1][1]), None)
    if at is None or not draft.source or sense_of(_cue(text, draft)).lemma != "quote":
        return draft
    start, end = draft.content[at]
    named = _BEFORE_QUOTATION.match(text, start, end)
    words = _WORDS.findall(named["holder"]) if named else []
    if not named or len(words) > _HOLDER_WORDS or any(word in ("that", "as") for word in words):
        return draft
    content = trimmed(text, named.end(), end)
    if not content:
        return draft
    hops = (*draft.hops, (draft.source, draft.cue))
    return replace(draft, source=(named.span("holder"),), content=(*draft.content[:at], content), hops=hops)


def _as_saying(text: str, draft: Draft) -> Draft:
    """ "“X”, R quoted her as saying": she holds X by "saying", and R passes it on; the tagger leaves "her as saying" in X."""
    at = next((place for place, piece in enumerate(draft.content) if piece[0] >= draft.cue[-1][1]), None)
    if at is None or not draft.source or sense_of(_cue(text, draft)).lemma not in ("quote", "cite"):
        return draft
    start, end = draft.content[at]
    named = _AS_SAYING.match(text, start, end)
    rest = trimmed(text, named.end(), end) if named else None
    content = (*draft.content[:at], *((rest,) if rest else ()), *draft.content[at + 1 :])
    if named is None or not content:
        return draft
    hops = (*draft.hops, (draft.source, draft.cue))
    return replace(draft, source=(named.span("holder"),), cue=(named.span("cue"),), content=content, hops=hops)


def _with_referred(text: str, drafts: list[Draft], marks: Marks) -> list[Draft]:
    """The drafts with the holders that reports refer to, in place of these reports."""
    found, dropped = list(drafts), set[int]()
    for place, report in enumerate(drafts):
        named = _referred(text, report, marks)
        if named is None:
            continue
        who, cue = named
        if any(is_citing(_cue(text, each)) and each.content for each in found if _meets(each, cue)):
            continue  # the tagger's own: nested.py sees to it
        dropped |= {other for other, each in enumerate(found) if _meets(each, cue)}
        holder = replace(report, source=(who,), cue=(cue,)).through(report)
        inner = next((other for other, each in enumerate(found) if other != place and _says(each, report)), None)
        if inner is None:
            found[place] = holder
        else:
            dropped.add(place)
            found[inner] = found[inner].through(holder)
    return [each for place, each in enumerate(found) if place not in dropped]


def _meets(draft: Draft, cue: tuple[int, int]) -> bool:
    return draft.cue[0][0] < cue[1] and cue[0] < draft.cue[-1][1]


def _says(inner: Draft, report: Draft) -> bool:
    """Is the whole content of the report what the inner draft tells?"""
    (start, _), (_, end) = report.content[0], report.content[-1]
    return bool(inner.source) and inner.block == report.block and inner.start == start and inner.end <= end


def _referred(text: str, report: Draft, marks: Marks) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """What the report refers to for its unquoted words, behind verb or source, and by which words; else None."""
    if not (report.source and report.content) or marks.around(*report.content[0]) or not reports(_cue(text, report)):
        return None
    source, cue = report.source[-1][1], report.cue[-1][1]
    first = source < report.cue[0][0]
    places = ((source, True), (cue, False)) if first else ((cue, False), (max(cue, source), False))
    found = (referred_to(text, at, between) for at, between in (*places, (report.content[-1][1], False)))
    return next((each for each in found if each), None)
