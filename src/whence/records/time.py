"""Expressions of time: the words, what they mean as TimeML and as EDTF."""

from typing import Literal

import msgspec

from whence.records.spans import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of time.

    `value` is its TimeML value (TIMEX3: date, week, period, set, PAST_REF …), null when it needs a date that is not known.
    `edtf` holds the same as EDTF level 1 values that can stand in a reading: none for durations, sets and what has no place in
    the calendar.  Every day of a list ("6, 13 and 20 December") is an expression of its own.  `precision` is that of `edtf`;
    `basis` is "relative" where the value was counted from another date (publication, dateline, an earlier expression), else
    "explicit".
    """

    span: Span
    type: TimeType
    value: str | None
    edtf: tuple[str, ...] = ()
    precision: str | None = None
    basis: Literal["explicit", "relative"] = "relative"
