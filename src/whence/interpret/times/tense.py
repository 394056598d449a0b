"""Which way a clause points: the verb nearest to an expression of time decides whether a bare weekday lies behind or ahead.

Mazur and Dale 2008 ("What's the date? High accuracy interpretation of weekday names") find that the tense of the verb that
governs the name decides nearly always; without a parser the nearest finite verb before the name stands for it, else the
first one after it.
"""

from whence.interpret.times.words import Words
from whence.lexicon.times import FUTURE, KINDS, OTHER, PAST, listed

NEAR = 7  # words: "Friday's game will", not a verb of a later clause
REACH = 25  # words: clauses that are longer have a verb in between
_STOPS = frozenset(".!?;")
_NO_BRIDGE = frozenset({OTHER, KINDS["the"], KINDS["a"]})
_LIMIT, _JOINS, _BE, _DETERMINERS = (listed(name) for name in ("limit", "joins", "be", "determiners"))
_PLANS, _AFTER_PLAN, _TIMETABLE = listed("plans"), listed("after_plan"), listed("timetable_plural")
_ARRANGED, _IS, _LASTED = (listed(name) for name in ("arranged", "is", "lasted"))
_POSSIBLE, _PAST_TO, _NO_VERB = (listed(name) for name in ("possible", "past_to", "no_verb"))


def direction(words: Words, start: int, end: int, *, after: bool = False) -> int:
    """1 when the clause around words start:end points ahead, -1 when it points back, 0 when no verb tells.

    With `after` only the verbs behind it are asked.
    """
    if after:
        return _first(words, range(end, min(len(words.texts), end + NEAR)))
    if _limit(words, start):
        return -1 if _has_lasted(words, start) else 1
    behind = range(end, min(len(words.texts), end + REACH))
    if _opens_clause(words, start):
        return -1 if _refuses(words, behind) else _first(words, behind)
    return _first(words, range(start - 1, max(-1, start - REACH), -1)) or _first(words, behind)


def _has_lasted(words: Words, start: int) -> bool:
    """ "… who served as mayor until March": the limit of what is over."""
    if start == 0 or words.texts[start - 1].lower() not in ("until", "till"):
        return False
    verbs = (place for place in range(start - 1, max(-1, start - REACH), -1) if _sign(words, place))
    return words.texts[next(verbs, start)].lower() in _LASTED


def _opens_clause(words: Words, start: int) -> bool:
    """ "…, but on Friday …": the verb that counts stands behind."""
    before = [word.lower() for word in words.texts[max(0, start - 2) : start]]
    return bool(before) and before[-1] in ("on", "in", "at", *_JOINS) and (before[0] in _JOINS or before[-1] in _JOINS)


def _refuses(words: Words, places: range) -> bool:
    """ "On Friday he would not say": a refusal in the past (Quirk et al. 1985, 4.58), if it is the first verb."""
    for place in places:
        if words.texts[place].lower() == "would":
            return words.texts[place + 1 : place + 2] == ("not",)
        if _ends_sentence(words, place) or _sign(words, place):
            return False
    return False


def _first(words: Words, places: range) -> int:
    """The sign of the first verb on the way through these places, 0 when the sentence ends before one."""
    for place in places:
        if _ends_sentence(words, place):
            break
        found = _sign(words, place)
        if found:
            return found
    return 0


def _ends_sentence(words: Words, place: int) -> bool:
    """A stop with white space and a capital behind it, and no abbreviation before it."""
    if words.texts[place] not in _STOPS:
        return False
    following = place + 1
    if following >= len(words.texts):
        return True
    before = words.texts[place - 1] if place else ""
    capitals = len(before) > 1 and before.isupper()  # "at 1120 GMT." is no abbreviation that keeps its stop, as "Nov." is
    if words.texts[place] == "." and len(before) < 4 and before[:1].isupper() and not capitals:
        return False
    gap = words.starts[following] - words.ends[place]
    return not words.texts[following][:1].islower() and (gap > 0 or words.texts[following] in "\"”’'")


def _limit(words: Words, start: int) -> bool:
    """Do "by", "until", "as early as" open the expression, or the times beside it ("until 9 a.m. Tuesday")?"""
    place = start - 1
    while (
        place > start - 5 and place >= 0 and words.texts[place].lower() not in _LIMIT and words.kinds[place] not in _NO_BRIDGE
    ):
        place -= 1
    if place < 0:
        return False
    if words.texts[place].lower() in _LIMIT:
        return True
    return [word.lower() for word in words.texts[max(0, start - 3) : start : 2]] == ["as", "as"]


def _sign(words: Words, place: int) -> int:
    word, before = words.texts[place].lower(), words.texts[place - 1].lower() if place else ""
    following = words.texts[place + 1].lower() if place + 1 < len(words.texts) else ""
    if word in FUTURE or (words.texts[place] in _POSSIBLE and following not in ("have", "not")):
        return 1
    if word == "set" and (before in _BE or following in ("to", "for")):
        return 1
    if word in _TIMETABLE and before not in _DETERMINERS and before not in ("to", "did", "not", "let"):
        return 1
    if word in _ARRANGED and before in _IS:
        return 1
    if word in _PLANS and following in _AFTER_PLAN and before not in _DETERMINERS:
        return 1
    if word == "to" and (before in _BE or (_is_past(words, place - 1) and before not in _PAST_TO)):
        verb = words.texts[place + 1] if place + 1 < len(words.texts) else ""
        return 1 if verb.islower() and verb.isalpha() and verb not in _DETERMINERS else 0
    if before == "be":  # "will be held": the auxiliary before it tells
        return 0
    return -1 if _is_past(words, place) and not (word in _BE and _leads_ahead(words, place)) else 0


def _leads_ahead(words: Words, place: int) -> bool:
    """ "was due", "were to", "is set": the word behind says that it lay ahead."""
    following = words.texts[place + 1].lower() if place + 1 < len(words.texts) else ""
    return following in FUTURE or following in ("set", "to")


def _is_past(words: Words, place: int) -> bool:
    """A verb form of the past: irregular, or in -ed and no adjective behind an article."""
    word = words.texts[place].lower() if place >= 0 else ""
    if word in PAST:
        return True
    if len(word) < 5 or not word.endswith("ed") or word.endswith("eed") or word in _NO_VERB:
        return False
    return place == 0 or words.texts[place - 1].lower() not in _DETERMINERS
