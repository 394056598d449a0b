"""What a report refers to for its words: "wrote, referring to a letter", "reports with reference to H" (references.toml)."""

import re

from whence.lexicon.cues import sense_of
from whence.lexicon.nouns import classes_of
from whence.lexicon.tables import table

_TABLE = table("references")
_REFERRING = re.compile(_TABLE["referring"])
_SPEAKING = frozenset(("speaking", "insider", "role", "people", "organization"))
_WRITTEN = frozenset(("document", "outlet", "anonymous"))
# Words that often bring in something else than a holder, with the classes of nouns that can be one behind them.
_LOOSE = {"referring to": _WRITTEN, "citing": _WRITTEN | _SPEAKING, "quoting": _WRITTEN | _SPEAKING}
_BEHIND_HEAD = re.compile(r"\s+(?:of|by|from|in|on|at|with|for|to)\s+")


def reports(cue: str) -> bool:
    """True for a verb by which a medium passes something on ("reported", "wrote"), as far as such words can tell."""
    return sense_of(cue).lemma in _TABLE["reporting"]


def referred_to(text: str, start: int, before_verb: bool = False) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Extents of holder and cue where the text goes on, at `start`, with "referring to a letter", "with reference to H".

    `before_verb`: does the verb of the report follow ("The Post, referring to two officials, reported")?  Then whoever speaks
    can be meant, since a reporter refers to nobody else there.
    """
    found = _REFERRING.match(text, start)
    if found is None:
        return None
    possible = _WRITTEN | _SPEAKING if before_verb else _LOOSE.get(found["cue"])
    if possible is not None and not _is_holder(found["holder"], possible):
        return None
    return found.span("holder"), found.span("cue")


def _is_holder(phrase: str, possible: frozenset[str]) -> bool:
    """Can the head of the phrase, the noun before its first preposition, hold words: a document, an outlet, a speaker?"""
    head = _BEHIND_HEAD.split(phrase)[0].split()[-1].lower()
    return bool(set(classes_of(head)) & possible)
