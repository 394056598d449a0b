"""From a claim to a drawing: which rows its lanes have, what is written beside them, and where all of it stands."""

from dataclasses import dataclass

from whence.report.lanes import Against, Carrier, Lane, Step, View
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.labels import Label, against_label, carrier_label, lane_label, stack_label
from whence.report.tracepage.layout import Band, Drawing, Reach, Row, Sheet, place
from whence.report.tracepage.places import fitted, places
from whence.report.tracewords import against_words, held_by, words_of
from whence.report.wording import opening

FEWEST = 2  # copies that are worth a stack
AGAINST = "AGAINST IT"
Numbers = dict[tuple[int, str, int], int]  # lane, article and place of a step -> number of its proof


@dataclass(frozen=True, slots=True)
class Stack:
    """Copies of one article with its words, drawn as one node."""

    giver: str
    copies: tuple[Carrier, ...]


Entry = Carrier | Stack | Against


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """A lane with its rows and the words beside them; `lane` is null for what speaks against the claim."""

    lane: Lane | None
    entries: tuple[Entry, ...]
    head: Label
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A claim ready to be drawn."""

    view: View
    drawing: Drawing
    lanes: tuple[LaneDrawing, ...]
    numbers: Numbers


def numbers_of(view: View) -> Numbers:
    """The number of every step that can be proved, in the order of lanes and articles."""
    keys = [
        (lane.number, carrier.article, index)
        for lane in view.lanes
        for carrier in lane.carriers
        for index, step in enumerate(carrier.steps)
        if step.proof or step.giver or step.because != "source"
    ]
    return {key: number for number, key in enumerate(keys, 1)}


def diagram_of(facts: TraceFacts, view: View, sheet: Sheet, key: str, collapsed: bool) -> Diagram:
    """The drawing of a claim on a sheet; `collapsed` draws copies with the same words as one node."""
    numbers = numbers_of(view)
    entries: list[tuple[Entry, ...]] = [tuple(_entries(view, lane, collapsed)) for lane in view.lanes]
    entries += [view.against] if view.against else []
    rows = [[_row(facts, entry, each, 0) for entry in each] for each in entries]
    sheet = fitted(sheet, rows)
    lanes = [_lane(facts, view, lane, each, sheet, key, numbers) for lane, each in zip(view.lanes, entries, strict=False)]
    lanes += [_against(facts, sheet, view.against)] if view.against else []
    where = places(sheet, rows)
    drawing = place(sheet, [_band(facts, lane) for lane in lanes], where.x, where.ticks, where.undated)
    return Diagram(view, drawing, tuple(lanes), numbers)


def has_stacks(view: View) -> bool:
    """Are there copies that a collapsed drawing draws as one?"""
    return any(isinstance(entry, Stack) for lane in view.lanes for entry in _entries(view, lane, collapsed=True))


def _lane(
    facts: TraceFacts, view: View, lane: Lane, entries: tuple[Entry, ...], sheet: Sheet, key: str, numbers: Numbers
) -> LaneDrawing:
    labels = []
    for entry in entries:
        if isinstance(entry, Stack):
            labels.append(stack_label(facts, sheet, list(entry.copies), entry.giver, f"{key}-each"))
        elif isinstance(entry, Carrier):
            own = {at: numbers.get((lane.number, entry.article, at)) for at in range(len(entry.steps))}
            also = [each.number for each in view.lanes if each is not lane and entry.article in each.origin.articles]
            labels.append(carrier_label(facts, sheet, lane, entry, own, also, key))
    return LaneDrawing(lane, entries, lane_label(sheet, f"ORIGIN {lane.number}", *held_by(lane)), tuple(labels))


def _against(facts: TraceFacts, sheet: Sheet, against: tuple[Against, ...]) -> LaneDrawing:
    labels = tuple(against_label(facts, sheet, one) for one in against)
    told = opening(" or ".join(dict.fromkeys(against_words(one) for one in against)))
    return LaneDrawing(None, against, lane_label(sheet, AGAINST, told, ""), labels)


def _entries(view: View, lane: Lane, collapsed: bool) -> list[Carrier | Stack]:
    """The rows of a lane; a stack stands where the first of its copies would."""
    stacks = _stacks(view, lane) if collapsed else {}
    hidden = {each.article: giver for giver, copies in stacks.items() for each in copies}
    found: list[Carrier | Stack] = []
    for carrier in lane.carriers:
        giver = hidden.get(carrier.article)
        if giver is None:
            found.append(carrier)
        elif giver in stacks:
            found.append(Stack(giver, tuple(stacks.pop(giver))))
    return found


def _stacks(view: View, lane: Lane) -> dict[str, list[Carrier]]:
    """Copies by the article that they were taken from: those with its words, that nobody cites and nothing else is told of."""
    givers = {step.giver for carrier in lane.carriers for step in carrier.steps}
    elsewhere = {carrier.article for other in view.lanes if other is not lane for carrier in other.carriers}
    busy = givers | elsewhere | {one.article for one in view.against}
    said = {carrier.article: _said(carrier) for carrier in lane.carriers}
    found: dict[str, list[Carrier]] = {}
    for carrier in lane.carriers:
        plain = carrier.marks <= {"copy", "hedged"} and len(carrier.steps) == 1 and carrier.article not in busy
        giver = carrier.steps[0].giver if plain and carrier.steps[0].because == "copy" else None
        if giver is not None and said.get(giver) == said[carrier.article]:
            found.setdefault(giver, []).append(carrier)
    return {giver: copies for giver, copies in found.items() if len(copies) >= FEWEST}


def _said(carrier: Carrier) -> list[list[str]]:
    return [words_of(each.content).casefold().split() for each in carrier.wordings]


def _band(facts: TraceFacts, lane: LaneDrawing) -> Band:
    made = tuple(_row(facts, entry, lane.entries, label.height) for entry, label in zip(lane.entries, lane.labels, strict=True))
    return Band(made, lane.head.height, sourced=lane.lane is not None)


def _row(facts: TraceFacts, entry: Entry, entries: tuple[Entry, ...], height: float) -> Row:
    rows = {_key(each): number for number, each in enumerate(entries)}
    reaches = tuple(Reach(rows.get(step.giver) if step.giver else None, step.circular) for step in steps_of(entry))
    return Row(_key(entry), _moment(facts, _key(entry)), height, reaches)


def _key(entry: Entry) -> str:
    """The article whose moment a row has."""
    return entry.copies[0].article if isinstance(entry, Stack) else entry.article


def _moment(facts: TraceFacts, article: str) -> float | None:
    moment = facts.moment(article)
    return moment.seconds if moment else None


def steps_of(entry: Entry) -> tuple[Step, ...]:
    """The steps that a row draws: those of its article; of a stack, those of its first copy."""
    if isinstance(entry, Against):
        return ()
    return entry.copies[0].steps if isinstance(entry, Stack) else entry.steps
