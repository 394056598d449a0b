"""Words and grammar of the expressions of time: what kind of word each is, what number it stands for, which rules there are.

Every word of a text becomes one character, its kind; the rules of `times.toml` are regular expressions over such strings.
"""

import re
from dataclasses import dataclass

from whence.lexicon.tables import table

_TABLE = table("times")
OTHER = "x"  # the kind of every word that no list holds


def listed(*names: str) -> frozenset[str]:
    """The words of the lists with these names together."""
    return frozenset(word for name in names for word in _TABLE["lists"][name].split())


def _past() -> frozenset[str]:
    """Irregular forms of the past that are no base forms too, and the auxiliaries."""
    forms = table("irregular")["forms"]
    irregular = {form for each in forms.values() for form in each.split() if form not in forms}
    return (listed("past") | irregular) - listed("not_past")


def _numbered(kinds: tuple[str, ...], order: str, first: int) -> dict[str, int]:
    """Every name of these kinds of words -> its place in a list of the first three letters."""
    places = _TABLE["lists"][order].split()
    return {word: first + places.index(word[:3]) for kind in kinds for word in _TABLE["capital"][kind].split()}


NUMBERS: dict[str, int] = _TABLE["numbers"]
UNITS: dict[str, str] = _TABLE["units"]
ABBREVIATED: dict[str, str] = _TABLE["abbreviated_units"]
PARTS: dict[str, str] = _TABLE["parts"]
SEASONS: dict[str, str] = _TABLE["seasons"]
OFTEN: dict[str, str] = _TABLE["often"]
FEASTS: dict[str, str] = _TABLE["feasts"]
MONTHS = _numbered(("month",), "month_order", 1)
WEEKDAYS = _numbered(("weekday", "weekday_short"), "weekday_order", 0)  # Monday is 0
WEEKDAYS |= {f"{word}s": WEEKDAYS[word] for word in _TABLE["capital"]["weekday"].split()}
PAST = _past()
FUTURE = listed("future", "timetable")
DOCUMENTS = listed("documents")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar: the name of its reading, and its pattern over kinds."""

    name: str
    pattern: re.Pattern[str]


def _kinds() -> dict[str, str]:
    """Kind -> the character that stands for it; none of them means anything in a regular expression."""
    names = [*_TABLE["words"], *_TABLE["capital"], *_TABLE["lists"]["shapes"].split()]
    return {name: chr(0x4E00 + number) for number, name in enumerate(names)}


KINDS = _kinds()
_LOWER = {word: KINDS[kind] for kind, words in _TABLE["words"].items() for word in words.split()}
_CAPITAL = {word: KINDS[kind] for kind, words in _TABLE["capital"].items() for word in words.split()}
_BRACES = re.compile(r"\{([\w|]+)\}")


def kind_of_word(word: str) -> str:
    """The kind of a word of letters; names of months, days and feasts count only with a capital."""
    lower = word.lower()
    found = _LOWER.get(lower)
    if found is None and word != lower:
        found = _CAPITAL.get(lower)
    return found or OTHER


def _expanded(pattern: str) -> str:
    """The pattern with every {kind}, {kind|kind} and {macro} written out."""

    def replaced(found: re.Match[str]) -> str:
        names = found[1].split("|")
        if len(names) == 1 and names[0] in _TABLE["macros"]:
            return _expanded(_TABLE["macros"][names[0]])
        return KINDS[names[0]] if len(names) == 1 else "[" + "".join(KINDS[name] for name in names) + "]"

    return _BRACES.sub(replaced, pattern)


def pattern(written: str) -> re.Pattern[str]:
    """A pattern over kinds, compiled."""
    return re.compile(_expanded(written))


RULES = tuple(Rule(each["name"], pattern(each["pattern"])) for each in _TABLE["rule"])
# Group names may stand only once in a pattern, so the scan drops them.
_SILENT = OTHER + "".join(KINDS[each] for each in _TABLE["lists"]["never_first"].split())
_ANY = "|".join(re.sub(r"[?]P<[a-z_0-9]+>", "?:", each.pattern.pattern) for each in RULES)
# Where any rule can begin: one character of another kind, and behind it (seen from its start) a whole expression.  The first
# part is what the scan runs by; without it the alternatives are tried at every word, which takes half as long again.
SCAN = re.compile(f"[^{_SILENT}](?<=(?=(?:{_ANY})).)")
BEFORE_EDGE = pattern("(?:{before_edge})$")
