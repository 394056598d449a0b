"""How surely something is said: the hedge, condition or question of a sentence, and what a cue's head lends to its content.

A sentence is hedged when its main clause is: the main verb is looked for without a parser, as the first finite verb that
does not belong to a leading subordinate or to a relative clause.  Where none can be told, nothing is claimed.  The words
are in hedges.toml; this module holds only the order of the rules.
"""

import re
from dataclasses import dataclass

from whence.lexicon.tables import table
from whence.records.statement import Certainty

_TABLE = table("hedges")


def _set(part: str, name: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in _TABLE[part][name].split())


_WORDS = {name: _set("words", name) for name in _TABLE["words"]}
_MODALS = {name: _set("modals", name) for name in _TABLE["modals"]}
_LEVELS: tuple[Certainty, ...] = ("probable", "possible", "asserted", "unknown")


def _levels(part: str) -> dict[str, Certainty]:
    return {word: level for level in _LEVELS if level in _TABLE[part] for word in _set(part, level)}


_ADVERBS, _CUES = _levels("adverbs"), _levels("cues")
_DOUBTING, _KNOWING, _CLAIMING, _EXCLUDING = (_set("cues", name) for name in ("doubting", "knowing", "claiming", "excluding"))
_CONSIDERING, _TURNED_OVER = _set("cues", "considering"), re.compile(_TABLE["cues"]["turned_over"])
_HEARSAY, _RAISING, _CUE_MODAL = (re.compile(_TABLE["cues"][name], re.IGNORECASE) for name in ("hearsay", "raising", "modal"))
_CONDITION_WORDS, _NOT_AFTER = _set("conditions", "words"), _set("conditions", "not_after")
_CONDITION_PHRASES = tuple(tuple(phrase.split()) for phrase in _TABLE["conditions"]["phrases"])
_NOT_BEFORE, _CLOSED_BY = _set("conditions", "not_before"), _set("conditions", "closed_by")
_ASIDES, _INVERTED = (re.compile(_TABLE["conditions"][name]) for name in ("asides", "inverted"))
_MAIN, _BELIEF, _POLARITY = _TABLE["main"], _TABLE["belief"], _TABLE["polarity"]
_TOKEN = re.compile(r"\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|d|ll|re|ve|m)\b|\w+(?:-\w+)*|--|[,;:—–]", re.IGNORECASE)
_SHORT = {"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"}
_READ = 1000  # characters of a sentence that are read: bounds the time; the longest of 2 804 statements' sentences has 477
MODALS = _MODALS["possible"]
_SAYING = _set("cues", "saying")
# The order of commitment: of two hedges the weaker one counts, and what hangs on a condition is conditional however hedged.
RANK: dict[Certainty, int] = {"asserted": 0, "probable": 1, "possible": 2, "conditional": 3, "unknown": 4}


@dataclass(frozen=True, slots=True)
class Hedge:
    """How sure it leaves its sentence, and the characters of the sentence that do it."""

    certainty: Certainty
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence as words in lower case with their offsets, and as one string with a space between the words."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]

    def hedge(self, level: Certainty, first: int, last: int) -> Hedge:
        return Hedge(level, self.starts[first], self.ends[last])

    def from_match(self, found: re.Match[str], first: int, level: Certainty) -> Hedge:
        """The hedge that a match on the words from `first` on stands for: its group, or all of it."""
        span = found.span("hedge") if "hedge" in found.re.groupindex else found.span()
        text = found.string
        begin, end = text.count(" ", 0, span[0]), text.count(" ", 0, span[1])
        return self.hedge(level, first + begin, first + end)

    def joined(self, first: int) -> str:
        return " ".join(self.words[first:])

    def at(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""


def _words(sentence: str) -> _Words:
    found = list(_TOKEN.finditer(sentence, 0, _READ))
    plain = tuple(each.group().lower().replace("’", "'") for each in found)
    return _Words(
        plain,
        tuple(each.start() for each in found),
        tuple(each.end() for each in found),
        tuple(each.group()[0].isupper() for each in found),
    )


def hedge_of(sentence: str, quoted: bool) -> Hedge | None:
    """What hedges the sentence's main clause, the weaker of two; None when it is said plainly, or when it cannot be told.

    `quoted`: the words are the holder's own, so that "I think" is a hedge and "he thinks" tells of somebody else.
    """
    words = _words(sentence)
    first, opened = _opening(words)
    if words.at(first) in _WORDS["asking"]:  # "explained | how the bridge could fail": nothing is said to be so
        return opened
    matrix, behind = _matrix(words, first, quoted)
    found = [opened, matrix, _leading(words, behind), *_in_clause(words, behind)]
    return max((each for each in found if each), key=lambda each: RANK[each.certainty], default=None)


def asks(sentence: str) -> bool:
    """Has the sentence the form of a question: does its main clause begin with an auxiliary or a question word?"""
    words = _words(sentence)
    return words.at(_opening(words)[0]) in _WORDS["auxiliaries"] | _WORDS["asking"]


def _in_clause(words: _Words, first: int) -> list[Hedge | None]:
    main = _main(words, first)
    if main is None:
        return [_condition(words, first, None)]
    return [_condition(words, first, main), _modal(words, first, main), _beside(words, main), _predicate(words, main)]


def _opening(words: _Words) -> tuple[int, Hedge | None]:
    """Where the main clause begins behind a leading subordinate clause, and the condition that this one sets."""
    first = 0
    while words.at(first) in _WORDS["linking"] and words.at(first + 1):
        first += 1
    condition = _condition_at(words, first)
    if condition is None and words.at(first) not in _WORDS["openers"]:
        inverted = _INVERTED.match(words.joined(first))
        return (first, words.hedge("conditional", first, first)) if inverted else (first, None)
    if "," in words.words[first:]:
        return words.words.index(",", first) + 1, condition
    return first, condition


def _condition_at(words: _Words, place: int) -> Hedge | None:
    """The condition whose subordinator stands at `place`."""
    for phrase in _CONDITION_PHRASES:
        if words.words[place : place + len(phrase)] == phrase:
            return words.hedge("conditional", place, place + len(phrase) - 1)
    before = words.at(place - 1)
    asked = words.at(place - 2) if before in _WORDS["objects"] else before  # "ask himself if", "told her if"
    if words.at(place) not in _CONDITION_WORDS or before in _NOT_AFTER or asked in _NOT_AFTER:
        return None
    if words.at(place + 1) in _NOT_BEFORE or _ASIDES.match(words.joined(place + 1)):
        return None
    return words.hedge("conditional", place, place)


def _condition(words: _Words, first: int, main: int | None) -> Hedge | None:
    """The condition that is set behind the main verb, before another clause begins."""
    for place in range(first if main is None else main + 1, len(words.words)):
        word = words.at(place)
        if word in _WORDS["relatives"] or word in _CLOSED_BY:
            return None
        if place > first and (found := _condition_at(words, place)):
            return found
    return None


def _main(words: _Words, first: int) -> int | None:
    """The place of the main clause's finite verb, None when it cannot be told.

    Every relative pronoun in the subject takes one finite verb for its own clause ("those who did not know may …").
    """
    pending, place = 0, first
    while place < len(words.words):
        word = words.at(place)
        if word in _WORDS["stops"]:
            return None
        if place > first and word in _WORDS["relatives"]:
            pending += 1
            place, pending = (place + 2, pending - 1) if _verb_follows(words, place) else (place + 1, pending)
            continue
        if verb := _finite(words, place):
            if not pending:
                return verb - 1
            pending, place = pending - 1, verb
            while words.at(place) in _WORDS["auxiliaries"] | _WORDS["negations"]:
                place += 1
            continue
        place += 1
    return None


def _verb_follows(words: _Words, place: int) -> bool:
    """Is the word behind this relative pronoun its verb ("who know", "that leaves"), and not a subject or an auxiliary?"""
    after = words.at(place + 1)
    other = _WORDS["auxiliaries"] | _WORDS["pronouns"] | _WORDS["determiners"] | _WORDS["particles"]
    return after not in other and not _is_adverb(after) and not words.capital[min(place + 1, len(words.words) - 1)]


def _finite(words: _Words, place: int) -> int:
    """One more than the place of the finite verb that stands here, or behind the pronoun that stands here; 0 for none."""
    word, after = words.at(place), words.at(place + 1)
    if word in _WORDS["auxiliaries"]:
        return place + 1 if _is_auxiliary(words, place) else 0
    if word in _WORDS["seeming"] | _WORDS["finite"]:
        return place + 1
    if word in _WORDS["subjects"]:
        at = place + 1
        while _is_adverb(words.at(at)):
            at += 1
        plain = words.at(at) not in _WORDS["auxiliaries"] | _WORDS["particles"] | _WORDS["relatives"] | _WORDS["negations"]
        return at + 1 if words.at(at).isalpha() and plain else 0
    plural = word.endswith("ss") or words.at(place - 1) in _WORDS["determiners"]
    inflected = word.endswith("ed") or (word.endswith("s") and not plural)
    return place + 1 if inflected and len(word) > 3 and after in _WORDS["determiners"] else 0


def _is_auxiliary(words: _Words, place: int) -> bool:
    """Not the genitive 's, and not the month of May."""
    word, after = words.at(place), words.at(place + 1)
    if word == "'s":
        return words.at(place - 1) in _WORDS["pronouns"] or after in _WORDS["verbal"]
    return not (word == "may" and words.capital[place] and (place > 0 or after.isdigit()))


def _is_adverb(word: str) -> bool:
    return (word.endswith("ly") and len(word) > 4) or word in _WORDS["adverbs"]


def _modal(words: _Words, first: int, main: int) -> Hedge | None:
    """A modal verb of possibility at the main verb: not one of ability or permission, and not one that is closed by "not"."""
    modal = _SHORT.get(words.at(main), words.at(main))
    after = next((place for place in range(main + 1, len(words.words)) if not _is_adverb(words.at(place))), main)
    following = words.at(main + 1 if words.at(main + 1) in _MODALS["closed"] else after)
    if modal == "must" and re.match(_MAIN["epistemic_must"], words.joined(main)):
        return words.hedge("probable", main, main)
    closed = following in _MODALS["closed"] | _MODALS["perceiving"] or words.at(main) == "cannot"
    if modal in ("could", "can") and (closed or words.at(first) in _MODALS["denying"]):
        return None
    if modal == "can":
        person = words.at(main - 1) in _WORDS["subjects"] - {"it"}
        return words.hedge("possible", main, main) if following in _MODALS["happening"] and not person else None
    if modal not in _MODALS["possible"] or (modal == "may" and words.at(main - 1) in _MODALS["concessive"]):
        return None
    return words.hedge("possible", main, main)


def _beside(words: _Words, main: int) -> Hedge | None:
    """A hedging adverb next to the main verb: directly before it, or within its group."""
    for place in (main - 1, *range(main + 1, min(main + 4, len(words.words)))):
        if level := _ADVERBS.get(words.at(place)):
            return words.hedge(level, place, place)
        if place > main and not (_is_adverb(words.at(place)) or words.at(place) in _WORDS["auxiliaries"] | _WORDS["negations"]):
            return None
    return None


def _leading(words: _Words, first: int) -> Hedge | None:
    """A hedging adverb that opens the clause ("Perhaps the bridge …"), or an opinion marked as one ("In my view …")."""
    if level := _ADVERBS.get(words.at(first)):
        return words.hedge(level, first, first)
    found = re.match(_BELIEF["opinion"], words.joined(first))
    return words.from_match(found, first, "probable") if found else None


_PREDICATES: tuple[tuple[Certainty, re.Pattern[str]], ...] = (
    ("unknown", re.compile(_MAIN["auxiliary"] + f"(?:{'|'.join(_MAIN['unknown']).replace('(?P<hedge>', '(?:')})")),
    ("possible", re.compile(_MAIN["auxiliary"] + f"(?P<hedge>{'|'.join(_MAIN['possible']).replace('(?P<hedge>', '(?:')})")),
    ("probable", re.compile(_MAIN["auxiliary"] + f"(?P<hedge>{'|'.join(_MAIN['probable']).replace('(?P<hedge>', '(?:')})")),
    ("probable", re.compile(_MAIN["seeming"])),
)


def _predicate(words: _Words, main: int) -> Hedge | None:
    """What the main verb says about its own clause: "is likely to", "it is possible that", "there is a risk", "seems"."""
    here = words.joined(main)
    matches = ((level, pattern.match(here)) for level, pattern in _PREDICATES)
    return next((words.from_match(found, main, level) for level, found in matches if found), None)


def _own_words(kind: str) -> re.Pattern[str]:
    """ "I think …" in a quotation, "he thinks …" in reported speech."""
    verb = f"(?P<hedge>{_BELIEF[f'{kind}_subject']} {_BELIEF['between']}{_BELIEF[f'{kind}_verb']})"
    return re.compile(_BELIEF["opening"] + verb + r"\b" + _BELIEF["not_followed"])


_BELIEVING = {True: _own_words("quoted"), False: _own_words("reported")}
_UNKNOWING = re.compile(_BELIEF["opening"] + f"(?P<hedge>{_BELIEF['unknowing']})")


_GRANTING = re.compile(_BELIEF["opening"] + _BELIEF["granting"])


def _matrix(words: _Words, first: int, quoted: bool) -> tuple[Hedge | None, int]:
    """The holder on himself at the head of the clause — he only thinks so, or does not know — and where the rest begins."""
    here = words.joined(first)
    if quoted and (found := _UNKNOWING.match(here)):
        return words.from_match(found, first, "unknown"), len(words.words)
    believing, granting = _BELIEVING[quoted].match(here), _GRANTING.match(here)
    if not (found := believing or granting):
        return None, first
    behind = first + found.group().count(" ") + 1
    behind += words.at(behind) == "that"
    return (words.from_match(found, first, "probable") if believing else None), behind


def lent_by(lemma: str | None, content: str) -> Certainty | None:
    """The commitment that a cue's head lends to its content ("speculate" -> possible); None when its act alone decides."""
    if lemma in _CONSIDERING and _TURNED_OVER.match(content.lower()):
        return "unknown"
    return _CUES.get(lemma or "")


def is_saying(lemma: str | None) -> bool:
    """True for the heads whose act is a thought only because the content tells of ignorance ("said | he did not know")."""
    return lemma in _SAYING


def is_hearsay(cue: str) -> bool:
    """True for "reportedly", "is said to": the word of nobody in particular, when no holder is written."""
    return bool(_HEARSAY.match(" ".join(cue.lower().split())))


def raised(cue: str) -> str | None:
    """The words by which a cue only seems to say it ("seemed to suggest"), or might ("may argue"); None when it does."""
    found = _RAISING.search(cue) or _CUE_MODAL.search(cue)
    return found.group() if found else None


def doubts(lemma: str | None) -> bool:
    """True for the heads that hold the content for untrue without a negation: "doubt", "sceptical"."""
    return lemma in _DOUBTING


def is_knowing(lemma: str | None) -> bool:
    """True for the thoughts whose denial is ignorance and not disbelief: "know", "sure", "remember"."""
    return lemma in _KNOWING


def disclaims(lemma: str | None) -> bool:
    """True for the sayings whose denial disclaims the content: "is not suggesting", "did not claim"."""
    return lemma in _CLAIMING


def excludes(lemma: str | None) -> bool:
    """True for "rule out", "exclude", "dismiss": not to do so is to say that something may be."""
    return lemma in _EXCLUDING


def is_nobody(source: str) -> bool:
    """True for "nobody", "not everyone", "few experts": a thought that has such a holder is denied."""
    return bool(re.match(_POLARITY["nobody"], source.lower()))


def denies_nothing(content: str) -> bool:
    """True when a denying verb only calls something a name: "dismissed | him as a clown", but not "the claim as absurd"."""
    thing, as_, name = _split_as(content.lower())
    return bool(as_) and not re.search(_POLARITY["claim"], thing) and not re.search(_POLARITY["untrue"], name)


def _split_as(content: str) -> tuple[str, str, str]:
    found = re.search(_POLARITY["predicative"], content)
    return (content[: found.start()], "as", content[found.end() :]) if found else (content, "", "")
