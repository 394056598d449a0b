"""Does an article say that it found something out itself, or that it takes something back?"""

import re

from whence.lexicon.cues import verb_of
from whence.lexicon.tables import table

_TABLE = table("firsthand")


def _squeezed(words: str) -> str:
    return "".join(words.split("\n"))


_OWN, _VERBS = _squeezed(_TABLE["witness"]["own"]), _squeezed(_TABLE["witness"]["verbs"])
_PASSIVE = _TABLE["witness"]["passive"]
_WITNESS = re.compile(rf"\b(?:{_OWN})\s+(?:\w+\s+){{0,2}}?(?:{_VERBS})\b|\b(?:{_PASSIVE})\b", re.IGNORECASE)
_DID = re.compile(r"\b(?:[Ww]e|I) (?:have |had |also |even |then ){0,2}(?P<verb>[a-z]+)\b")
_TELLING = frozenset(_TABLE["telling"]["verbs"].split())
_PAST = frozenset(form for forms in table("irregular")["forms"].values() for form in forms.split() if not form.endswith("ing"))
ISSUED = frozenset(_TABLE["issued"]["nouns"].split())
_OBSERVER = re.compile(
    r"(?P<who>(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) )?(?:\b[\w’'-]+ ){0,3}?"
    r"\b[A-Z][\w’'-]+(?: (?:of|and|the|for) [A-Z][\w’'-]+| [A-Z][\w’'-]+)*)"
    rf"(?:,[^,.;:]{{2,60}},)? (?:\w+ly |has |had |have )?(?:{_squeezed(_TABLE['observing']['verbs'])})\b"
)
_CONTAINING = re.compile(rf"\b(?:{_squeezed(_TABLE['containing']['verbs'])})\b")
_CONTAINING_SOON = re.compile(rf"(?: [\w’'-]+){{0,7}}? (?:{_squeezed(_TABLE['containing']['verbs'])})\b")
_WITHDRAWN = re.compile("|".join(_TABLE["withdrawn"]["patterns"]), re.IGNORECASE)


def witnessed(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says that the article's own people saw, read, measured or tried something; None when it does not.

    Beside the verbs of the table any past or perfect of "we" counts ("we fed the machine", "we have run the tape") but those of
    telling and feeling.
    """
    found = _WITNESS.search(sentence)
    if found:
        return found.span()
    for did in _DID.finditer(sentence):
        verb = did["verb"].lower()
        perfect = re.search(r"\b(?:have|had) ", did.group()) is not None
        if verb not in _TELLING and verb_of(verb) and (verb in _PAST or verb.endswith("ed") or perfect):
            return did.span()
    return None


def observer(sentence: str) -> tuple[int, int] | None:
    """Where a sentence names who found something out: "glazier Una Drabb", "The Road Running Association"."""
    found = _OBSERVER.search(sentence)
    return found.span("who") if found else None


def contains(words: str) -> bool:
    """Do the words behind a paper's name tell what it holds ("… puts the price at 900 million")?"""
    return _CONTAINING.search(words) is not None


def contains_soon(words: str) -> bool:
    """The same within seven words, and before another clause begins: "the plan | still pinned up in the barn shows"."""
    return _CONTAINING_SOON.match(words) is not None


def read_by(words: str) -> bool:
    """Do words that stand before the outlet's own name say that it has seen something ("a letter obtained by")?"""
    return re.search(r"\b(?:seen|obtained|reviewed|read|examined|heard|viewed|verified) by(?: the)? $", words) is not None


def own_verb(words: str) -> bool:
    """Do words that follow the outlet's own name begin with such a verb ("the Standard has read", "Sports Wire looked up")?"""
    return re.match(rf"\s*(?:has|have|had)?\s*(?:also |itself )?(?:{_VERBS})\b", words, re.IGNORECASE) is not None


def withdrawn(sentence: str) -> tuple[int, int] | None:
    """Where a sentence takes back what the outlet wrote; None when it does not."""
    found = _WITHDRAWN.search(sentence)
    return found.span() if found else None
