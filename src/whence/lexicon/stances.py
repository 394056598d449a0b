"""Stances: which words support, oppose, keep open or leave undecided, and what they are about (stances.toml).

The functions look at words only; who holds the stance and how stances are put together is for the stage.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from whence.lexicon.cues import verb_of
from whence.lexicon.nouns import is_person_noun, singular
from whence.lexicon.tables import table
from whence.records.statement import Act

Stance = Literal["supports", "opposes", "open", "undecided", "declined to comment"]
Extent = tuple[int, int]
_TABLE = table("stances")
_BOTH: tuple[Literal["supports", "opposes"], ...] = ("supports", "opposes")


def _set(part: str, name: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in _TABLE[part][name].split())


def _pattern(part: str, name: str) -> re.Pattern[str]:
    return re.compile(_TABLE[part][name], re.IGNORECASE)


_TAKING, _JUDGING = ({word: side for side in _BOTH for word in _set(part, side)} for part in ("verbs", "judging"))
_PROCEDURAL, _DENYING, _WITHHELD = (_set("judging", name) for name in ("procedural", "denying", "withheld"))
_CALLING = _set("evaluations", "calling")
_OPEN, _UNDECIDED, _DECIDING, _WANTING = (_set("leaving", name) for name in ("open", "undecided", "deciding", "wanting"))
_THINGS, _MISFORTUNES = _set("things", "nouns"), _set("things", "misfortunes")
_PRONOUNS, _PERSONS = _set("about", "pronouns"), _set("about", "persons")
_URGING, _TO_OPPOSE, _TO_SUPPORT = (_set("judging", name) for name in ("urging", "to_oppose", "to_support"))
_DOOR, _MINDS, _SIDED = _pattern("leaving", "door"), _pattern("leaving", "minds"), _pattern("verbs", "sided")
_MEANS, _UNDONE, _PASSIVE, _BLAME, _WITHHOLDING, _SHARE, _SUPPORTED, _MEANT = (
    _pattern("judging", name)
    for name in ("means", "undone", "passive", "blame", "withholding", "share", "passive_side", "meant")
)
_LEAD, _CUT, _NOTHING, _TRAIL = (_pattern("about", name) for name in ("lead", "cut", "nothing", "trail"))
_OPENING = ("open_to", "against", "not_decided", "disagree", "unless", "intolerable", "consequence", "ought")
_ONLY_THINGS = ("consequence", "disagree", "unless", "ought")  # patterns that anything else could fill
_CONTENT = {name: _pattern("contents", name) for name in _TABLE["contents"]}
_WHO, _VOTE, _ROLE = (_pattern("clauses", name) for name in ("who", "vote", "role"))
_SPEAKING, _SAYING, _QUESTION, _NO_SPEECH, _BARE, _ASKED, _TOLD = (
    _pattern("silences", name) for name in ("speaking", "saying", "question", "excluded", "bare", "asked", "told")
)
_EVADING, _ASKING, _POINTING, _REFUSING, _MORE = (
    _pattern("silences", name) for name in ("evading", "asking", "pointing", "refusing", "more")
)
_NEGATION = _pattern("evaluations", "negation")
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_JUDGMENT = re.compile(
    "|".join(
        rf"(?P<{side}>\b(?:{'|'.join(re.escape(a or b) for a, b in _PHRASE.findall(_TABLE['evaluations'][side]))})(?!\w))"
        for side in _BOTH
    ),
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_OTHER, _INFINITIVE, _NAMED = (_pattern("about", name) for name in ("other", "infinitive", "called"))
_PREPOSITION = re.compile(rf"\s(?:{'|'.join(_set('about', 'prepositions'))})\s")
SMALL = _set("about", "small")
_CLOSING, _OPENED = ("”", '"', "»"), re.compile('[“"«][^”"»]*$')
_NEAR = 4  # words between the verb and the word that judges: "is a complete and utter disgrace"
_READ = 1000  # characters of a content that are read: bounds the time
_TOPIC = 160  # characters of a content that can be a topic: longer ones tell a story


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance and what it is about, as characters of the text looked at; None: what was told of before."""

    stance: Stance
    about: Extent | None


def side_of(lemma: str | None, negated: bool, cue: str) -> tuple[Stance, bool] | None:
    """The side that a cue's head takes, and whether it can be for or against a person; not to support is to oppose."""
    particle = lemma.rpartition(" ")[2] if lemma and " " in lemma else ""
    if lemma is None or _UNDONE.search(cue) or _WITHHOLDING.search(cue) or not cue.lower().endswith(particle):
        return None
    if side := _TAKING.get(lemma):
        if _SUPPORTED.search(cue):  # "is supported | by …": the holder is the one who is supported
            return None
        if negated:
            return ("opposes", True) if lemma in _WITHHELD else None
        return side, True
    blamed = _PASSIVE.search(cue) or _BLAME.search(cue)
    return (_JUDGING[lemma], False) if lemma in _JUDGING and not negated and not blamed else None


def with_particle(lemma: str | None, cue: str) -> str | None:
    """The lemma with the last word of its cue where the two are one entry: "warn" in "has warned against"."""
    joined = f"{lemma} {cue.lower().rpartition(' ')[2]}"
    return joined if joined in _TAKING or joined in _JUDGING else lemma


def meant(act: Act, cue: str) -> str | None:
    """The verb of what a cue says is meant to be done ("vowed to vote against" -> "vote against"), else None."""
    found = _MEANT.search(cue.lower()) if act == "intend" else None
    verb = verb_of(found["verb"]) if found else None
    return f"{verb} {found['particle'] or ''}".strip() if found and verb else None


def is_share(source: str) -> bool:
    """Is it a share of those who were asked ("44 percent"), and no holder?"""
    return bool(_SHARE.match(source))


def names_side(lemma: str | None, content: str) -> bool:
    """Can the content of this cue be a topic?  Not an order to somebody ("called for | her to resign"), nor a denied claim."""
    if lemma in _PROCEDURAL and _INFINITIVE.search(content[:_TOPIC]):
        return False
    return lemma not in _DENYING or is_thing(content)


def is_means(content: str) -> bool:
    """True for "protests", "a boycott": what is called for against something else."""
    return bool(_MEANS.match(content.lower()))


def topic_in(content: str, start: int = 0, end: int | None = None) -> Extent | None:
    """The thing that content[start:end] names: without preposition in front and clause behind; None when nothing is left."""
    end = len(content) if end is None else end
    found = _LEAD.match(content[start:end])
    start += found.end() if found else 0
    cut = _CUT.search(content, start + 1, min(end, start + _TOPIC))
    end = cut.start() if cut else end
    trail = _TRAIL.search(content[start:end].rstrip('“"«‘ '))
    words = list(_WORD.finditer(content, start, start + trail.start() if trail else end))
    if not words or _NOTHING.match(content[words[0].start() :]) or words[-1].end() - words[0].start() > _TOPIC:
        return None
    first, last = words[0].start(), words[-1].end()
    closes = content[last : last + 1] in _CLOSING and _OPENED.search(content, first, last)  # “public option”: both marks
    return first, last + bool(closes)


def head_of(topic: str) -> str:
    """The head noun of a noun phrase: its last word before the first preposition."""
    words = _WORD.findall(_PREPOSITION.split(topic.lower(), maxsplit=1)[0])
    return singular(words[-1]) if words else ""


def is_thing(topic: str) -> bool:
    """Is it something proposed, decided or done: a plan, a ban, a strike?"""
    return head_of(topic) in _THINGS


def is_pronoun(topic: str) -> bool:
    """Does the topic only point back: "it", "this", "the same"?"""
    return topic.lower() in _PRONOUNS


def is_untold(topic: str) -> bool:
    """Is it a person by pronoun alone ("them on taxes"): nobody can be told from it?"""
    return head_of(topic) in _PERSONS or topic.lower().split(" ", 1)[0] in _PERSONS - _set("about", "possessive")


def is_judged_person(topic: str) -> bool:
    """Is it a person, a name, or a misfortune: praise, blame or horror at it is no position?"""
    words = _WORD.findall(topic)
    head = head_of(topic)
    if not words or head in _PERSONS | _MISFORTUNES:
        return True
    if head in _THINGS:
        return False
    titled = words[-1][0].isupper() and any(is_person_noun(word) for word in words)
    if is_person_noun(head) or _BLAME.search(topic) or titled:
        return True
    return len(words) < 4 and all(word[0].isupper() for word in words)


def called(lemma: str | None, content: str) -> Taken | None:
    """ "Called | the change “overdue”": supports the change; None when nothing is judged, or a person is."""
    if lemma not in _CALLING:
        return None
    content = content[:_READ]
    found = next(_judgments(content), None)
    if found is None or found.start() == 0 or len(_WORD.findall(content[found.end() :])) > _NEAR:
        return None
    opened = _NAMED.search(content[: found.start()])
    named = opened.start() if opened else found.start()
    if len(_WORD.findall(content[named : found.start()])) > _NEAR:
        return None
    about = topic_in(content, 0, named)
    if about is None or is_judged_person(content[slice(*about)]) or is_pronoun(content[slice(*about)]):
        return None
    return Taken(_side(found), about)


def _judgments(text: str) -> Iterator[re.Match[str]]:
    """The judging words of a text that no negation stands before."""
    for found in _JUDGMENT.finditer(text):
        if not _NEGATION.search(text, max(0, found.start() - 25), found.start()):
            yield found


def _side(found: re.Match[str]) -> Stance:
    return "supports" if found["supports"] else "opposes"


def told_in(sentence: str) -> Taken | None:
    """The stance that a sentence takes in the holder's own words; None for the most of sentences."""
    sentence = sentence[:_READ]
    if _CONTENT["options"].search(sentence):
        return Taken("open", None)
    for name in _OPENING:
        if found := _CONTENT[name].search(sentence):
            return _by_pattern(name, found, sentence)
    return _own_side(sentence) or _judging(sentence)


def _own_side(sentence: str) -> Taken | None:
    """ "I support the ban", "he would not vote for it": the verb of a cue in the holder's own words."""
    found = _CONTENT["own"].match(sentence)
    verb = verb_of(found["verb"].lower()) if found else None
    if not found or not verb or (found["subject"].lower() == "to" and not is_thing(found["about"])):
        return None
    phrase = f"{verb} {(found['particle'] or '').lower()}".strip()
    lemma = phrase if phrase in _TAKING or phrase in _JUDGING else verb
    side = side_of(lemma, bool(_CONTENT["denied"].search(found["group"])), lemma)
    about = topic_in(sentence, *found.span("about")) if side and names_side(lemma, found["about"]) else None
    if not side or not about or (found["particle"] and lemma == verb):
        return None
    return None if not side[1] and is_judged_person(sentence[slice(*about)]) else Taken(side[0], about)


def _by_pattern(name: str, found: re.Match[str], sentence: str) -> Taken | None:
    groups = found.groupdict()
    place = next((found.span(group) for group in ("about", "about2", "about3") if groups.get(group)), None)
    about = topic_in(sentence, *place) if place else None
    if about and name in _ONLY_THINGS and not is_thing(sentence[slice(*about)]):
        return None
    if name in ("against", "ought"):
        side: Stance = "supports" if found["supports"] else "opposes"
        return None if found["not"] and side == "opposes" else Taken("opposes" if found["not"] else side, about)
    stances: dict[str, Stance] = {"open_to": "open", "not_decided": "undecided"}
    return Taken(stances.get(name, "opposes"), about)


def _judging(sentence: str) -> Taken | None:
    """ "The plan is a disgrace": a thing somebody proposes or does, and a judging word soon after the verb."""
    found = _CONTENT["judged"].match(sentence)
    if not found:
        return None
    judgment = next(_judgments(found["rest"]), None)
    about = topic_in(sentence, *found.span("about"))
    if not judgment or about is None or not is_thing(sentence[slice(*about)]) or _OTHER.search(found["about"]):
        return None
    near = len(_WORD.findall(found["rest"][: judgment.start()])) <= _NEAR
    return Taken(_side(judgment), about) if near and not _NEGATION.search(found["about"]) else None


def is_mind(cue: str) -> bool:
    """Does the cue tell of a mind made up (or not: "has not made up her mind")?"""
    return bool(_MINDS.search(cue))


def kept_open(lemma: str | None, act: Act, negated: bool, excludes: bool) -> Stance | None:
    """ "Did not rule out", "is open to": open; "is undecided on", "has not decided": undecided; else None."""
    if (excludes and act == "say") or (lemma in _OPEN and act == "feel" and not negated):
        return "open"
    return "undecided" if (negated and lemma in _DECIDING) or (not negated and lemma in _UNDECIDED) else None


def wanted(lemma: str | None, content: str) -> Taken | None:
    """ "Want | the coach out", "demanded | that the plan be scrapped": against what is to go; and what is wanted done."""
    content = content[:_READ]
    if enacted := _CONTENT["enact"].search(content) if lemma in _WANTING else None:
        return Taken("supports", topic_in(content, 0, enacted.start()))
    found = _CONTENT["wanted_out"].match(content) if lemma in _WANTING else None
    about = topic_in(content, *found.span("about")) if found else None
    if found is None or about is None:
        done = _CONTENT["wanted_done"].match(content) if lemma == "want" else None
        return Taken("supports", done.span("about")) if done else None
    kept = _CONTENT["undo"].search(content)
    return Taken("opposes", topic_in(content, about[0], kept.start()) if kept else about)


def urged(lemma: str | None, content: str) -> Taken | None:
    """ "Urged | the council to refuse the scheme": the side that the other is to take, on a thing that can be decided."""
    found = _CONTENT["urged"].match(content[:_READ]) if lemma in _URGING else None
    if not found:
        return None
    particle = f" {found['particle']}" if found["particle"] else ""
    verb = f"{found['verb'].lower()}{particle}"
    about = topic_in(content[:_READ], *found.span("about"))
    if about is None or not is_thing(content[slice(*about)]) or verb not in _TO_OPPOSE | _TO_SUPPORT:
        return None
    denied = bool(found["not"] or found["no"])
    return Taken("supports" if (verb in _TO_SUPPORT) != denied else "opposes", about)


def sided(phrase: str) -> Stance | None:
    """The side that the preposition before the content tells, with the verb before it: "spoke out in parliament against"."""
    found = _SIDED.search(phrase[-_TOPIC:])
    if not found or _NEGATION.search(phrase) or _WITHHOLDING.search(phrase):
        return None
    return "opposes" if found["opposes"] else "supports"


def door_open(cue: str, content: str) -> Stance | None:
    """ "Left the door open to", "left open the possibility of": open; "left open whether": said nothing of it; else None."""
    found = _DOOR.search(cue)
    if not found or found.group().strip().lower() == "open" or _NEGATION.search(cue):
        return None
    return "declined to comment" if found["leave"] and _QUESTION.match(content) else "open"


def clause_behind(text: str, end: int, stop: int) -> Taken | None:
    """What a relative clause behind the holder says of his side: "Lee, who opposes the ban,", "who voted no".

    Extents count from the beginning of `text`; a vote without an object ("voted no") has no topic of its own.
    """
    found = _WHO.match(text[end:stop])
    if not found:
        return None
    side: Stance = "supports" if found["supports"] or found["yes"] else "opposes"
    if found["no"] or found["yes"]:
        return Taken(side, None)
    about = topic_in(text[:stop], end + found.start("about"), end + found.end("about")) if found["about"] else None
    return Taken(side, about) if about else None


def words_of(topic: str) -> list[str]:
    """The words of a topic in lower case, nouns in the singular."""
    return [singular(word) for word in _WORD.findall(topic.lower())]


def vote_before(text: str, end: int) -> Extent | None:
    """What the last vote told of before text[end:] was about."""
    found = list(_VOTE.finditer(text, 0, end))
    return topic_in(text, *found[-1].span("about")) if found else None


def role_in(source: str) -> Taken | None:
    """ "Ann Lee, a critic of the plan": what the holder's description says of his side."""
    found = _ROLE.search(source)
    about = topic_in(source, *found.span("about")) if found else None
    return Taken("supports" if found["supports"] else "opposes", about) if found and about else None


def refuses_comment(cue: str, content: str) -> Extent | None:
    """What a refusal to comment, to confirm or to tell is about; None when nothing is named, or a call was not returned."""
    if _EVADING.search(cue):
        return (0, len(content)) if _ASKING.match(content.lower()) else None
    said = _TOLD.match(content)
    told = f"{cue} {content}" if said or content.lower().startswith("to ") else cue
    speaks = _SPEAKING.search(told) or (_SAYING.search(told) and _QUESTION.match(content))
    if not speaks or _NO_SPEECH.search(cue) or _BARE.match(content.lower()) or _POINTING.match(content):
        return None
    if not said:
        return 0, len(content)
    return topic_in(content, *said.span("about")) if said["about"] else None


def refuses_barely(cue: str, content: str) -> bool:
    """Is it a refusal to comment or to answer that does not name its topic: "declined | to comment"?"""
    told = f"{cue} {content}".lower()
    return bool(_BARE.match(content.lower()) and _REFUSING.search(told)) and not _MORE.search(told)


def is_silent(cue: str) -> bool:
    """Is it a silence whatever the cue's head says: "would not let himself be pinned down"?"""
    found = _SPEAKING.search(cue)
    return bool(found and found.group().endswith(("drawn", "pinned down")))


def asked_about(text: str, start: int, end: int) -> Extent | None:
    """The subject of the question that text[start:end] tells of: "the price", "whether it was fair"; the last one counts."""
    found = list(_ASKED.finditer(text, start, end))
    if not found:
        return None
    begins = found[-1].start("about")
    word = re.search(r"(\w+)\s+$", text[:begins])
    asking = word if word and _QUESTION.match(word[1]) else None
    return (asking.start(), found[-1].end("about")) if asking else topic_in(text, *found[-1].span("about"))
