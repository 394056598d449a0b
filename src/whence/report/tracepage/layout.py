"""Where everything of a lane diagram stands: pure numbers, no words and no colours.

Every article has a row of its own with a node at its moment, left to right; its words stand in a column to the right of all
nodes, so nothing that is written can touch what is drawn.  A step is a vertical line at the giver's place and a horizontal one
to the taker: steps to a later article lie below the diagonal, steps back to an earlier one (a circle) above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whence.report.tracepage.axis import Tick

RADIUS = 7.0  # of a node
EDGE = RADIUS + 4.5  # from the middle of a node to the arrows that reach it: the ring of a first article lies between
PORT = 4.5  # between the ends of steps that reach one node
ASIDE = 3.0  # how far a circle's lines stand beside others from the same node


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a drawing: its width, where nodes may stand, where words begin, and the room around rows and lanes.

    `badge` is the place of a lane's source, left of all nodes; `gap` what lies at least between two nodes of a lane, so that a
    line passes between them; `give` how much of the words' room nodes may take.  `head` is the height of the line of dates,
    `size` that of their letters.  `on_top` puts the name of a source above its lane instead of beside it.
    """

    width: float
    badge: float
    start: float
    end: float
    words: float
    gap: float
    give: float
    head: float = 46
    row: float = 16
    lane: float = 14
    size: float = 12
    on_top: bool = False


WIDE = Sheet(width=1120, badge=196, start=232, end=470, words=500, gap=22, give=120)
NARROW = Sheet(width=400, badge=18, start=44, end=124, words=142, gap=18, give=60, head=36, row=18, on_top=True)


@dataclass(frozen=True, slots=True)
class Reach:
    """A step to a row: the row of the same lane that gives, null for the lane's source."""

    giver: int | None
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a row needs: whose it is, its moment (null: no date), the height of its words, its steps."""

    key: str
    moment: float | None
    height: float
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """What a lane needs: its rows, the height of the name of its source, and whether it has a source at all."""

    rows: tuple[Row, ...]
    height: float
    sourced: bool = True


@dataclass(frozen=True, slots=True)
class Node:
    """A node and its row: `top` and `height` are those of the words."""

    x: float
    y: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is drawn: corners from giver to taker, the last one is the point of its arrow."""

    row: int
    reach: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane: its band, the place of its source's badge and name, its nodes and steps."""

    top: float
    bottom: float
    badge: tuple[float, float] | None
    name: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole diagram; `undated` is the column of articles without a date, `twins` joins the nodes of one article."""

    sheet: Sheet
    height: float
    lanes: tuple[PlacedLane, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[float, float] | None
    twins: tuple[tuple[float, float, float], ...] = field(default=())


def place(
    sheet: Sheet, bands: Sequence[Band], x: Mapping[str, float], dates: Sequence[Tick], undated: tuple[float, float] | None
) -> Drawing:
    """The drawing of some lanes, one below the other, with articles at these places from left to right."""
    lanes, top = [], sheet.head
    for band in bands:
        lane = _lane(sheet, band, x, top)
        lanes.append(lane)
        top = lane.bottom
    return Drawing(sheet, top, tuple(lanes), tuple(dates), undated, tuple(_twins(bands, lanes)))


def _lane(sheet: Sheet, band: Band, x: Mapping[str, float], top: float) -> PlacedLane:
    name = top + sheet.lane
    at = name + band.height + sheet.row / 2 if sheet.on_top else name
    nodes = []
    for row in band.rows:
        nodes.append(Node(x[row.key], at + RADIUS + 1, at, row.height))
        at += row.height + sheet.row
    badge = None
    if band.sourced:
        badge = (sheet.badge, name + band.height / 2 if sheet.on_top else name + RADIUS + 1)
    floor = name + (0 if sheet.on_top else band.height + sheet.row)
    bottom = max(at, floor) - sheet.row + sheet.lane
    return PlacedLane(top, bottom, badge, name, tuple(nodes), tuple(_lines(band, nodes, badge)))


def _lines(band: Band, nodes: list[Node], badge: tuple[float, float] | None) -> list[Line]:
    """The steps of a lane; those that reach one node end side by side, the one from the farthest giver lowest."""
    found = []
    both = {reach.giver for row in band.rows for reach in row.reaches if reach.circular}
    for number, row in enumerate(band.rows):
        ends = [(index, _from(nodes, badge, reach.giver)) for index, reach in enumerate(row.reaches)]
        for left in (True, False):
            side = [(index, at) for index, at in ends if at is not None and (at[0] < nodes[number].x) == left]
            side.sort(key=lambda each: -each[1][0])
            for port, (index, at) in enumerate(side):
                shift = (port - (len(side) - 1) / 2) * PORT
                reach = row.reaches[index]
                aside = 0.0 if reach.giver not in both else ASIDE if reach.circular else -ASIDE
                found.append(Line(number, index, _path(at, nodes[number], shift, aside)))
    return found


def _from(nodes: list[Node], badge: tuple[float, float] | None, giver: int | None) -> tuple[float, float] | None:
    return badge if giver is None else (nodes[giver].x, nodes[giver].y)


def _path(giver: tuple[float, float], taker: Node, shift: float, aside: float) -> tuple[tuple[float, float], ...]:
    """Down or up at the giver, then across to the taker's side; straight where both are on one height."""
    x, y = giver
    end = (taker.x - EDGE if x < taker.x else taker.x + EDGE, taker.y + shift)
    if abs(y - end[1]) < RADIUS:
        return ((x + RADIUS, end[1]), end)
    edge = y + RADIUS if end[1] > y else y - RADIUS
    return ((x + aside, edge), (x + aside, end[1]), end)


def _twins(bands: Sequence[Band], lanes: list[PlacedLane]) -> list[tuple[float, float, float]]:
    """The nodes of one article in several lanes, joined from each to the next below it: place, upper and lower end."""
    last: dict[str, Node] = {}
    found = []
    for band, lane in zip(bands, lanes, strict=True):
        for row, node in zip(band.rows, lane.nodes, strict=True):
            if row.key in last:
                found.append((node.x, last[row.key].y + RADIUS, node.y - RADIUS))
            last[row.key] = node
    return found
