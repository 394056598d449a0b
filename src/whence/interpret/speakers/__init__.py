"""Speakers: who holds and who relays every statement, as entities with all their mentions.

cast       names grouped into persons, bodies and places, with their kinds
nouns      kinds of unnamed holders
discourse  what was spoken of so far, in the order of the text
pronouns   who a pronoun means; two candidates are nobody
nominals   who a noun means: "the spokesman", "the company", "a New York judge" who is named later
resolve    names, nouns and pronouns in turn
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from whence.interpret.speakers.cast import Cast, Member
from whence.interpret.speakers.discourse import Answer
from whence.interpret.speakers.resolve import Resolver
from whence.lexicon.anonymity import Request, request_in
from whence.lexicon.marks import sentence_breaks
from whence.lexicon.relays import relay_before
from whence.records.article import Article
from whence.records.entity import Entity, Kind, NamedRole
from whence.records.mention import Mention
from whence.records.spans import Span, span_of
from whence.records.statement import Source, Statement

BEFORE = 60  # characters before a name in which "told", "quoted by the agency" are looked for
_CLAUSE = re.compile(r",?\s+(?:who|whose|whom|which)\s")
_TOLD = ("told", "tells", "telling", "to")
BEHIND = 320  # characters behind a source in which a request for anonymity is looked for: its own sentence, rarely longer
Place = tuple[int, int]


def speakers(
    article: Article, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements with their holders and relays resolved, and all entities of the article.

    `source.entity` and every hop's `entity` are ids of entities, null where nothing or more than one thing fits: then
    `candidates` and `reasons` tell.  Entities come in the order of their first mention; those of named people and bodies that
    hold nothing are among them, for the stages that follow.
    """
    relaying = frozenset(_place(span) for each in statements for hop in each.hops or () for span in hop.spans)
    outer = {each.inside for each in statements}
    quoting = frozenset(_place(span) for each in statements if each.id in outer for span in each.source.spans)
    addressed, carried = _relayed(article, mentions)
    cast = Cast(mentions, _whole(relaying, mentions) | carried, _whole(quoting, mentions) | addressed)
    resolver = Resolver(cast, mentions, statements)
    _request_anonymity(article, mentions, resolver)
    ids = _ids(cast)
    starts = {place: _phrase_of(place, mentions) for place in _asked(statements)}
    told = tuple(_told(each, resolver, ids, starts) for each in statements)
    return _continued(article, told, cast, ids), _entities(cast, ids)


def _relayed(article: Article, mentions: tuple[Mention, ...]) -> tuple[frozenset[Place], frozenset[Place]]:
    """Names that somebody told something to, and names that carried somebody's words ("quoted by", "in an interview with")."""
    told, carried = set(), set()
    for each in mentions:
        low = max(0, each.span.start - BEFORE)
        found = relay_before(article.text[low : each.span.start]) if each.form == "name" else None
        if found is not None:
            told.add(_place(each.span))
            if not article.text[low + found[0] : low + found[1]].lower().endswith(_TOLD):
                carried.add(_place(each.span))
    return frozenset(told), frozenset(carried)


def _place(span: Span) -> Place:
    return span.start, span.end


def _whole(places: frozenset[Place], mentions: tuple[Mention, ...]) -> frozenset[Place]:
    """The mentions that stand for these spans: a mention leaves out clauses and edges."""
    return frozenset(found for place in places if (found := _phrase_of(place, mentions)) is not None)


def _phrase_of(place: Place, mentions: tuple[Mention, ...]) -> Place | None:
    """The place of the holding phrase that lies in a span."""
    inside = [each for each in mentions if each.holder and place[0] <= each.span.start < place[1]]
    return (
        _place(min(inside, key=lambda each: (each.span.start - place[0], abs(each.span.end - place[1]))).span)
        if inside
        else None
    )


def _asked(statements: tuple[Statement, ...]) -> set[Place]:
    spans = [span for each in statements for span in each.source.spans]
    return {_place(span) for span in [*spans, *(span for each in statements for hop in each.hops or () for span in hop.spans)]}


def _answer(spans: tuple[Span, ...], resolver: Resolver, phrases: dict[Place, Place | None]) -> Answer | None:
    """The answer for the first of the spans that has one."""
    for span in spans:
        place = phrases.get(_place(span))
        if place is not None and place in resolver.answers:
            return resolver.answers[place]
    return None


def _told(statement: Statement, resolver: Resolver, ids: dict[int, str], phrases: dict[Place, Place | None]) -> Statement:
    """The statement with entities for its source and its hops."""
    answer = _answer(statement.source.spans, resolver, phrases)
    hops = []
    for hop in statement.hops or ():
        relay = _answer(hop.spans, resolver, phrases)
        hops.append(replace(hop, entity=_id(relay.member if relay else None, ids)))
    if answer is None:
        return replace(statement, source=Source(statement.source.spans, None, (), False), hops=tuple(hops))
    candidates = tuple(ids[each.number] for each in answer.candidates if each.number in ids)
    reasons = (*statement.reasons, answer.reason) if answer.reason else statement.reasons
    source = Source(statement.source.spans, _id(answer.member, ids), candidates if len(candidates) > 1 else (), False)
    return replace(statement, source=source, hops=tuple(hops), reasons=reasons)


def _id(member: Member | None, ids: dict[int, str]) -> str | None:
    return ids.get(member.number) if member is not None else None


# --- entities -------------------------------------------------------------------------------------------------------------


def _ids(cast: Cast) -> dict[int, str]:
    """An id for every member of a known kind, by the order of first mentions."""
    known = [each for each in cast.members if each.kind is not None and (each.mentions or each.members or each.name)]
    order = sorted(known, key=lambda each: (min((m.span.start for m in each.mentions), default=10**9), each.number))
    return {each.number: f"e{place}" for place, each in enumerate(order, 1)}


def _entities(cast: Cast, ids: dict[int, str]) -> tuple[Entity, ...]:
    found = [_entity(each, each.kind, ids) for each in cast.members if each.kind is not None and each.number in ids]
    return tuple(sorted(found, key=lambda each: int(each.id[1:])))


def _entity(member: Member, kind: Kind, ids: dict[int, str]) -> Entity:
    spans = {span for each in member.mentions for span in (each.span, each.name if each.form == "name" else None) if span}
    spans |= {_bare(each.span) for each in member.mentions if each.form == "noun"}
    roles: dict[str, NamedRole] = {}
    for each in member.mentions:
        for role in each.roles if each.form == "name" else ():
            roles.setdefault(role.text.casefold(), NamedRole(role.text, (role,)))
    return Entity(
        id=ids[member.number],
        name=member.name,
        kind=kind,
        members=tuple(ids[each] for each in member.members if each in ids),
        roles=tuple(roles.values()) if kind == "named person" else (),
        reason_unnamed=member.reason,
        mentions=tuple(sorted(spans)),
    )


def _asks_for(text: str, start: int, request: Request) -> bool:
    """Does the request stand in the holder's own sentence, or open the next one ("They asked not to be named because …")?"""
    between = sentence_breaks(text, start, start + request.start + 1)
    opens = text[: start + request.start].rstrip()[-1:] in '.”"!?'
    return (between == 0 or (between == 1 and opens)) and not sentence_breaks(text, start + request.start, start + request.end)


def _bare(span: Span) -> Span:
    """The phrase without a "who …" clause: "some students | who spoke to us"."""
    found = _CLAUSE.search(span.text)
    return Span(span.start, span.start + found.start(), span.text[: found.start()]) if found else span


def _request_anonymity(article: Article, mentions: tuple[Mention, ...], resolver: Resolver) -> None:
    """Holders who would not be named are anonymous, with the reason they give (contract.md, "Kinds")."""
    for mention in mentions:
        answer = resolver.answers.get(_place(mention.span)) if mention.holder and mention.form == "noun" else None
        member = answer.member if answer else None
        if member is None or member.kind not in ("unnamed person", "unnamed group", "anonymous", "named organization"):
            continue
        start, block = mention.span.end, article.blocks[mention.block]
        behind = article.text[start : min(block.end, start + BEHIND)]
        request = request_in(behind)
        if request is None or not _asks_for(article.text, start, request):
            continue
        if member.kind == "named organization":  # a spokesperson of a named body who would not be named
            member = resolver.nominals.apart(mention)
        member.kind = "anonymous"
        if request.reason and member.reason is None:
            low, high = start + request.reason[0], start + request.reason[1]
            member.reason = span_of(article.text, low, high)
    for member in resolver.cast.members:
        group = resolver.cast.members[member.of] if member.of is not None else None
        if group is not None and group.kind == "anonymous":
            member.kind, member.reason = "anonymous", member.reason or group.reason


# --- quotations without a cue ----------------------------------------------------------------------------------------------


def _continued(article: Article, statements: tuple[Statement, ...], cast: Cast, ids: dict[int, str]) -> tuple[Statement, ...]:
    """Quotations that nothing introduces, given to the person whose statement ends directly before them.

    Newspapers leave the attribution out where the speaker does not change (Associated Press Stylebook, "quotations in the
    news"): nobody else may be spoken of between the two.  Words inside somebody else's statement pass nothing on.
    """
    kinds = {ids[each.number]: each.kind for each in cast.members if each.number in ids}
    found = list(statements)
    for place, (before, each) in enumerate(pairwise(statements), 1):
        previous = found[place - 1]
        holder = previous.source.entity
        if each.cue.spans or each.source.spans or each.quotation != "direct" or holder is None or before.inside:
            continue
        if kinds.get(holder) not in ("named person", "unnamed person", "anonymous") or not _directly(article, before, each):
            continue
        source = Source((), holder, (), True)
        found[place] = replace(each, source=source, reasons=(*each.reasons, "carried on from the statement before it"))
    return tuple(found)


def _directly(article: Article, before: Statement, after: Statement) -> bool:
    """Does the one end where the other begins, with at most the end of its own sentence between?"""
    end = max(span.end for span in (*before.source.spans, *before.cue.spans, *before.content.spans))
    start = after.content.spans[0].start
    between = article.text[end:start]
    return (
        start >= end
        and sum(character.isalnum() for character in between) <= 40
        and not sentence_breaks(article.text, end, start - 1)
    )


def relevant(entities: tuple[Entity, ...], statements: tuple[Statement, ...], others: Iterable[str]) -> tuple[Entity, ...]:
    """The entities that hold, relay, are candidates or members, or are named by `others`; ids stay as they are."""
    kept = {each.source.entity for each in statements} | {hop.entity for each in statements for hop in each.hops or ()}
    kept |= {name for each in statements for name in each.source.candidates or ()} | set(others)
    parts = {each.id: set(each.members) for each in entities}
    while more := set().union(*(parts.get(name, set()) for name in kept if name)) - kept:  # a group may be part of a group
        kept |= more
    return tuple(each for each in entities if each.id in kept)
