"""A diagram as inline SVG.  Every step is a link to the words that prove it; what is written is escaped and never runs."""

from collections.abc import Iterator
from itertools import pairwise

from whence.report.htmlwords import safe
from whence.report.lanes import Against, Step
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.diagram import Diagram, Entry, LaneDrawing, Stack, steps_of
from whence.report.tracepage.labels import CHIP, CHIP_PAD, SIZES, Chip, Label, Words, columns
from whence.report.tracepage.layout import NARROW, WIDE, Drawing, Line, Node, PlacedLane
from whence.report.tracepage.symbols import badge, node, opposing
from whence.report.tracewords import how

COLOURS = 6  # of lanes, before they begin again
CORNER = 6.0
SMALLEST = 0.8  # scale of a drawing that is wider than its sheet was: beyond that it is moved sideways
SIDE = 12.0  # room left of the names of sources
TIP = 6.0  # length of an arrow's head


def draw(facts: TraceFacts, diagram: Diagram, key: str, name: str) -> str:
    """One drawing; `key` is the claim's id on the page, `name` tells this drawing from others of the claim."""
    drawing, title = diagram.drawing, f"{key}-{name}"
    grown = drawing.sheet.width > (NARROW if drawing.sheet.on_top else WIDE).width
    scale = f' style="min-width:{drawing.sheet.width * SMALLEST:.0f}px"' if grown else ""
    lanes = "".join(
        _lane(facts, diagram, number, lane, placed, key)
        for number, (lane, placed) in enumerate(zip(diagram.lanes, drawing.lanes, strict=True))
    )
    shape = "narrow" if drawing.sheet.on_top else "wide"
    return (
        f'<svg class="{shape}" viewBox="0 0 {drawing.sheet.width:g} {drawing.height:g}" width="{drawing.sheet.width:g}" '
        f'height="{drawing.height:g}" role="group" aria-labelledby="{title}-t {title}-d"{scale}>'
        f'<title id="{title}-t">{safe(_title(diagram))}</title><desc id="{title}-d">{safe(_told(facts, diagram))}</desc>'
        f"{_ground(diagram)}{_axis(drawing)}{_heads(drawing)}{''.join(_twins(drawing))}{lanes}</svg>"
    )


def _title(diagram: Diagram) -> str:
    return f"Who carried the claim, from left to right in time: {diagram.view.claim.wording}"


def _told(facts: TraceFacts, diagram: Diagram) -> str:
    """The drawing in sentences, for those who do not see it."""
    return " ".join(
        f"Origin {lane.number}: "
        + "; ".join(
            f"{facts.name(carrier.article)}, {facts.when(carrier.article)}, "
            + " and ".join(how(facts, lane, step) for step in carrier.steps)
            for carrier in lane.carriers
        )
        + "."
        for lane in diagram.view.lanes
    )


# --- ground and axis -----------------------------------------------------------------------------------------------------


def _ground(diagram: Diagram) -> str:
    drawing = diagram.drawing
    return "".join(
        f'<rect class="band{" odd" if number % 2 else ""}" x="0" y="{lane.top:g}" width="{drawing.sheet.width:g}" '
        f'height="{lane.bottom - lane.top:g}"/>'
        for number, lane in enumerate(drawing.lanes)
    )


def _axis(drawing: Drawing) -> str:
    """Dates along the top with lines down, and the column of articles without a date."""
    base = drawing.sheet.head - 8
    parts = [
        f'<path class="grid" d="M{tick.x:g} {base:g}V{drawing.height:g}"/>'
        f'<text class="tick" x="{tick.at:g}" y="{base - 6:g}">{safe(tick.label)}</text>'
        for tick in drawing.ticks
    ]
    if drawing.undated:
        low, high = drawing.undated
        parts.append(
            f'<rect class="undated" x="{low:g}" y="{base:g}" width="{high - low:g}" height="{drawing.height - base:g}"/>'
            f'<text class="tick" x="{low:g}" y="{base - 6:g}">no date</text>'
        )
    return "".join(parts)


def _heads(drawing: Drawing) -> str:
    """The heads of the columns, where they stand side by side."""
    if drawing.sheet.on_top:
        return ""
    _, _, other, _ = columns(drawing.sheet)
    words, y = drawing.sheet.words, drawing.sheet.head - 14
    heads = ((SIDE, "Rests on"), (words, "Article, and how it has it"), (words + other, "Its words"))
    return "".join(f'<text class="head" x="{x:g}" y="{y:g}">{text}</text>' for x, text in heads)


def _twins(drawing: Drawing) -> Iterator[str]:
    for x, top, bottom in drawing.twins:
        yield f'<path class="twin" d="M{x:g} {top:g}V{bottom:g}"/>'


# --- lanes ---------------------------------------------------------------------------------------------------------------


def _lane(facts: TraceFacts, diagram: Diagram, number: int, lane: LaneDrawing, placed: PlacedLane, key: str) -> str:
    drawing = diagram.drawing
    words = "".join(
        _row(index, entry, at, label, drawing)
        for index, (entry, at, label) in enumerate(zip(lane.entries, placed.nodes, lane.labels, strict=True))
    )
    steps = "".join(_step(facts, diagram, lane, line, key) for line in _in_order(lane, placed))
    sign = _badge(lane, placed)
    side = 2 * drawing.sheet.badge if drawing.sheet.on_top else SIDE
    colour = f"l{number % COLOURS}" if lane.lane else "against"
    ground = " odd" if number % 2 else ""
    return f'<g class="lane {colour}{ground}">{steps}{sign}{_label(lane.head, side, placed.name)}{words}</g>'


def _in_order(lane: LaneDrawing, placed: PlacedLane) -> list[Line]:
    """Lines of circles last, so that they lie above the others."""
    return sorted(placed.lines, key=lambda line: _step_of(lane.entries[line.row], line.reach).circular)


def _step_of(entry: Entry, reach: int) -> Step:
    return steps_of(entry)[reach]


def _badge(lane: LaneDrawing, placed: PlacedLane) -> str:
    if placed.badge is None or lane.lane is None:
        return ""
    holder = lane.lane.origin.holder
    witness = any("witness" in each.marks for each in lane.lane.carriers)
    return badge(*placed.badge, holder.kind if holder else "witness" if witness else None)


def _row(index: int, entry: Entry, at: Node, label: Label, drawing: Drawing) -> str:
    leader = f'<path class="leader" d="M{at.x + 14:g} {at.y:g}H{drawing.sheet.words - 8:g}"/>'
    return f'<g class="row" data-row="{index}">{leader}{_sign(entry, at)}{_label(label, drawing.sheet.words, at.top)}</g>'


def _sign(entry: Entry, at: Node) -> str:
    if isinstance(entry, Against):
        return opposing(at.x, at.y, entry.corrects)
    if isinstance(entry, Stack):
        return node(at.x, at.y, frozenset({"stack", *entry.copies[0].marks}))
    return node(at.x, at.y, frozenset(entry.marks))


def _step(facts: TraceFacts, diagram: Diagram, lane: LaneDrawing, line: Line, key: str) -> str:
    """A step as an arrow; a link to what proves it, where that is numbered."""
    entry = lane.entries[line.row]
    step, owner = _step_of(entry, line.reach), lane.lane
    kind = "circle" if step.circular else "copy" if step.because == "copy" else "source" if step.giver is None else "cite"
    path = f'<path class="line" d="{_path(line.points)}"/><path class="tip" d="{_tip(line.points)}"/>'
    number = diagram.numbers.get((owner.number, step.taker, line.reach)) if owner else None
    from_row = "" if step.giver is None else _row_of(lane, step.giver)
    data = f'class="step {kind}" data-from="{from_row}" data-to="{line.row}"'
    if number is None or owner is None:
        return f"<g {data}>{path}</g>"
    to = f"{key}-each" if isinstance(entry, Stack) else f"{key}-e{number}"
    told = safe(f"{facts.name(step.taker)} {how(facts, owner, step)}: show the words")
    wide = f'<path class="hit" d="{_path(line.points)}"/>'
    return f'<a href="#{to}" {data} aria-label="{told}"><title>{told}</title>{wide}{path}</a>'


def _row_of(lane: LaneDrawing, article: str) -> str:
    for index, entry in enumerate(lane.entries):
        if not isinstance(entry, Stack) and entry.article == article:
            return str(index)
    return ""


def _path(points: tuple[tuple[float, float], ...]) -> str:
    """Straight pieces with rounded corners; the arrow's head covers the end."""
    (x, y), *rest = points
    parts = [f"M{x:g} {y:g}"]
    for (x1, y1), (x2, y2) in pairwise(rest):
        room = min(CORNER, abs(y1 - y), abs(x2 - x1) / 2)
        down, across = (1 if y1 > y else -1), (1 if x2 > x1 else -1)
        parts.append(f"V{y1 - down * room:g}Q{x1:g} {y1:g} {x1 + across * room:g} {y2:g}")
    end = rest[-1]
    before = rest[-2] if len(rest) > 1 else points[0]
    return "".join(parts) + f"H{end[0] - (TIP - 1 if end[0] > before[0] else 1 - TIP):g}"


def _tip(points: tuple[tuple[float, float], ...]) -> str:
    (x0, _), (x, y) = points[-2:]
    back = -TIP if x > x0 else TIP
    return f"M{x:g} {y:g}l{back:g}-3.6v7.2z"


# --- words ---------------------------------------------------------------------------------------------------------------


def _label(label: Label, x: float, y: float) -> str:
    """Words and chips, from their own corner on."""
    parts = [_words(each, x, y) for each in label.words]
    return "".join([*parts, *(_chip(each, x + each.x, y + each.y) for each in label.chips)])


def _chip(chip: Chip, x: float, y: float) -> str:
    frame = f'<rect x="{x:g}" y="{y:g}" width="{chip.width:g}" height="{CHIP:g}" rx="{CHIP / 2:g}"/>'
    inside = f'{frame}<text x="{x + CHIP_PAD:g}" y="{y + 14:g}">{safe(chip.text)}</text>'
    drawn = f'<g class="chip {chip.kind}">{inside}</g>'
    return f'<a href="#{chip.to}">{drawn}</a>' if chip.to else drawn


def _words(each: Words, x: float, y: float) -> str:
    at_x, at_y = x + each.x, y + each.y
    if each.number is not None:
        inside = (
            f'<circle class="number" cx="{at_x + 7:g}" cy="{at_y - 4.4:g}" r="7.5"/>'
            f'<text class="figure" x="{at_x + 7:g}" y="{at_y - 0.8:g}" text-anchor="middle">{each.number}</text>'
        )
    else:
        inside = (
            f'<text class="{each.style}" x="{at_x:g}" y="{at_y:g}" font-size="{SIZES[each.style]:g}">{safe(each.text)}</text>'
        )
    return f'<a href="#{each.to}" tabindex="-1">{inside}</a>' if each.to else inside
