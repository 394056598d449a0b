"""Pairs of articles worth comparing, out of any number of sketches, without a quadratic step.

Every article is linked to the earliest article of each of its hashes, never to all of them: a footer that ten thousand pages
share gives ten thousand links and not fifty million (measured on 10⁴ to 10⁶ synthetic documents, tracing-notes of the design).
What two copies have in common stands in their original as well; where that is missing, the earliest copy takes its place.
"""

from collections import Counter
from collections.abc import Iterable

SHARED, SHARE = 3, 0.1  # hashes, and share of the smaller sketch, from which two articles are compared word by word
NEARER = 4  # originals that one article is compared with at most, those that share most first


def pairs(sketches: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, str], ...]:
    """The pairs (earlier, later) to be compared; `sketches` come in the order of publication, each with its article's id."""
    first: dict[int, int] = {}
    names: list[str] = []
    sizes: list[int] = []
    found = []
    for number, (name, hashes) in enumerate(sketches):
        names.append(name)
        sizes.append(len(hashes))
        shared = Counter(first.setdefault(each, number) for each in hashes)
        shared.pop(number, None)
        enough = [
            (-count, other)
            for other, count in shared.items()
            if count >= SHARED and count >= SHARE * min(len(hashes), sizes[other])
        ]
        found += [(names[other], name) for _, other in sorted(enough)[:NEARER]]
    return tuple(found)
