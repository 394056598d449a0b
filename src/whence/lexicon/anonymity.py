"""Requests for anonymity beside a source, and the reason that is given for them (anonymity.toml)."""

import re
from dataclasses import dataclass

from whence.lexicon.tables import table

_TABLE = table("anonymity")
_REQUEST = re.compile("|".join(f"(?:{each})" for each in _TABLE["requests"]))
_REASON = re.compile(rf"[\s,]*(?:(?:{_TABLE['dropped']})\s+|(?=(?:{_TABLE['kept']})\b))")
_UNAUTHORISED = re.compile(r"(?:(?:is|was|are|were)(?:n[’']t| not)) authori[sz]ed\b[^,;.]*", re.IGNORECASE)
_END = re.compile(r"[,;.!?“”\"—–]|$")


@dataclass(frozen=True, slots=True)
class Request:
    """A request for anonymity: its extent, and that of the reason (None when none is given), in the text looked at."""

    start: int
    end: int
    reason: tuple[int, int] | None


def request_in(text: str) -> Request | None:
    """The request for anonymity that `text`, the words behind a source, holds; None when there is none.

    The reason is what follows "because", "for fear", "in line with" …, to the next comma or the sentence's end.
    """
    found = _REQUEST.search(text.lower().replace("’", "'"))
    if found is None:
        return None
    opening = _REASON.match(text, found.end())
    if opening is None:  # "who was not authorised to speak publicly" asks and gives the reason in one
        own = _UNAUTHORISED.search(text, found.start(), found.end())
        return Request(*found.span(), own.span() if own else None)
    end = _END.search(text, opening.end())
    stop = end.start() if end else len(text)
    return Request(*found.span(), (opening.end(), stop) if stop > opening.end() else None)
