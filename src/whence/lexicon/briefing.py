"""Words for writing a brief: determiners, number of nouns, months, and which words tell what a text is about."""

import re

from whence.lexicon.cues import verb_of
from whence.lexicon.tables import table

_TABLE = table("briefing")
_DETERMINERS = frozenset(_TABLE["determiners"])
_ONE, _MANY, _PLURALS = (frozenset(_TABLE[name]) for name in ("one", "many", "plurals"))
_AFTER_HEAD = frozenset(_TABLE["after_head"])
_FINITE = frozenset(_TABLE["finite"])
_DEPENDENT = frozenset(_TABLE["dependent"])
_PRONOUNS = frozenset(_TABLE["pronouns"])
_SOURCE_PHRASE = re.compile(_TABLE["source_phrase"], re.IGNORECASE | re.DOTALL)
_TOLD_UNNAMED = re.compile(_TABLE["told_unnamed"], re.IGNORECASE)
_ANONYMITY = re.compile(_TABLE["anonymity"], re.IGNORECASE)
_WITHHELD = re.compile(_TABLE["withheld"], re.IGNORECASE)
_DENIED, _CLAUSAL = (re.compile(_TABLE[name], re.IGNORECASE) for name in ("denied", "clausal"))
_VERBS, _STANCE_VERBS, _OPEN_ENDS, _AUXILIARIES = (
    frozenset(_TABLE[name]) for name in ("reporting_verbs", "stance_verbs", "open_ends", "auxiliaries")
)
AUXILIARY = "(?:" + "|".join(sorted(_AUXILIARIES)) + ")"  # a pattern of one word that may stand before a verb
_HEARSAY, _CONDITION, _RELAYING, _UNNAMED, _WRITTEN, _AFTER_RELAY, _JOINT, _TURN = (
    re.compile(_TABLE[name], re.IGNORECASE)
    for name in ("hearsay", "condition", "relaying", "plainly_unnamed", "written", "after_relay", "joint", "turn")
)
_EMPTY = frozenset(_TABLE["empty"])
_LEANING = frozenset(_TABLE["leaning"])
_FUNCTION_WORDS = frozenset(word.lower() for word in _TABLE["function_words"])
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d")
_PASSIVE = frozenset(("is", "are", "was", "were", "been"))
_NOUN_VERBS = frozenset(_TABLE["noun_verbs"])
SHORTEST = 4  # letters: shorter words are names of offices at best ("EU"), and more often function words
STEM = 5  # letters that two forms of one word share ("discuss-ion", "discuss-ed"); 5 parts "resume" from "result"


def month(number: int) -> str:
    """The name of month `number` (1 to 12)."""
    return str(_TABLE["months"][number - 1])


def is_withheld(words: str) -> bool:
    """True for words that tell of an answer that was not given: "did not reply", "declined"."""
    return bool(_WITHHELD.search(words))


def is_denied(words: str) -> bool:
    """True for words that tell of a denial: "denied", "called it untrue", "did not"."""
    return bool(_DENIED.search(words)) or is_withheld(words)


def reporting_verb(cue: str) -> bool:
    """True for "has also said", "told", "according to": a verb of words opens the cue, behind auxiliaries and adverbs."""
    return _opens_with(cue, _VERBS) or cue.lower().startswith("according to")


def stance_verb(cue: str) -> bool:
    """True for "opposes", "has called for": the cue opens with a verb that takes a side."""
    return _opens_with(cue, _STANCE_VERBS)


def is_passive_stance(cue: str) -> bool:
    """True for "is backed by", "have been strongly opposed by": what is for or against stands before the verb."""
    words = re.findall(r"\w+", cue.lower())
    head = next((place for place, word in enumerate(words) if (verb_of(word) or "") in _STANCE_VERBS), 0)
    return not _PASSIVE.isdisjoint(words[:head])


def _opens_with(cue: str, verbs: frozenset[str]) -> bool:
    words = re.findall(r"[\w'’-]+", cue.lower())
    while words and (words[0] in _AUXILIARIES or words[0].endswith("ly") or words[0].endswith(("n't", "n’t"))):
        words = words[1:]
    return (
        bool(words)
        and (verb_of(words[0]) or words[0]) in verbs
        and not _AUXILIARIES & set(words[1:2] if words[0] in _NOUN_VERBS else ())
    )


def is_hearsay(cue: str) -> bool:
    """True for "reportedly", "is said to": words that tell of a report and not of a reporter."""
    return bool(_HEARSAY.search(cue))


def is_condition(before: str) -> bool:
    """True when the words before a subject end in "if", "whether", "did": what follows was perhaps never said."""
    return bool(_CONDITION.search(before))


def is_relaying(cue: str) -> bool:
    """True for "according to", "quoted", "citing": words that make somebody a relay."""
    return bool(_RELAYING.search(cue))


def may_follow_relay(after: str) -> bool:
    """False where the name of an outlet goes on as another noun: "told the Courier | audience"."""
    return bool(_AFTER_RELAY.match(after))


def is_plainly_unnamed(words: str) -> bool:
    """True for "sources", "people familiar with", "on condition of anonymity": forms that stand for no name given above."""
    return bool(_UNNAMED.search(words))


def is_written(words: str) -> bool:
    """True for "a poll", "the 2014 study by …": the head noun is something written or counted, and its makers may follow."""
    return bool(_WRITTEN.match(words))


def is_joint(words: str) -> bool:
    """True for "Brandt and Lund", "both boards", "neither": more than one holder."""
    return bool(_JOINT.search(words))


def is_nobody(words: str) -> bool:
    """True for "neither Brandt nor Lund", "no one", "few lawmakers": words that hold nothing."""
    return words.lower().split(" ", 1)[0] in _EMPTY - {"both"}


def turns(words: str) -> bool:
    """True when what was cut off begins with a word that takes back or bounds what stands before: "but", "if", "unless"."""
    return bool(_TURN.match(words))


def ends_open(name: str) -> bool:
    """True for "a poll released in", "the board and": words that were cut off in the middle of a noun phrase."""
    words = name.lower().strip(" .,").split()
    return not words or words[-1] in _OPEN_ENDS


def is_plain_noun(name: str) -> bool:
    """True for words without a capital or an acronym beyond the first letter: "critics", "the agency"."""
    return name[1:] == name[1:].lower()


def is_same_outlet(name: str, own: str) -> bool:
    """Do a name and a name, key or domain mean one outlet: does the one begin or abbreviate the words of the other?"""
    full = [word.lower() for word in re.findall(r"\w+", name) if word.lower() != "the"]
    short = [word.lower() for word in re.findall(r"\w+", own.removeprefix("www.")) if word.lower() != "the"]
    if not full or not short:
        return False
    whole, initials = "".join(full), "".join(word[0] for word in full)
    if short[0] in (whole, initials):
        return True
    pairs = list(zip(full, short, strict=False))
    return len(pairs) == min(len(full), len(short)) and all(one.startswith(other) for one, other in pairs)


def takes_clause(cue: str) -> bool:
    """True for "said", "according to": what follows is told as a fact, with or without "that"."""
    return bool(_CLAUSAL.search(cue))


def leans(name: str) -> bool:
    """True for "his program", "the" left out of "senator from Texas": names that need another name, or an article."""
    first = name.split(" ", 1)[0]
    return first.lower() in _LEANING or (first.islower() and not begins_with_determiner(name) and is_plural(name) is False)


def begins_with_determiner(name: str) -> bool:
    """True for "The ministry", "A source", "Two officials": words that lose their capital inside a sentence."""
    return re.split(r"[ -]", name, maxsplit=1)[0].lower() in _DETERMINERS


def is_pronoun(name: str) -> bool:
    """True for words that name nobody by themselves: "he", "they", "one of them", "many of whom"."""
    words = name.lower().split()
    return " ".join(words) in _PRONOUNS or (words[-2:-1] == ["of"] and words[-1] in _PRONOUNS)


def is_clause(text: str) -> bool:
    """True for words with a finite auxiliary: "the lock was shut", and not "a recall of two lots", nor "how it was shut"."""
    words = text.lower().split()
    return not _FINITE.isdisjoint(words) and words[0] not in _DEPENDENT


def as_unnamed(name: str) -> str:
    """The description of a source with the word that says it is not named.

    "a source close to the talks" → "an unnamed source close to the talks", "two officials" → "unnamed sources, two officials".
    """
    many = is_plural(name)
    article = "" if many else "an "
    if _TOLD_UNNAMED.search(name):
        return name
    if found := _SOURCE_PHRASE.match(name):
        return f"{article}unnamed {found['rest'][0].lower()}{found['rest'][1:]}"
    return f"{article}unnamed source{'s' if many else ''}, {name}"


def is_plural(name: str) -> bool | None:
    """Does the noun phrase mean several?  By its determiner, else by its head; None when neither tells."""
    words = [word.lower().strip(",.") for word in name.split()]
    if not words:
        return None
    if words[0] in _ONE or words[0] in _MANY:
        return words[0] in _MANY
    end = next((place for place, word in enumerate(words) if place and word in _AFTER_HEAD), len(words))
    head = words[end - 1]
    return head in _PLURALS or (head.endswith("s") and not head.endswith("ss"))


def may_tell_a_reason(text: str) -> bool:
    """True when the text may give a reason why somebody is not named, so that nobody may say that it gives none."""
    return bool(_ANONYMITY.search(text))


def topic(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its words, without function words and words of reporting."""
    words = {word.lower() for word in _WORD.findall(text)}
    return frozenset(word[:STEM] for word in words - _FUNCTION_WORDS if len(word) >= SHORTEST or word[0].isdigit())
