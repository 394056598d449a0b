"""Where articles stand from left to right, and how much room a diagram needs for that.

Articles of one lane never stand closer than a gap, nor does one that stands in several lanes come closer to any other: lines
run down at each of them.  Others may share a place.  Order is always kept, distances are to scale where there is room, and the
dates along the top stand where the stretched line has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.report.tracepage.axis import Tick, ticks
from whence.report.tracepage.layout import RADIUS, Row, Sheet

Lanes = Sequence[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every article, the dates along the line, and the column of articles without a date."""

    x: dict[str, float]
    ticks: tuple[Tick, ...]
    undated: tuple[float, float] | None


def fitted(sheet: Sheet, lanes: Lanes) -> Sheet:
    """The sheet with room for all articles: words give some of theirs, beyond that it becomes wider."""
    known, start = _known(sheet, lanes)
    squeezed = _apart([start] * len(known), _needs(sheet, lanes, known))
    more = max(0.0, (squeezed[-1] if squeezed else start) - sheet.end)
    if not more:
        return sheet
    return replace(sheet, end=sheet.end + more, words=sheet.words + more, width=sheet.width + max(0.0, more - sheet.give))


def places(sheet: Sheet, lanes: Lanes) -> Places:
    """The places of all articles on a sheet that has room for them."""
    known, start = _known(sheet, lanes)
    undated = list(dict.fromkeys(row.key for rows in lanes for row in rows if row.moment is None))
    moments = [moment for moment, _ in known]
    length = moments[-1] - moments[0] if moments else 0
    scaled = [start + (each - moments[0]) / length * (sheet.end - start) if length else start for each in moments]
    needs = _needs(sheet, lanes, known)
    xs = _within(_apart(scaled, needs), needs, sheet.end)
    x = {key: sheet.start + RADIUS + sheet.gap * number for number, key in enumerate(undated)}
    x |= {key: at for (_, key), at in zip(known, xs, strict=True)}
    column = (sheet.start - 1, sheet.start + 1 + sheet.gap * (len(undated) - 1) + 2 * RADIUS) if undated else None
    return Places(x, tuple(ticks(moments, xs, sheet.size, sheet.words - 12)), column)


def _known(sheet: Sheet, lanes: Lanes) -> tuple[list[tuple[float, str]], float]:
    """The articles with a date, oldest first, and where their line begins: behind the column of the others."""
    moments = {row.key: row.moment for rows in lanes for row in rows}
    order = {key: number for number, key in enumerate(moments)}
    known = sorted(((at, key) for key, at in moments.items() if at is not None), key=lambda each: (each[0], order[each[1]]))
    without = len(moments) - len(known)
    return known, sheet.start + (sheet.gap * without + 2 * RADIUS if without else 0)


def _needs(sheet: Sheet, lanes: Lanes, known: list[tuple[float, str]]) -> list[dict[int, float]]:
    """For every article the gaps that it needs to earlier ones: to the last of each of its lanes, to the last in several."""
    member: dict[str, list[int]] = {}
    for number, rows in enumerate(lanes):
        for row in rows:
            member.setdefault(row.key, []).append(number)
    last: dict[int, int] = {}
    twin = -1
    found = []
    for index, (_, key) in enumerate(known):
        before = {last[lane] for lane in member[key] if lane in last} | ({twin} if twin >= 0 else set())
        need = dict.fromkeys(range(index), sheet.gap) if len(member[key]) > 1 else dict.fromkeys(before, sheet.gap)
        found.append({index - 1: 0.0, **need} if index else need)
        last |= dict.fromkeys(member[key], index)
        twin = index if len(member[key]) > 1 else twin
    return found


def _apart(xs: list[float], needs: list[dict[int, float]]) -> list[float]:
    """Places moved to the right until every gap is kept."""
    found: list[float] = []
    for x, need in zip(xs, needs, strict=True):
        found.append(max([x, *(found[before] + gap for before, gap in need.items())]))
    return found


def _within(xs: list[float], needs: list[dict[int, float]], end: float) -> list[float]:
    """Places moved back to the left until none is behind the end, every gap kept."""
    found = [min(x, end) for x in xs]
    for index in range(len(found) - 1, -1, -1):
        for before, gap in needs[index].items():
            found[before] = min(found[before], found[index] - gap)
    return found
