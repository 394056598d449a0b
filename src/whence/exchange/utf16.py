"""Offsets of programs that count UTF-16 code units (JavaScript, Java, .NET) and offsets in code points, both ways."""

from bisect import bisect_left


class Units:
    """A text in which offsets are converted; built once for a text."""

    def __init__(self, text: str) -> None:
        self._astral = [place for place, character in enumerate(text) if character > "\uffff"]
        self._units = [place + number for number, place in enumerate(self._astral)]  # the same places in code units

    def of(self, place: int) -> int:
        """The offset in code units of an offset in code points."""
        return place + bisect_left(self._astral, place)

    def point(self, unit: int) -> int:
        """The offset in code points of one in code units; between the halves of a character, the one before it."""
        return unit - bisect_left(self._units, unit)
