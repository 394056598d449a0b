"""The articles of a trace, compared: who shares text, what each place rests on, and the odds that two places say the same."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, combinations_with_replacement

import numpy as np

from whence.lexicon.marks import sentence_ends
from whence.records.article import PROSE, Article
from whence.records.kept import Candidate, Kept
from whence.records.provenance import Provenance
from whence.trace.keeping import in_order
from whence.tracing import match
from whence.tracing.claims import UNLIKE, Node, nodes_of
from whence.tracing.copies import Kin, copies, text_of
from whence.tracing.holders import holder_of
from whence.tracing.identity import same
from whence.tracing.provenance import Grounds

CITED = 2.0  # added where one article names the other as its source and this is the likeliest place there
SMALL = 12  # articles that are compared with one another whatever their sketches say
# Guessed log odds from which a place is read: 893 of 907 pairs of 136 stories that are likely, and right, have more
# (benchmarks/claims.py).
FAR = -2.5
FEW = 6  # places of one article that are looked at when a claim is asked for
# Log odds that two places speak of one claim, and by how much those that both make it are lower where one denies it: of 133
# places that dispute a claim in the gold of 136 stories 30 are told, with 17 that do not; at 0.5 and 1, 41 and 84.
OPPOSED, BEHIND = 0.5, 2.0
SHORT = 400  # characters of an article from which chance counts; the claim model was trained on events of 14 clauses
# Log odds that length takes at most: without an end, 14 of 206 quotations that articles of BASIL share are lost.
MOST_CHANCE = 1.2
BLOCK = 64  # places that are compared at once with as many others
COPIED = 4.0  # added where the two places stand in a passage that the articles share
Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True)
class Work:
    """The articles of a trace with everything that the stages found, by the place of the article or of the clause.

    `likely` are the pairs of clauses whose odds of making one claim are worth keeping, with these odds; `opposed` the pairs
    that speak of one claim and do not both make it, with the odds that they speak of one.  `grounds` tell, for each article,
    what its places rest on.
    """

    kept: Sequence[Kept]
    kin: tuple[Kin, ...]
    nodes: tuple[Node, ...]
    provenance: tuple[Provenance, ...]
    places: tuple[match.Place, ...]
    likely: Pairs
    opposed: Pairs
    grounds: Mapping[int, Grounds] = field(default_factory=dict)

    def article(self, place: int) -> Article:
        """The article at a place."""
        return self.kept[place].reading.article

    def denied(self, at: int) -> bool:
        """Does the holder of a place deny it?"""
        node = self.nodes[at]
        statements = self.kept[node.article].reading.statements or ()
        return any(each.id == node.candidate.statement and each.polarity == "negative" for each in statements)


def compared(kept: Sequence[Kept], wanted: frozenset[str] | None = None) -> Work:
    """Everything that the stages find about these articles, which come in the order of publication.

    With `wanted`, ids of candidates, only these and what may say the same as one of them is looked at.
    """
    model = match.packaged()
    nodes = [node for at, each in enumerate(kept) for node in nodes_of(each.candidates, at)]
    places = [place_in(model, kept[node.article].reading.article, node.candidate) for node in nodes]
    if wanted is not None:
        held = _near(model, nodes, places, wanted)
        nodes, places = [nodes[at] for at in held], [places[at] for at in held]
    kin = copies([text_of(each.reading) for each in kept], _sharing(kept))
    grounds = _grounds(kept, nodes)
    closing = _closing_lines(kept, kin)
    held = [
        at
        for at, node in enumerate(nodes)
        if not grounds[node.article].only_cites(node.candidate)
        and not (node.candidate.statement is None and node.candidate.content[0].start >= closing.get(node.article, sys.maxsize))
    ]
    nodes, places = [nodes[at] for at in held], [places[at] for at in held]
    provenance = tuple(grounds[node.article].of(node.candidate) for node in nodes)
    work = Work(kept, kin, tuple(nodes), provenance, tuple(places), *_pairs(model, kept, nodes, places), grounds)
    return replace(work, likely=_raised(work))


def _closing_lines(kept: Sequence[Kept], kin: Sequence[Kin]) -> dict[int, int]:
    """Of the articles whose last block is also that of one that shares no text with it otherwise, where that block begins.

    Such a line belongs to the pages ("Read on with our weekly letter"), as it does when copies are looked for.
    """
    copied = {pair for each in kin if each.copy.relation != "shared quotes only" for pair in (each.pair, each.pair[::-1])}
    same = dict[str, list[int]]()
    for at, each in enumerate(kept):
        if len(each.reading.article.blocks) > 1:
            last = each.reading.article.blocks[-1]
            same.setdefault(each.reading.article.text[last.start : last.end], []).append(at)
    lines = {
        at: mine for mine in same.values() for at in mine if any(at != other and (at, other) not in copied for other in mine)
    }
    return {at: kept[at].reading.article.blocks[-1].start for at in lines}


def _sharing(kept: Sequence[Kept]) -> list[tuple[int, int]]:
    """The pairs of articles whose words are compared: all of a few, else those that have a hash of their sketches in common."""
    found = list(combinations(range(len(kept)), 2))
    if len(kept) <= SMALL:
        return found
    sketches = [frozenset(each.sketch) for each in kept]
    return [(low, high) for low, high in found if not sketches[low].isdisjoint(sketches[high])]


def copied(kept: Sequence[Kept], pairs: Iterable[tuple[str, str]]) -> Work:
    """Only who shares text with whom, for pairs of articles given by their ids."""
    ordered = in_order(kept)
    place = {each.reading.article.id: at for at, each in enumerate(ordered)}
    kin = copies([text_of(each.reading) for each in ordered], [(place[one], place[other]) for one, other in pairs])
    return Work(ordered, kin, (), (), (), {}, {})


def _grounds(kept: Sequence[Kept], nodes: Sequence[Node]) -> dict[int, Grounds]:
    outlets = [each.reading.article.outlet for each in kept]
    return {at: Grounds(kept[at].reading, at, outlets) for at in sorted({node.article for node in nodes})}


def _near(model: match.ClaimModel, nodes: Sequence[Node], places: Sequence[match.Place], wanted: frozenset[str]) -> list[int]:
    """The places asked for, and of every other article the few that are likeliest to say the same."""
    asked = [at for at, node in enumerate(nodes) if {node.candidate.id, *(each.id for each in node.wider)} & wanted]
    if not asked:
        return []
    held = set(asked)
    seed = match.side_of(model, [places[at] for at in asked])
    for mine in _by_article(nodes).values():
        guessed = match.guess(model, seed, match.side_of(model, [places[at] for at in mine])).max(axis=0)
        read = [at for at, each in zip(mine, guessed, strict=True) if each > FAR]
        if read:
            best = match.odds(model, seed, match.side_of(model, [places[at] for at in read])).max(axis=0)
            order = sorted(range(len(read)), key=lambda at: (-float(best[at]), at))[:FEW]
            held.update(read[at] for at in order if best[at] > UNLIKE)
    return sorted(held)


def _by_article(nodes: Sequence[Node]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        found.setdefault(node.article, []).append(at)
    return found


def _pairs(
    model: match.ClaimModel, kept: Sequence[Kept], nodes: Sequence[Node], places: Sequence[match.Place]
) -> tuple[Pairs, Pairs]:
    """Of the pairs of places of two articles those whose odds are above UNLIKE, and those that are opposed.

    The longer two articles are, the more of their places meet by chance: the prior odds of a pair fall with the number of
    places among which it was found.
    """
    long = np.array([np.log(max(len(kept[node.article].reading.article.text), 1) / SHORT) / 2 for node in nodes])
    article = np.array([node.article for node in nodes])
    blocks = [slice(start, start + BLOCK) for start in range(0, len(nodes), BLOCK)]
    sides = [match.side_of(model, places[block]) for block in blocks]
    likely, opposed = Pairs(), Pairs()
    for one, other in combinations_with_replacement(range(len(blocks)), 2):
        chance = np.clip(long[blocks[one], None] + long[None, blocks[other]], 0, MOST_CHANCE)
        odds, about = (each - chance for each in match.odds_and_about(model, sides[one], sides[other]))
        apart = article[blocks[one], None] < article[None, blocks[other]]
        for found, table, chosen in (
            (likely, odds, odds > UNLIKE),
            (opposed, about, (about > OPPOSED) & (odds < about - BEHIND)),
        ):
            for row, column in np.argwhere(chosen & apart).tolist():
                found[one * BLOCK + row, other * BLOCK + column] = float(table[row, column])
    return likely, opposed


def place_in(model: match.ClaimModel, article: Article, candidate: Candidate) -> match.Place:
    """A candidate as it is compared, with the sentence before, its own sentence and the title around it."""
    start, end = candidate.content[0].start, candidate.content[-1].end
    number, block = next((at, each) for at, each in enumerate(article.blocks) if each.start <= start < each.end)
    edges = _edges(article.text, block.start, block.end)
    at = max(at for at, edge in enumerate(edges) if edge <= start)
    high = next((edge for edge in edges if edge >= end), block.end)
    before = article.text[edges[at - 1] : edges[at]] if at else _last_sentence(article, number - 1)
    context = match.Context(article.title or "", before, article.text[edges[at] : start], article.text[end:high])
    text = " ".join(span.text for span in candidate.content)
    quoted = article.text[start - 1 : start] in match.OPENING
    return match.place_of(model, text, context, match.names_of(article.text), quoted)


def _last_sentence(article: Article, number: int) -> str:
    """How the paragraph before ends; nothing where that is the title."""
    if number < 0 or article.blocks[number].role not in PROSE:
        return ""
    block = article.blocks[number]
    return article.text[_edges(article.text, block.start, block.end)[-2] : block.end] + " "


@lru_cache(maxsize=1024)
def _edges(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of a block begin, and its end."""
    return [start, *(stop + 1 for stop in sentence_ends(text, start, end)), end]


def _raised(work: Work) -> dict[tuple[int, int], float]:
    """The odds, raised where one article cites the other and where both places are the same words of a shared passage.

    Other places that meet such words are no match: who copies a sentence has it from that sentence.
    """
    found = dict(work.likely)
    for pair in _by_citation(work):
        found[pair] += CITED
    mine = _by_article(work.nodes)
    for kin in work.kin:
        if kin.copy.relation != "shared quotes only":
            _copied_places(work, kin, mine, found)
    return found


def _copied_places(work: Work, kin: Kin, mine: dict[int, list[int]], odds: dict[tuple[int, int], float]) -> None:
    low, high = (mine.get(article, []) for article in kin.pair)
    same = {
        (one, other)
        for one in low
        for other in high
        if _in_one_passage(kin, *(work.nodes[at].candidate for at in (one, other)))
    }
    taken = {one for one, _ in same}, {other for _, other in same}
    for pair in [(one, other) for one in low for other in high]:
        if pair in same:
            odds[pair] = odds.get(pair, UNLIKE) + COPIED
        elif pair[0] in taken[0] or pair[1] in taken[1]:
            odds.pop(pair, None)


def apart(work: Work, low: int, high: int) -> bool:
    """Never one claim: the same thing counted differently, the same quoted words out of two named mouths."""
    if match.counts_differ(work.places[low], work.places[high]):
        return True
    one, other = work.provenance[low], work.provenance[high]
    if not one.quoted or one.quoted != other.quoted:
        return False
    mouths = [
        [holder_of(each.name or "", each.kind, each.roles) for each in told.grounds if each.basis == "person"]
        for told in (one, other)
    ]
    named = [[each for each in held if each.name] for held in mouths]
    return all(named) and not any(same(here, there) for here in named[0] for there in named[1])


def _by_citation(work: Work) -> frozenset[tuple[int, int]]:
    """Who names an article as the source of a place has it from the likeliest place there, first of those that name him."""
    best: dict[tuple[int, int], tuple[bool, float, tuple[int, int]]] = {}
    for pair, odds in work.likely.items():
        cites = [_cites(work, here, work.nodes[there].article) for here, there in (pair, pair[::-1])]
        for (here, there), cited in zip((pair, pair[::-1]), cites, strict=True):
            key, found = (here, work.nodes[there].article), (all(cites), odds, pair)
            if cited and (key not in best or found[:2] > best[key][:2]):
                best[key] = found
    return frozenset(pair for _, _, pair in best.values())


def _cites(work: Work, place: int, article: int) -> bool:
    return any(article in ground.articles for ground in work.provenance[place].grounds)


def _in_one_passage(kin: Kin, one: Candidate, other: Candidate) -> bool:
    """Are two places mostly the same words of a shared passage?"""
    return any(_alike(one, left, other, right) for left, right in zip(kin.passages[0], kin.passages[1], strict=True))


def _alike(one: Candidate, left: tuple[int, int], other: Candidate, right: tuple[int, int]) -> bool:
    """Do two places take the same part of a passage, counted from its beginning in either article?"""
    here = one.content[0].start - left[0], one.content[-1].end - left[0]
    there = other.content[0].start - right[0], other.content[-1].end - right[0]
    common = min(here[1], there[1], left[1] - left[0]) - max(here[0], there[0], 0)
    return 2 * common > max(here[1] - here[0], there[1] - there[0])
