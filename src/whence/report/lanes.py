"""One claim as lanes: an origin each, its articles oldest first, and the steps by which every one of them came by the claim.

A step goes from an article that gives to one that takes, or from the lane's own source to an article: the person who said it,
the document, or nobody that is known.  A merge of a trace has no direction; what it rests on gives it one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from whence.records.trace import Claim, ClaimStatement, Dispute, Evidence, Merge, MergeBecause, Origin, Relation
from whence.report.tracefacts import TraceFacts

Because = MergeBecause | Literal["source"]  # source: nothing but the article's own words tell where it has the claim from
Mark = Literal["first", "witness", "copy", "hedged", "hedge dropped", "circle", "no source"]
FAR = float("inf")  # the place in time of an article without a date: behind all others


@dataclass(frozen=True, slots=True)
class Step:
    """How `taker` has the claim: from the article `giver`, or (null) from the lane's source.

    `others` are the articles that rest on the same thing, as far as a merge tells; `relation` is that of a copy; `proof` are
    the spans that show it.
    """

    taker: str
    giver: str | None
    because: Because
    proof: tuple[Evidence, ...] = ()
    others: tuple[str, ...] = ()
    relation: Relation | None = None
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article in a lane: where it makes the claim, how it came by it, and what else is told of it."""

    article: str
    wordings: tuple[ClaimStatement, ...]
    steps: tuple[Step, ...]
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class Lane:
    """One origin with its articles, oldest first."""

    number: int
    origin: Origin
    carriers: tuple[Carrier, ...]

    @property
    def is_unknown(self) -> bool:
        """Is nobody known on whom the lane rests?"""
        return self.origin.holder is None and not any("witness" in each.marks for each in self.carriers)


@dataclass(frozen=True, slots=True)
class Against:
    """An article that says the opposite of a claim, takes it back, or both."""

    article: str
    disputes: tuple[Dispute, ...]
    corrects: bool


@dataclass(frozen=True, slots=True)
class View:
    """A claim with its lanes, what stands against it, and all its articles, oldest first."""

    claim: Claim
    lanes: tuple[Lane, ...]
    against: tuple[Against, ...]
    articles: tuple[str, ...]


def views(facts: TraceFacts) -> tuple[list[View], list[View]]:
    """The claims of several articles, those of most articles first, and the claims of one article."""
    found = [view_of(facts, claim) for claim in facts.trace.claims]
    several = [each for each in found if len(each.articles) > 1]
    return sorted(several, key=lambda each: -len(each.articles)), [each for each in found if len(each.articles) < 2]


def view_of(facts: TraceFacts, claim: Claim) -> View:
    """One claim as lanes; articles that no origin has stand in a last lane of their own."""
    order = _order(facts, claim)
    placed = {article for origin in claim.origins for article in origin.articles}
    loose = tuple(article for article in order if article not in placed)
    origins = claim.origins + ((Origin("?", loose, None, ()),) if loose else ())
    lanes = [_lane(facts, claim, origin, order) for origin in origins]
    lanes.sort(key=lambda lane: min((order[each.article] for each in lane.carriers), default=0))
    numbered = tuple(replace(lane, number=number) for number, lane in enumerate(lanes, 1))
    return View(claim, numbered, _against(facts, claim), tuple(order))


def _order(facts: TraceFacts, claim: Claim) -> dict[str, int]:
    """The articles of a claim and their places from the oldest on; equal times as the trace has them."""
    every = dict.fromkeys(each.article for each in claim.statements)
    every |= dict.fromkeys(article for origin in claim.origins for article in origin.articles)
    return {article: place for place, article in enumerate(sorted(every, key=lambda key: _time(facts, key)))}


def _time(facts: TraceFacts, article: str) -> float:
    moment = facts.moment(article)
    return moment.seconds if moment else FAR


def _lane(facts: TraceFacts, claim: Claim, origin: Origin, order: dict[str, int]) -> Lane:
    steps = _steps(facts, claim, origin)
    articles = sorted(origin.articles, key=order.__getitem__)
    return Lane(0, origin, tuple(_carrier(claim, origin, article, steps) for article in articles))


def _carrier(claim: Claim, origin: Origin, article: str, steps: list[Step]) -> Carrier:
    wordings = tuple(each for each in claim.statements if each.article == article)
    own = tuple(each for each in steps if each.taker == article)
    return Carrier(article, wordings, own, _marks(claim, origin, article, wordings, own))


def _marks(
    claim: Claim, origin: Origin, article: str, wordings: tuple[ClaimStatement, ...], steps: tuple[Step, ...]
) -> frozenset[Mark]:
    witness = article in claim.witnesses
    on_its_own = all(each.giver is None for each in steps)
    told: dict[Mark, bool] = {
        "first": claim.first is not None and claim.first.article == article,
        "witness": witness,
        "copy": any(each.because == "copy" for each in steps),
        "hedged": bool(wordings) and all(each.hedged for each in wordings),
        "hedge dropped": any(each.taker.article == article for each in claim.hedges_dropped),
        "circle": any(each.circular for each in steps),
        "no source": on_its_own and origin.holder is None and not witness and not any(each.proof for each in steps),
    }
    return frozenset(mark for mark, holds in told.items() if holds)


# --- steps ---------------------------------------------------------------------------------------------------------------


def _steps(facts: TraceFacts, claim: Claim, origin: Origin) -> list[Step]:
    """Every step of a lane, one at least for each article, in the order of the merges."""
    loop = _pairs(claim)
    found = [step for merge in origin.merges for step in _of_merge(facts, merge)]
    told = {(each.taker, each.giver) for each in found}
    found += [each for each in _of_loop(claim, origin, loop) if (each.taker, each.giver) not in told]
    taken = {each.taker for each in found if each.giver}
    # What shares a source with another article and took the claim from a third one is told by the third.
    kept = [each for each in found if each.giver or each.taker not in taken]
    bare = [article for article in origin.articles if all(each.taker != article for each in kept)]
    kept += [
        Step(article, None, "source", _own_words(facts, claim, article) or _naming(facts, claim, origin, article))
        for article in bare
    ]
    return _united(replace(each, circular=(each.taker, each.giver) in loop) for each in kept)


def _pairs(claim: Claim) -> set[tuple[str, str | None]]:
    loop = claim.circular.loop if claim.circular else ()
    return set(pairwise(loop))


def _of_loop(claim: Claim, origin: Origin, loop: set[tuple[str, str | None]]) -> list[Step]:
    """The steps of a circle, which the merges of a lane need not have: each article takes the claim from the next."""
    evidence = claim.circular.evidence if claim.circular else ()
    inside = set(origin.articles)
    return [
        Step(taker, giver, "citation", tuple(each for each in evidence if each.article == taker))
        for taker, giver in sorted(loop, key=str)
        if taker in inside and giver in inside
    ]


def _of_merge(facts: TraceFacts, merge: Merge) -> list[Step]:
    a, b = merge.articles
    copy = facts.copy(a, b) if merge.because == "copy" else None
    relation = copy.relation if copy else None
    taker = _taker(facts, merge)
    if taker is not None:
        giver = b if taker == a else a
        return [Step(taker, giver, merge.because, merge.evidence, relation=relation)]
    return [
        Step(one, None, merge.because, _proof(merge, one), others=(other,), relation=relation)
        for one, other in ((a, b), (b, a))
    ]


def _proof(merge: Merge, article: str) -> tuple[Evidence, ...]:
    return tuple(each for each in merge.evidence if each.article == article) or merge.evidence


def _taker(facts: TraceFacts, merge: Merge) -> str | None:
    """Which of the two took it from the other: who cites, or who copied; null where both rest on a third thing."""
    a, b = merge.articles
    if merge.because == "citation":
        first = next((each.article for each in merge.evidence if each.article in (a, b)), None)
        return first or max((a, b), key=lambda key: (_time(facts, key), key == b))
    copy = facts.copy(a, b) if merge.because == "copy" else None
    if copy is None or copy.origin not in ("a", "b"):
        return None
    return copy.b if copy.origin == "a" else copy.a


def _own_words(facts: TraceFacts, claim: Claim, article: str) -> tuple[Evidence, ...]:
    """The words of the first statement of an article by which it says where it has the claim from."""
    for wording in claim.statements:
        made = facts.statement(article, wording.statement) if wording.article == article else None
        if made is None:
            continue
        hops = [span for hop in made.hops or () for span in (*hop.spans, *hop.cue)]
        spans = tuple(sorted({*made.source.spans, *made.cue.spans, *hops}))
        return (Evidence(article, spans),) if spans else ()
    return ()


def _naming(facts: TraceFacts, claim: Claim, origin: Origin, article: str) -> tuple[Evidence, ...]:
    """The sentence of an article that names the source of what it says in its own voice; () where none has the name."""
    wording = next((each for each in claim.statements if each.article == article), None)
    if wording is None or origin.holder is None:
        return ()
    sentence = facts.naming(article, origin.holder.name, wording.content[0])
    return (Evidence(article, (sentence,)),) if sentence else ()


def _united(steps: Iterable[Step]) -> list[Step]:
    """Steps of one kind between the same two drawn together."""
    found: dict[tuple[str, str | None, Because], Step] = {}
    for step in steps:
        key = (step.taker, step.giver, step.because)
        before = found.get(key)
        found[key] = step if before is None else _both(before, step)
    return list(found.values())


def _both(one: Step, other: Step) -> Step:
    proof = (*one.proof, *(each for each in other.proof if each not in one.proof))
    others = (*one.others, *(each for each in other.others if each not in one.others))
    return replace(one, proof=proof, others=others)


def _against(facts: TraceFacts, claim: Claim) -> tuple[Against, ...]:
    keys = dict.fromkeys([*(each.article for each in claim.disputed_by), *claim.corrected_by])
    return tuple(
        Against(key, tuple(each for each in claim.disputed_by if each.article == key), key in claim.corrected_by)
        for key in sorted(keys, key=lambda key: _time(facts, key))
    )
