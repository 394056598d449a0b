"""Which drafts are statements of their own, and which stand inside another one's content (contract.md, "Hops" and "Never")."""

import re

from whence.interpret.statements.drafts import Draft, Extents
from whence.lexicon.cues import is_relay
from whence.lexicon.frames import asks_for_no_name, is_question_frame

SAME = 0.8  # share of words that two contents have in common to be the same words under two cues
WHOLE = 0.75  # share of a relay's content that another statement must fill to be all that is relayed
_WORD = re.compile(r"\w+")


def _words(text: str, *parts: Extents) -> frozenset[int]:
    """Starts of the words that the extents cover."""
    return frozenset(
        match.start() for extents in parts for start, end in extents for match in _WORD.finditer(text, start, end)
    )


def settled(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts that are statements: no frames of questions, no requests for anonymity, no relays, nothing twice."""
    kept = [draft for draft in drafts if not _is_frame(draft, text)]
    return _without_relays(_without_doubles(kept, text), text)


def _texts(draft: Draft, text: str) -> tuple[str, str]:
    cue = " ".join(text[start:end] for start, end in draft.cue)
    return cue, text[draft.content[0][0] : draft.content[-1][1]]


def _is_frame(draft: Draft, text: str) -> bool:
    cue, content = _texts(draft, text)
    return asks_for_no_name(cue, content) or (not draft.source and is_question_frame(cue))


def _without_doubles(drafts: list[Draft], text: str) -> list[Draft]:
    """Of drafts whose cues touch and whose contents are the same, or that share all their spans, the surest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: (-each.confidence, each.start)):
        if not any(_doubles(draft, other, text) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda each: (each.start, each.cue))


def _doubles(one: Draft, other: Draft, text: str) -> bool:
    if (one.cue, one.content) == (other.cue, other.content):
        return True
    if one.block != other.block or not one.cue or not other.cue:
        return False
    between = text[min(one.cue[-1][1], other.cue[-1][1]) : max(one.cue[0][0], other.cue[0][0])]
    left, right = _words(text, one.content), _words(text, other.content)
    return not _WORD.search(between) and _share(left & right, left | right) >= SAME


def _share(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part) / len(whole) if whole else 0.0


def _without_relays(drafts: list[Draft], text: str) -> list[Draft]:
    """Relays whose words another holder is named for are dropped, and named in the reasons of that holder's statement.

    "X, Peskov said, according to TASS" is Peskov's; "Le Monde quoted sources as saying X" is the sources'; "R reported, citing
    H, that X" is H's.
    """
    dropped: set[int] = set()
    found = list(drafts)
    for place, relay in enumerate(drafts):
        if not relay.cue or not relay.source:
            continue
        for inner, draft in enumerate(drafts):
            if inner != place and inner not in dropped and draft.source and _relays(relay, draft, text):
                dropped.add(place)
                words = f"{_quote(text, relay.cue)} {_quote(text, relay.source)}"
                found[inner] = found[inner].because(f"second-hand: {words}")
                break
    return [draft for place, draft in enumerate(found) if place not in dropped]


def _quote(text: str, extents: Extents) -> str:
    return "“" + " ".join(text[start:end] for start, end in extents) + "”"


def _relays(relay: Draft, draft: Draft, text: str) -> bool:
    """Does `relay` only pass on what `draft` holds?"""
    told, said = _words(text, relay.content), _words(text, draft.content)
    whole = _words(text, draft.content, draft.cue, draft.source)
    if relay.source == draft.source:
        return False
    if is_relay(_quote(text, relay.cue).strip("“”")):
        other = is_relay(_quote(text, draft.cue).strip("“”"))
        return not (other and told == said and relay.start > draft.start) and said <= told and _share(told & whole, told) >= WHOLE
    cites = is_relay(_quote(text, draft.cue).strip("“”")) and relay.block == draft.block
    return cites and _share(told & said, told | said) >= SAME


def outer_of(drafts: list[Draft]) -> list[int | None]:
    """For every draft the place of the innermost other draft whose content holds its cue and content, or None."""
    found: list[int | None] = []
    for place, draft in enumerate(drafts):
        holders = [
            (sum(end - start for start, end in other.content), number)
            for number, other in enumerate(drafts)
            if number != place and draft.cue and _holds(other.content, (*draft.cue, *draft.content))
        ]
        found.append(min(holders)[1] if holders else None)
    return found


def _holds(content: Extents, parts: Extents) -> bool:
    return all(any(low <= start and end <= high for low, high in content) for start, end in parts)


