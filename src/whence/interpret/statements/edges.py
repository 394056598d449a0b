"""Where source, cue and content meet: the edges that a tagger sets wrongly again and again, moved by rules of syntax.

An infinitive is the complement of its verb and so content ("plans | to build", PolNeAR guideline, "Content spans"); the noun
phrase in front of a silence is its subject; two predicates of one subject that "and" or "but" joins are two statements
(cases/README.md, "Two cues with one subject"); what a parenthesis interrupts goes on behind it (Quirk et al. 1985, 15.54,
comment clauses).
"""

import re
from dataclasses import replace

from whence.interpret.statements.drafts import Draft, Extents, trimmed
from whence.interpret.statements.postposed import with_postposed_subject
from whence.interpret.statements.quoted import Marks
from whence.lexicon.cues import sense_of, verb_of
from whence.lexicon.frames import dateline_end, is_auxiliary, is_of_things
from whence.lexicon.grammar import DETERMINERS
from whence.lexicon.marks import mark_of, sentence_breaks, sentence_ends
from whence.lexicon.silences import asked_for, bare_silence, left_unanswered, subject_of
from whence.records.article import Article, Block

SHORT = 6  # words of a noun phrase that a parenthesis cuts off from its verb ("The draft, she added, had not been shown")
_WORDS = re.compile(r"[\w’'-]+")
_TO = re.compile(r"\s+(?=(?:not\s+)?to$)", re.I)
_TO_VERB = re.compile(r"^(?P<first>.*\w)\s+(?P<rest>to\s+[a-z]+)$", re.S)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?\w+$", re.I)
_PERFECT = re.compile(r"^(?:has|have|had)\s+(?!been\b)(?:\w+ly\s+|also\s+|already\s+)?\w+$", re.I)
_JOINS = re.compile(r"[\s,;—–-]*\b(?:and|but|or|yet|while|then|before)(?:\s+(?:also|then|later|\w+ly))*[\s“\"]*$", re.I)
_RESUMES = re.compile(r", (\w+)")
_PRESENT = frozenset(("is", "are", "does", "do"))
_HOUR = re.compile(r"\b[ap]\.m\.$", re.I)  # "at 11:40 p.m. Monday" ends no sentence
_PICTURES = re.compile(r"[.,!?…]*(?:[ \u00a0]?[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d])+")
_CONJOINED = re.compile(r"(?:and|but|while)\b", re.I)


def edged(drafts: list[Draft], article: Article, marks: Marks) -> list[Draft]:
    """The drafts with the edges that grammar asks for; no draft is added or dropped, and no span is invented."""
    text, by_block = article.text, dict[int, list[Draft]]()
    for each in drafts:
        by_block.setdefault(each.block, []).append(each)
    return [each for block, inside in by_block.items() for each in _of_block(text, article.blocks[block], inside, marks)]


def _of_block(text: str, block: Block, drafts: list[Draft], marks: Marks) -> list[Draft]:
    drafts = [_without_dateline(text, block, each) for each in drafts]
    found = [_with_complement(text, _left_unanswered(text, each)) for each in drafts]
    found = [with_postposed_subject(text, _with_subject(text, block.start, each), marks) for each in found]
    found = [_of_one_voice(text, each, marks) for each in found]
    found = [_resumed(text, block.end, _with_symbols(text, each)) for each in found]
    found = _with_reported(text, [_whole_sentence(text, block.start, each, found) for each in found], marks)
    return [_parted(text, _before_next_cue(text, each, found, marks), found) for each in found]


def _without_dateline(text: str, block: Block, draft: Draft) -> Draft:
    """The source without the place and the agency that open the report: they say nothing of it (AP Stylebook, "datelines")."""
    ends = dateline_end(text, block.start, block.end) or block.start
    source = tuple(each for each in draft.source if each[1] > ends)
    return replace(draft, source=source) if source else draft


# --- the cue and its complement -------------------------------------------------------------------------------------------


def _surface(text: str, extents: Extents) -> str:
    return " ".join(text[start:end] for start, end in extents)


def _with_complement(text: str, draft: Draft) -> Draft:
    """The draft with the infinitive, or the "to …" of an answer that never came, in the content and not in the cue."""
    low, high = draft.cue[-1]
    cue = text[low:high]
    if (cut := bare_silence(cue)) and (not draft.content or (not draft.source and not _follows(draft))):
        return replace(draft, cue=(*draft.cue[:-1], (low, low + cut)), content=(*draft.content, (low + cut + 1, high)))
    at, content = _place_behind(draft), draft.content
    if at is None or text[high : content[at][0]].strip():
        return draft
    if (to := _TO.search(cue)) and _takes_infinitive(cue, text[content[at][0] : content[at][1]]):
        return _reaching(draft, low + to.start(), low + to.end(), at)
    plan = _TO_VERB.match(cue)
    if plan and sense_of(plan["first"]).act == "intend" and verb_of(plan["rest"].split()[-1]) == plan["rest"].split()[-1]:
        return _reaching(draft, low + plan.end("first"), low + plan.start("rest"), at)
    return draft


def _follows(draft: Draft) -> bool:
    return any(start >= draft.cue[-1][1] for start, _ in draft.content)


def _place_behind(draft: Draft) -> int | None:
    """The place of the first piece of content behind the cue."""
    return next((place for place, (start, _) in enumerate(draft.content) if start >= draft.cue[-1][1]), None)


def _reaching(draft: Draft, stop: int, start: int, at: int) -> Draft:
    """The draft with a cue that ends at `stop`, and a piece of content, the one at place `at`, that begins at `start`."""
    pieces = (*draft.content[:at], (start, draft.content[at][1]), *draft.content[at + 1 :])
    return replace(draft, cue=(*draft.cue[:-1], (draft.cue[-1][0], stop)), content=pieces)


def _takes_infinitive(cue: str, following: str) -> bool:
    """Does "to" belong to what follows: an infinitive, or a question or request to which there was no answer?"""
    words, sense = _WORDS.findall(following.lower()), sense_of(cue)
    if is_auxiliary(cue):
        return False
    if sense.act == "decline":
        return True
    particle = (sense.lemma or "").endswith(" to")
    return bool(words) and not particle and (words[0] in ("be", "have", "not") or verb_of(words[0]) == words[0])


# --- the subject of a silence ---------------------------------------------------------------------------------------------


def _with_subject(text: str, opens: int, draft: Draft) -> Draft:
    """The draft with the noun phrase in front of its cue as the source, where the tagger took it for what is said."""
    cue = _surface(text, draft.cue)
    silent = sense_of(cue).act == "decline" or bare_silence(cue) or _ends_in_complement(text, draft)
    if draft.source or not (silent or _PERFECT.match(cue)):
        return _without_order_object(text, draft, cue)
    before = [piece for piece in draft.content if piece[1] <= draft.cue[0][0]]
    behind = tuple(piece for piece in draft.content if piece[0] >= draft.cue[-1][1])
    if asked := (asked_for(text, *before[-1]) if before and silent else None):
        who, what = asked
        return replace(draft, source=(who,), content=(what,))
    if before and behind and not text[before[-1][1] : draft.cue[0][0]].strip(" ,"):
        return replace(draft, source=(before[-1],), content=behind)
    if before or not silent:
        return draft
    subject = subject_of(text, _sentence_start(text, opens, draft.cue[0][0]), draft.cue[0][0])
    return replace(draft, source=(subject,)) if subject else draft


def _left_unanswered(text: str, draft: Draft) -> Draft:
    """ "left | an inquiry | unanswered": the object between the two halves of the cue."""
    span = left_unanswered(text, *draft.cue[-1])
    if span is None or draft.content:
        return draft
    return replace(draft, cue=(*draft.cue, (span[1] + 1, span[1] + 1 + len("unanswered"))), content=(span,))


def _ends_in_complement(text: str, draft: Draft) -> bool:
    at = _place_behind(draft)
    return at is not None and sense_of(_surface(text, draft.cue), text[slice(*draft.content[at])]).act == "decline"


def _sentence_start(text: str, opens: int, at: int) -> int:
    ends = list(sentence_ends(text, opens, at))
    return ends[-1] + 1 if ends else opens


def _without_order_object(text: str, draft: Draft, cue: str) -> Draft:
    """Who "was told to leave" is no part of what was ordered."""
    if not draft.source and _PASSIVE.search(cue) and _follows(draft):
        behind = tuple(piece for piece in draft.content if piece[0] >= draft.cue[-1][1])
        if sense_of(cue, text[slice(*behind[0])]).act == "order":
            return replace(draft, content=behind)
    return draft


# --- contents that reach too far, or not far enough -----------------------------------------------------------------------


def _of_one_voice(text: str, draft: Draft, marks: Marks) -> Draft:
    """The draft without a quotation of the sentence before, where the words of the cue's own sentence are told unquoted."""
    pieces = draft.content
    if len(pieces) < 2 or not draft.cue or pieces[-1][1] > draft.cue[0][0] or marks.around(*pieces[-1]):
        return draft
    apart = [sentence_breaks(text, piece[1], pieces[-1][0] + 1) for piece in pieces]
    kept = tuple(piece for piece, breaks in zip(pieces, apart, strict=True) if not (breaks and marks.around(*piece)))
    return replace(draft, content=kept)


def _resumed(text: str, closes: int, draft: Draft) -> Draft:
    """The draft with the predicate behind a parenthesis: "The draft, she added, | had not been shown to her house"."""
    if len(draft.content) != 1 or not draft.source or not draft.cue:
        return draft
    (start, end), stop = draft.content[0], max(draft.cue[-1][1], draft.source[-1][1])
    opens = min(draft.cue[0][0], draft.source[0][0])
    if end > opens or text[end:opens].strip() != "," or not _is_noun_phrase(text[start:end]):
        return draft
    verb = _RESUMES.match(text, stop)
    if not verb or not (is_auxiliary(verb[1]) or verb_of(verb[1]) not in (verb[1], None)):
        return draft
    last = next(iter(sentence_ends(text, stop, closes)), closes)
    rest = trimmed(text, stop + 1, last)
    return replace(draft, content=((start, end), rest)) if rest else draft


def _is_noun_phrase(phrase: str) -> bool:
    """A determiner and a few words, none of them an inflected verb: a subject that waits for its predicate."""
    first, *rest = _WORDS.findall(phrase.lower())
    verbal = (is_auxiliary(word) or verb_of(word) not in (word, None) for word in rest[1:])
    return first in DETERMINERS and len(rest) < SHORT and not any(verbal)


def _before_next_cue(text: str, draft: Draft, drafts: list[Draft], marks: Marks) -> Draft:
    """The draft with contents that end where "and" or "but" brings in the next predicate of the same subject."""
    pieces = draft.content
    for other in drafts:
        at = other.cue[0][0]
        if at > draft.cue[0][0] and not marks.around(at, at + 1):
            pieces = _before(text, pieces, draft, other)
    return replace(draft, content=pieces)


def _before(text: str, pieces: Extents, draft: Draft, other: Draft) -> Extents:
    """The pieces of the draft's content without what the other draft's cue, inside one of them, begins."""
    at = other.cue[0][0]
    place = next((place for place, (low, high) in enumerate(pieces) if low < at < high), None)
    if place is None or pieces[place][0] < draft.cue[-1][1]:
        return pieces
    if place and not other.source and _CONJOINED.match(text, pieces[place][0]):
        return pieces[:place]  # "…, Lee said, and one is reportedly missing": hearsay, and a clause of its own
    joined = _JOINS.search(text, pieces[place][0], at)
    if not joined or not draft.source or other.source != draft.source or _changes_tense(text, draft, other):
        return pieces
    cut = trimmed(text, pieces[place][0], joined.start())
    return (*pieces[:place], cut) if cut else pieces


def _changes_tense(text: str, draft: Draft, other: Draft) -> bool:
    """Is the second verb present beside a past one?  "said she was glad and hopes to stay" are her words to the end."""
    return _is_present(_surface(text, other.cue)) and not _is_present(_surface(text, draft.cue))


def _is_present(cue: str) -> bool:
    words = [word for word in cue.lower().split() if not word.endswith("ly")]
    return words[0] in _PRESENT or (words[0].endswith("s") and verb_of(words[0]) not in (words[0], None))


def _parted(text: str, draft: Draft, drafts: list[Draft]) -> Draft:
    """ "Lee told R that P; Q, he said": a semicolon parts what two cues tell, each for the clause on its side."""
    for other in drafts:
        first, last = (draft, other) if draft.cue[0][0] < other.cue[0][0] else (other, draft)
        at = _semicolon_between(text, first, last) if other is not draft else -1
        if at < 0:
            continue
        start, end = draft.content[0]
        cut = trimmed(text, start, at) if draft is first else trimmed(text, at + 1, end)
        return replace(draft, content=(cut, *draft.content[1:])) if cut and start < at < end else draft
    return draft


def _semicolon_between(text: str, first: Draft, last: Draft) -> int:
    """The place of the last semicolon between the first cue and the content that ends before the later one; else -1."""
    if not first.content or not last.content or first.content[0][0] < first.cue[-1][1]:
        return -1
    end = last.content[0][1]
    if end > last.cue[0][0] or last.content[0][0] > first.cue[0][0] or first.content[-1][1] > end:
        return -1
    return text.rfind(";", first.content[0][0], end)


def _whole_sentence(text: str, opens: int, draft: Draft, drafts: list[Draft]) -> Draft:
    """The draft with the whole sentence in front of ", according to H" or ", H said", where nobody else tells what is missing.

    A comment clause at the end of a sentence has all of it for its scope (Quirk et al. 1985, 15.53).
    """
    if len(draft.content) != 1 or not draft.source:
        return draft
    (start, end), cue = draft.content[0], min(draft.cue[0][0], draft.source[0][0])
    if end > cue or text[end:cue].strip() != ",":
        return draft
    ends = [at for at in sentence_ends(text, opens, end) if at < start and not _HOUR.search(text, opens, at + 1)]
    first = ends[-1] + 1 if ends else dateline_end(text, opens, end) or opens
    others = (each for each in drafts if each is not draft and not _of_things(text, each))
    told = any(first <= other.cue[0][0] < end for other in others)
    between = text[first:start]
    if told or not between.strip() or any(mark_of(each) for each in between):
        return draft
    whole = trimmed(text, first, end)
    return replace(draft, content=(whole,)) if whole else draft


def _of_things(text: str, draft: Draft) -> bool:
    return is_of_things(_surface(text, draft.cue), _surface(text, draft.content))


def _with_reported(text: str, drafts: list[Draft], marks: Marks) -> list[Draft]:
    """ "Lee told them that P, according to H" at the end of a sentence: H tells that Lee told them, not what she told.

    A comment clause at the end of a sentence has all of it for its scope (Quirk et al. 1985, 15.53).
    """
    found = list(drafts)
    for place, relay in enumerate(drafts):
        for other, told in enumerate(drafts):
            whole = other != place and told.source and told.content and relay.content
            at = _tail(text, told, relay) if whole and not marks.around(*told.content[-1]) else None
            cut = trimmed(text, told.content[-1][0], at) if at is not None else None
            if cut is None:
                continue
            found[other] = replace(told, content=(*told.content[:-1], cut))
            found[place] = replace(relay, content=((min(told.source[0][0], told.cue[0][0]), cut[1]),))
    return found


def _tail(text: str, told: Draft, relay: Draft) -> int | None:
    """Where the relay's clause begins, when it is the end of what the other one tells; else None."""
    sense = sense_of(_surface(text, relay.cue))
    if not relay.source or not (sense.lemma == "according to" or sense.act == "show"):
        return None
    low, high = min(relay.cue[0][0], relay.source[0][0]), max(relay.cue[-1][1], relay.source[-1][1])
    start, end = told.content[-1]
    before = told.source[0][0] < told.cue[0][0] < start
    inside = told.source[0][0] <= relay.content[0][0] and relay.content[-1][1] <= low and start < low and high <= end
    behind = text[high:end].strip() == "" and text[relay.content[-1][1] : low].strip() == ","
    return low if inside and before and behind else None


def _with_symbols(text: str, draft: Draft) -> Draft:
    """The draft with the pictures that close what is said ("tree 🌳"): a tagger knows no such words."""
    if not draft.content:
        return draft
    *pieces, (start, end) = draft.content
    found = _PICTURES.match(text, end)
    return replace(draft, content=(*pieces, (start, found.end()))) if found else draft
