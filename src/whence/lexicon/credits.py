"""Credits: the agency of a dateline, the outlet that a credit line names, the persons of a byline."""

import re
from functools import lru_cache
from typing import NamedTuple

from whence.lexicon.tables import table

LONGEST_NAME = 60  # characters of an outlet's name
MOST_BYLINE_WORDS = 18  # of a byline: two names with office, paper and date; a sentence that opens with "By" is longer
MOST_PERSON_WORDS = 5  # of a person's name: "María José de la Cruz"
LONGEST_PART = 120  # characters of a name with office, place and agency; a longer part of a byline is not read

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
_SITES = {
    site: name.casefold() for site, _, name in (line.partition(" ") for line in _TABLE["agency_sites"].strip().split("\n"))
}
_GENERIC = frozenset(["com", "co", "org", "net", "gov", "ac", "edu"])  # labels before the country's in "aa.com.tr"
_SHARED = frozenset(_TABLE["shared_agency_forms"].split())
_SHARED_FOLDED = frozenset(form.casefold() for form in _SHARED)


def _either(names: set[str]) -> str:
    """An expression for one of the names, in capitals too, as headlines and bylines are set; the longest is tried first."""
    forms = names | {name.upper() for name in names if name not in _SHARED and name != "dpa"}
    return r"(?:[Tt]he |THE )?(?P<name>" + "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) + ")"


_NAMES = {name for names in _TABLE["agencies"] for name in names}
_AGENCY, _CLEAR = _either(_NAMES), _either(_NAMES - _SHARED)
_AGENCY_CREDIT = tuple(re.compile(each.replace("NAME", _AGENCY).replace("CLEAR", _CLEAR)) for each in _TABLE["agency_credit"])
_CLOSING = re.compile(rf"[.!?”\"] (?:\((?=[^()]*\)\.?$)|[—–-]{{1,2}} ?){_CLEAR}\)?\.?$")
_OPENING = re.compile(rf"{_CLEAR} (?:—|–|--|-)")
_DATELINE = re.compile("|".join(f"(?:{each})" for each in _TABLE["dateline"]))
_IN_BRACKETS = re.compile(r"\((?P<name>[^()\n]{2,40})\) ?(?:—|–|--|-|:) ?$")
_AGENCY_NAME = re.compile(r"(?!By )[A-ZÀ-Þ][\w.&’'-]*(?:[ /](?:of |and |& )?[A-ZÀ-Þ][\w.&’'-]*){0,4}")
# "(R-Texas)", "(Calif.)": a politician's or a state's; "(KXYZ)", "(WABC-TV)": a station's own call sign (47 CFR 73.3550).
_NO_AGENCY = re.compile(r"[A-Z]{1,3}[-–].*|[A-Z][a-z]*\.|[KW][A-Z]{2,3}(?:[- ](?:TV|FM|AM))?")
_BYLINE, _SIGN_OFF = re.compile(_TABLE["byline"]), re.compile(_TABLE["sign_off"])
_REUTERS_SIGN_OFF = re.compile(_TABLE["sign_off_of_reuters"])
_BETWEEN = re.compile(r",|;| and | & |\bwith\b")
_NOT_PERSON = re.compile(_TABLE["not_persons"])
_PLACED = re.compile(r"\s+(?:in|at|from|for|IN|AT|FROM|FOR)\s+[A-ZÀ-Þ].*$| ?[|–—•·/].*$|,? (?:[A-Za-z ]*)?(?:\d|@).*$")
_WORD_OF_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_SMALL_IN_NAMES = frozenset(_TABLE["name_particles"].split())
_SMALL_IN_BYLINES = frozenset(_TABLE["byline_particles"].split())
_SUFFIX = re.compile(r",? (?:Jr|Sr|I{2,3}|IV)\b\.?$")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_NAME = re.compile(r"[\u3400-\u9fff]{1,3} ?[\u3400-\u9fff]{1,3}|[\uac00-\ud7af]{1,2} ?[\uac00-\ud7af]{1,3}")
_BY = re.compile(r"^(?:(?:story|written|text|words|reported) )?(?:by|from):?\s+", re.IGNORECASE)
_JOINTS = re.compile(r",(?! (?:Jr|Sr|I{2,3}|IV)\b)|[;|/•·()]|\s[–—-]+\s|\s(?:and|und|et|&|with)\s", re.IGNORECASE)
_SERVING = re.compile(r"\s(?:of|for|to|at|in|from|via)\s", re.IGNORECASE)
_OFFICE = _TABLE["byline_offices"]
_OFFICES = re.compile(rf"^(?:{_OFFICE} )+|(?: {_OFFICE})+$")
_AGENCY_FIRST = re.compile(rf"{_AGENCY}(?:['’]s)?(?: {_OFFICE})*(?: (?P<person>\S.*))?")
_AGENCY_LAST = re.compile(rf"(?P<person>\S.*?) {_CLEAR}(?: {_OFFICE})*")


class Credit(NamedTuple):
    """Where a line says that the text was taken from; a part that it does not tell is null."""

    name: str | None
    url: str | None


def same_outlet(one: str | None, other: str | None) -> bool:
    """Are two names, or a name and a domain, those of one outlet ("Holm Post", "holmpost.example", "theholmpost.example")?"""
    if not one or not other:
        return False
    keys = _key(one), _key(other)
    return keys[0] == keys[1] or any(each and f"the{each}" in keys for each in keys)


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    plain = re.sub(r"^the |^www\.", "", name.strip().strip(".").casefold())
    if plain not in _SITES and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", plain):  # a domain: its longest label names the outlet
        labels = plain.split(".")[:-1]
        plain = max([label for label in labels if label not in _GENERIC] or labels, key=len)
    squeezed = re.sub(r"\W+", "", plain)
    owner = _SITES.get(plain) or _SITES.get(squeezed)
    return re.sub(r"\W+", "", _GROUP.get(owner or plain, squeezed).casefold())


def dateline_of(line: str) -> str | None:
    """The dateline that opens a line: "KELTERSUND, 14 April (Northwire) — "."""
    found = _DATELINE.match(line)
    return found[0] if found else None


def dateline_agency(dateline: str) -> str | None:
    """The agency of a dateline, as written; None when the brackets hold something else, as a politician's party.

    Any name counts behind a place in capitals, as agencies write it; behind other words it must be a known agency, and initials
    that are also a state's or a party's need a day there ("Kelter, May 3 (PA) —", but "Ann Lee (PA) —").
    """
    found = _IN_BRACKETS.search(dateline.rstrip() + " ")
    if not found:
        opening = _OPENING.match(dateline)
        return opening["name"] if opening else None
    name, place = found["name"].strip(), dateline[: found.start()]
    capitals = re.match(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]+\b(?![a-zß-ÿ])", place)
    if _is_agency(name):
        behind_a_day = not place.strip() or re.search(r"\d", place)
        return name if capitals or behind_a_day or name not in _SHARED or not name.isupper() else None
    return name if capitals and _AGENCY_NAME.fullmatch(name) and not _NO_AGENCY.fullmatch(name) else None


def _is_agency(name: str) -> bool:
    """Is that a known agency, in whatever case, or a form that is also something else, exactly as the agency writes it?"""
    return name in _SHARED or (name.casefold() in _GROUP and name.casefold() not in _SHARED_FOLDED)


def agency_of(line: str) -> str | None:
    """The known agency that a copyright, a byline or a line of its own names: "© 2024 AFP", "By the Associated Press".

    A byline may name persons and offices, too ("By Ann Lee, AP Business Writer"); of two agencies the first counts.
    """
    if len(line) > 200:
        return None
    matches = (pattern.match(line) for pattern in _AGENCY_CREDIT)
    named = next((found["name"] for found in matches if found), None)
    if named or not _is_byline(line):
        return named
    return next(iter(agencies_of_byline((line,))[1]), None)


def _is_byline(line: str) -> bool:
    """Is a line a byline by its wording: names, offices and the small words between them, no sentence?"""
    found = _BYLINE.fullmatch(line)
    small = [word for word in re.findall(r"[^\W\d_][\w'’-]*", found[1]) if word[0].islower()] if found else []
    known = all(word in _SMALL_IN_BYLINES or word in _SMALL_IN_NAMES or re.fullmatch(_OFFICE, word) for word in small)
    return bool(found) and known and len(line.split()) <= MOST_BYLINE_WORDS


def sign_off_agency(line: str) -> str | None:
    """The agency whose house style a sign-off is: "(Reporting by Ann Lee; Editing by Jo Lund)" is how Reuters ends its reports.

    The line does not name it, so that it counts only where nothing else does.
    """
    return "Reuters" if _REUTERS_SIGN_OFF.match(line) else None


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


def agencies_of_byline(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Printed bylines sorted into (persons, agencies), each once, in their order and as printed.

    "Ann Lee, Reuters", "By REUTERS STAFF", "AFP with staff reporters": persons come without "By", office, place and outlet,
    agencies without "the" and their staff; outlets, offices and places are in neither.
    """
    parts = [part for name in names for piece in _JOINTS.split(_BY.sub("", name.strip(), count=1)) for part in _pieces(piece)]
    signed = [_signed(part) for part in parts if len(part) <= LONGEST_PART]
    persons = dict.fromkeys(person for person, _ in signed if person)
    return tuple(persons), tuple(dict.fromkeys(agency for _, agency in signed if agency))


def _pieces(part: str) -> list[str]:
    """The agencies that hyphens join ("AFP-Jiji"), else the part itself."""
    joined = _trimmed(part).split("-")
    return joined if all(each.casefold() in _GROUP for each in joined) else [_trimmed(part)]


def _signed(part: str) -> tuple[str | None, str | None]:
    """The person and the agency of a part of a byline: "Ann Lee of the AP", "AP Business Writer Ann Lee", "AFP in Kelter"."""
    if _is_agency(part):
        return None, part
    found = _AGENCY_FIRST.fullmatch(part)
    if found and found["person"] is None:
        return None, found["name"]
    found = found or _AGENCY_LAST.fullmatch(part)
    if found and (person := _without_office(found["person"])):
        return person, found["name"]
    head, *tail = _SERVING.split(part, maxsplit=1)
    if not tail:
        return _without_office(part), None
    (person, agency), (_, served) = _signed(head), _signed(re.sub(r"^(?i:the) ", "", tail[0]))
    return person, agency or served


def _without_office(part: str) -> str | None:
    """The person of "Ann Lee Staff Writer" or "Special Correspondent Ann Lee"; an office may be a surname ("Ann Court")."""
    return _person(_OFFICES.sub("", part)) or _person(part)


def _trimmed(part: str) -> str:
    """Without white space, brackets and full stops around; "Jr." keeps its own."""
    return re.sub(r"(?<!\bJr)(?<!\bSr)\.+$", "", part.strip(" )\t\xa0")).strip(" )\t\xa0")


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
    if not sign_off and _is_byline(line):
        persons, agencies = agencies_of_byline((line,))
        if agencies:
            return persons
    parts = [_person(part) for part in _BETWEEN.split(found[1])]
    if parts[0] is None or (sign_off and line[0] != "(" and None in parts):
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def _person(part: str) -> str | None:
    """A person's name without the place he reports from; None for offices, outlets and agencies."""
    name = _PLACED.sub("", _trimmed(part)).strip()
    if name.casefold() in _GROUP or _NOT_PERSON.search(name):
        return None
    if _EAST_ASIAN.search(name):
        return name if _EAST_ASIAN_NAME.fullmatch(name) else None
    return name if _reads_as_name(_SUFFIX.sub("", name).split()) else None


def _reads_as_name(words: list[str]) -> bool:
    """Two words or more in capitals, or of a script that has none, with the small words of names between them; no "The …"."""
    if not 2 <= len(words) <= MOST_PERSON_WORDS or words[0].casefold() == "the" or words[-1][0].islower():
        return False
    capitals = sum(not word[0].islower() for word in words)
    return capitals > 1 and all(
        _WORD_OF_NAME.fullmatch(word) and (not word[0].islower() or (place and word in _SMALL_IN_NAMES))
        for place, word in enumerate(words)
    )
