"""The words of an article that can be copied, and the sketch that finds whoever has them too.

FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash", known from sourmash):
of all word 5-grams those are kept whose hash falls into a fixed share of the hash space.  Unlike MinHash it answers how much
of one text is contained in another, whatever their lengths: a wire story that was cut, or built into a longer one, is found.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from whence.lexicon.marks import quotations
from whence.records.article import PROSE, Article

GRAM = 5  # words of a hash
SHARES = ((80, 1), (320, 4), (1 << 60, 16))  # up to so many words one hash in n: about 30 to 80 rows for an article
SPACE = 1 << 64
LEAST_QUOTED = 4  # words of a quoted sentence that is kept whole: shared quotations are looked for by it
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u200d])*"  # combining marks stay on their letter
WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an article's prose, plain (lower case, no accents), with their offsets in its text.

    `quoted[i]`: word i stands inside quotation marks.  `blocks[i]`: number of its block.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    blocks: tuple[int, ...]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """First word and the one behind the last of the characters `start:end`."""
        return bisect_left(self.ends, start + 1), bisect_left(self.starts, end)


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word as it is compared: lower case, without accents and apostrophes, compatibility forms resolved."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in apart if each.isalnum())


def wording(article: Article) -> Wording:
    """The words of the blocks that say something; titles, captions, teasers, credits and boilerplate are nobody's wording."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[bool] = []
    blocks: list[int] = []
    for number, block in enumerate(article.blocks):
        if block.role not in PROSE:
            continue
        text = article.text[block.start : block.end]
        found = list(WORD.finditer(text))
        places = [match.start() for match in found]
        words += [plain(match.group()) for match in found]
        starts += [block.start + place for place in places]
        ends += [block.start + match.end() for match in found]
        quoted += _quoted(text, places)
        blocks += [number] * len(found)
    return Wording(tuple(words), tuple(starts), tuple(ends), tuple(quoted), tuple(blocks))


def _quoted(text: str, places: list[int]) -> list[bool]:
    """Does the word at each of these places, ascending, stand inside quotation marks?"""
    found = [False] * len(places)
    for each in quotations(text):
        if each.closed or not each.single:
            low, high = bisect_left(places, each.open_end), bisect_left(places, each.close_start)
            found[low:high] = [True] * (high - low)
    return found


def hashed(words: tuple[str, ...]) -> int:
    """A stable 64-bit hash of some words."""
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8"), digest_size=8).digest(), "big")


def sketch(article: Article) -> tuple[int, ...]:
    """The hashes that stand for an article's text, ascending, unsigned: a share of its 5-grams, and its quoted sentences."""
    found = wording(article)
    share = next(each for most, each in SHARES if len(found.words) < most)
    grams = {hashed(found.words[at : at + GRAM]) for at in range(len(found.words) - GRAM + 1)}
    kept = {each for each in grams if each < SPACE // share}
    return tuple(sorted(kept | set(_quoted_sentences(article))))


def _quoted_sentences(article: Article) -> list[int]:
    """A hash of every quoted sentence: what two reporters heard one person say is found without copying anything else."""
    found = []
    for block in article.blocks:
        if block.role not in PROSE:
            continue
        text = article.text[block.start : block.end]
        for each in quotations(text):
            for sentence in _SENTENCE.split(text[each.open_end : each.close_start]):
                words = tuple(plain(word) for word in WORD.findall(sentence))
                if len(words) >= LEAST_QUOTED:
                    found.append(hashed(words))
    return found
