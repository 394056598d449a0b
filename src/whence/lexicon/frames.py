"""Frames that look like statements and are none: requests for anonymity, and "Asked whether …" before an answer."""

import re

from whence.lexicon.nouns import is_person_noun
from whence.lexicon.tables import table

_TABLE = table("frames")
_ANONYMITY = re.compile("|".join(_TABLE["anonymity"]))
_UNNAMED = re.compile(r"(?:\w+ ){0,2}" + _TABLE["unnamed"])
_QUESTION = re.compile(_TABLE["question"])
_NAMING = re.compile(_TABLE["naming"])
_ASIDE = re.compile(_TABLE["aside"])
_DATELINE = re.compile("|".join(f"(?:{each})" for each in (*table("anatomy")["dateline"], _TABLE["turn"])))
_TURN = re.compile(_TABLE["turn"])
_LABEL = re.compile(r"(?:[\w’'-]+ ){1,4}(?P<last>[\w’'-]+): ")
_THINGS, _NOBODY = re.compile(_TABLE["things"]), re.compile(_TABLE["nobody"])
_LISTENERS, _HEARING = (re.compile(_TABLE[name]) for name in ("listeners", "hearing"))
_ADDRESSED, _AGENT = (re.compile(_TABLE[name]) for name in ("addressed", "agent"))
_COUNSEL, _FORECAST = (re.compile(_TABLE[name]) for name in ("counsel", "forecast"))
_NEGATED_SUBJECT = re.compile(_TABLE["negated_subject"])
_AMUSE, _COUNTED, _CLAUSE = frozenset(_TABLE["amuse"].split()), re.compile(_TABLE["counted"]), re.compile(_TABLE["clause"])
_CONTAINING = frozenset(_TABLE["containing"])
_AUXILIARY = re.compile(_TABLE["auxiliary"])


def asks_for_no_name(cue: str, content: str) -> bool:
    """True when cue and content together say that somebody would not be named."""
    found = _ANONYMITY.search(f"{cue} {content[:60]}".lower())
    return found is not None and found.start() < len(cue)


def is_kept_unnamed(words: str) -> bool:
    """True for "we are not naming the boy because he is under 16": why the article itself gives no name."""
    return bool(_UNNAMED.match(words.lower()))


def is_question_frame(cue: str) -> bool:
    """True for "Asked", "When asked about", "was pressed on": the question before an answer, asked by nobody named."""
    return bool(_QUESTION.match(cue.lower()))


def names_only(cue: str) -> bool:
    """True for "known as", "titled", "called": what gives a thing its name, by nobody in particular."""
    return bool(_NAMING.match(cue.lower()))


def is_aside(cue: str, content: str) -> bool:
    """True for "to say the least", "needless to say", "that said": words about the writer's own manner of speaking."""
    return bool(_ASIDE.match(f"{cue} {content[:40]}".lower()))


def is_auxiliary(cue: str) -> bool:
    """True for "were", "has been": an auxiliary alone, which says nothing by itself."""
    return bool(_AUXILIARY.match(cue.lower()))


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the dateline that opens text[start:end] ends, None when there is none; a label in capitals counts."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found else None


def begins_like_turn(text: str, start: int, end: int) -> bool:
    """True for a label in capitals and a colon: the place of a report ("MANJAPUR: ") or the speaker of a script ("LEE: ")."""
    return bool(_TURN.match(text, start, end))


def names_topic(line: str) -> bool:
    """Does a line open with what it is about, as briefs in a list do ("Lost property: …")?

    The label of a speaker ends in a name, an office or a person ("Ann Lee: …", "The mayor: …").
    """
    found = _LABEL.match(line)
    return found is not None and found["last"].islower() and not is_person_noun(found["last"])


def contains_only(lemma: str | None) -> bool:
    """True for "include", "contain": what a plan or a list does, which is no saying of its words."""
    return lemma in _CONTAINING


def is_of_things(cue: str, content: str) -> bool:
    """True for what things do by way of speaking: "refused to die down", "carries the slogan", "reports yearly results"."""
    return bool(_THINGS.match(f"{cue} {content[:60]}".lower()))


def is_nobody(source: str) -> bool:
    """True for "nobody", "no one in the room": whom nothing is said by."""
    return bool(_NOBODY.match(source.lower()))


def is_counsels_side(cue: str) -> bool:
    """True for "defending", "prosecuting": for whom counsel appears."""
    return bool(_COUNSEL.match(cue.lower()))


def is_forecast(cue: str) -> bool:
    """True for "is expected", "were expected": a forecast, where nobody is named who makes it."""
    return bool(_FORECAST.match(cue.lower()))


def only_listens(source: str, cue: str) -> bool:
    """True for "the court | heard", "a jury | was told": whoever sits to listen holds nothing of what is said there."""
    return bool(_LISTENERS.match(source.lower()) and _HEARING.match(cue.lower()))


def is_addressed(cue: str) -> bool:
    """True for "was told", "had been warned": the subject is whom something is said to."""
    return bool(_ADDRESSED.match(cue.lower()))


def agent_of(between: str) -> tuple[int, int] | None:
    """Where the words between a passive and what was said name the one who said it: " by | the harbour office | that "."""
    found = _AGENT.match(between)
    return found.span("agent") if found else None


def is_negated_subject(source: str) -> bool:
    """True for "neither the mayor nor the council", "no one at the firm": a subject that negates its verb."""
    return bool(_NEGATED_SUBJECT.match(source.lower()))


def is_felt_by_object(lemma: str | None) -> bool:
    """True for "trouble", "surprise": verbs whose subject is what the feeling is about."""
    return lemma in _AMUSE


def is_counted(before: str) -> bool:
    """True where the text before a participle ends in a number that counts its noun ("of 52 | confirmed cases")."""
    return bool(_COUNTED.search(before.lower()))


def opens_clause(content: str) -> bool:
    """Does the content begin as a clause ("that", "how", "what" …)?"""
    return bool(_CLAUSE.match(content.lower()))
