"""Words and word pieces of a paragraph: what the encoder reads, with the offsets of every word.

Words are the scorer's tokens (runs of letters and digits, single punctuation marks), with combining marks kept on their
letter; the pieces are those of lexicon.pieces.  Which quotation marks open and close is told by `quote`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from whence.lexicon.marks import quotations
from whence.lexicon.pieces import WORD, PieceSplitter
from whence.records.encoding import Words

CASES = ("lower", "title", "upper", "mixed", "digit", "initial")
QUOTES = ("outside", "inside", "opening", "closing", "unclosed", "single")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one paragraph, [CLS] and [SEP] included; `first[i]` is the place of the first piece of word i."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    quotes: tuple[int, ...]
    first: tuple[int, ...]


def case_of(word: str) -> int:
    """The place in CASES of a word's letters."""
    if word[0].isdigit():
        return CASES.index("digit")
    if not word[0].isalpha() or word.islower():
        return CASES.index("lower")
    if word.isupper():
        return CASES.index("initial" if len(word) == 1 else "upper")
    if word[0].isupper() and word[1:].islower():
        return CASES.index("title")
    return CASES.index("mixed")


def _quote_states(paragraph: str, starts: list[int]) -> list[int]:
    """The place in QUOTES of every word."""
    states = [0] * len(starts)
    for quotation in quotations(paragraph):
        low, high = bisect_left(starts, quotation.open_start), bisect_right(starts, quotation.close_start)
        for index in range(low, high):
            start = starts[index]
            if start == quotation.open_start:
                states[index] = QUOTES.index("opening")
            elif quotation.open_end <= start < quotation.close_start and states[index] == 0:
                inside = "single" if quotation.single else "inside" if quotation.closed else "unclosed"
                states[index] = QUOTES.index(inside)
            elif quotation.closed and start == quotation.close_start:
                states[index] = QUOTES.index("closing")
    return states


def words_of(paragraph: str) -> Words:
    """The words of a paragraph, in order."""
    found = list(WORD.finditer(paragraph))
    starts = [match.start() for match in found]
    return Words(
        starts=tuple(starts),
        ends=tuple(match.end() for match in found),
        texts=tuple(match.group() for match in found),
        cases=tuple(case_of(match.group()) for match in found),
        quotes=tuple(_quote_states(paragraph, starts)),
    )


class WordPieces(PieceSplitter):
    """WordPiece that also lays out a whole paragraph for the encoder."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__(vocabulary)
        self._edges = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def pieces(self, words: Words) -> Pieces:
        """The encoder's input for one paragraph; features of a word stand on all of its pieces."""
        ids, cases, quotes, first = [self._edges[0]], [0], [0], []
        for text, case, quote in zip(words.texts, words.cases, words.quotes, strict=True):
            of_word = self.of_word(text)
            first.append(len(ids))
            ids.extend(of_word)
            cases.extend([case] * len(of_word))
            quotes.extend([quote] * len(of_word))
        return Pieces((*ids, self._edges[1]), (*cases, 0), (*quotes, 0), tuple(first))
