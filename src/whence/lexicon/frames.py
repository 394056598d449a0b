"""Frames that look like statements and are none: requests for anonymity, and "Asked whether …" before an answer."""

import re

from whence.lexicon.tables import table

_TABLE = table("frames")
_ANONYMITY = re.compile("|".join(_TABLE["anonymity"]))
_QUESTION = re.compile(_TABLE["question"])


def asks_for_no_name(cue: str, content: str) -> bool:
    """True when cue and content together say that somebody would not be named."""
    return bool(_ANONYMITY.search(f"{cue} {content[:60]}".lower()))


def is_question_frame(cue: str) -> bool:
    """True for "Asked", "When asked about", "was pressed on": the question before an answer, asked by nobody named."""
    return bool(_QUESTION.match(cue.lower()))
