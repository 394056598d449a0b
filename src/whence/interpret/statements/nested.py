"""Which drafts are statements of their own, and which stand inside another one's content (contract.md, "Hops" and "Never").

Two drafts have to do with each other only where their extents meet, or within one sentence; so the work grows with the text,
not with its square.
"""

import re
from dataclasses import dataclass, replace

from whence.interpret.statements.drafts import Draft, Extents
from whence.lexicon.anonymity import request_in
from whence.lexicon.cues import is_citing, is_relay, sense_of, tells_of_no_act
from whence.lexicon.frames import (
    agent_of,
    asks_for_no_name,
    contains_only,
    is_addressed,
    is_aside,
    is_auxiliary,
    is_counsels_side,
    is_counted,
    is_felt_by_object,
    is_forecast,
    is_kept_unnamed,
    is_nobody,
    is_of_things,
    is_question_frame,
    names_only,
    only_listens,
    opens_clause,
)
from whence.lexicon.marks import mark_of, sentence_breaks, sentence_ends

SAME = 0.8  # share of words that two contents have in common to be the same words under two cues
WHOLE = 0.75  # share of a relay's content that another statement must fill to be all that is relayed
MOST = 0.5  # the same where the statement opens the relay's content: what is left over is to whom, when and where it was said
SENTENCE = 600  # characters: of PolNeAR's 3 277 sentences with two cues, 99.9 % have fewer than 503
REASON = 200  # characters of a sentence in which a request for anonymity and its reason stand
_WORD = re.compile(r"\w+")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]* $")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Known:
    """A draft with what is asked of it again and again: texts of cue and content, starts of the words it covers."""

    draft: Draft
    cue: str
    content: str
    said: Words
    whole: Words

    @property
    def relays(self) -> bool:
        """Does its cue always pass on another's words?"""
        return bool(self.draft.cue) and is_relay(self.cue)


def _known(draft: Draft, text: str) -> Known:
    cue = " ".join(text[start:end] for start, end in draft.cue)
    content = text[draft.content[0][0] : draft.content[-1][1]]
    said = _words(text, draft.content)
    return Known(draft, cue, content, said, said | _words(text, draft.cue) | _words(text, draft.source))


def _words(text: str, extents: Extents) -> Words:
    """Starts of the words that the extents cover."""
    return frozenset(match.start() for start, end in extents for match in _WORD.finditer(text, start, end))


def settled(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts that are statements: no frames of questions, no requests for anonymity, no relays, nothing twice."""
    kept = [each for each in (_known(draft, text) for draft in drafts) if not _is_frame(each, text)]
    kept = _with_cited_holders(_without_listeners(kept, text), text)
    kept = _without_containers(_without_doubles(kept, text))
    return [each.draft for each in _without_relays(kept)]


def near(drafts: list[Draft], reach: int = 0) -> list[list[int]]:
    """For every draft the places of the others whose extents meet its own, or come within `reach` characters, in order."""
    order = sorted(range(len(drafts)), key=lambda place: drafts[place].start)
    found: list[list[int]] = [[] for _ in drafts]
    for number, place in enumerate(order):
        for other in order[number + 1 :]:
            if drafts[other].start > drafts[place].end + reach:
                break
            found[place].append(other)
            found[other].append(place)
    return [sorted(each) for each in found]


# --- what only looks like a statement -------------------------------------------------------------------------------------


def _is_frame(known: Known, text: str) -> bool:
    if asks_for_no_name(known.cue, known.content) or is_aside(known.cue, known.content):
        return True
    if known.draft.cue and is_kept_unnamed(text[known.draft.cue[0][0] : known.draft.cue[0][0] + 100]):
        return True
    if known.draft.cue and (is_of_things(known.cue, known.content) or _is_no_verb_of_saying(known, text)):
        return True
    if _in_reason(known.draft, text) or (is_counsels_side(known.cue) and _is_apposed(known.draft, text)):
        return True
    if not known.draft.source:
        empty = (is_question_frame, names_only, is_auxiliary, is_forecast)
        return any(frame(known.cue) for frame in empty)
    return is_question_frame(known.cue) and not _asker_before(known.draft, text)


def _in_reason(draft: Draft, text: str) -> bool:
    """Does the cue stand in the reason that somebody gives for not being named ("because they feared losing their jobs")?"""
    if not draft.cue:
        return False
    at, low = draft.cue[0][0], max(0, draft.cue[0][0] - REASON)
    ends = list(sentence_ends(text, low, at))
    low = ends[-1] + 1 if ends else low
    request = request_in(text[low : at + REASON])
    return request is not None and request.reason is not None and request.reason[0] <= at - low < request.reason[1]


def _is_apposed(draft: Draft, text: str) -> bool:
    low, high = draft.cue[0][0], draft.cue[-1][1]
    return text[:low].rstrip()[-1:] == "," and text[high : high + 1] == ","


def _is_no_verb_of_saying(known: Known, text: str) -> bool:
    """A word of a title, a participle that is counted, a verb that tells of no act, a feeling told of its cause."""
    (low, high), sense = known.draft.cue[0], sense_of(known.cue, known.content)
    if _is_in_title(text, low, high) or (known.cue.endswith("ed") and is_counted(text[max(0, low - 30) : low])):
        return True
    unquoted = not any(mark_of(each) for start, end in known.draft.content for each in text[max(0, start - 1) : end])
    if unquoted and tells_of_no_act(known.cue) and not opens_clause(known.content):
        return True
    if not known.draft.source:
        return False
    (start, end), active = known.draft.source[0], len(known.cue.split()) == 1
    if is_nobody(text[start:end]):
        return sense.act != "think"
    return active and end <= low and is_felt_by_object(sense.lemma) and known.draft.content[0][0] >= high


def _is_in_title(text: str, low: int, high: int) -> bool:
    """Is the cue one word with a capital, between or behind words with capitals ("Nobody | Said | Sorry")?"""
    return text[low].isupper() and " " not in text[low:high] and bool(_CAPITALISED.search(text, max(0, low - 30), low))


def _asker_before(draft: Draft, text: str) -> bool:
    """Does the source stand before the cue in its sentence?  In "Asked whether P, Lee said Q" it does not: Lee answers."""
    (start, end), cue = draft.source[0], draft.cue[0][0]
    return start < cue and not sentence_breaks(text, end, cue + 1)


def _without_listeners(drafts: list[Known], text: str) -> list[Known]:
    """ "A court has heard that P" has no holder; it is no statement at all where P says who told the court.

    In "the minister was told by engineers that P" the engineers hold it; without them nobody that the text names does.
    """
    around, found = near([each.draft for each in drafts]), list[Known]()
    for place, each in enumerate(drafts):
        source = each.draft.source
        if is_addressed(each.cue) and (not source or source[-1][1] <= each.draft.cue[0][0]):
            found.append(_known(replace(each.draft, source=_agent_of(each.draft, text)), text))
        elif not source or not only_listens(text[source[0][0] : source[-1][1]], each.cue):
            found.append(each)
        elif not any(drafts[other].draft.source and drafts[other].said <= each.said for other in around[place]):
            found.append(_known(replace(each.draft, source=()), text))
    return found


def _agent_of(draft: Draft, text: str) -> tuple[tuple[int, int], ...]:
    """Who is named behind "by" between a passive and what was said."""
    start = draft.cue[-1][1]
    said = [low for low, _ in draft.content if low >= start]
    found = agent_of(text[start : said[0]]) if said else None
    return ((start + found[0], start + found[1]),) if found else ()


# --- "R reported, citing H, that X" ---------------------------------------------------------------------------------------


def _with_cited_holders(drafts: list[Known], text: str) -> list[Known]:
    """The holder of X is H, and R passes it on, whether the tagger took H for what R cites or for who is cited."""
    found, dropped = list(drafts), set[int]()
    around = near([each.draft for each in drafts], SENTENCE)
    for place, citing in enumerate(drafts):
        if not is_citing(citing.cue):
            continue
        for other in sorted(around[place], key=lambda other: drafts[other].said != citing.said):
            report = drafts[other]
            holder = None if other in dropped or is_citing(report.cue) else _cited(citing, report, text)
            if holder:
                cited = replace(citing.draft, source=holder, content=report.draft.content)
                found[place] = _known(cited.through(report.draft), text)
                dropped.add(other)
                break
    return [each for place, each in enumerate(found) if place not in dropped]


def _cited(citing: Known, report: Known, text: str) -> Extents | None:
    """The holder that "citing" names for what is reported in the same sentence, None when the two do not belong together."""
    one, other = citing.draft, report.draft
    if other.block != one.block or not other.cue or not other.source:
        return None
    if sentence_breaks(text, min(other.cue[0][0], one.cue[0][0]), max(other.cue[-1][1], one.cue[-1][1])):
        return None
    if one.source in ((), other.source):  # R | citing | H, perhaps with X behind it
        pieces = tuple(piece for piece in one.content if not _words(text, (piece,)) & report.said)
        return pieces if len(pieces) == 1 else None
    whole = citing.said == report.said or _share(citing.said & report.whole, citing.said | report.whole) >= SAME
    return one.source if whole and one.source[0][0] > one.cue[0][1] else None  # R reported X | citing | H, or before it


# --- the same words twice, and relays -------------------------------------------------------------------------------------


def _without_doubles(drafts: list[Known], text: str) -> list[Known]:
    """Of drafts whose cues touch and whose contents are the same, or that share all their spans, the surest."""
    around, kept = near([each.draft for each in drafts]), set[int]()
    for place in sorted(range(len(drafts)), key=lambda each: (-drafts[each].draft.confidence, drafts[each].draft.start)):
        if not any(other in kept and _doubles(drafts[place], drafts[other], text) for other in around[place]):
            kept.add(place)
    return sorted((drafts[place] for place in kept), key=lambda each: (each.draft.start, each.draft.cue))


def _doubles(one: Known, other: Known, text: str) -> bool:
    left, right = one.draft, other.draft
    if (left.cue, left.content) == (right.cue, right.content):
        return True
    if left.block != right.block or not left.cue or not right.cue:
        return False
    low, high = min(left.cue[-1][1], right.cue[-1][1]), max(left.cue[0][0], right.cue[0][0])
    return not _WORD.search(text, low, high) and _share(one.said & other.said, one.said | other.said) >= SAME


def _share(part: Words, whole: Words) -> float:
    return len(part) / len(whole) if whole else 0.0


def _without_relays(drafts: list[Known]) -> list[Known]:
    """Relays whose words another holder is named for are dropped, and become hops of that holder's statement.

    "X, Peskov said, according to TASS" is Peskov's; "Le Monde quoted sources as saying X" is the sources'; "R reported, citing
    H, that X" and "Citing H, R reported X" are H's.
    """
    found, dropped = list(drafts), set[int]()
    around = near([each.draft for each in drafts])
    for place, relay in enumerate(drafts):
        if not relay.draft.cue or not relay.draft.source:
            continue
        for inner in around[place]:
            if inner not in dropped and drafts[inner].draft.source and _relays(relay, drafts[inner]):
                dropped.add(place)
                found[inner] = replace(found[inner], draft=found[inner].draft.through(found[place].draft))
                break
    return [each for place, each in enumerate(found) if place not in dropped]


def _relays(relay: Known, inner: Known) -> bool:
    """Does `relay` only pass on what `inner` holds?"""
    if relay.draft.source == inner.draft.source or sense_of(inner.cue, inner.content).act == "feel":
        return False  # a vote or a fear is told of, not passed on
    if is_citing(inner.cue):  # the source of the participle is its object, the holder
        return relay.draft.block == inner.draft.block and _share(relay.said & inner.said, relay.said | inner.said) >= SAME
    if relay.relays and not is_citing(relay.cue):
        first = inner.relays and relay.said == inner.said and relay.draft.start > inner.draft.start
        return not first and _holds_whole(relay, inner)
    cites = inner.relays and relay.draft.block == inner.draft.block and not relay.whole - relay.said <= inner.said
    return cites and _share(relay.said & inner.said, relay.said | inner.said) >= SAME


def _holds_whole(relay: Known, inner: Known) -> bool:
    """Is what is relayed what the inner one says, and little else?  A quotation may go on behind the relay."""
    said, whole = (frozenset(word for word in words if word < relay.draft.end) for words in (inner.said, inner.whole))
    opens = inner.draft.start == relay.draft.content[0][0] and bool(inner.draft.cue) and whole <= relay.said
    return said <= relay.said and _share(relay.said & whole, relay.said) >= (MOST if opens else WHOLE)


def _without_containers(drafts: list[Known]) -> list[Known]:
    """The drafts without those that only tell what a thing includes, inside what somebody tells of it."""
    around = near([each.draft for each in drafts])
    return [
        each
        for place, each in enumerate(drafts)
        if not contains_only(sense_of(each.cue, each.content).lemma)
        or not any(_holds(drafts[other].draft.content, (*each.draft.cue, *each.draft.content)) for other in around[place])
    ]


# --- nesting --------------------------------------------------------------------------------------------------------------


def outer_of(drafts: list[Draft]) -> list[int | None]:
    """For every draft the place of the innermost other draft whose content holds its cue and content, or None."""
    found: list[int | None] = []
    around = near(drafts)
    for place, draft in enumerate(drafts):
        holders = [
            (sum(end - start for start, end in drafts[other].content), other)
            for other in around[place]
            if draft.cue and _holds(drafts[other].content, (*draft.cue, *draft.content))
        ]
        found.append(min(holders)[1] if holders else None)
    return found


def _holds(content: Extents, parts: Extents) -> bool:
    return all(any(low <= start and end <= high for low, high in content) for start, end in parts)
