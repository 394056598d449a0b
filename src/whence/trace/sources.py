"""Whom plain sentences have their claims from, asked where it matters: of places that share a claim.

A statement of the reading has its holder, unless that is a pronoun or a place.  Of all others the finder is asked, which takes
a hundredth of a second; where it is not sure, what the language tells by its forms counts ("we counted", "by his account"), and
an outlet that the sentence names always does: whom the finder names has told it to that outlet.  Last, a sentence goes on with
the source of the one before where others show that the source said this as well: "The bridge will close, the Star reports.  It
needs new bolts", when the Star has the bolts too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import structs

from whence.records.provenance import UNTOLD, Ground, Provenance
from whence.tagger.finder import finder
from whence.trace.compare import Work
from whence.tracing.holders import Holder, holder_of
from whence.tracing.identity import same


def sourced(work: Work, groups: Sequence[Sequence[int]]) -> Work:
    """The work with a source for the places of `groups` that have none, where one is found."""
    told = list(work.provenance)
    for group in groups:
        if len({work.nodes[at].article for at in group}) > 1:
            for at in group:
                told[at] = _asked(work, at, told[at])
            for at in _without(told, group):
                others = [other for other in group if work.nodes[other].article != work.nodes[at].article]
                told[at] = _resting(told[at], _carried_on(work, at, others, told))
    return replace(work, provenance=tuple(told))


def _without(told: Sequence[Provenance], group: Iterable[int]) -> list[int]:
    return [at for at in group if all(ground.basis in UNTOLD for ground in told[at].grounds)]


def _resting(told: Provenance, ground: Ground | None) -> Provenance:
    return structs.replace(told, grounds=(ground,)) if ground else told


def _asked(work: Work, at: int, told: Provenance) -> Provenance:
    """What a place rests on when the finder was asked: who holds it by the reading stays, and so does an outlet."""
    node = work.nodes[at]
    content, grounds = node.candidate.content, work.grounds[node.article]
    if grounds.held(node.candidate):
        return told
    named = finder().named(work.article(node.article), content[0].start, content[-1].end)
    found = grounds.named(named) if named else None
    outlets = tuple(each for each in told.grounds if each.basis == "outlet" and not each.inherited)
    if found is None or not outlets:
        return _resting(told, found)
    agent = found.basis in ("person", "anonymous", "document")
    return structs.replace(told, grounds=(structs.replace(found, direct=False), *outlets)) if agent else told


def _carried_on(work: Work, at: int, others: Sequence[int], told: Sequence[Provenance]) -> Ground | None:
    """The source of the sentence before, where it makes the claim too: as an earlier article, or as the holder in another."""
    node = work.nodes[at]
    earlier = {work.nodes[other].article for other in others if work.nodes[other].article < node.article}
    holders = [_holder(each) for other in others for each in told[other].grounds if each.basis in ("person", "document")]
    for ground in work.grounds[node.article].beside(node.candidate):
        known = ground.basis in ("person", "document") and any(same(_holder(ground), each) for each in holders)
        if known or not earlier.isdisjoint(ground.articles):
            return ground
    return None


def _holder(ground: Ground) -> Holder:
    return holder_of(ground.name or "", "document" if ground.basis == "document" else ground.kind, ground.roles)
