"""The anatomy of an article in plain text: its blocks, and which of them are title, prose, credit, teaser or boilerplate.

A paragraph is a line, unless the text is wrapped by hand: then it is what stands between blank lines.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from whence.errors import InputError
from whence.lexicon.tables import table
from whence.records.article import Article, ArticleDate, ArticleDates, Block, Given, Outlet, Role, article_id

LINE_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
SPACE = " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"  # noqa: E501
WRAPPED_WIDTH = (40, 100)  # characters of a line in text wrapped by hand: terminals and mail wrap at 72 to 80
LONGEST_SPECIAL = 2_500  # characters: a longer line is prose, whatever it begins with (the table's patterns end before that)
MOST_TITLE_WORDS, MOST_TITLE_CHARACTERS = 30, 200  # none of PolNeAR's 924 headlines is longer
MOST_SENTENCE_WORDS = 16  # of a headline written as a sentence: news leads have 20 to 35 words
MOST_DECK_WORDS = 14  # of the line between headline and body

_WORD = re.compile(r"\w[\w’'.-]*")
_STOPPED = re.compile(r"[.!?…][”\"’'»)]?$")
_QUOTED_LEAD = re.compile(r"[“\"«„][^\n]*[”\"»“],? (?:\w+ ){1,6}(?:said|says|told)\b")
_TABLE = table("anatomy")
_LINES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile("|".join(f"(?:{each})" for each in _TABLE[role])))
    for role in ("credit", "teaser", "boilerplate", "heading")
)
_QUESTION = re.compile(_TABLE["question_teaser"])
_SMALL = frozenset(_TABLE["small_words"].split())
_KICKER = re.compile(rf"(?:{'|'.join(_TABLE['kickers'])})\b")
_DATELINE = re.compile("|".join(f"(?:{each})" for each in _TABLE["dateline"]))
_ABBREVIATION = re.compile(_TABLE["abbreviation"])
_REPORTED = re.compile(_TABLE["report_words"])
_FUNCTION = re.compile(_TABLE["sentence_words"])
_OPENING = re.compile(_TABLE["sentence_openings"])

Extent = tuple[int, int]


# --- paragraphs ----------------------------------------------------------------------------------------------------------


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


# --- the title -----------------------------------------------------------------------------------------------------------


def reads_like_title(text: str, paragraphs: list[Extent]) -> bool:
    """Is the first paragraph a headline?  Short, no sentence of the body, with more text after it.

    A headline has no full stop at its end, or stands apart from the body by a blank line when it has one.
    """
    line, *rest = (text[start:end] for start, end in paragraphs[:3])
    words = _WORD.findall(line)
    if not rest or not 0 < len(words) <= MOST_TITLE_WORDS or len(line) > MOST_TITLE_CHARACTERS:
        return False
    if line[-1] in ",:" or _is_dateline(line) or _QUOTED_LEAD.match(line):
        return False
    if not _STOPPED.search(line):
        return True
    if not _stands_apart(text, paragraphs):
        return False
    opens_body = _is_dateline(rest[0]) and _special(rest[0]) is None
    return _is_title_case(words) or opens_body or _is_headline_sentence(line, words, rest)


def _is_dateline(line: str) -> bool:
    """Does the line open with the place (and agency) of a report?"""
    return bool(_DATELINE.match(line)) and not _KICKER.match(line)


def _stands_apart(text: str, paragraphs: list[Extent]) -> bool:
    """Is there a blank line after the first paragraph?"""
    return len(LINE_BREAK.findall(text[paragraphs[0][1] : paragraphs[1][0]])) > 1


def _is_title_case(words: list[str]) -> bool:
    """Do nearly all words that a headline capitalises begin with a capital or a digit?"""
    counted = [word for word in words if word.lower() not in _SMALL]
    return len(counted) > 1 and sum(not word[0].islower() for word in counted) >= 0.85 * len(counted)


def _is_headline_sentence(line: str, words: list[str], rest: list[str]) -> bool:
    """Is a line that ends in a full stop and stands apart a headline, not the first sentence of the body?

    Headlines are short, drop articles and auxiliaries, and do not say who said so on which day.  A short line under it (a deck,
    a label) speaks for one.  PolNeAR: 901 of 924 headlines are read as titles, and 5 of the 645 first lines of
    bodies that are no decks (benchmarks/corpus.py).
    """
    if len(words) > MOST_SENTENCE_WORDS or line[0] in '“"«„' or _REPORTED.search(line):
        return False
    if len(re.findall(r"[.!?] +[“\"‘A-Z]", _ABBREVIATION.sub("", line))) > 1:
        return False
    has_deck = len(rest) > 1 and len(_WORD.findall(rest[0])) <= MOST_DECK_WORDS and len(rest[1]) > len(rest[0])
    if len(_FUNCTION.findall(line)) > (2 if has_deck or len(words) <= 9 else 1):
        return False
    return has_deck or (len(rest[0]) > len(line) and not _OPENING.match(line))


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()


# --- blocks --------------------------------------------------------------------------------------------------------------


def _special(line: str) -> Role | None:
    """The role that the wording of a line shows, None for prose."""
    if len(line) > LONGEST_SPECIAL:
        return None
    return next((role for role, pattern in _LINES if pattern.match(line)), None)


def _role(text: str, extent: Extent, place: int, count: int) -> Role:
    line = text[extent[0] : extent[1]]
    special = _special(line)
    if special:
        return special
    if 0 < place < count - 1 and _QUESTION.match(line):
        return "teaser"
    return "paragraph"


def _blocks(given: Given) -> tuple[Block, ...]:
    text, paragraphs = given.text, paragraphs_of(given.text)
    found = [Block(start, end, _role(text, (start, end), n, len(paragraphs))) for n, (start, end) in enumerate(paragraphs)]
    if found:
        told = _plain(given.title or "") == _plain(text[found[0].start : found[0].end]) != ""
        if told or (found[0].role in ("paragraph", "teaser") and reads_like_title(text, paragraphs)):
            found[0] = Block(found[0].start, found[0].end, "title")
    return tuple(found)


# --- facts ---------------------------------------------------------------------------------------------------------------


def domain_of(url: str | None) -> str | None:
    """The host of an address without "www.", lower case."""
    match = re.match(r"[a-z][\w+.-]*://(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)", (url or "").lower())
    return match[1] if match else None


def _published(given: Given) -> ArticleDate | None:
    """The date as told, in the one form 2026-03-12 or 2026-03-12T09:30:00 (ISO 8601 has others)."""
    if not given.published:
        return None
    try:
        return ArticleDate(date.fromisoformat(given.published).isoformat(), "day", "given")
    except ValueError:
        pass  # not a date alone: a date and time, or an error
    try:
        return ArticleDate(datetime.fromisoformat(given.published).isoformat(), "second", "given")
    except ValueError as wrong:
        message = f"published is not an ISO 8601 date: {given.published[:40]}"
        raise InputError(given.name, message, "write it as 2026-03-12") from wrong


def article(given: Given) -> Article:
    """The article of one input: the text as given, its blocks in order without overlap, and the facts that came with it.

    A fact given as "" was not given.
    """
    blocks = _blocks(given)
    title = given.title or None
    if title is None and blocks and blocks[0].role == "title":
        title = given.text[blocks[0].start : blocks[0].end]
    domain = domain_of(given.url)
    return Article(
        id=article_id(given.text, given.url, given.outlet, given.published),
        text=given.text,
        blocks=blocks,
        url=given.url or None,
        outlet=Outlet(given.outlet or None, domain) if given.outlet or domain else None,
        title=title,
        dates=ArticleDates(published=_published(given)),
    )
