"""Who said it where the comment clause follows what is said: "P, says H", "P, H said", "P, its owner, H, said".

A cue that stands behind its content must still have its subject, before it or, inverted, behind it (Quirk et al. 1985,
15.54, comment clauses; Huddleston and Pullum 2002, ch. 11, 9.2, parentheticals).  A tagger that reads "its owner, H" as the
end of what was said, or what follows "says" as its beginning, leaves a statement without source: the phrase is its source.
"""

import re
from dataclasses import replace

from whence.interpret.statements.drafts import Draft, trimmed
from whence.interpret.statements.quoted import Marks
from whence.lexicon.cues import sense_of, verb_of
from whence.lexicon.frames import is_auxiliary
from whence.lexicon.grammar import DETERMINERS, INDEFINITE, PREPOSITIONS
from whence.lexicon.nouns import is_person_noun, is_title

LONGEST = 8  # words of one part of such a subject: "head of the county's school transport office"
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)+")
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\b", re.I)
_WORDS = re.compile(r"[\w’'.-]+")
# A relative clause is no part of a source (contract), nor is what a conjunction or a colon adds to the sentence.
_STOP = re.compile(r",? (?:who|whom|whose|which|that|when|where|while|as|because)\b|,? (?:and|but) |[:;—–]")
_ACTS = frozenset(("say", "think", "confirm", "deny", "show"))
_WHEN = frozenset(("yesterday", "today", "late", "early", "later", "afterwards", "again"))


def with_postposed_subject(text: str, draft: Draft, marks: Marks) -> Draft:
    """The draft with the subject of its comment clause as its source, where it has none; else the draft itself."""
    before = [piece for piece in draft.content if piece[1] <= draft.cue[0][0]]
    if before and len(draft.source) == 1:
        return _with_office(text, draft, before)
    if draft.source or not before or not _is_active(text, draft):
        return draft
    end, (low, high) = before[-1][1], (draft.cue[0][0], draft.cue[-1][1])
    gap = text[end:low].strip(" \n,”’\"'")
    if gap:
        subject = trimmed(text, end, low)
        fits = subject is not None and "," in text[end : subject[0]] and _are_phrases(text[slice(*subject)])
        return replace(draft, source=(subject,)) if subject and fits else draft
    if "," not in text[end:low]:
        return draft
    behind = [piece for piece in draft.content if piece[0] >= high]
    if behind:
        return _inverted(text, draft, before, behind, marks)
    at = _tail(text, *before[-1]) if _closes(text, high) else None
    said = trimmed(text, before[-1][0], at) if at else None
    who = trimmed(text, at, end) if at else None
    return replace(draft, source=(who,), content=(*before[:-1], said)) if said and who else draft


def _with_office(text: str, draft: Draft, before: list[tuple[int, int]]) -> Draft:
    """The draft whose name takes the office before it: "P, | the club's doctor, | Ann Lee, said"."""
    (start, end), (low, high) = before[-1], draft.source[0]
    at = text.rfind(", ", start, end)
    named = _NAME.fullmatch(text, low, high) and text[high : draft.cue[0][0]].strip() == ","
    if at < 0 or not named or text[end:low] != ", " or text[at + 2 : end].split()[0].lower() not in DETERMINERS:
        return draft
    said = trimmed(text, start, at)
    head = re.split(r" (?:of|for|at|in) ", text[at + 2 : end])[0].split()[-1]
    if said is None or not _is_phrase(text[at + 2 : end]) or not (is_person_noun(head) or is_title(head)):
        return draft
    return replace(draft, source=((at + 2, high),), content=(*before[:-1], said, *draft.content[len(before) :]))


def _is_active(text: str, draft: Draft) -> bool:
    cue = " ".join(text[start:end] for start, end in draft.cue)
    return not _PASSIVE.search(cue) and sense_of(cue).act in _ACTS


def _inverted(text: str, draft: Draft, before: list[tuple[int, int]], behind: list[tuple[int, int]], marks: Marks) -> Draft:
    """The draft whose subject stands directly behind its cue; what the sentence goes on with behind "and" stays content."""
    (start, end), high = behind[0], draft.cue[-1][1]
    if text[high:start].strip() or marks.around(start, end):
        return draft
    stop = _STOP.search(text, start, end)
    who = trimmed(text, start, stop.start() if stop else end)
    if who is None or not _are_phrases(text[slice(*who)]):
        return draft
    joined = stop is not None and stop.group().strip(" ,") in ("and", "but")
    rest = trimmed(text, stop.end(), end) if stop and joined else None
    return replace(draft, source=(who,), content=(*before, *((rest,) if rest else ()), *behind[1:]))


def _closes(text: str, at: int) -> bool:
    """Is what follows the cue no subject of it: the end, an adverbial, or the one who is told?"""
    following = _WORDS.match(text, at + 1) if text[at : at + 1] == " " else None
    told = text[:at].endswith(("told", "tells", "tell"))
    return following is None or told or following.group().lower() in PREPOSITIONS | _WHEN


def _tail(text: str, start: int, end: int) -> int | None:
    """Where the one or two noun phrases begin that close a content ("…, | its owner, Dorian Haas"); None without any."""
    commas = [start + found.start() for found in re.finditer(", ", text[start:end])]
    for at in commas[-2:]:
        if _are_phrases(text[at + 2 : end]):
            return at + 2
    return None


def _are_phrases(words: str) -> bool:
    """One noun phrase, or two in apposition: each opens like one, and neither has a verb of its own."""
    parts = words.split(", ")
    return 0 < len(parts) <= 2 and all(_is_phrase(part) for part in parts)


def _is_phrase(part: str) -> bool:
    words = _WORDS.findall(part)
    if not 0 < len(words) <= LONGEST or any(is_auxiliary(word.lower()) for word in words):
        return False
    first = words[0]
    opens = first[0].isupper() or first.lower() in DETERMINERS | INDEFINITE or is_person_noun(first) or is_title(first)
    return opens and not any(word.islower() and _is_finite(word) for word in words[1:])


def _is_finite(word: str) -> bool:
    return word.endswith(("ed", "s")) and verb_of(word) not in (word, None) and not is_person_noun(word)
