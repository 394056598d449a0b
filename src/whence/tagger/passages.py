"""The passages of an article: what one pass of the encoder reads.

A passage is one block of prose, alone.  What the encoder gives for it therefore depends on nothing else: not on what stands
before, not on how an article was packed.  What runs on over blocks (a quotation in several paragraphs) is joined afterwards,
by rules.  In PolNeAR 0.8 % of contents leave the paragraph of their cue, nearly all of them re-opened quotations.
"""

import re
from collections.abc import Callable, Iterator

from whence.records.article import PROSE, Article, Block
from whence.records.encoding import Words
from whence.tagger.tokens import Pieces, words_of

MOST_PIECES = 384  # of a passage, [CLS] and [SEP] included; 2 of PolNeAR's 19 291 paragraphs are longer (benchmarks/corpus.py)
MOST_CHARACTERS = 8 * MOST_PIECES  # a part this long is cut before its words are counted; PolNeAR has 4.5 to a piece
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+|\n")


def _cut(text: str, start: int, end: int) -> int:
    """Where a part that begins at `start` should end: after its last whole sentence, else at white space, else at `end`."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, end)]
    if ends and ends[-1] > start + (end - start) // 4:
        return ends[-1]
    space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return space + 1 if space > start else end


def _parts(text: str, block: Block, pieces: Callable[[Words], Pieces]) -> Iterator[tuple[int, Words]]:
    """(start, words) of every part of a block that the encoder can take; nearly always the whole block."""
    start = block.start
    while start < block.end:
        end = block.end if block.end - start <= MOST_CHARACTERS else _cut(text, start, start + MOST_CHARACTERS)
        words = words_of(text[start:end])
        while len(pieces(words).ids) > MOST_PIECES:
            end = _cut(text, start, start + max(1, (end - start) * 3 // 4))
            words = words_of(text[start:end])
        if words.starts:
            yield start, words
        start = end


def passages_of(article: Article, pieces: Callable[[Words], Pieces]) -> Iterator[tuple[int, int, Words]]:
    """(start, number of its block, words) of every passage, in order; blocks that are not prose give none."""
    for number, block in enumerate(article.blocks):
        if block.role in PROSE:
            for start, words in _parts(article.text, block, pieces):
                yield start, number, words
