"""Which outlets a phrase names: "the newsletter Market Minute", "the Standard", "TPA", "two sites, A and B".

A name is recognised by the outlets that are asked about, never by a list: whole, without its article or brackets; by its
initials, as agencies sign (AP Stylebook, "abbreviations and acronyms"); or by its last word behind "the", as papers are called
at their second mention (Chicago Manual of Style, 8.170), where no other outlet that is asked about ends in that word.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.lexicon.credits import same_outlet
from whence.lexicon.nouns import ISSUING, OUTLET_WORDS
from whence.records.article import Outlet

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]")
_LEAST_INITIALS = 2
_THE = r"(?:[Tt]he|[Tt]his \w+['’]s|[Tt]oday['’]s|[Yy]esterday['’]s|[A-Z]\w+day['’]s)"
_ISSUE = re.compile(r"(?:this \w+|today|yesterday|\w+day)['’]s ", re.IGNORECASE)  # "this morning's Argus", "Friday's Echo"
_BEHIND = re.compile(r"(?:,|:| [–—-]) .*\Z")  # "…, field note": what of the body's own it is
_HEAD = re.compile(r" (?:of|for|and|at|in|on|to)\b")
# Behind the head of a Romance or German name: "Corriere di Vard".  Not "of": "Friends" may open a sentence about any.
_OF = frozenset(("de", "di", "del", "della", "do", "da", "du", "des", "von"))
_DESIGNATORS = frozenset(
    ("agency", "bureau", "english", "media", "network", "news", "newsroom", "newswire", "online", "press", "service", "wire")
)


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[str, ...]:
    return tuple(each.group() for each in _WORD.finditer(unicodedata.normalize("NFC", _BRACKETS.sub("", name))))


@lru_cache(maxsize=1 << 14)
def _full(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without its article."""
    words = tuple(word.casefold() for word in _words(name))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a") else words


@lru_cache(maxsize=1 << 14)
def _initials(name: str) -> str:
    return "".join(word[0] for word in _words(name) if word[0].isupper() and word.casefold() != "the")


def _stands_in(part: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(part) and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def named(phrase: str, outlets: Sequence[Outlet | None], credit: bool = False) -> tuple[int, ...]:
    """The places in `outlets` of those that a phrase names, ascending; () when it names none of them.

    `credit`: the phrase is how an article signs what it took, where two initials are enough ("(AP)").
    """
    words = tuple(word.casefold() for word in _words(phrase))
    whole = [at for at, each in enumerate(outlets) if each and _is_whole(phrase, words, each, credit)]
    return tuple(whole) or _by_last_word(phrase, outlets)


def _is_whole(phrase: str, words: tuple[str, ...], outlet: Outlet, credit: bool) -> bool:
    if outlet.domain and (same_outlet(phrase, outlet.domain) or re.search(_of_domain(outlet.domain), phrase, re.IGNORECASE)):
        return _written_as_name(phrase)
    if not outlet.name:
        return False
    full, short = _full(outlet.name), _initials(outlet.name)
    if same_outlet(phrase, outlet.name):
        return _written_as_name(phrase)
    by_name = _stands_in(full, words) and (len(full) > 1 or _capital(phrase, full))
    signed = credit and _words(phrase) == (short,) and len(short) >= _LEAST_INITIALS
    return by_name or signed or (len(short) > _LEAST_INITIALS and short in _words(phrase))


def _written_as_name(phrase: str) -> bool:
    """A capital, a figure or a dot: "string site" and "the courier" name nobody."""
    return any(not word[:1].islower() for word in _words(phrase)) or "." in phrase


def _of_domain(domain: str) -> str:
    return rf"(?<![\w-])(?:[\w-]+\.)*{re.escape(domain)}(?![\w-]|\.\w)"


def _capital(phrase: str, full: tuple[str, ...]) -> bool:
    """A name of one word must be written as a name: "Stringsite", not "string site" or a common noun."""
    return any(word.casefold() == full[0] and word[:1].isupper() for word in _words(phrase))


def _by_last_word(phrase: str, outlets: Sequence[Outlet | None]) -> tuple[int, ...]:
    """ "the Standard" for "The Vard Standard", also "Vard Standard's": the end of exactly one of the names, or its head."""
    words = _words(phrase)
    stem = tuple(word.casefold() for word in words)
    short = [at for at, each in enumerate(outlets) if each and each.name and _is_stem(stem, _full(each.name))]
    short = short or [at for at, each in enumerate(outlets) if each and each.name and _full(phrase) == _opening(each.name)]
    if words and words[-1][:1].isupper() and len({_full(outlets[at].name or "") for at in short}) == 1:  # type: ignore[union-attr]
        return tuple(short)
    if issue := _ISSUE.match(phrase):
        words = ("the", *_words(phrase[issue.end() :]))
    if len(words) < 2 or words[0].casefold() != "the" or not words[1][:1].isupper():
        return ()
    tail = tuple(word.casefold() for word in words[1:])
    found = [at for at, each in enumerate(outlets) if each and each.name and _full(each.name)[-len(tail) :] == tail]
    names = {_full(outlets[at].name or "") for at in found}  # type: ignore[union-attr]  # only those with a name are in it
    return tuple(found) if len(names) == 1 else ()


def places_of(sentence: str, outlets: Sequence[Outlet | None]) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """Where a sentence names outlets: (start, end, places in `outlets`), in the order of the text, without overlaps."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for pattern, places in _patterns(tuple(outlets)):
        found.extend((match.start(), match.end(), places) for match in pattern.finditer(sentence))
    kept: list[tuple[int, int, tuple[int, ...]]] = []
    for start, end, places in sorted(found, key=lambda each: (each[0], each[0] - each[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, places))
    return tuple(kept)


def _opening(name: str) -> tuple[str, ...] | None:
    """ "Corriere" of "Corriere di Vard": the first word where the others only tell of what, as Romance names are built."""
    words = _full(name)
    return words[:1] if len(words) > 2 and words[1] in _OF and body_of(name) is None else None


def _is_stem(stem: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Seaboard" for "Seaboard News Service": the name without the words that say what it is."""
    return 0 < len(stem) < len(full) and full[: len(stem)] == stem and all(word in _DESIGNATORS for word in full[len(stem) :])


@lru_cache(maxsize=256)
def _patterns(outlets: tuple[Outlet | None, ...]) -> tuple[tuple[re.Pattern[str], tuple[int, ...]], ...]:
    """Expressions for the names, initials, domains and unambiguous last words of the outlets, each with whom it means."""
    forms: dict[str, set[int]] = {}
    for at, outlet in enumerate(outlets):
        for form in _forms(outlet) if outlet else ():
            forms.setdefault(form, set()).add(at)
    found = []
    for form, places in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])):
        names = {_full(outlets[at].name or outlets[at].domain or "") for at in places}  # type: ignore[union-attr]
        if len(names) == 1:
            found.append((re.compile(form), tuple(sorted(places))))
    return tuple(found)


def _either(word: str) -> str:
    """A word with its accents as one character each, or as combining marks."""
    forms = dict.fromkeys(re.escape(unicodedata.normalize(form, word)) for form in ("NFC", "NFD"))
    return next(iter(forms)) if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _forms(outlet: Outlet) -> list[str]:
    """Regular expressions for the ways to write one outlet."""
    found = []
    if outlet.name:
        words = [_either(word) for word in _words(outlet.name)]
        words = words[1:] if len(words) > 1 and words[0].casefold() in ("the", "a") else words
        if words:
            found.append(r"\b(?:[Tt]he )?" + r"\W{1,3}".join(words) + r"(?!\w)")
        paper = len(words) > 1 and words[-1].casefold() in OUTLET_WORDS  # "the Standard", but not the place that a name ends in
        if paper:
            tails = [r"\W{1,3}".join(words[at:]) for at in range(1, len(words))]
            found += [rf"\b{_THE} {tail}\b(?!['’-]|\s+[A-Z])" for tail in tails]
        if head := _opening(outlet.name):
            found.append(rf"\b{_either(head[0].capitalize())}\b(?!['’-]|\s+(?:[A-Z]|{'|'.join(sorted(_OF))}\b))")
        short = _initials(outlet.name)
        found += [rf"\b{short}\b"] if len(short) > _LEAST_INITIALS else []
    if outlet.domain:
        found.append(_of_domain(outlet.domain))
    return found


@dataclass(frozen=True, slots=True)
class Body:
    """A body that has an organ of its own, and what it calls itself there: "the office"."""

    name: str
    called: str


def body_of(name: str | None) -> Body | None:
    """The body whose own organ an outlet is, by its head noun: "County Health Office, Gorzen"; None of what sells news.

    What such a body publishes in its own voice is its own word: a primary source.
    """
    principal = _BEHIND.sub("", _BRACKETS.sub("", name or ""))
    head = (_words(_HEAD.split(principal)[0]) or ("",))[-1].casefold()
    known = head in ISSUING and OUTLET_WORDS.isdisjoint(_full(principal))
    return Body(principal, f"the {head}") if known else None
