"""Statements as regions and links, the form in which annotation programs keep them, and back.

Every statement has one region that stands for it, its anchor: the cue, or the content of a quotation without a cue.  The
anchor carries the choices and the holder's name; links go from it to the source, to what is said and to every relay.  A source,
content or relay that serves several statements is one region with several links.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar, get_args

from whence.exchange.marked import ACTS, CERTAINTIES, POLARITIES, Extents, Marked, plain

Value = TypeVar("Value", bound=str)
Label = Literal["Source", "Cue", "Content", "Relay"]
TOLD = ("act", "certainty", "polarity", "holder")
LABELS: tuple[Label, ...] = get_args(Label)
LINKS: dict[Label, str] = {"Source": "said_by", "Content": "says", "Relay": "via"}  # by their target
WITH = "with"
_RANK: dict[Label, int] = {
    "Cue": 0,
    "Content": 1,
    "Relay": 2,
    "Source": 3,
}  # a link starts at the lower one, however it was drawn


class Region(NamedTuple):
    """One marked place; `told` has what an anchor tells: statement, act, certainty, polarity, holder, where they are known."""

    key: str
    label: Label
    extents: Extents
    told: Mapping[str, str] = MappingProxyType({})


class Link(NamedTuple):
    """A link from one region to another, by their keys; of its name only "with" matters: two pieces of one part."""

    origin: str
    target: str
    name: str = ""


class Drawing(NamedTuple):
    """The regions of one article and the links between them."""

    regions: tuple[Region, ...]
    links: tuple[Link, ...]


class _Pen:
    """Draws one statement after the other; what several of them share is drawn once."""

    def __init__(self, whole: bool) -> None:
        self._whole = whole
        self.regions: dict[str, Region] = {}
        self.links: dict[Link, None] = {}

    def draw(self, statement: Marked) -> None:
        """Add the anchor of a statement, its parts, and the links to them."""
        label, extents = anchor_of(statement)
        if not extents or statement.id is None:
            return
        first, *others = self._pieces(extents)
        told = {"statement": statement.id, **{name: value for name in TOLD if (value := getattr(statement, name))}}
        self.regions[statement.id] = Region(statement.id, label, first, told)
        for each in others:
            self._part(statement.id, WITH, label, each)
        for part, places in parts_of(statement):
            if part != label:
                self._parts(statement.id, part, places)

    def _pieces(self, extents: Extents) -> list[Extents]:
        return [extents] if self._whole else [(extent,) for extent in extents]

    def _parts(self, origin: str, label: Label, extents: Extents) -> None:
        """The regions of one part; the later pieces of a relay hang on its first, or they would be relays of their own."""
        first, *others = self._pieces(extents)
        if label != "Relay":
            for each in (first, *others):
                self._part(origin, LINKS[label], label, each)
            return
        key = place_key(label, extents)  # of all its pieces: only the same relay is shared, not a piece of another
        self._part(origin, LINKS[label], label, first, key)
        for number, each in enumerate(others, 1):
            self._part(key, WITH, label, each, f"{key}_of_{number}")

    def _part(self, origin: str, name: str, label: Label, extents: Extents, key: str = "") -> None:
        key = key or place_key(label, extents)
        self.regions.setdefault(key, Region(key, label, extents))
        self.links[Link(origin, key, name)] = None


def drawing_of(statements: Iterable[Marked], *, whole: bool) -> Drawing:
    """The drawing of statements; `whole` regions may have several pieces, else each piece is a region of its own."""
    pen = _Pen(whole)
    for each in statements:
        pen.draw(each)
    return Drawing(tuple(pen.regions.values()), tuple(pen.links))


def anchor_of(statement: Marked) -> tuple[Label, Extents]:
    """Label and places of the region that stands for a statement."""
    return ("Cue", statement.cue) if statement.cue else ("Content", statement.content)


def parts_of(statement: Marked) -> Iterator[tuple[Label, Extents]]:
    """The parts of a statement that have places."""
    parts: list[tuple[Label, Extents]] = [("Cue", statement.cue), ("Source", statement.source), ("Content", statement.content)]
    parts += [("Relay", relay) for relay in statement.relays]
    yield from ((label, extents) for label, extents in parts if extents)


def place_key(label: Label, extents: Extents) -> str:
    """A key that every program keeps: letters, digits and "_" alone."""
    return "_".join((label.lower(), *(f"{start}_{end}" for start, end in extents)))


class _Graph:
    """A drawing with its links put right."""

    def __init__(self, drawing: Drawing) -> None:
        self.regions = {region.key: region for region in drawing.regions}
        self.targets: dict[str, list[Region]] = defaultdict(list)
        self.reached: set[str] = set()
        self._pieces: set[tuple[str, str]] = set()
        for link in drawing.links:
            self._add(link)

    def _add(self, link: Link) -> None:
        first, second = self.regions.get(link.origin), self.regions.get(link.target)
        if first is None or second is None or first is second:
            return
        if _RANK[second.label] < _RANK[first.label]:
            first, second = second, first
        if first.label == "Source":
            return  # two sources: nothing that a statement could be read from
        if second not in self.targets[first.key]:
            self.targets[first.key].append(second)
        self.reached.add(second.key)
        if link.name == WITH:
            self._pieces.add((first.key, second.key))

    def anchors(self, shown: frozenset[tuple[Label, Extents]]) -> Iterator[Region]:
        """Every cue and every content that stands for a statement; a content left over from a deleted cue does not."""
        for region in self.regions.values():
            if region.key in self.reached or region.label not in ("Cue", "Content"):
                continue
            if region.label == "Cue" or region.told or self.targets[region.key] or (region.label, region.extents) not in shown:
                yield region

    def parts(self, anchor: Region, label: Label) -> list[Region]:
        """The regions of one part, those that were linked to the content instead of the cue among them."""
        near = [anchor, *self.targets[anchor.key]]
        far = [each for content in near[1:] if content.label == "Content" for each in self.targets[content.key]]
        return [each for each in near + far if each.label == label]

    def relays(self, anchor: Region) -> tuple[Extents, ...]:
        """The places of each relay: in the order in which they were linked to the cue, or each to the one before it."""
        waiting = [each.key for each in self.parts(anchor, "Relay")]
        found: dict[str, None] = {}
        while waiting:
            key = waiting.pop(0)
            if key not in found:
                found[key] = None
                waiting = [each.key for each in self._behind(key, pieces=False)] + waiting
        return tuple(_joined([self.regions[key], *self._behind(key, pieces=True)]) for key in found)

    def _behind(self, relay: str, *, pieces: bool) -> list[Region]:
        """The later pieces of a relay, or the relays that took it from there."""
        found = [each for each in self.targets[relay] if each.label == "Relay"]
        return [each for each in found if ((relay, each.key) in self._pieces) == pieces]


def statements_in(drawing: Drawing, base: Iterable[Marked], *, whole: bool) -> list[Marked]:
    """The statements that a drawing shows; `base` tells which places were there before a person came."""
    graph = _Graph(drawing)
    shown = frozenset((each.label, each.extents) for each in drawing_of(base, whole=whole).regions)
    return [_statement(graph, anchor) for anchor in graph.anchors(shown)]


def _statement(graph: _Graph, anchor: Region) -> Marked:
    contents = graph.parts(anchor, "Content")
    told = anchor.told
    if "statement" not in told:  # a cue that a person added to a quotation without one
        told = {**next((each.told for each in contents if "statement" in each.told), {}), **told}
    return Marked(
        id=told.get("statement"), source=_joined(graph.parts(anchor, "Source")), cue=_joined(graph.parts(anchor, "Cue")),
        content=_joined(contents), relays=graph.relays(anchor),
        act=_known(told.get("act"), ACTS), certainty=_known(told.get("certainty"), CERTAINTIES),
        polarity=_known(told.get("polarity"), POLARITIES), holder=plain(told.get("holder")),
    )  # fmt: skip


def _joined(regions: Iterable[Region]) -> Extents:
    return tuple(sorted({extent for region in regions for extent in region.extents}))


def _known(value: str | None, values: tuple[Value, ...]) -> Value | None:
    return next((each for each in values if each == value), None)
