"""Media and places of statements: the phrases beside a verb of saying that tell by what means, and where, words were said."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whence.lexicon.tables import table
from whence.records.statement import MediumKind

_TABLE = table("media")
_SOCIAL, _VERBS, _PLACE = _TABLE["social"], _TABLE["verbs"], _TABLE["place"]
_WORD = rf"(?!(?:{_TABLE['stops']})\b)[\w’'.&/-]+"
_PHRASE = rf"(?:{_TABLE['series']})?(?:{_TABLE['determiners']} )?(?:{_TABLE['series']})?(?:{_WORD} ){{0,5}}?"
_DETERMINED = rf"(?:{_TABLE['determiners']} )(?:{_TABLE['series']})?(?:{_WORD} ){{0,5}}?"
_NOUNS = "|".join(each["nouns"] for each in _TABLE["kind"])
# The last noun of a phrase is its head: "an e-mail statement" is a statement, "the e-mail inquiry" no e-mail.
_END = rf"(?![\w-]|[’']s\b| (?:{_NOUNS})\b)(?= ?$| ?[^\w ]| [^a-z]| (?:{_TABLE['stops']}|{_TABLE['behind']})\b)"


def _kind_pattern(each: dict[str, str]) -> re.Pattern[str]:
    """The noun phrase of a kind behind its prepositions, or behind a verb of giving out."""
    nouns = rf"(?P<phrase>{_DETERMINED}(?:{each['nouns']})|(?P<bare>(?:(?!\w+ing\b){_WORD} ){{0,2}}?(?:{each['bare']}))){_END}"
    return re.compile(rf"\b(?:(?i:{each['prepositions']})|(?P<ahead>{_TABLE['issuing']})) {nouns}")


_KINDS: tuple[tuple[MediumKind, re.Pattern[str]], ...] = tuple((each["kind"], _kind_pattern(each)) for each in _TABLE["kind"])
_NETWORK = "|".join(re.escape(name) for name in sorted(_SOCIAL["networks"], key=len, reverse=True))
_MESSENGER = "|".join(_SOCIAL["messengers"])
_ON_NETWORK = re.compile(
    rf"\b(?i:on|via|to|in|over|through) (?P<phrase>(?:{_SOCIAL['network_before']})?(?:{_DETERMINED})?"
    rf"(?P<name>{_NETWORK})(?:[’']s)?(?:{_SOCIAL['network_behind']})?){_END}"
)
_IN_MESSENGER = re.compile(
    rf"\b(?i:in|via|by|on|over) (?P<phrase>(?:{_DETERMINED})?(?P<name>{_MESSENGER})(?: (?:text )?messages?| chat)?)"
    r"(?![\w-]| channel)"
)
_POST = re.compile(
    rf"\b(?i:{_SOCIAL['prepositions']}) (?P<phrase>{_DETERMINED}(?:{_SOCIAL['nouns']})"
    rf"|(?:an?|another|one) (?:(?!blog\b){_WORD} ){{0,3}}?(?:{_SOCIAL['indefinite']})|{_PHRASE}(?:{_SOCIAL['bare']})){_END}"
)
_ON_STATION = re.compile(
    rf"\b(?:[Ss]peaking|[Ss]poke|[Ss]aid|[Aa]ppearing) on (?P<phrase>(?:the )?(?P<name>{_SOCIAL['stations']}))(?![\w-])"
)
_TWEET = re.compile("|".join(_SOCIAL["tweets"]))
_BY_VERB: tuple[tuple[MediumKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(_VERBS[kind], re.IGNORECASE)) for kind in ("social post", "testimony", "message")
)
_TELLING = re.compile(_VERBS["telling"], re.IGNORECASE)
_TOLD: tuple[tuple[MediumKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\s+(?P<phrase>{_TABLE['addressees'][kind]})"))
    for kind in ("news conference", "testimony", "speech", "broadcast")
)
_RELATIVE = re.compile(_TABLE["relative"])
_CLAUSE = re.compile(_TABLE["clause"])
_INTERVIEWER = re.compile(
    r"\binterview (?:with|by|for|to) (?:the )?(?:[a-z]+ ){0,3}(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})"
)


class Phrase(NamedTuple):
    """Characters `start:end` of the frame that tell a medium; `at` is where its preposition begins.

    `ahead` is true for the object of a verb of giving out ("issued a statement saying …"): it belongs to the cue behind it.
    """

    kind: MediumKind
    name: str | None
    at: int
    start: int
    end: int
    ahead: bool = False


class Place(NamedTuple):
    """Characters `start:end` of the frame that name a place; `at` is where the phrase begins."""

    at: int
    start: int
    end: int
    ahead: bool = False


@lru_cache(maxsize=256)  # the statements of one sentence ask for the same
def media_in(frame: str, published: str | None = None) -> tuple[Phrase, ...]:
    """The media that the phrases of a sentence tell, in order; of two that overlap the one that names a network wins.

    `published` is the article's date: a tweet is a post on X since the network has that name.
    """
    found = [*_networks(frame), *_posts(frame, published)]
    for kind, pattern in _KINDS:
        matches = (each for each in pattern.finditer(frame) if not (each["ahead"] and each["bare"]))
        found += [Phrase(kind, None, each.start(), *each.span("phrase"), bool(each["ahead"])) for each in matches]
    kept: list[Phrase] = []
    for phrase in found:
        if all(phrase.end <= other.start or other.end <= phrase.start for other in kept):
            kept.append(phrase)
    return tuple(sorted(kept, key=lambda phrase: phrase.at))


def _networks(frame: str) -> Iterator[Phrase]:
    for each in _ON_NETWORK.finditer(frame):
        yield Phrase("social post", each["name"], each.start(), *each.span("phrase"))
    for each in _ON_STATION.finditer(frame):
        yield Phrase("broadcast", each["name"], each.start(), *each.span("phrase"))
    for each in _IN_MESSENGER.finditer(frame):
        yield Phrase("message", each["name"], each.start(), *each.span("phrase"))


def _posts(frame: str, published: str | None) -> Iterator[Phrase]:
    for each in _POST.finditer(frame):
        name = twitter(published) if _TWEET.search(each["phrase"]) else None
        yield Phrase("social post", name, each.start(), *each.span("phrase"))


def twitter(published: str | None) -> str:
    """The name of the network of tweets on a day: "Twitter" until July 2023, then "X"; today's where no day is known."""
    return "Twitter" if published and published < _SOCIAL["renamed"] else "X"


def medium_of_cue(cue: str, published: str | None = None) -> tuple[MediumKind, str | None] | None:
    """What the verb itself tells: "tweeted", "testified", "e-mailed"."""
    for kind, pattern in _BY_VERB:
        if pattern.search(cue):
            return kind, twitter(published) if kind == "social post" else None
    return None


def addressee(cue: str, frame: str, at: int) -> Phrase | None:
    """The medium that the addressee of "told" tells ("a grand jury", "Radio Holm"); `at` is where the cue ends."""
    if not _TELLING.search(cue):
        return None
    for kind, pattern in _TOLD:
        if found := pattern.match(frame, at):
            return Phrase(kind, None, at, *found.span("phrase"))
    return None


def opens_clause(between: str) -> bool:
    """Does another clause begin in the words between a cue and a phrase?"""
    return bool(_CLAUSE.search(between))


def in_relative_clause(before: str) -> bool:
    """Does a cue behind these words stand in a relative clause that they open ("…, which she did when police told her")?"""
    return bool(_RELATIVE.search(before))


def interviewer(frame: str) -> str | None:
    """Whom an interview was with or for, as named."""
    found = _INTERVIEWER.search(frame)
    return found["name"] if found else None


# --- places --------------------------------------------------------------------------------------------------------------

_DAY = _PLACE["day"]
_WHERE = tuple(
    re.compile(
        each.replace("PLACE", _PLACE["before"] + _PLACE["name"] + _END).replace("DAY", _DAY).replace("VENUE", _PLACE["venue"])
    )
    for each in _PLACE["phrases"]
)
_NO_PLACE = re.compile(_PLACE["not_places"])
_HERE = re.compile(_PLACE["here"].replace("DAY", _DAY))
_DATELINE_PLACE = re.compile(_PLACE["dateline"])


@lru_cache(maxsize=256)
def places_in(frame: str) -> tuple[Place, ...]:
    """Every place that a sentence tells as that of the speaking, in order."""
    found: dict[int, Place] = {}
    for pattern in _WHERE:
        for each in pattern.finditer(frame):
            if not _NO_PLACE.match(each["place"]):
                found.setdefault(each.start("place"), Place(each.start(), *each.span("place")))
    return tuple(sorted(found.values()))


def says_here(frame: str) -> int | None:
    """Where "here" stands beside the verb of saying ("told owners here today"), None where it does not."""
    found = _HERE.search(frame)
    return found.end() - len("here") if found else None


def dateline_place(dateline: str) -> tuple[int, int] | None:
    """The place that a dateline begins with, as written."""
    found = _DATELINE_PLACE.match(dateline)
    return found.span("place") if found else None
