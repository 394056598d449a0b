"""Is a holder in one article the holder in another?  The same person under several spellings is one, two of one name are two.

Names are compared as the field does (Bagga and Baldwin 1998, cross-document coreference by name and context): a surname alone
stands for the full name, initials for first names; two different first names, or two offices that exclude each other, keep two
people apart.  A holder without a name ("the operator", "police") is the one whose role or name holds that noun.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from whence.lexicon.grammar import CALENDAR, INDEFINITE, PRONOUNS
from whence.lexicon.nouns import (
    COURTESIES,
    classes_of,
    is_generic,
    is_kin,
    is_person_noun,
    is_plural,
    is_role,
    is_title,
    longer_names,
    singular,
    wider,
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OWNS = re.compile(r"['’]s\Z")
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+|\b[A-Z][a-z]+ \d{1,2}\b")
_CALLED = re.compile(r"(?P<office>the [^()]+) \((?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)\)")  # "the minister (Bo Marr)"
_CLAUSE = re.compile(r",? (?:that|which|whose|seen|obtained|shown)\b")
_BODIES = frozenset(("named organization", "unnamed group"))
_LISTING = frozenset(
    ("list", "register", "survey", "census", "map", "photograph", "picture", "recording", "video", "file", "record")
)
_BETWEEN = r"(?:(?!(?:of|at|on|in|into|about|to|for|against|with)\b)[\w’'-]+ )"
_SMALL = frozenset(
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
_OFFICES = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "head",
        "director",
        "chief",
        "chairman",
        "chairwoman",
        "president",
        "officer",
        "manager",
    )
)
_HEAD = re.compile(r",| (?:of|in|at|on|for|from|with|to|who|whose|that|which)\b")  # what ends the first phrase of a description
_SPOKES = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_OUTSIDE = frozenset(("former", "ex", "critic", "opponent", "rival", "lawyer", "ambassador", "victim", "resident"))
# What a court gives: its judge and the court are one source (Black's Law Dictionary, "judgment", "ruling", "verdict").
_COURT_PAPERS = frozenset(("judgment", "judgement", "ruling", "verdict", "sentence"))
_COURT = frozenset(("judge", "justice", "magistrate", "court", "tribunal"))
# "The paper", "the board's eleven pages" may be the report that another names.
_ANY_PAPER = frozenset(("paper", "document", "page", "pages", "sheet", "sheets"))
_PAPERS = {
    "memorandum": "memo",
    "mail": "e-mail",
    "email": "e-mail",
    "logbook": "log",
    "catalog": "catalogue",
    "registry": "register",
}
NAMELESS = PRONOUNS | INDEFINITE
_GENERIC = frozenset(
    [
        "company",
        "firm",
        "group",
        "body",
        "organisation",
        "organization",
        "agency",
        "office",
        "department",
        "ministry",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "officials",
        "source",
        "sources",
        "people",
        "person",
        "man",
        "woman",
        "someone",
        "expert",
        "experts",
    ]
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder as it is compared: kind, the words of its name, and the words of its roles and of a phrase without a name.

    `whose`: the words of the names in its roles, of whom it may speak for ("a spokesman for Ostra Netz").
    """

    kind: str
    name: tuple[str, ...]
    nouns: frozenset[str]
    key: str
    day: str = ""
    whose: frozenset[str] = frozenset()


def holder_of(name: str, kind: str | None, told: tuple[str, ...] = ()) -> Holder:
    """The holder of a statement by its name and the roles that its article tells."""
    name = _plain(name)
    if kind in ("named person", "unnamed person", None) and (called := _CALLED.fullmatch(name)):
        name, told, kind = called["name"], (called["office"], *told), "named person"
    day = _DAY.search(name) if kind == "document" else None
    if kind == "document":
        name = _CLAUSE.split(name)[0]
    words = [word for word in _WORD.findall(name) if word.casefold() not in _SMALL]
    offices = _offices_before(words) if kind in ("named person", None) else []
    words = words[len(offices) :]
    if kind == "document":
        words = [_OWNS.sub("", word) for word in words]  # "Dunn Keeble's survey"
    proper = tuple(
        word.casefold()
        for at, word in enumerate(words)
        if word[0].isupper()
        and (not is_title(word.casefold()) or (at and word is words[-1]))  # "Ann Pope"
        and word.casefold() not in (NAMELESS | CALENDAR if kind == "document" else NAMELESS)
    )
    roles = [*offices, *(word for role in told for word in _WORD.findall(_plain(role)))]
    office = (
        {*offices, *(word for word in [*words[:-1], *roles] if _is_office(word))} if kind in ("named person", None) else set()
    )
    low = [word.casefold() for word in [*words, *roles] if word[0].islower() or word in office]
    nouns = {singular(word) for word in low if word not in _SMALL and word not in proper}
    whose = (
        frozenset(word.casefold() for word in roles if word[0].isupper()) - set(proper) - {each.casefold() for each in office}
    )
    return Holder(kind or "", proper, frozenset(nouns), " ".join(name.casefold().split()), day[0] if day else "", whose)


def _offices_before(words: list[str]) -> list[str]:
    """The words of an office before a name of two words or more: "Faculty engineer | Tor Ekholm", "Shipowner | Finn Daale"."""
    last = [at for at, word in enumerate(words[:-2]) if is_person_noun(word) or is_role(word)]
    return words[: last[-1] + 1] if last else []


def _is_office(word: str) -> bool:
    """ "Rector", "Captain" before a name, and every word for an office; not "Dr" and "Mrs"."""
    return is_role(word) or (is_title(word.casefold()) and word.casefold() not in COURTESIES)


def _plain(text: str) -> str:
    """Without accents and marks: one name is written in several ways."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def same(one: Holder, other: Holder) -> str | None:
    """Why two holders of two articles are one, in a few words; None when they are not, or nothing tells."""
    if "anonymous" in (one.kind, other.kind):
        return None
    if "document" in (one.kind, other.kind):
        return _by_document(one, other) if one.kind == other.kind else _by_maker(one, other) or _by_maker(other, one)
    if one.name and other.name:
        return _by_name(one, other) or _speaks_for(one, other) or _speaks_for(other, one)
    nouns = _offices_shared(one, other)
    if not one.name and not other.name:
        return (
            f"both “{sorted(nouns)[0]}”" if nouns and (one.key == other.key or len(nouns) > 1 or _alike(one, other)) else None
        )
    if nouns:
        return f"“{sorted(nouns)[0]}” is a role of the other"
    return "called by words of its name" if _calls(one, other) or _calls(other, one) else None


def _calls(one: Holder, other: Holder) -> bool:
    """ "The national laboratory" for the National Conservation Laboratory: its head noun and another of its words."""
    words, head = _HEAD.split(one.key)[0].split(), _HEAD.split(other.key)[0].split()[-1:]
    by_words = other.kind == "named organization" and words[:1] == ["the"] and len(words) > 2 and words[-1:] == head
    return by_words and not one.name and set(words[1:]) <= set(other.name)


def _offices_shared(one: Holder, other: Holder) -> frozenset[str]:
    """The nouns of one holder that the other has as well, or has another word for ("the rector", "Canon")."""
    mine, others = one.nouns - _GENERIC, other.nouns - _GENERIC
    return frozenset(
        word for word in mine if any(word == each or each in wider(word) or word in wider(each) for each in others)
    )


def _by_document(one: Holder, other: Holder) -> str | None:
    """Two documents are one when they are the same kind of paper and no name or day keeps them apart."""
    kinds = [frozenset(_PAPERS.get(word, word) for word in each.nouns if _is_paper(word)) for each in (one, other)]
    any_paper = any(each.key.split()[-1] in _ANY_PAPER and each.key.startswith("the ") for each in (one, other) if each.key)
    shared = kinds[0] | kinds[1] if any_paper else kinds[0] & kinds[1]
    if one.day and other.day and one.day != other.day:
        return None
    if not shared or (one.name and other.name and not set(one.name) & set(other.name)):
        return None
    return f"both “{min(shared)}”"


def _is_paper(noun: str) -> bool:
    """Is it a paper, also one that has no singular ("accounts", "minutes")?"""
    return "document" in classes_of(noun) or "document" in classes_of(f"{noun}s")


def _by_maker(paper: Holder, maker: Holder) -> str | None:
    """ "The audit" and "the auditors", "the bank's report" and "the bank": a paper and who made it.

    The nameless, by the paper's kind; a body, by the words that the paper is called after; who is named, by his office.
    """
    if paper.kind != "document":
        return None
    if paper.nouns & _COURT_PAPERS and _COURT & (maker.nouns | set(maker.name)):
        return "a court made it"
    if maker.kind != "named person" and _is_of(paper, maker):
        return f"it is of the “{maker.key.removeprefix('the ')}”"
    kinds = {word for word in paper.nouns if _is_paper(word)}
    made = [
        noun
        for noun in maker.nouns - {"reporter"}
        if (not maker.name or is_person_noun(noun))
        and (any(noun in (f"{kind}or", f"{kind}er") for kind in kinds) or re.search(rf"\b{re.escape(noun)}s?['’]", paper.key))
    ]
    return f"the “{min(made)}” made it" if made else None


def _is_of(paper: Holder, maker: Holder) -> bool:
    """Is a paper called after the body that made it: "Dunn Keeble's survey", "a survey by the engineers Dunn Keeble"?"""
    body = " ".join(word for word in maker.key.split() if word not in _SMALL)
    if maker.kind not in _BODIES and (maker.kind or maker.name):
        return False
    if not maker.name and len(maker.nouns - _GENERIC) < 2:  # "the committee" may be any
        return False
    kinds = "|".join(re.escape(word) for word in sorted(paper.nouns - _LISTING) if _is_paper(word)) or "minutes"
    owns = rf"\A{_BETWEEN}{{0,2}}{re.escape(body)}['’]"
    made = rf"\b(?:by|from|(?:{kinds})s? of) {_BETWEEN}{{0,3}}{re.escape(body)}(?=\Z|,| (?:of|dated|on|in|to|for|from)\b)"
    return re.search(f"{owns}|{made}", paper.key) is not None


def describes(one: Holder, other: Holder, text: str) -> bool:
    """May "the company", "the conductor" be the named one of another article, whom its own article `text` names too?"""
    if one.name or not other.name or not one.key.startswith("the "):
        return False
    words = {word.casefold() for word in _WORD.findall(_plain(text))}
    if other.kind == "named organization":
        return one.nouns <= {"company", "firm", "business"} | set(other.name) and set(other.name) <= words
    return other.kind == "named person" and _is_somebody(one) and other.name[-1] in words


def _is_somebody(holder: Holder) -> bool:
    """Is it one person by what he is ("the goalkeeper", "the man in the flat cap"), and not by whom he stands beside?"""
    head = _HEAD.split(holder.key)[0].split()[-1]
    beside = bool((holder.nouns | {head}) & (_OUTSIDE | _SPOKES)) or (is_kin(head) and head not in ("man", "woman"))
    return not beside and not is_plural(head) and (is_person_noun(head) or head in ("man", "woman"))


def nameless(holder: Holder) -> bool:
    """Is it only a pronoun, or a noun that any body may be called by ("the company")?"""
    anybody = bool(holder.nouns) and all(is_generic(noun) for noun in holder.nouns)
    return not holder.name and (anybody or holder.key in NAMELESS)


def _alike(one: Holder, other: Holder) -> bool:
    return one.nouns <= other.nouns or other.nouns <= one.nouns


def _speaks_for(one: Holder, other: Holder) -> str | None:
    """A body and the person who is told to be of it: nothing tells that the body's word and his are two."""
    body = one.kind == "named person" and other.kind in ("named organization", "place", "unnamed group")
    office = bool(one.nouns & _OFFICES) and not one.nouns & _OUTSIDE
    return "speaks for the other" if body and office and one.whose.issuperset(other.name) else None


def _by_name(one: Holder, other: Holder) -> str | None:
    if one.name == other.name:
        return "the same name"
    short, long = sorted((one.name, other.name), key=len)
    if one.kind == other.kind == "named person":
        if len(short) > 1 and short == long[-len(short) :]:
            return "the same name"  # "Fiddler Nora Tveit", "Nora Tveit"
        if short[-1] != long[-1]:
            return None
        agree = all(_first_names_agree(*each) for each in zip(short[:-1], long[:-1], strict=False))
        return "the same surname" if agree else None
    missing = Counter(short) - Counter(long)
    return None if missing else "the same name, shortened"


def _first_names_agree(one: str, other: str) -> bool:
    """Is one the other, its initial, or short for it ("Sam", "Samuel")?"""
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return one == other or initial or other in longer_names(one) or one in longer_names(other)
