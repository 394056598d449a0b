"""Expressions of time as JSON Lines and as a table."""

import json
from collections.abc import Sequence

from whence.records.time import Time

_HEAD = ("words", "value", "type", "EDTF")
_GAP = "  "


def line(name: str, times: Sequence[Time]) -> str:
    """One input as one line of JSON: its name and every expression with offsets, words, TimeML value and type."""
    mentions = [
        {"start": each.span.start, "end": each.span.end, "text": each.span.text, "value": each.value, "type": each.type}
        for each in times
    ]
    return json.dumps({"input": name, "mentions": mentions}, ensure_ascii=False) + "\n"


def table(name: str, times: Sequence[Time]) -> str:
    """One input as a readable table, its name above it."""
    rows = [_HEAD, *((" ".join(each.span.text.split()), each.value or "?", each.type, ", ".join(each.edtf)) for each in times)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = (_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join((name, *(lines if times else ("no expression of time",)), ""))
