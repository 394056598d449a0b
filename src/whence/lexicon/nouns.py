"""What a noun can stand for when it holds a statement, and which words belong to names (nouns.toml, places.toml)."""

import re
from functools import lru_cache
from typing import Any

from whence.lexicon.tables import table
from whence.records.mention import NounClass

_TABLE = table("nouns")
_PLACES = table("places")


def _words(part: str, name: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in _TABLE[part][name].split())


SPEAKING, INSIDER, ORDINARY, ROLE = (_words("person", each) for each in ("speaking", "insider", "ordinary", "role"))
PEOPLE, ORGANIZATION, OUTLET = _words("people", "nouns"), _words("organization", "nouns"), _words("outlet", "nouns")
DOCUMENT, PLACE = _words("document", "nouns"), frozenset(_TABLE["place"]["nouns"].split())
HE, SHE, TITLE = (_words("person", each) for each in ("he", "she", "title"))
BODY_WORDS, OUTLET_WORDS, KNOWN_OUTLETS, THING_WORDS = (
    _words("organization", "designators"),
    _words("outlet", "designators"),
    _words("outlet", "known"),
    _words("thing", "words"),
)
ISSUING = _words("organization", "issuing")
_LONGER = {line.split()[0]: frozenset(line.split()[1:]) for line in _TABLE["names"]["short"]}
QUANTITY = _words("people", "quantity")
_BEHIND = re.compile(rf"\b(?:{'|'.join(sorted(_words('anonymity', 'behind'), key=len, reverse=True))})\b")
_INSIDE = re.compile(
    r"^(?:an? |the |one |two |three |several |some )?[\w-]+ (?:in|at|inside|within|from) "
    r"(?P<where>(?:(?:the|a|an|his|her|their|its) )?[\w’'-]+(?: [\w’'-]+){0,2})"
)
_UNKNOWN_PERSON = _words("anonymity", "nouns")
PUBLIC_BODIES, COMMERCIAL = _words("organization", "public"), _words("organization", "commercial")
_GENERIC = _words("organization", "generic")
_NEUTRAL = _words("person", "neutral")
COURTESIES = HE | SHE | frozenset(["dr", "prof", "professor", "rev", "reverend", "hon", "honourable", "honorable", "doctor"])
_BEFORE_ROLES = frozenset(("pro", "vice", "ex", "co", "deputy", "sub", "under", "arch"))
_PERSONAL = re.compile(r"\w{2,}(?:man|woman|person|ist|ician|ologist|eer)$")
_AGENT = re.compile(r"\w{3,}(?:er|or|ian|ee)$")
_MEN = {"men": "man", "women": "woman", "people": "people", "children": "child", "wives": "wife", "police": "police"}
_NOT_PERSONS = _words("person", "no_persons")
_MALE = re.compile(
    r"(?:(?:grand|step|god)?(?:father|son)|(?:half-)?brother|(?:ex-)?husband|uncle|boy|king|prince|nephew|widower|lord)$"
)
_FEMALE = re.compile(
    r"(?:\w*woman|(?:grand|step|god)?(?:mother|daughter)|(?:half-)?sister|(?:ex-)?wife|aunt|girl|queen|princess|niece|widow|actress|lady)$"
)

STATES: dict[str, str] = {}
DEMONYMS: dict[str, str] = {}
for _name, _told in _PLACES["states"].items():
    _demonyms, _, _capitals = _told.partition(" / ")
    STATES[_name.replace("_", " ")] = _name.replace("_", " ")
    for _each in _capitals.split():
        STATES.setdefault(_each.replace("_", " "), _name.replace("_", " "))
    for _each in _demonyms.split():
        DEMONYMS.setdefault(_each.replace("_", " "), _name.replace("_", " "))
REGIONS = frozenset(each.replace("_", " ") for each in _PLACES["regions"]["names"].split())
ADJECTIVES = frozenset(DEMONYMS) | frozenset(_PLACES["regions"]["others"].split())


def singular(word: str) -> str:
    """The singular of a noun in lower case, the word itself when it has no plural ending."""
    if word in _MEN:
        return _MEN[word]
    if len(word) < 3:
        return word
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def is_plural(word: str) -> bool:
    """Does the noun look like a plural?  Also collective nouns of people ("police")."""
    lower = word.lower()
    return lower in PEOPLE or singular(lower) != lower


@lru_cache(maxsize=20_000)
def classes_of(head: str) -> tuple[NounClass, ...]:
    """The classes of a head noun, surest first; () when nothing is known of it."""
    lower = head.lower()
    prefix, _, rest = lower.partition("-")
    lower = rest if prefix in _BEFORE_ROLES and rest else lower  # "ex-judge", "vice-chancellor"
    one, found = singular(lower), []
    if one in SPEAKING:
        found.append("speaking")
    for name, words in (("document", DOCUMENT), ("outlet", OUTLET), ("organization", ORGANIZATION)):
        if (one in words or lower in words) and lower not in PEOPLE:
            found.append(name)
    if lower in PEOPLE or lower in QUANTITY:
        found.append("people")
    for name, words in (("insider", INSIDER), ("ordinary", ORDINARY), ("role", ROLE), ("place", PLACE)):
        if one in words:
            found.append(name)
    if not found and one not in _NOT_PERSONS and (_PERSONAL.match(one) or _AGENT.match(one)):
        found.append("ordinary")
    typed: Any = tuple(found)
    return typed  # type: ignore[no-any-return]


def is_known(head: str) -> bool:
    """Is the noun in the tables, and not only like one that means a person by its ending ("thicker")?"""
    one = singular(head.lower())
    return any(one in words or head.lower() in words for words in (SPEAKING, INSIDER, ORDINARY, ROLE, PEOPLE, ORGANIZATION))


def is_person_noun(head: str) -> bool:
    """Can the noun mean one person ("minister", "winger", "spokeswoman")?"""
    return bool({"speaking", "insider", "ordinary", "role"} & set(classes_of(head)))


def is_role(word: str) -> bool:
    """Is the word an office, profession or function that can stand before a name ("minister", "pro-chancellor")?"""
    lower = singular(word.lower())
    prefix, _, rest = lower.partition("-")
    return lower in ROLE or (prefix in _BEFORE_ROLES and rest in ROLE)


def is_document(noun: str) -> bool:
    """Is the noun a paper, also one that has no singular ("accounts", "minutes")?"""
    return "document" in classes_of(noun) or "document" in classes_of(f"{noun}s")


def is_generic(word: str) -> bool:
    """Can "the" and the noun alone point back to a body by any name ("the company", "the agency")?"""
    return singular(word.lower()) in _GENERIC


def is_neutral(word: str) -> bool:
    """Is the noun said of bodies as often as of persons ("rival", "owner", "operator")?"""
    return singular(word.lower()) in _NEUTRAL


def is_title(word: str) -> bool:
    """Is the word a form of address or rank ("Mr", "Gov.")?"""
    return word.lower().rstrip(".") in TITLE | HE | SHE


def gender_of(word: str) -> str | None:
    """ "he" or "she" where a form of address or a noun tells it by itself, else None."""
    lower = word.lower().rstrip(".")
    if lower in SHE or _FEMALE.fullmatch(singular(lower)):
        return "she"
    man = lower.endswith("man") and lower in SPEAKING | ROLE | ORDINARY
    return "he" if lower in HE or man or _MALE.fullmatch(singular(lower)) else None


def is_kin(word: str) -> bool:
    """Is the noun a relative, or a man, woman, boy or girl ("husband", "daughter")?"""
    return bool(_MALE.fullmatch(word) or _FEMALE.fullmatch(word) or word in ("man", "boyfriend", "girlfriend"))


def is_anonymous(head: str, phrase: str) -> bool:
    """Is this a source described only by its closeness: "sources", "people familiar with the matter", "an insider"?"""
    lower = head.lower()
    if singular(lower) in ("source", "insider", "informant", "whistleblower"):
        return True
    inside = lower in ("somebody", "someone", "person") and _is_inside(phrase.lower())
    return lower in _UNKNOWN_PERSON | QUANTITY and (inside or bool(_BEHIND.search(phrase.lower())))


def _is_inside(phrase: str) -> bool:
    """Is it somebody known by no more than the body that he belongs to ("someone at the bank")?"""
    found = _INSIDE.search(phrase)
    last = found["where"].split()[-1] if found else ""
    return last in ("headquarters", "office", "offices") or "organization" in classes_of(last)


def wider(noun: str) -> frozenset[str]:
    """The offices that "the `noun`" may point back to: "lawmaker" -> senator, representative, MP …; always itself."""
    lower = singular(noun.lower())
    return frozenset({lower}) | frozenset(word.replace("_", " ") for word in _TABLE["lawmaker"].get(lower, "").split())


def longer_names(first: str) -> frozenset[str]:
    """The first names that a short form may stand for, in small letters: "sam" → samuel, samantha."""
    return _LONGER.get(first.casefold(), frozenset())
