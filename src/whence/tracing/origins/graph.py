"""Who has it from whom: the articles of one claim, with an edge for every citation and copy among them."""

from collections.abc import Sequence

from whence.records.provenance import Ground
from whence.records.trace import MergeBecause
from whence.tracing.origins.making import Making


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
        reach = {place: self.reachable(place) for place in self.order}
        found, seen = [], set[int]()
        for place in self.order:
            ring = tuple(other for other in self.order if other in reach[place] and place in reach[other])
            if place not in seen and len(ring) > 1:
                found.append(ring)
                seen.update(ring)
        return found

    def reachable(self, start: int) -> set[int]:
        """Everybody that one article has it from, directly or through others."""
        found: set[int] = set()
        waiting = list(self.edges[start])
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.edges[place])
        return found

    def day(self, place: int) -> str | None:
        """The day on which the words of an article were said, where it tells one."""
        days = [each.said_on for each in self.makings[place].provenance if each.said_on and each.precision == "day"]
        return days[0] if days else None

    def quoted(self, place: int) -> set[str]:
        """The words, in plain form, that an article gives in quotation marks."""
        return {each.quoted for each in self.makings[place].provenance if each.quoted}
