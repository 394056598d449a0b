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
