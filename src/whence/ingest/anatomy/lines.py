"""Paragraphs of plain text: a line, unless the text is wrapped by hand; then what stands between blank lines."""

import re
from collections.abc import Iterator

LINE_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
SPACE = " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"  # noqa: E501
WRAPPED_WIDTH = (40, 100)  # characters of a line in text wrapped by hand: terminals and mail wrap at 72 to 80

Extent = tuple[int, int]


def lines_of(text: str) -> Iterator[Extent]:
    """(start, end) of every line without its break and its outer white space; a blank line is (start, start)."""
    at = 0
    for match in [*LINE_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        inside = text[at:end]
        start = at + len(inside) - len(inside.lstrip(SPACE))
        yield start, max(start, at + len(inside.rstrip(SPACE)))
        at = match.end() if match else end


def _groups(lines: list[Extent]) -> list[list[Extent]]:
    """Lines between blank lines."""
    found: list[list[Extent]] = [[]]
    for line in lines:
        if line[0] < line[1]:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]


def _is_wrapped(text: str, groups: list[list[Extent]]) -> bool:
    """Is the text wrapped by hand?  Most lines before the last of their group are of like length and end in mid-sentence."""
    inner = [line for group in groups for line in group[:-1]]
    if len(groups) < 2 or len(inner) < 4:
        return False
    low, high = WRAPPED_WIDTH
    wrapped = [low <= end - start <= high and text[end - 1] not in ".!?”\"’':" for start, end in inner]
    return sum(wrapped) > 0.7 * len(inner)


def paragraphs_of(text: str) -> list[Extent]:
    """(start, end) of every paragraph, in order, without outer white space."""
    lines = list(lines_of(text))
    groups = _groups(lines)
    if _is_wrapped(text, groups):
        return [(group[0][0], group[-1][1]) for group in groups]
    return [line for line in lines if line[0] < line[1]]
