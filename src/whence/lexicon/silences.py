"""Silences and not-knowing: how far the cue reaches into what a tagger took for the content."""

import re

from whence.lexicon.tables import table

_TABLE: dict[str, str] = table("silences")
_ADVERB = rf"(?:\w+ly|{_TABLE['adverbs']})"
_ABOUT = rf"(?:{_TABLE['about']})\s+(?=\S)"
_REFUSING = re.compile(rf"(?<!\w)(?:{_TABLE['refusing']})(?!\w)", re.IGNORECASE)
# The three places where a tagger may cut "declined | to | comment (publicly) | on the price".
_CUTS = tuple(
    (re.compile(rf"(?<!\w){cue}(?:\s+{_ADVERB}){{0,3}}$", re.IGNORECASE), re.compile(rf"{rest}{_ABOUT}", re.IGNORECASE))
    for cue, rest in (
        (f"(?:{_TABLE['before_to']})", rf"to\s+(?:\w+ly\s+)?(?:{_TABLE['commenting']})\s+(?:{_ADVERB}\s+){{0,3}}"),
        (f"(?:{_TABLE['before_verb']})", rf"(?:{_TABLE['commenting']})\s+(?:{_ADVERB}\s+){{0,3}}"),
        (f"(?:{_TABLE['commenting']})", rf"(?:{_ADVERB}\s+){{0,3}}"),
    )
)
_SAYING = re.compile(rf"(?<!\w){_TABLE['saying']}$", re.IGNORECASE)
_UNKNOWING = re.compile(_TABLE["unknowing"], re.IGNORECASE)


def cue_in_content(cue: str, content: str) -> int:
    """How many characters at the beginning of the content belong to the cue (contract.md, "Silence is data", "Not knowing").

    "declined" + "to comment on the price" -> those of "to comment on ", "declined to comment" + "on the price" -> those of
    "on ", "said" + "he did not know whether P" -> those of "he did not know "; a bare "to comment" keeps 0, and so does
    everything else.
    """
    cue = cue.strip()
    if _SAYING.search(cue) and (unknowing := _UNKNOWING.match(content)):
        return unknowing.end()
    if not _REFUSING.search(cue):
        return 0
    found = (opening.match(content) for ending, opening in _CUTS if ending.search(cue))
    return next((match.end() for match in found if match), 0)


_BARE = re.compile(_TABLE["bare"], re.IGNORECASE | re.DOTALL)
_ASKED = re.compile(_TABLE["asked"], re.IGNORECASE | re.DOTALL)
_NO_SUBJECT = re.compile(_TABLE["no_subject"], re.IGNORECASE)
_UNANSWERED = re.compile(_TABLE["unanswered"], re.IGNORECASE)
_CLAUSE = re.compile(r"(?:.*[,;—–]\s*|^\s*)(?:and|but|while|though|although)\s+", re.IGNORECASE | re.DOTALL)
_SUBJECT_WORDS = 14  # the longest subject of a silence in PolNeAR train, titles and all, has 13


def bare_silence(cue: str) -> int:
    """Where the cue of a silence that holds its own complement is to be cut: "declined to answer" -> 8; else 0."""
    found = _BARE.match(cue)
    return (found.end("cue") if found["cue"] else found.end("other")) if found else 0


def asked_for(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Who was asked, and by what, in "Repeated calls to Lee" (that went unanswered); None where it names nobody."""
    found = _ASKED.fullmatch(text, start, end)
    return (found.span("who"), found.span("what")) if found else None


def subject_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that fills text[start:end], from a sentence's beginning to its verb; None when it is more than that."""
    if conjunction := _CLAUSE.match(text, start, end):
        start = conjunction.end()
    while start < end and not text[start].isalnum():
        start += 1
    phrase = text[start:end].rstrip(" ,")
    if not phrase or len(phrase.split()) > _SUBJECT_WORDS or _NO_SUBJECT.search(phrase):
        return None
    return start, start + len(phrase)


def left_unanswered(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What stands between the cue text[start:end] and "unanswered" in "left an inquiry unanswered"; None elsewhere."""
    found = _UNANSWERED.match(text, start)
    return found.span("what") if found and found.start("what") > end - 1 else None
