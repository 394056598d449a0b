"""English for reports: quotations, lists, numbers, dates and names inside a sentence."""

import re
from collections.abc import Sequence

from whence.lexicon.briefing import begins_with_determiner, month, turns
from whence.records.spans import Span

LONGEST = 150  # characters of a quotation in a sentence; a longer one is cut: two lines of a margin
BETWEEN = " … "  # between the pieces of an interrupted span
DAY = len("2024-11-25")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?([~?%]?)")
SOONEST = 60  # characters that a cut leaves at least: shorter pieces of a clause tell too little
_CLAUSE = re.compile(r"(?:;|[a-z]{4}[.!?][”\"’']?)(?=\s)")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
_DOUBLE = re.compile(r"[“”\"]")


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; with semicolons where a part holds a comma."""
    if len(parts) < 2:
        return "".join(parts)
    mark = "; " if len(parts) > 2 and any("," in part for part in parts) else ", "
    closing = f"; {last} " if mark == "; " else f" {last} "
    return mark.join(parts[:-1]) + closing + parts[-1]


def clauses(parts: Sequence[str]) -> str:
    """Whole clauses in a row: "a, and b"; with semicolons where one holds a comma."""
    mark = "; " if any("," in part for part in parts) else ", "
    return mark.join([*parts[:-1], f"and {parts[-1]}"]) if len(parts) > 1 else "".join(parts)


def number(count: int) -> str:
    """A count in a sentence: words up to ten, figures beyond (Chicago, 9.3, in its journalistic form)."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, noun: str) -> str:
    """ "one statement", "two statements", "14 statements"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def opening(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def inner(name: str) -> str:
    """A name inside a sentence: a determiner in front of it loses its capital."""
    return name[:1].lower() + name[1:] if begins_with_determiner(name) else name


def subject(name: str) -> str:
    """A name before its predicate: an apposition in it is closed, "the owner, Annick Lines,"."""
    return f"{inner(name)}," if "," in name and not name.endswith(",") else inner(name)


def cut(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut at the end of a word with "…" when it is longer than `longest` characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest + 1].rsplit(" ", 1)[0] if " " in line[: longest + 1] else line[:longest]
    return kept.rstrip(" ,;:—–-(“‘\"'") + " …"


def whole(text: str, longest: int) -> str | None:
    """The text on one line, or its first clauses with "…"; None when no cut leaves its meaning alone.

    A cut before "but", "if", "unless" would leave half of the thought, one inside marks or brackets half of a quotation.
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    ends = [found.end() for found in _CLAUSE.finditer(line) if SOONEST <= found.end() <= longest]
    for end in reversed(ends):
        kept = line[:end].rstrip(" ,;:—–-")
        if balanced(kept) and not turns(line[end:]):
            return f"{kept} …"
    return None


def balanced(text: str) -> bool:
    """Has every mark and bracket its partner?"""
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in _PAIRS)


def quoted(text: str, longest: int = LONGEST) -> str:
    """The text in quotation marks, cut when it is long; single ones where it holds double ones."""
    words = cut(text, longest)
    return f"‘{words}’" if _DOUBLE.search(words) else f"“{words}”"


def joined(spans: tuple[Span, ...]) -> str:
    """The pieces of an interrupted span as one text."""
    return BETWEEN.join(span.text for span in spans)


def day_of(value: str) -> str | None:
    """An EDTF date in words, "25 November 2024", "November 2024", "2024"; None for what is not one plain date."""
    found = _DATE.fullmatch(value)
    if not found:
        return None
    year, in_year, in_month, doubt = found.groups()
    if in_year and not 1 <= int(in_year) <= 12:
        return None
    words = " ".join(each for each in (in_month and str(int(in_month)), in_year and month(int(in_year)), year) if each)
    return f"about {words}" if doubt else words


def when(value: str) -> str | None:
    """An EDTF value as an adverbial: "on 25 November 2024", "in November 2024", "by …", "between … and …"; None if unknown."""
    first, slash, last = value.partition("/")
    if not slash:
        return _at(first)
    early, late = (day_of(each) if each not in ("..", "") else None for each in (first, last))
    if early and late:
        return f"between {early} and {late}"
    if late:
        return f"on or before {late}" if first == ".." else None
    return f"on or after {early}" if early and last == ".." else None


def _at(value: str) -> str | None:
    words = day_of(value)
    if words is None or words.startswith("about "):
        return words
    return f"on {words}" if len(value) >= DAY else f"in {words}"
