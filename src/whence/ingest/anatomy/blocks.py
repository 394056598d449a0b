"""Blocks of plain text: every paragraph with its role, by its own wording and by where it stands."""

import re
from itertools import pairwise

from whence.ingest.anatomy.lines import paragraphs_of
from whence.ingest.anatomy.titles import STOPPED, WORD, reads_like_title
from whence.ingest.anatomy.wording import head_role, is_bare_sentence, is_question_teaser, reads_like_caption, special_role
from whence.lexicon.tables import table
from whence.records.article import Block, Given, Role

HEAD, FOOT = 5, 4  # blocks above and below the text in which bylines, dates and names of agencies stand alone
MOST_HEADING_WORDS = 9  # of a heading between paragraphs; a headline has about that many (Mårdh 1980)
LONG_WORDS = 8  # of a paragraph that ends in a full stop in text with punctuation
PUNCTUATED = 0.7  # share of long paragraphs that end in a full stop; below it a line without one tells nothing
MOST_LINKS = 2  # questions that head other articles; GUM's interviews have 3 and more that the reporter asks

_TABLE = table("anatomy")
_BULLET = re.compile(_TABLE["bullet"])
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s")
_QUOTED = re.compile(_TABLE["quoted_line"])
_TIMED = re.compile(rf"{_TABLE['time_stamp']}\s*(?:[:—–|-]|\s)\s*(?=[A-ZÀ-Þ“\"‘])")
_TIME_ALONE = re.compile(_TABLE["time_stamp"] + r"\s*[:—–-]?")
_CLOCK = re.compile(r"\d[:.h]\d\d|[ap]\.?m\b", re.IGNORECASE)


def blocks_of(given: Given) -> tuple[Block, ...]:
    """The blocks of one input, in order and without overlap."""
    text, paragraphs = given.text, paragraphs_of(given.text)
    lines = [text[start:end] for start, end in paragraphs]
    roles: list[Role] = [_own_role(lines, place) for place in range(len(lines))]
    if lines:
        told = _plain(given.title or "") == _plain(lines[0]) != ""
        if told or (roles[0] in ("paragraph", "teaser") and reads_like_title(text, paragraphs)):
            roles[0] = "title"
    _unmark_interview(lines, roles)
    _mark_lists(lines, roles)
    _mark_live(lines, roles)
    if _is_punctuated(lines):
        _mark_unstopped(lines, roles)
    return tuple(Block(start, end, role) for (start, end), role in zip(paragraphs, roles, strict=True))


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()


def _own_role(lines: list[str], place: int) -> Role:
    """The role that a line's own wording shows, with bylines and dates looked for above and below the text only."""
    line, last = lines[place], len(lines) - 1
    special = special_role(line)
    if special:
        return special
    if (place <= HEAD or place > last - FOOT) and last and (role := head_role(line)):
        return role
    if 0 < place < last and is_question_teaser(line):
        return "teaser"
    return "blockquote" if _QUOTED.match(line) else "paragraph"


def _unmark_interview(lines: list[str], roles: list[Role]) -> None:
    """Many questions in lines of their own are those of an interview, and no links."""
    asked = [place for place, line in enumerate(lines) if roles[place] == "teaser" and is_question_teaser(line)]
    for place in asked if len(asked) > MOST_LINKS else ():
        roles[place] = "paragraph"


def _mark_lists(lines: list[str], roles: list[Role]) -> None:
    """Two lines or more with bullets one after the other, or numbers that count up, are a list."""
    items = [place for place, line in enumerate(lines) if roles[place] == "paragraph" and _BULLET.match(line)]
    for one, other in pairwise(items):
        first, second = _NUMBER.match(lines[one]), _NUMBER.match(lines[other])
        counted = first and second and int(second[1]) == int(first[1]) + 1
        if counted or (other == one + 1 and lines[one][0] == lines[other][0] and not first):
            roles[one] = roles[other] = "list"


def _mark_live(lines: list[str], roles: list[Role]) -> None:
    """Two lines or more that begin with the time of day are items of a live page; a time alone is the heading of one."""
    alone = [
        n for n, line in enumerate(lines) if roles[n] == "paragraph" and _TIME_ALONE.fullmatch(line) and _CLOCK.search(line)
    ]
    timed = [
        n for n, line in enumerate(lines) if roles[n] == "paragraph" and (at := _TIMED.match(line)) and _CLOCK.search(at[0])
    ]
    _mark(roles, alone, "heading")
    _mark(roles, timed, "live item")


def _mark(roles: list[Role], places: list[int], role: Role) -> None:
    for place in places if len(places) > 1 else ():
        roles[place] = role


def _is_punctuated(lines: list[str]) -> bool:
    """Do the paragraphs of the text end in full stops, so that a line without one tells something?"""
    long = [bool(STOPPED.search(line)) for line in lines if len(line.split()) > LONG_WORDS]
    return len(long) > 1 and sum(long) >= PUNCTUATED * len(long)


def _mark_unstopped(lines: list[str], roles: list[Role]) -> None:
    """Lines without a full stop between paragraphs: captions by their words, headings by their shortness."""
    for place in range(1, len(lines)):
        line = lines[place]
        if roles[place] != "paragraph" or STOPPED.search(line):
            continue
        if reads_like_caption(line):
            roles[place] = "caption"
        elif _is_heading(lines, roles, place):
            roles[place] = "caption" if is_bare_sentence(line) else "heading"


def _is_heading(lines: list[str], roles: list[Role], place: int) -> bool:
    """Is a short line without any mark at its end the heading of the longer paragraph under it?"""
    line = lines[place]
    if place + 1 >= len(lines) or roles[place + 1] != "paragraph" or not STOPPED.search(lines[place + 1]):
        return False
    words = WORD.findall(line)
    if not 0 < len(words) <= MOST_HEADING_WORDS or line[-1] in ',;:–—-”"»' or not (line[0].isupper() or line[0].isdigit()):
        return False
    after_prose = roles[place - 1] != "paragraph" or bool(STOPPED.search(lines[place - 1]))
    return after_prose and len(lines[place + 1].split()) > len(line.split())
