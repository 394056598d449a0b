"""Who a holder is, as it is compared: the words of its name, what it is, and to whom it belongs.

"The government's spokesman, Petru Ganea" has a name, is a spokesman, and belongs to the government; "the mayor of Vard" has no
name and belongs to Vard, whose other mayors he is not.
"""

import re
import unicodedata
from dataclasses import dataclass

from whence.lexicon.grammar import CALENDAR, INDEFINITE, PRONOUNS
from whence.lexicon.nouns import (
    COURTESIES,
    classes_of,
    is_document,
    is_person_noun,
    is_role,
    is_title,
    singular,
)

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OWNS = re.compile(r"['’]s\Z")
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+|\b[A-Z][a-z]+ \d{1,2}\b")
_CALLED = re.compile(r"(?P<office>the [^()]+) \((?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)\)")  # "the minister (Bo Marr)"
_CLAUSE = re.compile(r",? (?:that|which|whose|seen|obtained|shown)\b")
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "for",
        "in",
        "at",
        "on",
        "to",
        "its",
        "his",
        "her",
        "their",
        "our",
        "one",
        "two",
        "three",
        "several",
        "some",
        "who",
        "that",
        "which",
    ]
)
_OWNED = re.compile(r"(?P<owner>.+?)['’]s (?P<head>.*[a-z].*)")
_PAPER_OWNED = re.compile(
    r"\A(?:the |an? |its |their )?(?P<maker>(?:(?! (?:of|by|from|on|to)\b)[^,])+?)(?:['’]s|(?<=s)['’]) ", re.I
)
_PAPER_MADE = re.compile(
    r"\b(?P<by>by|from|of) (?P<maker>[^,]+?)"
    r"(?=\Z|,| (?:of|dated|on|in|to|for|from|about|against|with|at|that|which)\b)"
)
# What is of somebody and only about him; the minutes, the report of the board are by it.
_LISTING = frozenset(
    ("list", "register", "survey", "census", "map", "photograph", "picture", "recording", "video", "file", "record")
)
_SOME_OF = re.compile(r"\A(?:one|two|three|four|five|six|several|some|many|both|all|each|most) of ", re.I)
HEAD = re.compile(r",| (?:of|in|at|on|for|from|with|to|who|whose|that|which)\b")  # what ends the first phrase of a description
NAMELESS = PRONOUNS | INDEFINITE


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder as it is compared: kind, the words of its name, and the words of its roles and of a phrase without a name.

    `whose`: the words for whom or what it belongs to, of whom it may speak for ("a spokesman for Ostra Netz"); `names` of them.
    `maker`: the words for whose paper it is.  `courteous`: called "Mr" or "Dr", so that a single word is a surname.
    """

    kind: str
    name: tuple[str, ...]
    nouns: frozenset[str]
    key: str
    day: str = ""
    whose: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    maker: tuple[str, ...] = ()
    courteous: bool = False


def holder_of(name: str, kind: str | None, told: tuple[str, ...] = ()) -> Holder:
    """The holder of a statement by its name and the roles that its article tells."""
    name = plain(name)
    if kind in ("named person", "unnamed person", None) and (called := _CALLED.fullmatch(name)):
        name, told, kind = called["name"], (called["office"], *told), "named person"
    if kind == "document":
        return _paper(name)
    key = " ".join(name.casefold().split())
    if kind is None:
        name, told = _beside(name)
    head, tail = _taken_apart(name)
    described = _is_description(head)
    if not described and (kind not in ("named person", None) or _is_body(head)):
        head, tail = name, ""  # "the University of Holm"
    words = words_of(head)
    offices = words if described else _offices_before(words) if kind in ("named person", None) else []
    proper = () if described else _proper(words[len(offices) :])
    roles = [_taken_apart(part) for role in told for part in plain(role).split(",")]
    called_so = [*offices, *(word for role, _ in roles for word in words_of(role))]
    personal = kind in ("named person", None) or described
    office = {*offices, *(word for word in [*words[:-1], *called_so] if _is_office(word))} if personal else set()
    low = [word.casefold() for word in [*words, *called_so] if word[0].islower() or word in office]
    behind = [word for each in (tail, *(whose for _, whose in roles)) for word in words_of(each)]
    own = {*proper, *map(singular, proper), *NAMELESS}
    return Holder(
        kind or "",
        proper,
        frozenset(singular(word) for word in low if word not in proper),
        key,
        whose=frozenset(singular(word.casefold()) for word in behind) - own,
        names=frozenset(singular(word.casefold()) for word in behind if word[0].isupper()) - own,
        courteous=any(word.casefold() in COURTESIES for each in (name, *told) for word in words_of(each)),
    )


def _paper(name: str) -> Holder:
    """A document; the names in it tell one from another ("Dunn Keeble's survey")."""
    day, name = _DAY.search(name), _CLAUSE.split(name)[0]
    words = [_OWNS.sub("", word) for word in words_of(name)]
    proper = tuple(word.casefold() for word in words if word[0].isupper() and word.casefold() not in NAMELESS | CALENDAR)
    nouns = frozenset(singular(word) for word in words if word[0].islower() and word not in proper)
    key = " ".join(name.casefold().split())
    return Holder("document", proper, nouns, key, day[0] if day else "", maker=_maker_of(name, nouns))


def _maker_of(paper: str, nouns: frozenset[str]) -> tuple[str, ...]:
    """Whose paper it is by its own words: "the dairy's notice", "a report by the Canal Board", "the minutes of the board"."""
    found = _PAPER_OWNED.match(paper) or _PAPER_MADE.search(paper)
    if found is None or (found.re is _PAPER_MADE and found["by"] == "of" and not any(map(is_document, nouns - _LISTING))):
        return ()
    return tuple(singular(_OWNS.sub("", word.casefold())) for word in words_of(found["maker"]))


def words_of(phrase: str) -> list[str]:
    """The words of a phrase, without articles, prepositions and the like."""
    return [word for word in WORD.findall(phrase) if word.casefold() not in SMALL]


def _taken_apart(phrase: str) -> tuple[str, str]:
    """A phrase without whom it belongs to, and who that is: "the | lock keeper | of the Canal Board", "Holm's | mayor"."""
    head, *behind = HEAD.split(_SOME_OF.sub("", phrase), maxsplit=1)
    owned = _OWNED.match(head)
    tail = " ".join([*([owned["owner"]] if owned else []), *behind])
    return (owned["head"] if owned else head), tail


def _beside(phrase: str) -> tuple[str, tuple[str, ...]]:
    """A name and what stands beside it: "the workers' delegate, | Maureen Capper", "| Maureen Capper, | a nurse"."""
    parts = phrase.split(", ")
    names = [part for part in parts if words_of(part) == part.split() and _all_names(part) and not _is_description(part)]
    return (names[-1], tuple(part for part in parts if part != names[-1])) if names else (phrase, ())


def _all_names(phrase: str) -> bool:
    return all(word[0].isupper() for word in phrase.split())


def _is_description(head: str) -> bool:
    """Is a phrase no name but what somebody is: "mayor", "the defence ministry", "the Governor"?"""
    words = words_of(head)
    named = [word for word in words if word[0].isupper()]
    office = head.casefold().startswith("the ") and bool(words) and _is_office(words[-1])
    return bool(words) and (not named or office)


def _is_body(head: str) -> bool:
    return any({"organization", "outlet"} & set(classes_of(word)) for word in words_of(head))


def _proper(words: list[str]) -> tuple[str, ...]:
    """The words of a name, without forms of address: "Ms | Oda Pope"."""
    return tuple(
        word.casefold()
        for at, word in enumerate(words)
        if word[0].isupper()
        and (not is_title(word.casefold()) or (at and word is words[-1]))  # "Ann Pope"
        and word.casefold() not in NAMELESS
    )


def _offices_before(words: list[str]) -> list[str]:
    """The words of an office before a name of two words or more: "Faculty engineer | Tor Ekholm", "Shipowner | Finn Daale"."""
    last = [at for at, word in enumerate(words[:-2]) if is_person_noun(word) or is_role(word)]
    return words[: last[-1] + 1] if last else []


def _is_office(word: str) -> bool:
    """ "Rector", "Captain" before a name, and every word for an office; not "Dr" and "Mrs"."""
    return is_role(word) or (is_title(word.casefold()) and word.casefold() not in COURTESIES)


def plain(text: str) -> str:
    """Without accents and marks: one name is written in several ways."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
