"""JSON Lines, one reading a line, and indented JSON."""

import json
from collections.abc import Sequence

from whence.records.reading import Reading


def line(reading: Reading) -> str:
    """The reading as one line, with its line break."""
    return reading.to_json() + "\n"


def pretty(readings: Sequence[Reading]) -> str:
    """One reading as an indented object, several as a list."""
    plain = [json.loads(reading.to_json()) for reading in readings]
    return json.dumps(plain[0] if len(plain) == 1 else plain, ensure_ascii=False, indent=2) + "\n"
