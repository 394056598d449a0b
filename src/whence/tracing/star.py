"""Pairs of articles worth comparing, out of any number of sketches, without a quadratic step.

Every article is linked to the earliest article of each of its hashes, never to all of them: a footer that ten thousand pages
share gives ten thousand links and not fifty million (measured on 10⁴ to 10⁶ synthetic documents, tracing-notes of the design).
What two copies have in common stands in their original as well; where that is missing, the earliest copy takes its place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHARED, SHARE = 3, 0.1  # hashes, and share of the smaller sketch, from which two articles are compared word by word
NEARER = 4  # originals that one article is compared with at most, those that share most first
MOSTLY = 0.5  # share from which it is more than a line of the page: of 2 319 such pairs of benchmarks/scale.py one was no copy
LINES = 4  # pages of an outlet that share less than MOSTLY with its earliest one and are compared with it, as footers do


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles to be compared, the earlier one first, and the share of the smaller sketch that they have in common."""

    one: str
    other: str
    share: float


def pairs(sketches: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, str], ...]:
    """The pairs (earlier, later) to be compared; `sketches` come in the order of publication, each with its article's id."""
    return tuple((each.one, each.other) for each in links(sketches, {}))


def links(sketches: Iterable[tuple[str, tuple[int, ...]]], outlets: Mapping[str, str]) -> tuple[Link, ...]:
    """The same with what they share; what many pages of one outlet share is their footer (`outlets`: whose an article is)."""
    first: dict[int, int] = {}
    names: list[str] = []
    sizes: list[int] = []
    lines = Counter[int]()
    found = []
    for number, (name, hashes) in enumerate(sketches):
        names.append(name)
        sizes.append(len(hashes))
        shared = Counter(first.setdefault(each, number) for each in hashes)
        shared.pop(number, None)
        enough = []
        for other, count in shared.items():
            share = count / min(len(hashes), sizes[other])
            if count >= SHARED and share >= SHARE:
                line = share < MOSTLY and name in outlets and outlets[name] == outlets.get(names[other])
                lines[other] += line
                enough += [(-count, other, share)] if not line or lines[other] <= LINES else []
        found += [Link(names[other], name, share) for _, other, share in sorted(enough)[:NEARER]]
    return tuple(found)
