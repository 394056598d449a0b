"""Words that make an outlet a hop: "told the Herald", "in an interview with the Herald", "carried by NN" (relays.toml)."""

import re

from whence.lexicon.nouns import classes_of
from whence.lexicon.tables import table

_BEFORE = re.compile(
    rf"(?:^|(?<=\W))(?P<cue>{'|'.join(table('relays')['before'])})\s+(?P<phrase>(?:the |a |an )?(?:[\w’'-]+ ){{0,3}}?)$",
    re.IGNORECASE,
)

SAYS_SO = re.compile(table("relays")["says_so"])  # "Market Minute says so", of the sentence before


def relay_before(text: str) -> tuple[int, int] | None:
    """The extent of the relaying words that `text`, what stands before an outlet's name, ends in; None without any.

    A description of the outlet may stand between ("told | the newspaper | Le Cadran").
    """
    found = _BEFORE.search(text)
    if found is None:
        return None
    words = found["phrase"].lower().split()
    described = not words or words == ["the"] or "outlet" in classes_of(words[-1]) or words[-1] in ("agency", "service")
    return found.span("cue") if described else None
