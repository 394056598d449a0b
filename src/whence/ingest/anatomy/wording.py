"""Lines that are not prose by their own wording: credits, teasers, boilerplate, headings, captions."""

import re

from whence.lexicon.addresses import date_line
from whence.lexicon.credits import agency_of, persons_of
from whence.lexicon.tables import table
from whence.records.article import Role

LONGEST_SPECIAL = 2_500  # characters: a longer line is prose, whatever it begins with (the table's patterns end before that)
LONGEST_CAPTION = 600  # characters
SIGNATURE = 120  # characters at the end of a caption in which the maker of the picture is named
CAPTION_WORDS = (6, 45)  # of a caption known by its grammar alone; the Associated Press asks for two sentences at most
DESCRIBING_WORDS = 2  # words in small letters behind "Photo:" that are none of a credit's
EARLY_NAME = 40  # characters: a caption without a day begins with whom it shows

_TABLE = table("anatomy")
_LINES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile("|".join(f"(?:{each})" for each in _TABLE[role])))
    for role in ("credit", "teaser", "boilerplate", "heading")
)
_QUESTION = re.compile(_TABLE["question_teaser"])
_OPENED = re.compile("|".join(f"(?:{each})" for each in _TABLE["caption_openings"]))
_LABEL, _MAKER_WORDS = re.compile(_TABLE["caption_label"]), re.compile(_TABLE["maker_words"])
_MAKERS = _TABLE["pictures"]
_SIGNED = re.compile(
    "|".join(f"(?:{each.replace('PICTURES', _MAKERS)})" for each in _TABLE["caption_signatures"])
    + rf"|[\w.] (?:via |/ ?){_MAKERS}\.?$"
)
_HINT = re.compile(_TABLE["caption_hints"])
_MAKER = re.compile(rf"(?:[A-Z][\w.’'/-]*(?: [A-Z][\w.’'/-]*){{0,4}}(?: via | ?/ ?))*{_MAKERS}(?:/{_MAKERS})*\.?")
_VERB = re.compile(rf"\b{_TABLE['caption_verbs']}\b")
_OCCASION, _DAY = re.compile(_TABLE["caption_occasion"]), re.compile(_TABLE["caption_day"])
_SIDE = re.compile(_TABLE["caption_side"])
_SENTENCE = re.compile(_TABLE["caption_sentence"])
_FINITE = re.compile(_TABLE["finite_words"])
_SMALL = frozenset(_TABLE["small_words"].split())
_NAMED = re.compile(r"[A-ZÀ-Þ][\w.’'-]* (?:(?:de|la|von|van|der|bin|al) )?[A-ZÀ-Þ][\w’'-]+")
_ARTICLE = re.compile(r"\b(?:the|an?)\b")


def special_role(line: str) -> Role | None:
    """The role that the wording of a line shows, wherever it stands; None for prose."""
    if len(line) > LONGEST_SPECIAL:
        return None
    named = next((role for role, pattern in _LINES if pattern.match(line)), None)
    if named == "credit" and _describes_picture(line):
        return "caption"
    if named:
        return named
    if len(line) <= LONGEST_CAPTION and is_signed_caption(line):
        return "credit" if _is_credit_alone(line) else "caption"
    return None


def head_role(line: str) -> Role | None:
    """The role of a line above or below the text: a byline, an agency alone, a date alone; None for prose."""
    if len(line) > 200:
        return None
    if persons_of(line) or agency_of(line):
        return "credit"
    return "boilerplate" if date_line(line) else None


def is_question_teaser(line: str) -> bool:
    """Is the line a question that is the heading of another article?"""
    return bool(_QUESTION.match(line))


def is_signed_caption(line: str) -> bool:
    """Does the line open or end as captions do ("FILE PHOTO: …", "… [Photo/AFP]"), or say who stands where in a picture?"""
    if _OPENED.match(line) or _MAKER.fullmatch(line) or (_SIDE.search(line) and not _FINITE.search(line)):
        return True
    tail = max(0, len(line) - SIGNATURE)
    return bool(_HINT.search(line, tail) and _SIGNED.search(line, tail))


def _is_credit_alone(line: str) -> bool:
    """Does the line name the maker of a picture and nothing that is seen in it?"""
    return bool(_MAKER.fullmatch(line)) or line[0] in "(["


def _describes_picture(line: str) -> bool:
    """Does a description follow the label ("Photo: The burnt roof of the theatre"), not only who made the picture?"""
    label = _LABEL.match(line)
    words = _MAKER_WORDS.sub("", line[label.end() :]).split() if label else []
    return sum(word.islower() for word in words) >= DESCRIBING_WORDS


def reads_like_caption(line: str) -> bool:
    """Is a line without a full stop a caption: people at an occasion, and no sentence that says something of them?

    Two forms (Associated Press Stylebook, "Photo captions"): no verb at all ("Mayor Ann Vik at the opening of the ramp on
    March 2"), or what is seen in the present tense ("Ann Vik speaks at the opening of the ramp").  Headlines,
    which capitalise all words or leave out articles, are none.
    """
    words = line.split()
    low, high = CAPTION_WORDS
    if not low <= len(words) <= high or line[0].islower() or re.search(r"[“”\"«»„:;?!|>]|[.…,]$", line):
        return False
    if _FINITE.search(line) or not any(len(word) > 3 and word.islower() and word not in _SMALL for word in words):
        return False
    dated = _DAY.search(line) or (_ARTICLE.search(line) and _NAMED.search(line, 0, EARLY_NAME))
    return bool(_OCCASION.search(line) and dated) and bool(_VERB.search(line) or not _has_past(words))


def is_bare_sentence(line: str) -> bool:
    """Is a line without a full stop a whole sentence, as under a picture: "Drivers said the ramp had opened in May"?"""
    low, high = CAPTION_WORDS
    return low <= len(line.split()) <= high and bool(_SENTENCE.match(line))


def _has_past(words: list[str]) -> bool:
    """Could a word be a verb in the past tense?  Then the line may be a sentence that lost its full stop."""
    return any(word.endswith("ed") and word.islower() and len(word) > 4 for word in words)
