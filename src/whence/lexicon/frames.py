"""Frames that look like statements and are none: requests for anonymity, and "Asked whether …" before an answer."""

import re

from whence.lexicon.tables import table

_TABLE = table("frames")
_ANONYMITY = re.compile("|".join(_TABLE["anonymity"]))
_QUESTION = re.compile(_TABLE["question"])
_NAMING = re.compile(_TABLE["naming"])
_ASIDE = re.compile(_TABLE["aside"])
_DATELINE = re.compile("|".join(f"(?:{each})" for each in (*table("anatomy")["dateline"], _TABLE["turn"])))
_TURN = re.compile(_TABLE["turn"])
_CONTAINING = frozenset(_TABLE["containing"])
_AUXILIARY = re.compile(_TABLE["auxiliary"])


def asks_for_no_name(cue: str, content: str) -> bool:
    """True when cue and content together say that somebody would not be named."""
    found = _ANONYMITY.search(f"{cue} {content[:60]}".lower())
    return found is not None and found.start() < len(cue)


def is_question_frame(cue: str) -> bool:
    """True for "Asked", "When asked about", "was pressed on": the question before an answer, asked by nobody named."""
    return bool(_QUESTION.match(cue.lower()))


def names_only(cue: str) -> bool:
    """True for "known as", "titled", "called": what gives a thing its name, by nobody in particular."""
    return bool(_NAMING.match(cue.lower()))


def is_aside(cue: str, content: str) -> bool:
    """True for "to say the least", "needless to say", "that said": words about the writer's own manner of speaking."""
    return bool(_ASIDE.match(f"{cue} {content[:40]}".lower()))


def is_auxiliary(cue: str) -> bool:
    """True for "were", "has been": an auxiliary alone, which says nothing by itself."""
    return bool(_AUXILIARY.match(cue.lower()))


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the dateline that opens text[start:end] ends, None when there is none; a label in capitals counts."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found else None


def begins_like_turn(text: str, start: int, end: int) -> bool:
    """True for a label in capitals and a colon: the place of a report ("MANJAPUR: ") or the speaker of a script ("LEE: ")."""
    return bool(_TURN.match(text, start, end))


def contains_only(lemma: str | None) -> bool:
    """True for "include", "contain": what a plan or a list does, which is no saying of its words."""
    return lemma in _CONTAINING
