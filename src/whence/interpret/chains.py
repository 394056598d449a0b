"""Chains: through whom a statement reached this article, from the one who uttered it outward (contract.md, "Hops").

Four things make a hop: a relay set aside in the statement's own sentence (the statements stage names it), an outlet that the
words were told to, the holder of the statement around a nested one, and the chain of the statement before where a following
sentence can only be known through it.
"""

import re
from bisect import bisect_right

from msgspec.structs import replace

from whence.lexicon.cues import is_relay
from whence.lexicon.marks import sentence_ends
from whence.lexicon.relays import relay_before
from whence.records.article import Article
from whence.records.entity import Entity
from whence.records.spans import Span, span_of
from whence.records.statement import Hop, Statement

# Directly before a name, with what describes it: "through his solicitor, | Beatrix Lowe".
_THROUGH = re.compile(
    r"\b(through|via|by way of)\s+(?:(?:his|her|its|their|the|an?)\s+)?(?:[\w’'-]+\s+){0,3}[\w’'-]*,?\s*$", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
WHOLE = 0.9  # share of a relay's words that the passed-on statement must cover, clauses in between included
BEFORE = 90  # characters before an outlet's name in which "told", "in an interview with" are looked for
# Acts whose content is passed on as what somebody else said; what is asked, wished or declined is not.
_PASSING_ON = frozenset(("say", "confirm", "show", "think", "deny"))


def chains(article: Article, statements: tuple[Statement, ...], entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """The statements with all their hops; an article's own outlet, or the agency it is credited to, is none."""
    own = _own(article, entities)
    outlets = [(span, each.id) for each in entities if each.kind == "outlet" and each.id not in own for span in each.mentions]
    sentences = _Sentences(article)
    cues = [span for each in statements for span in each.cue.spans]
    people = sorted((span, each.id) for each in entities if each.kind == "named person" for span in each.mentions)
    told = [_with_told(article, each, sentences, sorted(outlets), cues) for each in statements]
    told = [_with_go_between(article, each, sentences, people) for each in told]
    known = {each.id: each for each in entities}
    nested = _with_outer(_absorbed([_without(each, own) for each in told], known))
    return _inherited(nested, known, sentences)


class _Sentences:
    """The extents of all sentences, by block."""

    def __init__(self, article: Article) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for block in article.blocks:
            ends = [each + 1 for each in sentence_ends(article.text, block.start, block.end)]
            self._starts += [block.start, *ends]
            self._ends += [*ends, block.end]

    def number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def around(self, at: int) -> tuple[int, int]:
        place = self.number(at)
        return self._starts[place], self._ends[place]


def _own(article: Article, entities: tuple[Entity, ...]) -> set[str]:
    """Entities that are the article's own outlet or the agency it was taken from."""
    known = [each for each in (article.outlet, article.republished_from) if each is not None]
    names = [each.name for each in known if each.name] + [each.domain.split(".")[0] for each in known if each.domain]
    found = [each for each in entities if each.kind in ("outlet", "named organization")]
    return {each.id for each in found if any(_same_outlet(name, each.name) for name in names)}


def _same_outlet(given: str, name: str) -> bool:
    """The same but for article, spaces and case, or shortened word by word ("wash-post", Washington Post)."""
    if _plain(given) == _plain(name):
        return True
    short, full = (_WORD.findall(each.casefold().removeprefix("the ")) for each in (given, name))
    return len(short) == len(full) > 1 and all(f.startswith(s) and len(s) > 2 for s, f in zip(short, full, strict=True))


def _plain(name: str) -> str:
    folded = "".join(character for character in name.casefold() if character.isalnum())
    return folded.removeprefix("the")


def _without(statement: Statement, own: set[str]) -> Statement:
    hops = tuple(each for each in statement.hops or () if each.entity is None or each.entity not in own)
    return replace(statement, hops=tuple(_once(hops)))


def _once(hops: tuple[Hop, ...]) -> list[Hop]:
    """Every relay once: what tells a paper is not told by it again."""
    found: list[Hop] = []
    for hop in hops:
        if hop.entity is None or all(each.entity != hop.entity for each in found):
            found.append(hop)
    return found


# --- told to an outlet -----------------------------------------------------------------------------------------------------


def _with_told(
    article: Article, statement: Statement, sentences: _Sentences, outlets: list[tuple[Span, str]], cues: list[Span]
) -> Statement:
    """The statement with a hop for every outlet that its own sentence says it was made to, or was carried by."""
    if not statement.cue.spans:
        return statement
    start, end = sentences.around(statement.cue.spans[0].start)
    content = [(span.start, span.end) for span in statement.content.spans]
    hops, cues = list(statement.hops or ()), [cue for cue in cues if start <= cue.start < end]
    for span, entity in outlets:
        if not start <= span.start < end or any(low <= span.start < high for low, high in content):
            continue
        low = max(start, span.start - BEFORE)
        found = relay_before(article.text[low : span.start])
        if found and entity != statement.source.entity and _of_this_cue(statement, low + found[0], low + found[1], cues):
            hops.append(Hop(entity, (span,), (span_of(article.text, low + found[0], low + found[1]),), False))
    return replace(statement, hops=tuple(_once(tuple(hops))))


def _of_this_cue(statement: Statement, start: int, end: int, cues: list[Span]) -> bool:
    """Do the relaying words belong to this statement: as its own cue ("told"), or nearer to its cue than to any other?"""
    if statement.cue.act in ("decline", "feel"):
        return False
    own = statement.cue.spans
    taken = [cue for cue in cues if cue.start < end and start < cue.end]
    if taken:
        return any(cue in own for cue in taken)

    def away(cue: Span) -> int:
        return max(cue.start - end, start - cue.end)

    return away(min(cues, key=away)) == min(away(cue) for cue in own)


def _with_go_between(
    article: Article, statement: Statement, sentences: _Sentences, people: list[tuple[Span, str]]
) -> Statement:
    """ "Through his solicitor, Beatrix Lowe, he said …": who speaks for somebody by name passes the words on."""
    if not statement.cue.spans or statement.source.entity is None:
        return statement
    start, end = sentences.around(statement.cue.spans[0].start)
    content = [(span.start, span.end) for span in statement.content.spans]
    for span, entity in people:
        if not start <= span.start < end or any(low <= span.start < high for low, high in content):
            continue
        found = _THROUGH.search(article.text, start, span.start)
        if found and entity != statement.source.entity:
            words = span_of(article.text, found.start(1), found.end(1))
            return replace(statement, hops=tuple(_once((*(statement.hops or ()), Hop(entity, (span,), (words,), False)))))
    return statement


# --- relays that hold nothing of their own ---------------------------------------------------------------------------------


def _absorbed(statements: list[Statement], entities: dict[str, Entity]) -> list[Statement]:
    """The statements without those that only pass on a whole other one, which gets them as its hop (contract.md, "Hops").

    "According to prosecutors, Tolland told …" is Tolland's through prosecutors; so is what an outlet reports that he said.  A
    person or body that says that somebody said makes a statement of its own.
    """
    by_id = {each.id: each for each in statements}
    heirs: dict[str, Statement] = {}
    for each in statements:
        outer = by_id.get(each.inside or "")
        if outer is not None and outer.id not in heirs and _only_relays(outer, each, entities):
            heirs[outer.id] = each
    return [_heir(each, by_id, heirs) for each in statements if each.id not in heirs]


def _heir(statement: Statement, by_id: dict[str, Statement], heirs: dict[str, Statement]) -> Statement:
    """The statement with a hop for every relay that it inherits from, nearest first, inside one that is left."""
    inner, hops, inside = statement, list(statement.hops or ()), statement.inside
    while inside in heirs and heirs[inside] is inner:
        inner = by_id[inside]
        hops += (Hop(inner.source.entity, inner.source.spans, inner.cue.spans, False), *(inner.hops or ()))
        inside = inner.inside
    while inside in heirs:
        inside = heirs[inside].id
    return replace(statement, inside=inside, hops=statement.hops if inner is statement else tuple(_once(tuple(hops))))


def _only_relays(outer: Statement, inner: Statement, entities: dict[str, Entity]) -> bool:
    """Does the outer statement hold nothing but the inner one, by "according to" or as an outlet's report?"""
    if not outer.source.spans or not inner.source.spans or outer.source.entity == inner.source.entity:
        return False
    holder = entities.get(outer.source.entity or "")
    cue = " ".join(span.text for span in outer.cue.spans)
    reports = holder is not None and holder.kind in ("outlet", "document") and outer.cue.act in ("say", "show", "confirm")
    if not (is_relay(cue) or reports) or inner.cue.act in ("think", "feel", "intend", "decline"):
        return False
    spans = (*inner.source.spans, *inner.cue.spans, *inner.content.spans)
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    words = [m.start() + span.start for span in outer.content.spans for m in _WORD.finditer(span.text)]
    return bool(words) and sum(low <= at < high for at in words) >= WHOLE * len(words)


# --- inside another statement ----------------------------------------------------------------------------------------------


def _with_outer(statements: list[Statement]) -> list[Statement]:
    """Nested statements with the holder of the one around them, and its chain, as hops; self-report adds none."""
    places = {each.id: place for place, each in enumerate(statements)}
    done: dict[int, Statement] = {}

    def chain(place: int) -> Statement:
        if place not in done:
            each = done[place] = statements[place]
            outer = chain(places[each.inside]) if each.inside in places and each.inside is not None else None
            if outer is not None and outer.cue.act in _PASSING_ON and outer.source.spans:
                itself = outer.source.entity is not None and outer.source.entity == each.source.entity
                relay = () if itself else (Hop(outer.source.entity, outer.source.spans, outer.cue.spans, False),)
                done[place] = replace(each, hops=tuple(_once((*(each.hops or ()), *relay, *(outer.hops or ())))))
        return done[place]

    return [chain(place) for place in range(len(statements))]


# --- inherited ----------------------------------------------------------------------------------------------------------


def _inherited(statements: list[Statement], entities: dict[str, Entity], sentences: _Sentences) -> tuple[Statement, ...]:
    """Following sentences of a holder who is known only through a relay keep the chain, marked as implied.

    The holder is the same, the sentence follows directly or within the paragraph, names no chain of its own and tells of the
    same speech event: a pluperfect ("had said earlier") does not.
    """
    found = list(statements)
    firsthand: set[str] = set()
    for place, each in enumerate(found):
        holder = each.source.entity
        if each.hops or holder is None or each.inside is not None:
            continue
        before = _before(found, place, holder)
        if before is not None and holder not in firsthand and _same_event(before, each, entities[holder], sentences):
            hops = tuple(Hop(hop.entity, (), (), True) for hop in before.hops or ())
            reason = f"through {' and '.join(entities[h.entity].name for h in hops if h.entity)}, as the words before"
            found[place] = replace(each, hops=hops, reasons=(*each.reasons, reason))
        elif before is None:
            firsthand.add(holder)
    return tuple(found)


def _before(statements: list[Statement], place: int, holder: str) -> Statement | None:
    """The last statement before this one, if it is the same holder's and came through somebody."""
    for each in reversed(statements[:place]):
        if each.source.entity == holder:
            return each if each.hops else None
        if each.source.entity is not None and each.inside is None:
            return None
    return None


def _same_event(before: Statement, after: Statement, holder: Entity, sentences: _Sentences) -> bool:
    if after.source.implied:  # a quotation that carries on without any cue
        return True
    if not after.cue.spans or not after.source.spans or after.cue.act == "decline":
        return False
    cue = after.cue.spans[0].text.split()[0].casefold()
    reach = 4 if holder.kind == "anonymous" else 2
    last = before.cue.spans[0] if before.cue.spans else before.content.spans[0]
    near = sentences.number(after.cue.spans[0].start) - sentences.number(last.start) <= reach
    return near and cue not in ("had", "has", "have", "’d", "'d")
