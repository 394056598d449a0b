"""Copies for reports: groups of articles that share text, and the pairs that are worth telling.

Of a group of n articles n - 1 pairs are told: each article with the one that it most likely has the text from.  The others
follow from these and are only counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from whence.records.spans import Span
from whence.records.trace import Copy, CopyBecause, CopyEvidence, Relation
from whence.report.tracefacts import TraceFacts

TEXT: frozenset[Relation] = frozenset({"verbatim", "edited"})  # relations of texts, not of words that somebody said
RELATIONS: dict[Relation, str] = {
    "verbatim": "the same text, word for word", "edited": "the same text, reworked",
    "shared quotes only": "only quotations are shared", "independent": "no text is shared",
}  # fmt: skip
BECAUSE: dict[CopyBecause, str] = {
    "shared text": "shared text", "credit line": "credit line", "same agency": "the same agency in both",
    "earlier publication": "published earlier", "correction kept": "a correction that one has and the other has not",
    "link": "a link",
}  # fmt: skip
FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters that two articles share, where they stand in each; null where only one side is told."""

    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Group:
    """Articles whose texts hang together, oldest first; the pairs that are told, and how many more there are."""

    articles: tuple[str, ...]
    pairs: tuple[Copy, ...]
    more: tuple[Copy, ...]
    is_text: bool


def groups(facts: TraceFacts) -> list[Group]:
    """Groups of copied texts, the largest first, then those that only share quotations."""
    shared = [copy for copy in facts.trace.copies if copy.relation != "independent"]
    texts = [copy for copy in shared if copy.relation in TEXT]
    quotes = [copy for copy in shared if copy.relation not in TEXT]
    return [*_groups(facts, texts, is_text=True), *_groups(facts, quotes, is_text=False)]


def _groups(facts: TraceFacts, copies: list[Copy], is_text: bool) -> list[Group]:
    found = [_group(facts, members, copies, is_text) for members in _components((copy.a, copy.b) for copy in copies)]
    return sorted(found, key=lambda group: (-len(group.articles), _age(facts, group.articles[0]), group.articles))


def _components(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The sets of keys that pairs join, directly or over others."""
    member: dict[str, set[str]] = {}
    for a, b in pairs:
        one, other = member.setdefault(a, {a}), member.setdefault(b, {b})
        if one is not other:
            one, other = (one, other) if len(one) >= len(other) else (other, one)
            one |= other
            member.update(dict.fromkeys(other, one))
    return list({id(each): each for each in member.values()}.values())


def _age(facts: TraceFacts, key: str) -> float:
    moment = facts.moment(key)
    return moment.seconds if moment else FAR


def _group(facts: TraceFacts, members: set[str], copies: list[Copy], is_text: bool) -> Group:
    order = [article.id for article in facts.trace.articles]
    place = {key: number for number, key in enumerate(order)}
    articles = sorted(members, key=lambda key: (_age(facts, key), place.get(key, len(place)), key))
    own = [copy for copy in copies if copy.a in members]
    told = _told(articles, own)
    return Group(tuple(articles), told, tuple(copy for copy in own if copy not in told), is_text)


def _told(articles: list[str], copies: list[Copy]) -> tuple[Copy, ...]:
    """One pair for every article but one, best first: those that tell which of the two gave, then those of older articles.

    The pairs form a tree: a pair that joins what is joined already adds nothing.
    """
    age = {key: number for number, key in enumerate(articles)}
    best = sorted(copies, key=lambda copy: (not gives(copy), sorted((age[copy.a], age[copy.b])), -copy.confidence))
    joined: dict[str, set[str]] = {key: {key} for key in articles}
    kept = []
    for copy in best:
        one, other = joined[copy.a], joined[copy.b]
        if one is not other:
            one |= other
            joined.update(dict.fromkeys(other, one))
            kept.append(copy)
    return tuple(sorted(kept, key=lambda copy: (max(age[copy.a], age[copy.b]), min(age[copy.a], age[copy.b]))))


def gives(copy: Copy) -> str | None:
    """The article that the text comes from, null when it is neither of the two or not known."""
    return {"a": copy.a, "b": copy.b}.get(copy.origin or "")


def direction(facts: TraceFacts, copy: Copy) -> str:
    """Where the shared text comes from, in words."""
    giver = gives(copy)
    if giver is not None:
        return f"from {facts.called(giver)} to {facts.called(copy.b if giver == copy.a else copy.a)}"
    if copy.origin == "outside":
        return "both from a third place"
    return "which of the two came first is not known" if copy.relation in TEXT else "both from the same speaker"


def reasons(copy: Copy) -> list[CopyEvidence]:
    """What the direction and the relation rest on, beside the shared text itself."""
    return [each for each in copy.evidence if each.because != "shared text"]


def told_reason(facts: TraceFacts, copy: Copy, reason: CopyEvidence) -> str:
    """A reason in words: what it is, and the article that shows it; dates of publication are those of both."""
    if reason.because == "earlier publication" and reason.article in (copy.a, copy.b):
        return "by their dates of publication"
    return f"{BECAUSE[reason.because]}, {facts.called(reason.article)}"


def passages(copy: Copy) -> list[Passage]:
    """The shared passages, in the order of the first article, each with its place in both where both are told.

    Passages belong together that have the same words; what is left, reworded on one side, goes in pairs where both articles
    have as many.
    """
    left, right = _shared(copy, copy.a), _shared(copy, copy.b)
    partners = {}
    for span in left:
        same = next((each for each in right if _words(each) == _words(span)), None)
        if same is not None:
            partners[span] = same
            right.remove(same)
    alone = [span for span in left if span not in partners]
    if len(alone) == len(right):
        partners |= dict(zip(alone, right, strict=True))
        right = []
    return [Passage(span, partners.get(span)) for span in left] + [Passage(None, span) for span in right]


def _shared(copy: Copy, article: str) -> list[Span]:
    told = (each.spans for each in copy.evidence if (each.because, each.article) == ("shared text", article))
    return sorted({span for spans in told for span in spans})


def _words(span: Span) -> list[str]:
    return span.text.casefold().split()
