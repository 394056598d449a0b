"""What the articles of a claim rest on in the end: roots, joined where they are one person, document, agency or outlet."""

from collections.abc import Sequence
from itertools import product

from whence.lexicon.firsthand import ISSUED
from whence.records.provenance import UNTOLD, Ground
from whence.records.spans import Span
from whence.records.trace import Evidence, MergeBecause
from whence.tracing.holders import NAMELESS, Holder, holder_of
from whence.tracing.identity import describes, publishes, same, speaks_in
from whence.tracing.origins.graph import Graph
from whence.tracing.origins.making import Making, Root, RootKind
from whence.tracing.papers import is_paper, said_in

AGENTS = frozenset({"person", "document", "anonymous", "release"})


class Roots:
    """The roots of one claim."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._makings, self._order, self._edges = graph.makings, graph.order, graph.edges

    def _own_roots(self, making: Making) -> list[Root]:
        """What an article rests on beside other articles of the claim, statement by statement."""
        if making.copied:
            return []
        if making.agency:
            key, name = making.agency
            return [self._root(making, f"outlet {_name_key(name)}" if name else f"agency {key}", "agency", name, "outlet", ())]
        found = [root for each in making.provenance for root in self._of_statement(making, each.grounds)]
        told = [each for each in found if each.kind not in UNTOLD]
        if told or self._edges[making.place]:
            found = told
        holders = [each for each in found if each.kind in ("document", "person")]
        return [each for each in found if each.kind != "witness"] if holders else found

    def _of_statement(self, making: Making, grounds: Sequence[Ground]) -> list[Root]:
        """The roots of one statement: whoever told an outlet without the claim, where he is known; else that outlet."""
        outlets = [each for each in grounds if each.basis == "outlet"]
        if outlets:
            outside = [each for each in outlets if not set(each.articles) & set(self._makings)]
            tellers = [each for each in grounds if each.basis in AGENTS] if outside else []
            if tellers:
                through = frozenset(f"outlet {_outlet_key(each)}" for each in outside)
                return [self._agent(making, each, through) for each in tellers]
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

    def _root(
        self, making: Making, key: str, kind: RootKind, name: str | None, label: str | None, spans: tuple[Span, ...]
    ) -> Root:
        evidence = Evidence(making.article.id, spans or making.spans[0])
        return Root(key, kind, None, name, label, {making.place: evidence})

    def _agent(self, making: Making, ground: Ground, through: frozenset[str] = frozenset()) -> Root:
        name = ground.name or ""
        holder = holder_of(name, "document" if ground.basis == "document" else ground.kind, ground.roles)
        key = f"anonymous {making.place}" if ground.basis == "anonymous" else f"{ground.basis} {name} {making.place}"
        evidence = Evidence(making.article.id, ground.spans or making.spans[0])
        return Root(key, ground.basis, holder, name, ground.kind, {making.place: evidence}, through=through)

    def groups(self) -> list[Root]:
        """The origins: roots joined where they are one, each with all the articles that lead to it."""
        roots: list[Root] = []
        for place in self._order:
            for root in self._own_roots(self._makings[place]):
                self._add(roots, root)
        roots = self._without_described(self._without_nobody(self._joined(roots)))
        for ring in self._graph.rings:
            reached = self._graph.reachable(ring[0])
            if not any(reached & set(root.articles) for root in roots):
                first = self._makings[ring[0]]
                root = self._root(first, f"ring {ring[0]}", "ring", None, None, ())
                root.articles = {
                    place: Evidence(self._makings[place].article.id, self._makings[place].spans[0]) for place in ring
                }
                roots.append(root)
        for place in self._order:
            reached = self._graph.reachable(place)
            for root in roots:
                if place not in root.articles and reached & set(root.articles):
                    root.articles[place] = Evidence(self._makings[place].article.id, self._makings[place].spans[0])
        for place in self._order:
            if not any(place in root.articles for root in roots):
                roots.append(self._root(self._makings[place], f"article {place}", "none", None, None, ()))
        return roots

    def _add(self, roots: list[Root], root: Root) -> None:
        known = next((each for each in roots if each.key == root.key), None)
        if known is None:
            roots.append(root)
            return
        because: MergeBecause = "same agency" if root.kind == "agency" else "citation"
        for place, evidence in root.articles.items():
            if place not in known.articles:
                known.same_as.append((min(known.articles), place, because))
                known.articles[place] = evidence

    def _joined(self, roots: list[Root]) -> list[Root]:
        """Roots that are one holder or one document are one, also where only a third shows it, unless two of them cannot be."""
        kept: list[Root] = []
        parts: list[list[Root]] = []
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

    def _contrary(self, one: Root, other: Root) -> bool:
        """Are two holders named, and so that they cannot be one person?"""
        named = one.holder and other.holder and one.holder.name and other.holder.name
        return bool(named) and self._one(one, other) is None

    def _take(self, root: Root, other: Root, because: MergeBecause) -> None:
        """Let one root stand for another, too."""
        left = min(root.articles)
        if root.kind == "none":  # an article that is the paper which another has it from
            root.kind, root.holder, root.name, root.label = other.kind, other.holder, other.name, other.label
        root.same_as += other.same_as
        for place, evidence in other.articles.items():
            if place not in root.articles:
                root.same_as.append((left, place, because))
                root.articles[place] = evidence

    def _without_nobody(self, roots: list[Root]) -> list[Root]:
        """A holder that is only a pronoun is the one person of the others, where there is one: never counted as one more."""
        nobody = [each for each in roots if each.holder and not each.holder.name and each.holder.key in NAMELESS]
        people = [each for each in roots if each.kind in ("person", "anonymous") and each not in nobody]
        if not nobody or len(people) != 1:
            return roots
        for each in nobody:
            self._take(people[0], each, "same holder")
        return [each for each in roots if each not in nobody]

    def _without_described(self, roots: list[Root]) -> list[Root]:
        """ "The company" is the named one of the others whom its article names as well, where only one of them can be."""
        for root in [each for each in roots if each.holder and len(each.articles) == 1]:
            text = self._makings[min(root.articles)].article.text
            meant = [each for each in roots if each.holder and root.holder and describes(root.holder, each.holder, text)]
            if len(meant) == 1 and not set(root.articles) & set(meant[0].articles):
                self._take(meant[0], root, "same holder")
                roots = [each for each in roots if each is not root]
        return roots

    def _one(self, one: Root, other: Root) -> MergeBecause | None:
        if one.key in other.through or other.key in one.through:
            return "citation"
        if "outlet" in (one.kind, other.kind) and one.name and other.name:
            return "same holder" if _name_key(one.name) == _name_key(other.name) else None
        if one.holder is None or other.holder is None:
            return self._published(one, other) or self._published(other, one) or self._same_words(one, other)
        if set(one.articles) & set(other.articles):
            if _issued(one) != _issued(other):
                return "same holder"
            return "same holder" if _vague(one.holder) or _vague(other.holder) or same(one.holder, other.holder) else None
        if quoted := self._same_words(one, other):
            return quoted
        if same(one.holder, other.holder) is None:
            return self._beside_names(one, other) or self._beside_names(other, one)
        if "document" in (one.kind, other.kind):
            return "same document"
        days = [self._graph.day(place) for place in (min(one.articles), min(other.articles))]
        return "same utterance" if all(days) and days[0] == days[1] else "same holder"

    def _published(self, one: Root, other: Root) -> MergeBecause | None:
        """Does an article find out itself, or is it, what another has from a body or a paper?"""
        if self._is_article(one, other):
            return "same document"
        own = other.kind in ("witness", "release") and self._own_organ(one, other)
        return "same holder" if own else None

    def _beside_names(self, one: Root, other: Root) -> MergeBecause | None:
        """Are two holders one by what their articles tell beside their names?"""
        if self._in_writing(one, other):
            return "same document"
        return "same holder" if self._own_organ(one, other) or self._speaks(one, other) else None

    def _is_article(self, paper: Root, other: Root) -> bool:
        """Is the paper that one article rests on another article itself: "the order", and "Order No. 118 of the Ministry"?"""
        if paper.kind != "document" or paper.holder is None or other.kind not in ("witness", "none", "release"):
            return False
        return any(is_paper(self._makings[place].article, paper.holder.nouns) for place in other.articles)

    def _in_writing(self, paper: Root, teller: Root) -> bool:
        """Does one article give what somebody says "in a letter", and another the letter?"""
        if paper.kind != "document" or teller.kind != "person" or paper.holder is None:
            return False
        if paper.holder.maker or not paper.holder.key.startswith(("the ", "a ", "an ")):
            return False  # whose it is is told: "their letter"
        place, evidence = next(iter(teller.articles.items()))
        return said_in(self._makings[place].article.text, evidence.spans[0], paper.holder.nouns & ISSUED)

    def _speaks(self, somebody: Root, body: Root) -> bool:
        """Does "a spokesman" speak for the body that his article names?"""
        if somebody.holder is None or body.holder is None or somebody.kind != "person" or body.kind != "person":
            return False
        return any(speaks_in(somebody.holder, body.holder, self._makings[place].article.text) for place in somebody.articles)

    def _own_organ(self, body: Root, other: Root) -> bool:
        """Does one article rest on a body, or its paper, and the other stand in that body's own organ?"""
        if body.kind not in ("person", "document") or body.holder is None or body.holder.kind == "named person":
            return False
        outlets = [self._makings[place].article.outlet for place in other.articles]
        return any(publishes(body.holder, each.name) for each in outlets if each and each.name)

    def _same_words(self, one: Root, other: Root) -> MergeBecause | None:
        """The same quoted words of five or more, or some of them: one mouth, whatever it is called."""
        words = [set().union(*(self._graph.quoted(place) for place in root.articles)) for root in (one, other)]
        alike = any(
            len(short.split()) > 4 and f" {short} " in f" {long} "
            for pair in product(*words)
            for short, long in (sorted(pair, key=len),)
        )
        return "shared quotes" if alike else None


def _vague(holder: Holder) -> bool:
    """Is a holder no more than a pronoun or an office, which may well be the named one of the same article?"""
    return not holder.name and not holder.whose and holder.kind not in ("anonymous", "document")


def _issued(root: Root) -> bool:
    """Is it a paper that only speaks for who issued it: a release, a statement, a letter?"""
    return root.kind == "document" and root.holder is not None and not ISSUED.isdisjoint(root.holder.nouns)


def _outlet_key(ground: Ground) -> str:
    """One key for every name of an outlet: its first article where it has any in the set, else the words of its name."""
    return f"of article {min(ground.articles)}" if ground.articles else _name_key(ground.name)


def _name_key(name: str | None) -> str:
    return " ".join(word.casefold() for word in (name or "").split() if word.casefold() not in ("the", "a"))
