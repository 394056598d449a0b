"""The terms by which articles on the same matter find one another: names, and words that are rare in news.

Which words are rare is told by the weights of the claim model, so the same article has the same terms in every archive.
"""

from collections import Counter
from collections.abc import Callable

from whence.records.article import PROSE, Article
from whence.tracing.wordings import WORD, plain

NAMES, WORDS = 24, 16  # most terms of an article: names first, then its rare words; 30 rows for an article of 500 words
RARE, LEAST_LETTERS = 0.985, 4  # weight (SIF) from which a word is rare: the 12 000 commonest pieces of news are below it


def terms(article: Article, names: frozenset[str], weight: Callable[[str], float]) -> tuple[str, ...]:
    """The terms of an article, plain and ascending.

    `names` are its words that are written as names, `weight` tells how rare a word is.  The title counts, too: an article may
    name in its title only whom it is about.
    """
    texts = [article.text[block.start : block.end] for block in article.blocks if block.role in PROSE or block.role == "title"]
    found = Counter(match.group() for text in texts for match in WORD.finditer(text))
    named, rare = Counter[str](), Counter[str]()
    for word, times in found.items():
        if len(word) < LEAST_LETTERS and word not in names:
            continue
        if word in names:
            named[plain(word)] += times
        elif weight(word) >= RARE and word.isalpha():
            rare[plain(word)] += times
    chosen = {word for word, _ in _most(named, NAMES)} | {word for word, _ in _most(rare, WORDS)}
    return tuple(sorted(each for each in chosen if each))


def _most(counts: Counter[str], size: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size]
