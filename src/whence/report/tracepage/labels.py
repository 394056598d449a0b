"""The words of a diagram: what stands beside each node and each lane, broken into lines that fit, with the room they take."""

from dataclasses import dataclass, field
from typing import Literal

from whence.report.lanes import Against, Carrier, Lane, Mark
from whence.report.moments import in_short
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.layout import Sheet
from whence.report.tracepage.metrics import width_of, wrapped
from whence.report.tracewords import MARKS, against_words, closed, how, words_of
from whence.report.wording import quoted

Style = Literal["outlet", "date", "quote", "how", "holder", "kind", "lane"]
SIZES: dict[Style, float] = {"outlet": 14.5, "date": 13, "quote": 15.5, "how": 12.5, "holder": 14, "kind": 12.5, "lane": 11}
LEADING: dict[Style, float] = {"outlet": 18, "date": 17, "quote": 20, "how": 17, "holder": 17, "kind": 16, "lane": 16}
CHIP, CHIP_SIZE, CHIP_PAD, CHIP_GAP = 20.0, 11.5, 8.0, 6.0
NUMBER = 20.0  # what the number of a proof takes in front of its words
GUTTER = 24.0  # between the columns of words
OUTLET, HOW, MOST_STEPS = 2, 2, 4  # lines of a name and of a step, and steps that are told beside a node
LONGEST = 400  # characters of a wording before it is broken into lines
CHIPS: tuple[Mark, ...] = ("first", "witness", "hedged", "hedge dropped", "circle", "no source")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words at its place; `to` is the id of what it leads to, `number` the proof it tells of."""

    x: float
    y: float
    text: str
    style: Style
    to: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word in a frame: what is told of an article."""

    x: float
    y: float
    width: float
    text: str
    kind: str
    to: str | None = None


@dataclass(slots=True)
class Label:
    """Words and chips of one row, and how high they are together."""

    words: list[Words] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    height: float = 0

    def add(self, x: float, y: float, lines: list[str], style: Style, to: str | None = None) -> float:
        """Lines below y; the height that they reach."""
        for text in lines:
            self.words.append(Words(x, y + LEADING[style] * 0.76, text, style, to))
            y += LEADING[style]
        self.height = max(self.height, y)
        return y

    def add_chips(self, x: float, y: float, width: float, kinds: list[tuple[str, str]], to: str | None = None) -> float:
        """Chips in rows from x on, below y."""
        at = x
        for kind, text in kinds:
            wide = width_of(text, CHIP_SIZE) + 2 * CHIP_PAD
            if at > x and at + wide > x + width:
                at, y = x, y + CHIP + 4
            self.chips.append(Chip(at, y, wide, text, kind, to))
            at += wide + CHIP_GAP
        y += CHIP if kinds else 0
        self.height = max(self.height, y)
        return y


def columns(sheet: Sheet) -> tuple[float, float, float, float]:
    """Place and width of the two columns of words, counted from the first; one below the other where there is no room."""
    room = sheet.width - sheet.words
    if sheet.on_top:
        return 0, room, 0, room
    first = room * 0.39
    return 0, first, first + GUTTER, room - first - GUTTER


def carrier_label(
    facts: TraceFacts, sheet: Sheet, lane: Lane, carrier: Carrier, numbers: dict[int, int | None], also: list[int], key: str
) -> Label:
    """Outlet, date and steps of an article, and its words with what is told of them.

    `numbers` are those of the proofs of its steps, `also` the other lanes that it stands in.
    """
    label = Label()
    x, width, other, wide = columns(sheet)
    y = _outlet(facts, label, carrier.article, x, width)
    told = [(f"also under origin {', '.join(map(str, also))}", None)] if also else []
    steps = [(how(facts, lane, step), numbers.get(index)) for index, step in enumerate(carrier.steps)]
    more = len(steps) - MOST_STEPS
    for text, number in [*steps[:MOST_STEPS], *([(f"and {more} more", None)] if more > 0 else []), *told]:
        y = _step(label, x, y, width, text, number, key)
    top = y + 3 if sheet.on_top else 0.0
    y = _quotes(label, other, top, wide, [words_of(each.content) for each in carrier.wordings])
    chips = [(mark.replace(" ", "-"), MARKS[mark]) for mark in CHIPS if mark in carrier.marks]
    label.add_chips(other, y + 4, wide, chips)
    return label


def against_label(facts: TraceFacts, sheet: Sheet, one: Against) -> Label:
    """Outlet and date of an article that speaks against a claim, and its words."""
    label = Label()
    x, width, other, wide = columns(sheet)
    y = _outlet(facts, label, one.article, x, width)
    y = label.add(x, y, wrapped(against_words(one), width, SIZES["how"], HOW), "how")
    _quotes(label, other, y + 3 if sheet.on_top else 0.0, wide, [words_of(each.content) for each in one.disputes])
    return label


def stack_label(facts: TraceFacts, sheet: Sheet, copies: list[Carrier], giver: str, to: str) -> Label:
    """Copies with the same words, told in one row: how many, whose, and of what."""
    label = Label()
    x, width, other, wide = columns(sheet)
    y = label.add(x, 0, [f"{len(copies)} copies"], "outlet")
    names = ", ".join(facts.name(each.article) for each in copies)
    y = label.add(x, y, wrapped(names, width, SIZES["date"], 3), "date")
    top = y + 3 if sheet.on_top else 0.0
    y = label.add(other, top, wrapped(closed(f"The same words as {facts.called(giver)}"), wide, SIZES["how"], 2), "how")
    label.add_chips(other, y + 4, wide, [("stack", "show each")], to)
    return label


def lane_label(sheet: Sheet, head: str, name: str, kind: str) -> Label:
    """Number, holder and kind of a lane's source."""
    label = Label()
    width = sheet.width - 2 * sheet.badge if sheet.on_top else sheet.badge - 26
    y = label.add(0, 0, [head], "lane")
    y = label.add(0, y, wrapped(name, width, SIZES["holder"], 2 if sheet.on_top else 4), "holder")
    if kind:
        label.add(0, y, wrapped(kind, width, SIZES["kind"], 2), "kind")
    return label


def _outlet(facts: TraceFacts, label: Label, article: str, x: float, width: float) -> float:
    y = label.add(x, 0, wrapped(facts.name(article), width, SIZES["outlet"], OUTLET), "outlet")
    told = facts.article(article)
    return label.add(x, y, [in_short(told.published if told else None)], "date")


def _step(label: Label, x: float, y: float, width: float, text: str, number: int | None, key: str) -> float:
    """One step; a number in front of it leads to its proof."""
    aside = NUMBER if number else 0
    lines = wrapped(text, width - aside, SIZES["how"], HOW)
    to = f"{key}-e{number}" if number else None
    if number:
        label.words.append(Words(x, y + LEADING["how"] * 0.76, "", "how", to, number))
    return label.add(x + aside, y, lines, "how", to)


def _quotes(label: Label, x: float, y: float, width: float, texts: list[str]) -> float:
    """The wordings of an article; the first one at more length where there are several."""
    most = 3 if len(texts) == 1 else 2
    for text in texts[:2]:
        y = label.add(x, y, wrapped(quoted(text, LONGEST), width, SIZES["quote"], most), "quote")
    if len(texts) > 2:
        y = label.add(x, y, [f"and {len(texts) - 2} more below"], "how")
    return y
