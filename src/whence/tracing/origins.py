"""On how many independent origins a claim rests (trace-contract: independent, count, first, circular, hedges dropped).

A graph of the articles that make the claim: an article points to whoever it has it from, by citation or by copy.  What points
to nobody is a root; roots that are one person, document or agency are one origin; articles belong to every origin that they
lead to.  A ring of articles that give one another as their source is an origin that nobody has found yet, and bounds the count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whence.records.article import Article
from whence.records.provenance import Ground, Provenance
from whence.records.spans import Span
from whence.records.trace import (
    Circle,
    Evidence,
    First,
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
from whence.tracing.holders import Holder, holder_of, same
from whence.tracing.moments import order

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "whoever", "i", "you", "one"})
AGENTS = frozenset({"person", "document", "anonymous", "release"})


@dataclass(frozen=True)
class Making:
    """One article that makes the claim: its place, its statements of it with their provenance, and whom it copies.

    `copied`: places of articles whose text the statement was copied from; `agency`: a key shared by those who took it from one
    place outside of the set, with its name; `undecided`: one of several copies, and nothing tells which was first.
    """

    place: int
    article: Article
    spans: tuple[tuple[Span, ...], ...]
    statements: tuple[str | None, ...]
    provenance: tuple[Provenance, ...]
    copied: tuple[int, ...] = ()
    agency: tuple[str, str | None] | None = None
    undecided: bool = False

    @property
    def when(self) -> tuple[str, str]:
        """The date of publication, then the id: the order of a trace."""
        return order(self.article)

    def grounds(self) -> list[Ground]:
        """What the article's statements of the claim rest on; nothing told counts only where nothing is told anywhere."""
        found = [ground for each in self.provenance for ground in each.grounds]
        told = [each for each in found if each.basis != "none"]
        return told or found


@dataclass
class _Root:
    """One thing that articles rest on in the end."""

    key: str
    kind: str  # person | document | anonymous | outlet | witness | none | ring | agency
    holder: Holder | None
    name: str | None
    label: str | None
    articles: dict[int, Evidence] = field(default_factory=dict)
    same_as: list[tuple[int, int, MergeBecause]] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """Everything that a Claim says about where it comes from."""

    first: First | None
    origins: tuple[Origin, ...]
    independent: Independent
    witnesses: tuple[str, ...]
    utterances: tuple[Utterance, ...] | None
    circular: Circle | None
    hedges_dropped: tuple[HedgeDropped, ...]


def origins(makings: Sequence[Making]) -> Found:
    """Where a claim comes from, given every article that makes it, in any order."""
    graph = Graph(sorted(makings, key=lambda each: each.when))
    groups = graph.groups()
    found = tuple(graph.origin(number, root) for number, root in enumerate(groups, 1))
    return Found(
        graph.first(),
        found,
        graph.independent(groups),
        graph.witnesses(groups),
        graph.utterances(),
        graph.circle(),
        graph.hedges_dropped(),
    )


class Graph:
    """The articles of one claim and the edges between them."""

    def __init__(self, makings: Sequence[Making]) -> None:
        self.makings = {each.place: each for each in makings}
        self.order = [each.place for each in makings]
        self.edges: dict[int, dict[int, tuple[MergeBecause, Ground | None]]] = {place: {} for place in self.order}
        for each in makings:
            self._edges_of(each)
        self.rings = self._rings()

    def _edges_of(self, making: Making) -> None:
        for target in making.copied:
            if target in self.makings and target != making.place:
                self.edges[making.place].setdefault(target, ("copy", None))
        for ground in making.grounds():
            if ground.basis == "outlet":
                for target in self._meant(making, ground):
                    self.edges[making.place].setdefault(target, ("citation", ground))

    def _meant(self, making: Making, ground: Ground) -> list[int]:
        """Which of an outlet's articles a citation means: the last that was published before, else the first."""
        there = [place for place in self.order if place in ground.articles and place != making.place]
        by_outlet: dict[str, list[int]] = {}
        for place in there:
            by_outlet.setdefault(repr(self.makings[place].article.outlet), []).append(place)
        found = []
        for places in by_outlet.values():
            before = [place for place in places if self.makings[place].when < making.when]
            found.append(before[-1] if before else places[0])
        return found

    def _rings(self) -> list[tuple[int, ...]]:
        """The rings of articles each of which has it from the next (strongly connected components of two or more)."""
        reach = {place: self._reachable(place) for place in self.order}
        found, seen = [], set[int]()
        for place in self.order:
            ring = tuple(other for other in self.order if other in reach[place] and place in reach[other])
            if place not in seen and len(ring) > 1:
                found.append(ring)
                seen.update(ring)
        return found

    def _reachable(self, start: int) -> set[int]:
        found: set[int] = set()
        waiting = list(self.edges[start])
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.edges[place])
        return found

    def _own_roots(self, making: Making) -> list[_Root]:
        """What an article rests on beside other articles of the claim, statement by statement."""
        if making.copied:
            return []
        if making.agency:
            key, name = making.agency
            return [self._root(making, f"outlet {_name_key(name)}" if name else f"agency {key}", "agency", name, "outlet", ())]
        found = [root for each in making.provenance for root in self._of_statement(making, each.grounds)]
        told = [each for each in found if each.kind != "none"]
        if told or self.edges[making.place]:
            found = told
        holders = [each for each in found if each.kind in ("document", "person")]
        return [each for each in found if each.kind != "witness"] if holders else found

    def _of_statement(self, making: Making, grounds: Sequence[Ground]) -> list[_Root]:
        """The roots of one statement; whose words came through an outlet rests on the outlet."""
        outlets = [each for each in grounds if each.basis == "outlet"]
        if outlets:
            outside = [each for each in outlets if not set(each.articles) & set(self.makings)]
            return [
                self._root(making, f"outlet {_outlet_key(each)}", "outlet", each.name, "outlet", each.spans) for each in outside
            ]
        found = []
        for each in grounds:
            if each.basis in AGENTS and each.direct:
                found.append(self._agent(making, each))
            elif each.basis in ("witness", "none"):
                found.append(self._root(making, f"article {making.place}", each.basis, None, None, each.spans))
        return found

    def _root(self, making: Making, key: str, kind: str, name: str | None, label: str | None, spans: tuple[Span, ...]) -> _Root:
        evidence = Evidence(making.article.id, spans or making.spans[0])
        return _Root(key, kind, None, name, label, {making.place: evidence})

    def _agent(self, making: Making, ground: Ground) -> _Root:
        name = ground.name or ""
        holder = holder_of(name, "document" if ground.basis == "document" else ground.kind, ground.roles)
        key = f"anonymous {making.place}" if ground.basis == "anonymous" else f"{ground.basis} {name} {making.place}"
        evidence = Evidence(making.article.id, ground.spans or making.spans[0])
        return _Root(key, ground.basis, holder, name, ground.kind, {making.place: evidence})

    def groups(self) -> list[_Root]:
        """The origins: roots joined where they are one, each with all the articles that lead to it."""
        roots: list[_Root] = []
        for place in self.order:
            for root in self._own_roots(self.makings[place]):
                self._add(roots, root)
        roots = self._without_nobody(self._joined(roots))
        for ring in self.rings:
            reached = self._reachable(ring[0])
            if not any(reached & set(root.articles) for root in roots):
                first = self.makings[ring[0]]
                root = self._root(first, f"ring {ring[0]}", "ring", None, None, ())
                root.articles = {
                    place: Evidence(self.makings[place].article.id, self.makings[place].spans[0]) for place in ring
                }
                roots.append(root)
        for place in self.order:
            reached = self._reachable(place)
            for root in roots:
                if place not in root.articles and reached & set(root.articles):
                    root.articles[place] = Evidence(self.makings[place].article.id, self.makings[place].spans[0])
        for place in self.order:
            if not any(place in root.articles for root in roots):
                roots.append(self._root(self.makings[place], f"article {place}", "none", None, None, ()))
        return roots

    def _add(self, roots: list[_Root], root: _Root) -> None:
        known = next((each for each in roots if each.key == root.key), None)
        if known is None:
            roots.append(root)
            return
        because: MergeBecause = "same agency" if root.kind == "agency" else "citation"
        for place, evidence in root.articles.items():
            if place not in known.articles:
                known.same_as.append((min(known.articles), place, because))
                known.articles[place] = evidence

    def _joined(self, roots: list[_Root]) -> list[_Root]:
        """Roots that are one holder or one document are one, also where only a third shows it, unless two of them cannot be."""
        kept: list[_Root] = []
        parts: list[list[_Root]] = []
        for root in roots:
            fitting = [at for at, part in enumerate(parts) if any(self._one(each, root) for each in part)]
            fitting = [at for at in fitting if not any(self._contrary(each, root) for each in parts[at])]
            if not fitting:
                kept.append(root)
                parts.append([root])
                continue
            first = fitting[0]
            because = next(why for each in parts[first] if (why := self._one(each, root)))
            self._take(kept[first], root, because)
            parts[first].append(root)
            for at in reversed(fitting[1:]):
                if not any(self._contrary(one, other) for one in parts[first] for other in parts[at]):
                    self._take(kept[first], kept.pop(at), "same holder")
                    parts[first] += parts.pop(at)
        return kept

    def _contrary(self, one: _Root, other: _Root) -> bool:
        """Are two holders named, and so that they cannot be one person?"""
        named = one.holder and other.holder and one.holder.name and other.holder.name
        return bool(named) and self._one(one, other) is None

    def _take(self, root: _Root, other: _Root, because: MergeBecause) -> None:
        """Let one root stand for another, too."""
        left = min(root.articles)
        root.same_as += other.same_as
        for place, evidence in other.articles.items():
            if place not in root.articles:
                root.same_as.append((left, place, because))
                root.articles[place] = evidence

    def _without_nobody(self, roots: list[_Root]) -> list[_Root]:
        """A holder that is only a pronoun is the one person of the others, where there is one: never counted as one more."""
        nobody = [each for each in roots if each.holder and not each.holder.name and each.holder.key in PRONOUNS]
        people = [each for each in roots if each.kind in ("person", "anonymous") and each not in nobody]
        if not nobody or len(people) != 1:
            return roots
        for each in nobody:
            self._take(people[0], each, "same holder")
        return [each for each in roots if each not in nobody]

    def _one(self, one: _Root, other: _Root) -> MergeBecause | None:
        if one.holder is None or other.holder is None:
            return None
        if set(one.articles) & set(other.articles):
            return "same holder" if _vague(one.holder) or _vague(other.holder) or same(one.holder, other.holder) else None
        if self._same_words(one, other):
            return "shared quotes"
        if same(one.holder, other.holder) is None:
            return None
        if "document" in (one.kind, other.kind):
            return "same document"
        days = [self._day(place) for place in (min(one.articles), min(other.articles))]
        return "same utterance" if all(days) and days[0] == days[1] else "same holder"

    def _same_words(self, one: _Root, other: _Root) -> bool:
        """The same quoted words of five or more: one mouth, whatever it is called."""
        words = [
            {each.quoted for place in root.articles for each in self.makings[place].provenance if each.quoted}
            for root in (one, other)
        ]
        return any(len(each.split()) > 4 for each in words[0] & words[1])

    def _day(self, place: int) -> str | None:
        days = [each.said_on for each in self.makings[place].provenance if each.said_on and each.precision == "day"]
        return days[0] if days else None

    def origin(self, number: int, root: _Root) -> Origin:
        """One origin as the trace tells it, with the reason for every merge."""
        places = [place for place in self.order if place in root.articles]
        merges = [self._merge(root, left, right, because) for left, right, because in root.same_as]
        joined = {place for each in root.same_as for place in each[:2]} or {places[0]}
        for place in places:
            for target, (because, ground) in sorted(self.edges[place].items()):
                if target in root.articles:
                    merges.append(self._by_edge(place, target, because, ground))
                    joined.add(place)
        ids = tuple(self.makings[place].article.id for place in places)
        holder = TracedHolder(root.name, root.label or root.kind) if root.name else None
        return Origin(f"o{number}", ids, holder, tuple(merges))

    def _merge(self, root: _Root, left: int, right: int, because: MergeBecause) -> Merge:
        pair = (self.makings[left].article.id, self.makings[right].article.id)
        return Merge(pair, because, (root.articles[left], root.articles[right]))

    def _by_edge(self, place: int, target: int, because: MergeBecause, ground: Ground | None) -> Merge:
        spans = ground.spans if ground and ground.spans else self.makings[place].spans[0]
        evidence = [Evidence(self.makings[place].article.id, spans)]
        if because == "copy":
            evidence.append(Evidence(self.makings[target].article.id, self.makings[target].spans[0]))
        return Merge((self.makings[target].article.id, self.makings[place].article.id), because, tuple(evidence))

    def independent(self, groups: Sequence[_Root]) -> Independent:
        """How many origins do not rest on one another, never more than the groups."""
        reasons = [f"{_origin_words(groups)}"]
        open_ = [each for each in groups if each.kind == "none"]
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
        silent = [each for each in groups if each.key.startswith("outlet of article")]
        if silent:
            reasons.append("an article that is given as the source was not found to say it")
        bound = "at_most" if rings or hidden or silent or (open_ and len(groups) > 1) else "exact"
        return Independent(len(groups), bound, tuple(reasons))  # type: ignore[arg-type]  # one of the three

    def first(self) -> First | None:
        """Where the claim enters: the earliest article that has it from no other, here or elsewhere."""
        if len(self.order) == 1 and not self._from_elsewhere(self.makings[self.order[0]]):
            return self._first(self.order[0], "only one")
        roots = [place for place in self.order if not self.edges[place] and not self._from_elsewhere(self.makings[place])]
        if not roots:
            open_ = any(making.undecided for making in self.makings.values())
            return None if open_ else First(None, None, True, None)
        cited = {target for place in self.order for target in self.edges[place]}
        basis = "cited by the others" if roots[0] in cited else "earliest publication"
        return self._first(roots[0], basis)

    def _first(self, place: int, basis: str) -> First:
        making = self.makings[place]
        return First(making.article.id, making.statements[0], False, basis)  # type: ignore[arg-type]  # one of FirstBasis

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

    def witnesses(self, groups: Sequence[_Root]) -> tuple[str, ...]:
        """Articles that heard or read it themselves, where several did, or say that they were there."""
        direct = [place for place in self.order if not self.edges[place] and self._heard(self.makings[place])]
        several = [
            place
            for place in direct
            if any(sum(at in root.articles for at in direct) > 1 for root in groups if place in root.articles)
        ]
        seen = [place for place in direct if any(each.basis == "witness" for each in self.makings[place].grounds())]
        return tuple(self.makings[place].article.id for place in self.order if place in several or place in seen)

    def _heard(self, making: Making) -> bool:
        return (
            not making.copied
            and not making.agency
            and any(each.direct and each.basis in ("person", "document", "witness", "anonymous") for each in making.grounds())
        )

    def utterances(self) -> tuple[Utterance, ...] | None:
        """The occasions on which a person said it, by day; those that tell no day stand with the words that they share."""
        spoken = [place for place in self.order if not self.edges[place] and self._spoke(self.makings[place])]
        if not spoken:
            return None
        occasions: list[tuple[str | None, list[int]]] = []
        for place in sorted(spoken, key=lambda at: (self._day(at) is None, self.order.index(at))):
            day = self._day(place)
            fitting = next((each for each in occasions if self._fits(each, place, day)), None)
            if fitting:
                fitting[1].append(place)
            else:
                occasions.append((day, [place]))
        return tuple(
            Utterance(
                tuple(self.makings[at].article.id for at in self.order if at in places), Occasion(day, "day") if day else None
            )
            for day, places in occasions
        )

    def _fits(self, occasion: tuple[str | None, list[int]], place: int, day: str | None) -> bool:
        """Is it the same occasion: the same day, or no day told and the same words, or nothing that tells them apart?"""
        if day is not None and occasion[0] is not None:
            return day == occasion[0]
        published = self.makings[place].when[0][:10]
        near = self.makings[occasion[1][0]].when[0][:10]
        return self._words_shared(place, occasion[1][0]) or published == near

    def _words_shared(self, one: int, other: int) -> bool:
        words = [{each.quoted for each in self.makings[at].provenance if each.quoted} for at in (one, other)]
        return bool(words[0] & words[1])

    def _spoke(self, making: Making) -> bool:
        return any(each.direct and each.basis in ("person", "anonymous") for each in making.grounds())

    def circle(self) -> Circle | None:
        """The first ring, in the order in which each has it from the next, with the sentences that close it."""
        if not self.rings:
            return None
        ring = self.rings[0]
        path = self._around(ring)
        evidence = []
        for place, target in pairwise(path):
            ground = self.edges[place][target][1]
            evidence.append(Evidence(self.makings[place].article.id, ground.spans if ground else self.makings[place].spans[0]))
        return Circle(tuple(self.makings[place].article.id for place in path), tuple(evidence))

    def _around(self, ring: tuple[int, ...]) -> list[int]:
        """The shortest way from the ring's first article back to it."""
        start = ring[0]
        waiting: list[list[int]] = [[start]]
        while waiting:
            path = waiting.pop(0)
            for target in sorted(self.edges[path[-1]], key=self.order.index):
                if target == start:
                    return [*path, start]
                if target in ring and target not in path:
                    waiting.append([*path, target])
        return [start, start]

    def hedges_dropped(self) -> tuple[HedgeDropped, ...]:
        """Who says plainly what the one that it has it from had guarded."""
        found = []
        for place in self.order:
            taker = self._end(place, hedged=False)
            for target in sorted(self.edges[place], key=self.order.index):
                giver = self._end(target, hedged=True)
                if taker and giver and not self._end(place, hedged=True) and not self._end(target, hedged=False):
                    found.append(HedgeDropped(giver, taker))
        return tuple(found)

    def _end(self, place: int, hedged: bool) -> HedgeEnd | None:
        making = self.makings[place]
        for statement, spans, told in zip(making.statements, making.spans, making.provenance, strict=True):
            if told.hedged is hedged:
                return HedgeEnd(making.article.id, statement, spans)
        return None


def _vague(holder: Holder) -> bool:
    """Is a holder no more than a pronoun or an office, which may well be the named one of the same article?"""
    return not holder.name and holder.kind not in ("anonymous", "document")


def _outlet_key(ground: Ground) -> str:
    """One key for every name of an outlet: its first article where it has any in the set, else the words of its name."""
    return f"of article {min(ground.articles)}" if ground.articles else _name_key(ground.name)


def _name_key(name: str | None) -> str:
    return " ".join(word.casefold() for word in (name or "").split() if word.casefold() not in ("the", "a"))


def _origin_words(groups: Iterable[_Root]) -> str:
    names = {
        "person": "somebody's word",
        "document": "a document",
        "anonymous": "an unnamed source",
        "outlet": "an outlet that is not among the articles",
        "agency": "an agency's report",
        "witness": "an article's own finding",
        "none": "an article that names no source",
        "ring": "a ring of articles",
    }
    counted: dict[str, int] = {}
    for each in groups:
        counted[names.get(each.kind, each.kind)] = counted.get(names.get(each.kind, each.kind), 0) + 1
    return ", ".join(f"{number} × {name}" if number > 1 else name for name, number in counted.items())
