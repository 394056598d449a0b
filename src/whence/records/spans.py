"""Spans: exact characters of an article's text."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=False):
    """Characters `start:end` of the article's text (code points, end exclusive); `text` equals them, always."""

    start: int
    end: int
    text: str


def span_of(text: str, start: int, end: int) -> Span:
    """The span `start:end` of `text`."""
    return Span(start, end, text[start:end])
