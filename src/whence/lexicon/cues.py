"""What a cue means: its dictionary form, the kind of act, whether it is a silence or a relay.

The head of a cue is its main verb, read past auxiliaries, adverbs, raising verbs ("seemed to suggest") and light verbs
("issued a statement"); without a verb it is an adjective ("is hopeful"), a noun ("the claim") or a preposition ("according
to").  The words are in cues.toml, the irregular forms in irregular.toml; this module holds only the order of the rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from whence.lexicon.tables import table
from whence.records.statement import Act

_TABLE = table("cues")
_IRREGULAR = table("irregular")


def _sets(part: str) -> dict[Any, frozenset[str]]:
    """A part of the table as name -> set of entries, "_" read as a space."""
    return {name: frozenset(word.replace("_", " ") for word in words.split()) for name, words in _TABLE[part].items()}


_GRAMMAR, _TURNS = _sets("grammar"), _sets("turns")
_NEGATED: dict[Act, frozenset[str]] = _sets("negated")
_NO_COMMENT = re.compile(_TABLE["content"]["no_comment"])
_UNKNOWING = re.compile(_TABLE["content"]["unknowing"])
_TOKEN = re.compile(r"'(?:s|d|ll|ve|re|m)\b|\w+(?:[-.]\w+)*(?:'(?!(?:s|d|ll|ve|re|m)\b)\w+)?")
_CONTRACTED = re.compile(r"\b(ca|wo|sha|\w+?)n't\b")
_HISSING = re.compile(r"(?:s|sh|ch|x|z|[^aeiou]o)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]$")
# Lemmas by which a relay brings in another's words; is_relay asks for those that always do.
RELAYS = frozenset(_TABLE["relays"]["lemmas"])
_STRONG_RELAYS = frozenset(_TABLE["relays"]["strong"])
_DECIDES = 120  # characters of a content that are looked at: the longest opening of the table is well within
_CITING = frozenset(_TABLE["relays"]["participles"])


@dataclass(frozen=True, slots=True)
class CueSense:
    """The dictionary form of a cue's head (None when there is none) and the act it tells of."""

    lemma: str | None
    act: Act


@dataclass(frozen=True, slots=True)
class _Head:
    """A word of a cue that may be its head: dictionary form with its particle, own act, place; listed, or guessed by ending."""

    lemma: str | None
    act: Act
    place: int
    listed: bool = True


def _entries(part: str) -> dict[str, Act]:
    """The table of one part of speech turned round: entry -> act."""
    return {entry: act for act, entries in _sets(part).items() for entry in entries}


_VERBS, _NOUNS, _ADJECTIVES, _PREPOSITIONS = (_entries(part) for part in ("verbs", "nouns", "adjectives", "prepositions"))
_TELLING_NOTHING = frozenset(_TABLE["other"]["verbs"].split()) - _VERBS.keys()
_PREDICATES = _VERBS | _ADJECTIVES
_PHRASES: dict[str, Act] = {phrase: act for act, phrases in _TABLE["phrases"].items() for phrase in phrases}
_DOUBLES = frozenset(_IRREGULAR["spelling"]["doubles"].split())


def _regular_forms(verb: str) -> list[str]:
    """Third person, -ed and -ing form of a verb, with both spellings where two are in use (signaled, signalled)."""
    stems = [verb + verb[-1]] if _DOUBLING.match(verb) or verb in _DOUBLES else []
    if not stems or verb in _DOUBLES:
        stems.append(verb)
    past, going = [], []
    for stem in stems:
        silent_e = stem.endswith("e")
        past.append(stem[:-1] + "ied" if _CONSONANT_Y.search(stem) else stem + ("d" if silent_e else "ed"))
        going.append((stem[:-1] if silent_e and not stem.endswith(("ee", "oe", "ye")) else stem) + "ing")
    third = verb[:-1] + "ies" if _CONSONANT_Y.search(verb) else verb + ("es" if _HISSING.search(verb) else "s")
    return [third, *past, *going]


def _verb_forms() -> dict[str, str]:
    """Every form of every verb in the tables -> its base form; base forms win, then irregular forms, then regular ones."""
    tables = [*_VERBS, *_GRAMMAR["gesture"], *_GRAMMAR["light"], *_NEGATED["decline"], *_TABLE["other"]["verbs"].split()]
    verbs = {entry.split()[0] for entry in tables} | set(_IRREGULAR["forms"])
    forms = {form: verb for verb in sorted(verbs) for form in _regular_forms(verb)}
    forms |= {form: verb for verb, listed in _IRREGULAR["forms"].items() for form in listed.split()}
    forms |= {verb: verb for verb in verbs}
    preferred: dict[str, str] = _IRREGULAR["preferred"]
    return forms | preferred


_FORMS = _verb_forms()
_SILENT_E = re.compile(_IRREGULAR["spelling"]["silent_e"])
_PREFIXES = frozenset(_IRREGULAR["spelling"]["prefixes"].split())
_ENDING = re.compile(r"^(?=\w*?[aeiouy])(\w{3,}?)(ied|ies|ed|ing)$")
_PLURAL = re.compile(r"(?<=[^aiousc])s$")


def verb_of(word: str) -> str | None:
    """The base form of a verb form in lower case: by table, else by its ending (-ed, -ing); None when it can be no verb."""
    if word in _FORMS:
        return _FORMS[word]
    prefix, hyphen, bare = word.rpartition("-")
    if prefix in _PREFIXES and bare in _FORMS:
        return prefix + hyphen + _FORMS[bare]
    if not (match := _ENDING.match(word)):
        return None
    stem, ending = match.groups()
    if ending in ("ied", "ies"):
        return stem + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "slfz":
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def says(word: str) -> bool:
    """Is a word in lower case a form of a verb of saying ("told", "writes")?"""
    return _VERBS.get(verb_of(word) or "") == "say"


def noun_of(word: str) -> str | None:
    """The singular of a noun that can be a cue ("claims" -> "claim"), None for any other word."""
    endings = ((word, ""), (word.removesuffix("s"), ""), (word.removesuffix("es"), ""), (word.removesuffix("ies"), "y"))
    return next((stem + put for stem, put in endings if stem + put in _NOUNS), None)


@lru_cache(maxsize=50_000)
def _words_of(text: str) -> tuple[str, ...]:
    """The words of a cue in lower case, clitics apart: "Didn’t" -> "did", "not"; "he'd" -> "he", "'d"."""
    plain = text.lower().replace("’", "'").replace("cannot", "can not")
    return tuple(_TOKEN.findall(_CONTRACTED.sub(r"\1 not", plain)))


def _is_adverb(word: str) -> bool:
    return word in _GRAMMAR["adverbs"] or (word.endswith("ly") and len(word) > 4 and word not in _GRAMMAR["nonadverbs"])


def _is_long(words: tuple[str, ...], place: int) -> bool:
    """The adverb between auxiliary and verb ("has long called for"), not the verb ("they long for peace")."""
    return words[place] == "long" and place > 0 and words[place - 1] in _GRAMMAR["auxiliaries"]


_CLAUSE_OPENERS = _GRAMMAR["auxiliaries"] | _GRAMMAR["conjunctions"] | _GRAMMAR["pronouns"]
_FUNCTION = _CLAUSE_OPENERS | _GRAMMAR["determiners"] | _GRAMMAR["negations"] | _GRAMMAR["particles"]


def _opens_noun(words: tuple[str, ...], place: int) -> bool:
    """Does a noun phrase begin after this word?  A determiner, a preposition, and the 's of a holder."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word == "'s":
        verbal = after in _FUNCTION or after.endswith(("ing", "ed")) or _is_adverb(after)
        return bool(after) and not verbal and (noun_of(after) is not None or after not in _FORMS)
    return word in _GRAMMAR["determiners"] or word in _GRAMMAR["particles"]


def _heads(words: tuple[str, ...]) -> Iterator[_Head]:
    """The words that can be the head, in order; what stands in a noun phrase is none, but for an -ing form after its noun."""
    in_noun = False
    for place, word in enumerate(words):
        if word in _CLAUSE_OPENERS and not (word == "'s" and _opens_noun(words, place)):
            in_noun = False
        elif _opens_noun(words, place):
            in_noun = True
        elif _is_adverb(word) or word in _GRAMMAR["negations"] or _is_long(words, place):
            continue
        elif head := _head_at(words, place, in_noun):
            yield head
            in_noun = head.lemma not in _ADJECTIVES and head.lemma not in _GRAMMAR["raising"]


def _head_at(words: tuple[str, ...], place: int, in_noun: bool) -> _Head | None:
    word, before = words[place], words[place - 1] if place else ""
    if in_noun and not (word.endswith("ing") and before not in _GRAMMAR["determiners"] and not _is_adverb(before)):
        return None
    verb = verb_of(word)
    entry = _with_particle(words, place, verb) if verb and not ((in_noun or word not in _FORMS) and noun_of(word)) else None
    if entry == verb and not in_noun and _is_adjective(words, place):
        return _Head(word, _ADJECTIVES[word], place)
    return _Head(entry, _VERBS.get(entry, "say"), place, word in _FORMS) if entry else None


def _is_adjective(words: tuple[str, ...], place: int) -> bool:
    """A word of the table; a participle ("encouraged") only behind "be", "feel", "seem" …, else it is the verb's past."""
    word = words[place]
    if word not in _ADJECTIVES or _FORMS.get(word, word) == word:
        return word in _ADJECTIVES
    return any(before in _GRAMMAR["be"] or _FORMS.get(before) in _GRAMMAR["raising"] for before in words[:place])


def _with_particle(words: tuple[str, ...], place: int, verb: str) -> str:
    """The verb with the particle or noun it forms one entry with: "made it clear" -> "make clear"; else the verb alone."""
    near = words[place + 1 : place + 6]
    bare = tuple(word for word in near if word not in _GRAMMAR["pronouns"] and not _is_adverb(word))
    entries = (" ".join([verb, *following[:length]]) for following in (near, bare) for length in (3, 2, 1))
    return next((entry for entry in entries if " " in entry and entry in _VERBS), verb)


def _chosen(words: tuple[str, ...], heads: list[_Head]) -> _Head:
    """The head among candidates: the first, or the one it leads on to ("tried to explain", "laughed and said")."""
    chosen = heads[0]
    for later in heads[1:]:
        if not _leads_on(chosen, later, words[chosen.place + 1 : later.place]):
            break
        chosen = later
    return chosen


def _leads_on(head: _Head, later: _Head, between: tuple[str, ...]) -> bool:
    known = later.lemma in _PREDICATES
    if head.lemma == "say":
        return later.lemma == "know" and "not" in between
    if head.lemma in ("decline", "refuse"):
        return later.lemma == "rule out"
    if head.lemma in _GRAMMAR["raising"] and not set(between) - _GRAMMAR["adverbs"] - {"to", "on", "by", "and", "it", "not"}:
        return known
    if head.lemma in _GRAMMAR["gesture"] and {"and", "to"} & set(between):
        return known
    carried = _nouns(between)
    if head.lemma in _GRAMMAR["light"] and (carried or head.lemma not in _VERBS):
        return known and all(_NOUNS[noun] == "say" for noun in carried)
    return known and head.lemma not in _PREDICATES


def _nouns(words: tuple[str, ...]) -> list[str]:
    return [noun for word in words if word not in _ADJECTIVES and (noun := noun_of(word))]


def _head(words: tuple[str, ...]) -> _Head:
    """The head and its own act, before negation and content are looked at; a phrase of one word must be the whole cue."""
    joined = f" {' '.join(words)} "
    for phrase, act in _PHRASES.items():
        if f" {phrase} " in joined and (" " in phrase or len(words) == 1):
            return _Head(phrase, act, 0)
    heads = list(_heads(words))
    if not heads or (words[0] in _GRAMMAR["determiners"] and _nouns(words[: heads[0].place])):
        return _verbless(words[: heads[0].place] if heads else words)
    head = _chosen(words, heads)
    carries = head.lemma in _GRAMMAR["light"] or not head.listed
    return (carries and _object(words, head.place)) or head


def _object(words: tuple[str, ...], place: int) -> _Head | None:
    """The first noun behind a light verb, as far as the next preposition: "made a promise", but not "reached for comment"."""
    for at in range(place + 1, len(words)):
        if words[at] in ("for", "by") or (words[at] in _GRAMMAR["particles"] and at > place + 1):
            return None
        if words[at] not in _ADJECTIVES and (noun := noun_of(words[at])):
            return _Head(noun, _NOUNS[noun], at)
    return None


def _verbless(words: tuple[str, ...]) -> _Head:
    """The head of a cue without a verb: the last noun before a preposition that follows it, a lone preposition, or any word."""
    first = int(words[0] in _GRAMMAR["particles"] and len(words) > 1)
    cut = next((at for at in range(first + 1, len(words)) if words[at] in _PREPOSITIONS), len(words))
    nouns = [(at, noun) for at, word in enumerate(words) if at >= first and (noun := noun_of(word))]
    if nouns:
        at, noun = next((each for each in reversed(nouns) if each[0] < cut), nouns[0])
        return _Head(noun, _NOUNS[noun], at)
    if len(words) == 1 and words[0] in _PREPOSITIONS:
        return _Head(words[0], _PREPOSITIONS[words[0]], 0)
    return _any_word(words, [word for word in words[first:cut] if word not in _FUNCTION and not _is_adverb(word)])


def _any_word(words: tuple[str, ...], full: list[str]) -> _Head:
    """The last resort: a verb that stands where a noun would, the last full word, or the auxiliary itself."""
    last = len(words) - 1
    if verb := next((_FORMS[word] for word in full if _FORMS.get(word) in _VERBS), None):
        return _Head(verb, _VERBS[verb], last)
    if full:
        return _Head(_PLURAL.sub("", full[-1]), "say", last)
    return _Head(next((_FORMS[word] for word in words if word in _FORMS), None), "say", last)


def sense_of(cue: str, content: str = "") -> CueSense:
    """Lemma and act of a cue as written; the beginning of its content decides where the cue alone does not (asked X TO do).

    An empty cue has no lemma; punctuation alone (a colon, a dash) stands for "say".
    """
    return _sense(cue, content[:_DECIDES])


@lru_cache(maxsize=20_000)
def _sense(cue: str, content: str) -> CueSense:
    words = _words_of(cue)
    if not words:
        return CueSense("say" if cue.strip() else None, "say")
    start = " ".join(content.lower().split())
    following = _words_of(start)
    infinitive = words[-1] == "to" or following[:1] == ("to",) or following[:2] == ("not", "to")
    if following and words != ("to",) and (words[-1] in ("to", "not") or words[-1] in _GRAMMAR["auxiliaries"]):
        words, following = (*words, following[0]), following[1:]  # the tagger cut the verb group in two
    head = _head(words)
    entry = f"{head.lemma} {following[0]}" if following and start[0].isalpha() else ""
    if entry in _VERBS and verb_of(words[-1]) == head.lemma and following[0] in _GRAMMAR["particles"] | {"to"}:
        head = _Head(entry, _VERBS[entry], head.place)
    if head.lemma in _TURNS["hearsay"] and set(words[: head.place]) & _GRAMMAR["be"]:
        return CueSense(head.lemma, "say")  # "it is learnt", "is understood": by nobody who is named
    act = _act_under_negation(head, words, following) or _act_by_content(head, infinitive, start, following)
    return CueSense(head.lemma, act)


def _is_negated(words: tuple[str, ...]) -> bool:
    """Is there a negation ("has yet to", "failed to", "refused to" included) that "only" or "just" does not take back?"""
    for word, after in pairwise((*words, "")):
        if word in _GRAMMAR["negations"] and after not in _GRAMMAR["not_really"]:
            return True
        if after == "to" and (word == "yet" or verb_of(word) in _GRAMMAR["refusing"]):
            return True
    return False


def _excludes(words: tuple[str, ...]) -> bool:
    """Do the words say "rule out", "exclude", "dismiss"?  Not to do so is to say that something may be."""
    pairs = pairwise((*words, ""))
    return any({verb_of(word), f"{verb_of(word)} {after}"} & _GRAMMAR["excluding"] for word, after in pairs)


def _act_under_negation(head: _Head, words: tuple[str, ...], following: tuple[str, ...]) -> Act | None:
    """The act that a negation turns the head to, None where it stays as it is ("does not believe" is still a thought)."""
    if head.lemma in _GRAMMAR["refusing"] and _excludes(following):
        return "say"
    if ("no", "idea") in pairwise(words):
        return "think"
    if not _is_negated(words[: head.place + 2]):
        return None
    verbs = {verb_of(word) for word in words}
    if _excludes(words):
        return "say"
    if {"confirm", "deny"} <= verbs or verbs & _GRAMMAR["commenting"]:
        return "decline"
    if head.lemma in ("do", "have") and following and verb_of(following[0]) in _GRAMMAR["commenting"]:
        return "decline"  # "did not | comment": the contract's cut of a bare silence
    if head.lemma in _GRAMMAR["light"]:  # "gave no details", "would not offer | a reason"
        carried = {_PLURAL.sub("", word) for word in (*words[head.place + 1 :], *following[:2])}
        return "decline" if head.lemma in _NEGATED["decline"] or carried & _NEGATED["decline"] else None
    return next((act for act, lemmas in _NEGATED.items() if head.lemma in lemmas), None)


def _act_by_content(head: _Head, infinitive: bool, start: str, following: tuple[str, ...]) -> Act:
    """The act as the beginning of the content turns it."""
    lemma = head.lemma or ""
    if lemma == "say" and _NO_COMMENT.search(start.lstrip("“\"'‘")):
        return "decline"
    if lemma == "say" and _UNKNOWING.search(start):
        return "think"
    if lemma == "leave open" and {"possibility", "option", "door"} & set(following[:3]):
        return "say"
    if lemma in _TURNS["know_ask"] and following[:2] == ("to", "know"):
        return "ask"
    if infinitive and lemma in _TURNS["infinitive_intend"]:
        return "intend"
    if _orders(lemma, infinitive, following):
        return "order"
    carried = _nouns(following[:3]) if lemma in _GRAMMAR["light"] - _VERBS.keys() else []
    return _NOUNS[carried[0]] if carried else head.act


def _orders(lemma: str, infinitive: bool, following: tuple[str, ...]) -> bool:
    """Is somebody told to do something: "told to stop", "asked the council to pay", "told: close the door"?"""
    if infinitive and lemma in _TURNS["infinitive_order"]:
        return True
    if lemma in _TURNS["object_infinitive_order"] and "to" in following:
        before, after = following[: following.index("to")], following[following.index("to") + 1 :]
        told_well = lemma != "tell" or not set(after[:10]) & _TURNS["clause"]
        if after and verb_of(after[0]) == after[0] and not set(before) & _TURNS["clause"] and told_well:
            return True
    imperative = len(following) > 1 and verb_of(following[0]) == following[0] and following[1] in _TURNS["object"]
    return imperative and lemma in _TURNS["imperative_order"]


def is_negated(cue: str) -> bool:
    """True when the cue denies its own head ("does not believe", "refused to rule out"); "not only" does not."""
    return _is_negated(_words_of(cue))


def is_relay(cue: str) -> bool:
    """True when the cue always passes on another's words ("quoted", "citing", "according to", "as reported by")."""
    lemma = sense_of(cue).lemma
    return lemma in _STRONG_RELAYS or (lemma in RELAYS and _words_of(cue)[0] == "as")


def is_citing(cue: str) -> bool:
    """True for "citing" and "quoting": the participle beside a verb of reporting, whose object is the holder."""
    words = _words_of(cue)
    return len(words) == 1 and words[0] in _CITING


def tells_of_no_act(cue: str) -> bool:
    """True for a verb alone that is none of saying, thinking or feeling: "later deleted", "had revised"."""
    words, sense = _words_of(cue), sense_of(cue)
    return sense.act == "say" and sense.lemma in _TELLING_NOTHING and verb_of(words[-1]) == sense.lemma
