"""Credits: the agency of a dateline, the outlet that a credit line names, the persons of a byline."""

import re
from typing import NamedTuple

from whence.lexicon.tables import table

LONGEST_NAME = 60  # characters of an outlet's name
MOST_BYLINE_WORDS = 18  # of a byline: two names with office, paper and date; a sentence that opens with "By" is longer
MOST_PERSON_WORDS = 5  # of a person's name: "María José de la Cruz"

_TABLE = table("anatomy")
# A name as written: words with a capital or a digit, joined by small ones; "lowercase.com" is a name too.
_NAME = (
    r"(?P<name>(?:(?:[Tt]he )?[A-ZÀ-Þ\d][\w.&’'/-]*|[a-z][\w-]+(?:\.[a-z][\w-]*)*\.[a-z]{2,}\b)"
    r"(?: (?:(?:of|the|and|&|for|in|de|la|le|du|des|der|die|di|e|y) )*[A-ZÀ-Þ\d][\w.&’'/-]*){0,6})"
)
_URL = re.compile(r"https?://[^\s<>()\[\]“”\"]+|(?<![\w@.])www\.[^\s<>()\[\]“”\"]+")
_TAKEN = tuple(re.compile(each.replace("NAME", _NAME)) for each in _TABLE["taken_from"])
_CREDITED = re.compile(r"\(?(?i:source|via|h/t|hat tip)s?\b")
_FIGURES = re.compile(_TABLE["sources_of_figures"])
_GROUP = {name.casefold(): names[0] for names in _TABLE["agencies"] for name in names}
_AGENCY = "|".join(sorted((re.escape(name) for names in _TABLE["agencies"] for name in names), key=len, reverse=True))
_AGENCY_CREDIT = tuple(
    re.compile(each.replace("NAME", rf"(?:[Tt]he )?(?P<name>{_AGENCY})")) for each in _TABLE["agency_credit"]
)
_CLOSING = re.compile(rf"[.!?”\"] (?:\((?=[^()]*\)\.?$)|[—–-]{{1,2}} ?)(?P<name>{_AGENCY})\)?\.?$")
_DATELINE = re.compile("|".join(f"(?:{each})" for each in _TABLE["dateline"]))
_IN_BRACKETS = re.compile(r"\((?P<name>[^()\n]{2,40})\) ?(?:—|–|--|-|:) ?$")
_AGENCY_NAME = re.compile(r"(?!By )[A-ZÀ-Þ][\w.&’'-]*(?:[ /](?:of |and |& )?[A-ZÀ-Þ][\w.&’'-]*){0,4}")
_PARTY = re.compile(r"[A-Z]{1,3}[-–].*|[A-Z][a-z]*\.")  # "(R-Texas)", "(Calif.)": a politician's or a state's, no agency's
_BYLINE, _SIGN_OFF = re.compile(_TABLE["byline"]), re.compile(_TABLE["sign_off"])
_BETWEEN = re.compile(r",|;| and | & |\bwith\b")
_NOT_PERSON = re.compile(_TABLE["not_persons"])
_PLACED = re.compile(r"\s+(?:in|at|from|for)\s+[A-ZÀ-Þ].*$| ?[|–—•·/].*$|,? (?:[A-Za-z ]*)?(?:\d|@).*$")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:de|la|del|da|di|van|von|der|den|bin|al|el|y|e) )*[A-ZÀ-Þ][\w.’'-]*){1,4}")


class Credit(NamedTuple):
    """Where a line says that the text was taken from; a part that it does not tell is null."""

    name: str | None
    url: str | None


def same_outlet(one: str | None, other: str | None) -> bool:
    """Are two names, or a name and a domain, those of one outlet ("Holm Post", "holmpost.example")?"""
    return bool(one and other) and _key(one or "") == _key(other or "")


def _key(name: str) -> str:
    plain = re.sub(r"^the ", "", name.strip().strip(".").casefold())
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", plain):  # a domain: the label that is longest names the outlet
        plain = max(plain.split(".")[:-1], key=len)
    return re.sub(r"\W+", "", _GROUP.get(plain, plain).casefold())


def dateline_of(line: str) -> str | None:
    """The dateline that opens a line: "KELTERSUND, 14 April (Northwire) — "."""
    found = _DATELINE.match(line)
    return found[0] if found else None


def dateline_agency(dateline: str) -> str | None:
    """The agency of a dateline, as written; None when the brackets hold something else, as a politician's party.

    Any name counts behind a place in capitals, as agencies write it; behind other words it must be a known agency.
    """
    found = _IN_BRACKETS.search(dateline.rstrip() + " ")
    if not found:
        opening = re.match(rf"(?P<name>{_AGENCY}) (?:—|–|--|-)", dateline)
        return opening["name"] if opening else None
    name, place = found["name"].strip(), dateline[: found.start()]
    if name.casefold() in _GROUP:
        return name
    capitals = re.match(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]+\b(?![a-zß-ÿ])", place)
    return name if capitals and _AGENCY_NAME.fullmatch(name) and not _PARTY.fullmatch(name) else None


def agency_of(line: str) -> str | None:
    """The known agency that a copyright, a byline or a line of its own names: "© 2024 AFP", "By the Associated Press"."""
    if len(line) > 200:
        return None
    matches = (pattern.match(line) for pattern in _AGENCY_CREDIT)
    return next((found["name"] for found in matches if found), None)


def closing_agency(line: str) -> str | None:
    """The known agency that signs the last paragraph: "… in the spring. (AFP)", "… in the spring. — Reuters"."""
    found = _CLOSING.search(line)
    return found["name"] if found else None


def taken_from(line: str) -> Credit | None:
    """The outlet or address that a credit line names, as written; None when it names none, several, or a source of figures."""
    address = _URL.search(line)
    url = address[0].rstrip(".,;:!?’'") if address else None
    named = next((found["name"] for pattern in _TAKEN if (found := pattern.match(line))), None)
    if named and address and "://" in line[: line.find(named) + 1]:
        named = None
    name = _outlet_name(named, line) if named else None
    if url and (name or _CREDITED.match(line) or "ublished" in line or "ppeared" in line):
        return Credit(name, url)
    return Credit(name, None) if name else None


def _outlet_name(named: str, line: str) -> str | None:
    name = re.sub(r"(?:[.’']|’s|'s)+$", "", named).strip()
    name = re.sub(r"^the ", "", name)
    behind = line[line.find(named) + len(named) :]
    signed = _CREDITED.match(line)
    if len(name) > LONGEST_NAME or name.startswith(("http", "www")):
        return None
    if signed and re.match(r"\s*(?:[,;]|and\b|/|\w)", behind) and not _URL.search(behind):
        return None  # several names, or the beginning of a sentence
    if line.casefold().lstrip("(").startswith("source") and name.casefold() not in _GROUP and _FIGURES.search(name):
        return None
    return name


def persons_of(line: str) -> tuple[str, ...]:
    """The persons that a byline or a sign-off names ("By Ann Lee and Jo Lund", "(Reporting by Jo Lund; editing by …)").

    A sign-off stands in brackets; without them every name must be a person's, or the line may be a sentence ("Reporting by the
    Post showed …").
    """
    if len(line.split()) > MOST_BYLINE_WORDS and line[0] != "(":
        return ()
    sign_off = _SIGN_OFF.match(line)
    found = sign_off or _BYLINE.fullmatch(line)
    if not found:
        return ()
    parts = [_person(part) for part in _BETWEEN.split(found[1])]
    if parts[0] is None or (sign_off and line[0] != "(" and None in parts):
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def _person(part: str) -> str | None:
    """A person's name without the place he reports from; None for offices, outlets and agencies."""
    name = _PLACED.sub("", part.strip(" .)\t\xa0")).strip()
    words = name.split()
    if not 2 <= len(words) <= MOST_PERSON_WORDS or not _PERSON.fullmatch(name) or name.casefold() in _GROUP:
        return None
    return None if _NOT_PERSON.search(name) else name
