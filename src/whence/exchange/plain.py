"""JSON Lines, CSV and TSV: the writers of `whence read`, over many readings."""

from collections.abc import Iterable, Iterator

from whence.records.reading import Reading
from whence.report import csvfile, jsonl


def jsonlines(readings: Iterable[Reading]) -> Iterator[str]:
    """One reading a line, with everything that Whence says about the article."""
    return map(jsonl.line, readings)


def commas(readings: Iterable[Reading]) -> Iterator[str]:
    """One statement a row, separated by commas."""
    yield csvfile.header()
    yield from map(csvfile.lines, readings)


def tabs(readings: Iterable[Reading]) -> Iterator[str]:
    """One statement a row, separated by tabs."""
    yield csvfile.header("\t")
    for reading in readings:
        yield csvfile.lines(reading, "\t")
