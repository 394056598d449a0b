"""Text fragments: links that open a page at the words of a span (WICG Scroll To Text Fragment).

    https://canal.example/lock#:~:text=said%2C-,the%20lock%20was%20shut

A browser looks for the words without regard to case, accents and the width of spaces, from one edge of a word to another, and
not across blocks.  So a span that is long or runs over lines is told by its first and last words, and words that stand in the
text more than once get words before and behind them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from whence.exchange.iris import UNRESERVED, encoded, web_address
from whence.records.spans import Span

LONGEST = 120  # characters that are told whole; a longer link is cut by programs that pass it on
EDGE = 4  # words at each end of a longer span, to begin with
CONTEXT = (0, 2, 4, 8, 16)  # words before and behind, tried in this order
_KEPT = UNRESERVED - {"-"}  # a hyphen is part of the directive's own syntax, as "," and "&" are
_DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One text directive: `start` alone is the whole of the words, with `end` it is their beginning."""

    start: str
    end: str = ""
    before: str = ""
    behind: str = ""

    def __str__(self) -> str:
        parts = [_escaped(self.before) + "-" if self.before else "", _escaped(self.start), _escaped(self.end)]
        parts.append("-" + _escaped(self.behind) if self.behind else "")
        return "text=" + ",".join(part for part in parts if part)


def _escaped(words: str) -> str:
    return encoded(" ".join(words.split()), _KEPT)


class Page:
    """A text as a browser searches it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._places = _fold(text)

    def link(self, url: str | None, spans: tuple[Span, ...]) -> str | None:
        """The address with a directive for every span; None where it is no address of the web."""
        address = web_address(url)
        if address is None:
            return None
        address = address.split(_DIRECTIVE, 1)[0]
        told = "&".join(str(self.fragment(span.start, span.end)) for span in spans)
        return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}{told}" if told else address

    def fragment(self, start: int, end: int) -> Fragment:
        """The shortest directive that finds these characters and nothing else; the longest one tried where none does."""
        start, end = self._at_words(start, end)
        made = Fragment(self._text[start:end])
        for made in self._tried(start, end):
            if self.found(made) == [(start, end)]:
                return made
        return made

    def _at_words(self, start: int, end: int) -> tuple[int, int]:
        """The extent with the whole of the words that it cuts: a browser finds no half of a word."""
        while 0 < start < end and _in_word(self._text[start - 1]) and _in_word(self._text[start]):
            start -= 1
        while start < end < len(self._text) and _in_word(self._text[end - 1]) and _in_word(self._text[end]):
            end += 1
        return start, end

    def _tried(self, start: int, end: int) -> Iterator[Fragment]:
        words = self._text[start:end]
        whole = len(words) <= LONGEST and "\n" not in words
        for around in CONTEXT:
            before, behind = self._before(start, around), self._behind(end, around)
            if whole:
                yield Fragment(words, "", before, behind)
            else:
                first, last = _first(words, EDGE + around), _last(words, EDGE + around)
                yield Fragment(first, last, before, behind)

    def _before(self, start: int, count: int) -> str:
        """The last words before a place; those of the line before where it begins a line."""
        return _last(self._text[:start].rstrip(), count) if count else ""

    def _behind(self, end: int, count: int) -> str:
        return _first(self._text[end:].lstrip(), count) if count else ""

    def found(self, fragment: Fragment) -> list[tuple[int, int]]:
        """Every place that a directive finds in the text, as the specification's search would."""
        before, start, end, behind = map(_pattern, (fragment.before, fragment.start, fragment.end, fragment.behind))
        opening = rf"{before}[ \n]*" if before else ""
        closing = rf"[ \n]*{behind}" if behind else ""
        pattern = rf"(?={opening}(?P<words>{start}{f'.*?{end}' if end else ''}){closing})"
        places = [match.span("words") for match in re.finditer(pattern, self._folded, re.DOTALL)]
        return [(self._places[low], self._end(self._places[high - 1])) for low, high in places if low < high]

    def _end(self, place: int) -> int:
        """Behind a character and the marks on it."""
        place += 1
        while place < len(self._text) and unicodedata.combining(self._text[place]):
            place += 1
        return place


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0


def _first(words: str, count: int) -> str:
    """The first words, on their first line."""
    line = words.split("\n", 1)[0]
    found = list(re.finditer(r"\S+", line))[:count]
    return line[: found[-1].end()] if found else ""


def _last(words: str, count: int) -> str:
    line = words.rsplit("\n", 1)[-1]
    found = list(re.finditer(r"\S+", line))[-count:]
    return line[found[0].start() :] if found else ""


def _pattern(words: str) -> str:
    return re.escape(_fold(words.strip())[0])


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, runs of spaces as one (" ", or a line break), and where each character stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            broken = "\n" if character == "\n" else " "
            if letters and letters[-1] in " \n":
                letters[-1] = "\n" if broken == "\n" else letters[-1]
                continue
            folded = broken
        else:
            plain = unicodedata.normalize("NFKD", character.casefold())
            folded = "".join(each for each in plain if not unicodedata.combining(each))
        letters += folded
        places += [place] * len(folded)
    return "".join(letters), places
