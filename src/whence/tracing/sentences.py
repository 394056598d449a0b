"""The sentences of an article's prose, with the outlets of the traced set that each names."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.lexicon.marks import sentence_ends
from whence.lexicon.outlets import places_of
from whence.records.article import PROSE, Article, Outlet


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose: its extent, the outlets of the set that it names (but its own), with the places of their names."""

    start: int
    end: int
    outlets: tuple[tuple[int, int, tuple[int, ...]], ...]


def sentences_of(article: Article, own: int, outlets: Sequence[Outlet | None]) -> tuple[Sentence, ...]:
    """The sentences of an article, in their order; `own` is its place among the outlets."""
    found = []
    for block in article.blocks:
        if block.role in PROSE:
            start = block.start
            for stop in [*(end + 1 for end in sentence_ends(article.text, block.start, block.end)), block.end]:
                if stop > start:
                    found.append(Sentence(start, stop, _named(article.text, start, stop, own, outlets)))
                start = max(start, stop)
    return tuple(found)


def _named(
    text: str, start: int, end: int, own: int, outlets: Sequence[Outlet | None]
) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    found = []
    for low, high, places in places_of(text[start:end], outlets):
        others = tuple(at for at in places if at != own and not (outlets[at] is not None and outlets[at] == outlets[own]))
        if others:
            found.append((start + low, start + high, others))
    return tuple(found)
