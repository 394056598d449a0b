"""The title of plain text: is the first paragraph a headline, or the first sentence of the body?"""

import re

from whence.ingest.anatomy.lines import LINE_BREAK, Extent
from whence.ingest.anatomy.wording import special_role
from whence.lexicon.tables import table

MOST_TITLE_WORDS, MOST_TITLE_CHARACTERS = 30, 200  # none of PolNeAR's 924 headlines is longer
MOST_SENTENCE_WORDS = 16  # of a headline written as a sentence: news leads have 20 to 35 words
MOST_DECK_WORDS = 14  # of the line between headline and body

WORD = re.compile(r"\w[\w’'.-]*")
STOPPED = re.compile(r"[.!?…][”\"’'»)]?$")
_QUOTED_LEAD = re.compile(r"[“\"«„][^\n]*[”\"»“],? (?:\w+ ){1,6}(?:said|says|told)\b")
_TABLE = table("anatomy")
_SMALL = frozenset(_TABLE["small_words"].split())
_KICKER = re.compile(rf"(?:{'|'.join(_TABLE['kickers'])})\b")
_DATELINE = re.compile("|".join(f"(?:{each})" for each in _TABLE["dateline"]))
_ABBREVIATION = re.compile(_TABLE["abbreviation"])
_REPORTED = re.compile(_TABLE["report_words"])
_FUNCTION = re.compile(_TABLE["sentence_words"])
_OPENING = re.compile(_TABLE["sentence_openings"])


def reads_like_title(text: str, paragraphs: list[Extent]) -> bool:
    """Is the first paragraph a headline?  Short, no sentence of the body, with more text after it.

    A headline has no full stop at its end, or stands apart from the body by a blank line when it has one.
    """
    line, *rest = (text[start:end] for start, end in paragraphs[:3])
    words = WORD.findall(line)
    if not rest or not 0 < len(words) <= MOST_TITLE_WORDS or len(line) > MOST_TITLE_CHARACTERS:
        return False
    if line[-1] in ",:" or is_dateline(line) or _QUOTED_LEAD.match(line):
        return False
    if not STOPPED.search(line):
        return True
    if not _stands_apart(text, paragraphs):
        return False
    opens_body = is_dateline(rest[0]) and special_role(rest[0]) is None
    return _is_title_case(words) or opens_body or _is_headline_sentence(line, words, rest)


def is_dateline(line: str) -> bool:
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
    has_deck = len(rest) > 1 and len(WORD.findall(rest[0])) <= MOST_DECK_WORDS and len(rest[1]) > len(rest[0])
    if len(_FUNCTION.findall(line)) > (2 if has_deck or len(words) <= 9 else 1):
        return False
    return has_deck or (len(rest[0]) > len(line) and not _OPENING.match(line))


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()
