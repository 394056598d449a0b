"""The graph and its roots told as the trace tells them: origins, count, first report, witnesses, occasions, circle, hedges."""

from collections.abc import Sequence
from itertools import pairwise

from whence.records.provenance import Ground
from whence.records.trace import (
    Bound,
    Circle,
    Evidence,
    First,
    FirstBasis,
    HedgeDropped,
    HedgeEnd,
    Independent,
    Merge,
    MergeBecause,
    Occasion,
    Origin,
    TracedHolder,
    Utterance,
)
from whence.tracing.origins.graph import Graph
from whence.tracing.origins.making import Making, Root


class Telling:
    """What one claim's graph says, in the records of a trace."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._makings, self._order, self._edges = graph.makings, graph.order, graph.edges

    def origin(self, number: int, root: Root) -> Origin:
        """One origin as the trace tells it, with the reason for every merge."""
        places = [place for place in self._order if place in root.articles]
        merges = [self._merge(root, left, right, because) for left, right, because in root.same_as]
        joined = {place for each in root.same_as for place in each[:2]} or {places[0]}
        for place in places:
            for target, (because, ground) in sorted(self._edges[place].items()):
                if target in root.articles:
                    merges.append(self._by_edge(place, target, because, ground))
                    joined.add(place)
        ids = tuple(self._makings[place].article.id for place in places)
        holder = TracedHolder(root.name, root.label or root.kind) if root.name else None
        return Origin(f"o{number}", ids, holder, tuple(merges))

    def _merge(self, root: Root, left: int, right: int, because: MergeBecause) -> Merge:
        pair = (self._makings[left].article.id, self._makings[right].article.id)
        return Merge(pair, because, (root.articles[left], root.articles[right]))

    def _by_edge(self, place: int, target: int, because: MergeBecause, ground: Ground | None) -> Merge:
        spans = ground.spans if ground and ground.spans else self._makings[place].spans[0]
        evidence = [Evidence(self._makings[place].article.id, spans)]
        if because == "copy":
            evidence.append(Evidence(self._makings[target].article.id, self._makings[target].spans[0]))
        return Merge((self._makings[target].article.id, self._makings[place].article.id), because, tuple(evidence))

    def independent(self, groups: Sequence[Root]) -> Independent:
        """How many origins do not rest on one another, never more than the groups."""
        reasons = [f"{_origin_words(groups)}"]
        open_ = [each for each in groups if each.kind == "none" or (each.kind == "agency" and not each.name)]
        rings = [each for each in groups if each.kind == "ring"]
        hidden = len([each for each in groups if each.kind == "anonymous"]) > 1
        if rings:
            reasons.append("articles that give one another as the source may go back to any of the others")
        if open_ and len(groups) > 1:
            reasons.append(
                f"{len(open_)} of them do not say where they have it from"
                if len(open_) > 1
                else "one does not say where it has it from"
            )
        if hidden:
            reasons.append("unnamed sources of several articles may be the same people")
        unclear = len(groups) > 1 and any(each.unclear for each in groups)
        if unclear:
            reasons.append("a source that is only a pronoun, or a noun for any body, may be one of the others")
        silent = any(each.silent for each in groups)
        if silent:
            reasons.append("an article that is given as the source was not found to say it")
        bound: Bound = "at_most" if rings or hidden or silent or unclear or (open_ and len(groups) > 1) else "exact"
        return Independent(len(groups), bound, tuple(reasons))

    def first(self) -> First | None:
        """Where the claim enters: the earliest article that has it from no other, here or elsewhere."""
        if len(self._order) == 1 and not self._from_elsewhere(self._makings[self._order[0]]):
            return self._first(self._order[0], "only one")
        roots = [place for place in self._order if not self._edges[place] and not self._from_elsewhere(self._makings[place])]
        if not roots:
            open_ = any(making.undecided for making in self._makings.values())
            return None if open_ else First(None, None, True, None)
        cited = {target for place in self._order for target in self._edges[place]}
        basis: FirstBasis = "cited by the others" if roots[0] in cited else "earliest publication"
        return self._first(roots[0], basis)

    def _first(self, place: int, basis: FirstBasis) -> First:
        making = self._makings[place]
        return First(making.article.id, making.statements[0], False, basis)

    def _from_elsewhere(self, making: Making) -> bool:
        """Does an article have it from an outlet that is not among those that make the claim, and from nobody else?"""
        if making.agency and not making.copied:
            return True
        grounds = making.grounds()
        return (
            bool(grounds)
            and all(each.basis == "outlet" or not each.direct for each in grounds if each.basis != "none")
            and any(each.basis == "outlet" for each in grounds)
        )

    def witnesses(self, groups: Sequence[Root]) -> tuple[str, ...]:
        """Articles that heard or read it themselves, where several did, or say that they were there."""
        direct = [place for place in self._order if not self._edges[place] and self._heard(self._makings[place])]
        several = [
            place
            for place in direct
            if any(sum(at in root.articles for at in direct) > 1 for root in groups if place in root.articles)
        ]
        seen = [place for place in direct if any(each.basis == "witness" for each in self._makings[place].grounds())]
        return tuple(self._makings[place].article.id for place in self._order if place in several or place in seen)

    def _heard(self, making: Making) -> bool:
        return (
            not making.copied
            and not making.agency
            and any(each.direct and each.basis in ("person", "document", "witness", "anonymous") for each in making.grounds())
        )

    def utterances(self) -> tuple[Utterance, ...] | None:
        """The occasions on which a person said it, by day; those that tell no day stand with the words that they share."""
        spoken = [place for place in self._order if not self._edges[place] and self._spoke(self._makings[place])]
        if not spoken:
            return None
        occasions: list[tuple[str | None, list[int]]] = []
        for place in sorted(spoken, key=lambda at: (self._graph.day(at) is None, self._order.index(at))):
            day = self._graph.day(place)
            fitting = next((each for each in occasions if self._fits(each, place, day)), None)
            if fitting:
                fitting[1].append(place)
            else:
                occasions.append((day, [place]))
        return tuple(
            Utterance(
                tuple(self._makings[at].article.id for at in self._order if at in places),
                Occasion(day, "day") if day else None,
            )
            for day, places in occasions
        )

    def _fits(self, occasion: tuple[str | None, list[int]], place: int, day: str | None) -> bool:
        """Is it the same occasion: the same day, or no day told and the same words, or nothing that tells them apart?"""
        if day is not None and occasion[0] is not None:
            return day == occasion[0]
        published = self._makings[place].when[0][:10]
        near = self._makings[occasion[1][0]].when[0][:10]
        return self._words_shared(place, occasion[1][0]) or published == near

    def _words_shared(self, one: int, other: int) -> bool:
        return bool(self._graph.quoted(one) & self._graph.quoted(other))

    def _spoke(self, making: Making) -> bool:
        return any(each.direct and each.basis in ("person", "anonymous") for each in making.grounds())

    def circle(self) -> Circle | None:
        """The first ring, in the order in which each has it from the next, with the sentences that close it."""
        if not self._graph.rings:
            return None
        ring = self._graph.rings[0]
        path = self._around(ring)
        evidence = []
        for place, target in pairwise(path):
            ground = self._edges[place][target][1]
            evidence.append(
                Evidence(self._makings[place].article.id, ground.spans if ground else self._makings[place].spans[0])
            )
        return Circle(tuple(self._makings[place].article.id for place in path), tuple(evidence))

    def _around(self, ring: tuple[int, ...]) -> list[int]:
        """The shortest way from the ring's first article back to it."""
        start = ring[0]
        waiting: list[list[int]] = [[start]]
        while waiting:
            path = waiting.pop(0)
            for target in sorted(self._edges[path[-1]], key=self._order.index):
                if target == start:
                    return [*path, start]
                if target in ring and target not in path:
                    waiting.append([*path, target])
        return [start, start]

    def hedges_dropped(self) -> tuple[HedgeDropped, ...]:
        """Who says plainly what the one that it has it from had guarded."""
        found = []
        for place in self._order:
            taker = self._end(place, hedged=False)
            for target in sorted(self._edges[place], key=self._order.index):
                giver = self._end(target, hedged=True)
                if taker and giver and not self._end(place, hedged=True) and not self._end(target, hedged=False):
                    found.append(HedgeDropped(giver, taker))
        return tuple(found)

    def _end(self, place: int, hedged: bool) -> HedgeEnd | None:
        making = self._makings[place]
        for statement, spans, told in zip(making.statements, making.spans, making.provenance, strict=True):
            if told.hedged is hedged:
                return HedgeEnd(making.article.id, statement, spans)
        return None


def _origin_words(groups: Sequence[Root]) -> str:
    names = {
        "person": "somebody's word",
        "document": "a document",
        "anonymous": "an unnamed source",
        "release": "a body's own word",
        "outlet": "an outlet that is not among the articles",
        "agency": "an agency's report",
        "witness": "an article's own finding",
        "none": "an article that names no source",
        "ring": "a ring of articles",
    }
    counted: dict[str, int] = {}
    for each in groups:
        name = "an outlet that was not found to say it" if each.silent else names[each.kind]
        counted[name] = counted.get(name, 0) + 1
    return ", ".join(f"{number} × {name}" if number > 1 else name for name, number in counted.items())
